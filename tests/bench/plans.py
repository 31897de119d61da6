"""`make bench-planner EVAL=path`: that folder's generator makes problems, its checker judges our plans for them."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from itertools import product
from pathlib import Path

from tests.bench.evaluation import call, evaluation_folder
from tests.bench.here import machine
from tests.bench.table import Cell, show

#: Orders, suppliers, seconds allowed, seeds of the generator.
SIZES: Sequence[tuple[int, int, int, Sequence[int]]] = (
    (1, 1000, 10, (1, 2, 3)),
    (10, 60, 10, (1, 2)),
    (50, 80, 30, (1, 2)),
    (200, 120, 60, (1, 2)),
    (1000, 300, 60, (1,)),
)

#: Below 1: less capacity, and less time.
TIGHT = ("1.0", "0.8")
HEAD = ("orders × suppliers, seed, tight", "planned", "cost", "bound", "gap", "seconds", "with start-up", "check")


def main() -> None:
    folder = evaluation_folder(sys.argv[1:], "bench-planner", ("make_problem.py", "check_plan.py"))
    print(f"On {machine()}. Each line is one `bespoke plan PROBLEM.json`, objective cost.", flush=True)
    faults: list[str] = []
    rows: list[Sequence[Cell]] = []
    with tempfile.TemporaryDirectory() as temporary:
        for orders, suppliers, seconds, seeds in SIZES:
            for seed, tight in product(seeds, TIGHT):
                rows.append(_row(folder, Path(temporary), (orders, suppliers, seed, tight), seconds, faults))
    show("Planning whole problems", HEAD, rows)
    if faults:
        print("\n" + "\n".join(faults))


def _row(
    folder: Path, temporary: Path, made_as: tuple[int, int, int, str], allowed: int, faults: list[str]
) -> Sequence[Cell]:
    orders, suppliers, seed, tight = made_as
    name = f"{orders} × {suppliers}, {seed}, {tight}"
    problem, plan = temporary / "problem.json", temporary / "plan.json"
    size = ("--orders", str(orders), "--suppliers", str(suppliers), "--seed", str(seed), "--tight", tight)
    made = call(folder / "make_problem.py", *size)
    if made.returncode:
        sys.exit(f"make_problem.py {' '.join(size)} failed:\n{made.stderr}")
    problem.write_text(made.stdout, "utf-8")
    began = time.perf_counter()
    command: list[str | Path] = [sys.executable, "-m", "bot.runtime.cli", "plan", problem, "--seconds", str(allowed)]
    planned = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    seconds = time.perf_counter() - began
    if planned.returncode:
        faults.append(f"{name}: {planned.stderr.strip()}")
        return (name, None, None, None, None, None, seconds, "no plan")
    plan.write_text(planned.stdout, "utf-8")
    checked = call(folder / "check_plan.py", problem, plan)
    if checked.returncode:
        faults.append(f"{name}:\n{checked.stdout}{checked.stderr}")
    found = json.loads(planned.stdout)
    gap = None if found["gap"] is None else f"{100 * found['gap']:.1f} %"
    done = f"{len(found['orders'])}/{orders}"
    check = "FAULTS" if checked.returncode else "valid"
    return (name, done, found["cost"], found["bound"], gap, found["seconds"], seconds, check)


if __name__ == "__main__":
    main()
