"""`make bench-planner EVAL=path`: that folder's generator makes problems, its checker judges our plans for them.

After whole problems come the benchmarks of books, of quotes and of locations.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path

import numpy as np

from planner.domain.problem import Problem
from planner.solver.book import Book
from planner.solver.demand import demand_of
from planner.solver.formats import problem_from_json
from planner.solver.horizon import horizon_of
from planner.solver.joint.alone import alone_of
from planner.solver.joint.shared import orders_of
from planner.solver.terms import Terms
from tests.bench.books import bench_books
from tests.bench.evaluation import call, evaluation_folder
from tests.bench.here import machine
from tests.bench.locations import bench_locations
from tests.bench.quotes import bench_quotes
from tests.bench.table import Cell, show

#: Below 1: less capacity, and less time.
TIGHT = ("1.0", "0.8")

#: Orders, suppliers, seconds allowed, seeds of the generator, and how tight.
SIZES: Sequence[tuple[int, int, int, Sequence[int], Sequence[str]]] = (
    (1, 1000, 10, (1, 2, 3), TIGHT),
    (10, 60, 10, (1, 2), TIGHT),
    (50, 80, 30, (1, 2, 3), TIGHT),
    (200, 120, 60, (1, 2), TIGHT),
    (1000, 300, 60, (1,), TIGHT),
    (1000, 300, 300, (1,), TIGHT[:1]),
)

#: Runs a command and says last how much memory it took, KB: asked of this process it would be what this one has taken.
MEASURED = (
    "import resource, subprocess, sys; code = subprocess.call(sys.argv[1:]);"
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss, file=sys.stderr); sys.exit(code)"
)

HEAD = (
    "orders × suppliers, seed, tight, s",
    "planned",
    "cost",
    "bound",
    "gap",
    "alone",
    "saved",
    "seconds",
    "MB",
    "check",
)


def main() -> None:
    folder = evaluation_folder(sys.argv[1:], "bench-planner", ("make_problem.py", "check_plan.py", "cflp.py"))
    print(f"On {machine()}. Each line is one `bespoke plan PROBLEM.json`, objective cost.", flush=True)
    faults: list[str] = []
    rows: list[Sequence[Cell]] = []
    with tempfile.TemporaryDirectory() as temporary:
        for orders, suppliers, seconds, seeds, tights in SIZES:
            for seed, tight in product(seeds, tights):
                rows.append(_row(folder, Path(temporary), (orders, suppliers, seed, tight), seconds, faults))
                print(f"  {rows[-1]}", file=sys.stderr, flush=True)
    show("Planning whole problems (alone: what the orders would cost, each by itself)", HEAD, rows)
    if faults:
        print("\n" + "\n".join(faults))
    bench_books(folder)
    bench_quotes(folder)
    bench_locations(folder)


def _row(
    folder: Path, temporary: Path, made_as: tuple[int, int, int, str], allowed: int, faults: list[str]
) -> Sequence[Cell]:
    orders, suppliers, seed, tight = made_as
    name = f"{orders} × {suppliers}, {seed}, {tight}, {allowed}"
    problem, plan = temporary / "problem.json", temporary / "plan.json"
    size = ("--orders", str(orders), "--suppliers", str(suppliers), "--seed", str(seed), "--tight", tight)
    made = call(folder / "make_problem.py", *size)
    if made.returncode:
        sys.exit(f"make_problem.py {' '.join(size)} failed:\n{made.stderr}")
    problem.write_text(made.stdout, "utf-8")
    began = time.perf_counter()
    command = [sys.executable, "-m", "bot.runtime.cli", "plan", str(problem), "--seconds", str(allowed)]
    planned = subprocess.run(
        [sys.executable, "-c", MEASURED, *command], capture_output=True, text=True, encoding="utf-8", check=False
    )
    seconds = time.perf_counter() - began
    *complaints, kilobytes = planned.stderr.strip().splitlines()
    plan.write_text(planned.stdout, "utf-8")
    if planned.returncode:
        faults.append(f"{name}: {' '.join(complaints)}")
        return (name, None, None, None, None, None, None, seconds, None, "no plan")
    checked = call(folder / "check_plan.py", problem, plan)
    if checked.returncode:
        faults.append(f"{name}:\n{checked.stdout}{checked.stderr}")
    found = json.loads(plan.read_text("utf-8"))
    gap = None if found["gap"] is None else f"{100 * found['gap']:.1f} %"
    done = f"{len(found['orders'])}/{orders}"
    check = "FAULTS" if checked.returncode else "valid"
    alone = _alone(problem_from_json(json.loads(made.stdout), name))
    cost = float(found["cost"])
    saved = f"{100 * (1 - cost / alone):.1f} %"
    megabytes = int(kilobytes) // 1024
    return (name, done, found["cost"], found["bound"], gap, f"{alone:.2f}", saved, seconds, megabytes, check)


def _alone(problem: Problem) -> float:
    """What the orders would cost, each by itself, in units of the currency with two minor digits."""
    demands = [demand_of(problem, order) for order in problem.orders]
    horizons = [horizon_of(problem, demand) for demand in demands]
    first = min(horizon.first for horizon in horizons)
    end = max(horizon.first + horizon.length for horizon in horizons)
    costs = alone_of(orders_of(Terms(problem), Book(problem), demands, first, end - first))
    return float(costs[np.isfinite(costs)].sum()) / 100


if __name__ == "__main__":
    main()
