"""`python -m tests.bench.locations EVAL`: who serves whom, against optima from the literature and on large problems.

EVAL holds facility location files (`cflp/*.txt`) with their proved optima (`cflp/optimum.tsv`), the program that turns
them into problems and the checker of plans. The large ones are made here: sites and customers by chance in a square.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from math import hypot
from pathlib import Path
from typing import Any

from tests.bench.evaluation import call, evaluation_folder
from tests.bench.here import machine
from tests.bench.table import Cell, show

NEEDED = ("cflp.py", "check_plan.py", "cflp/optimum.tsv")
HEAD = ("problem", "planned", "cost", "optimum", "proved", "gap", "seconds", "with start-up", "check")

#: Seconds allowed: for a problem of the literature, and for a large one.
KNOWN, LARGE = 10, 60

#: Sites and customers of a large problem.
SITES, CUSTOMERS = 100, 1000

#: Name, capacity of a site, least and greatest price of opening one. In the first, capacity decides how many open.
MADE: Sequence[tuple[str, int, int, int]] = (
    ("scarce", 8000, 1_000_000, 1_500_000),
    ("ample", 7000, 200_000, 1_000_000),
)

#: A cost may be off by half a minor unit a shipment, each being rounded.
ROUNDING = 1.0


def main() -> None:
    folder = evaluation_folder(sys.argv[1:], "bench-planner", NEEDED)
    print(f"On {machine()}. Each line is one `bespoke plan PROBLEM.json`, objective cost.", flush=True)
    bench_locations(folder)


def bench_locations(folder: Path) -> None:
    """Print how good and how quick plans of orders of one step are."""
    show("Who serves whom", HEAD, list(rows(folder)))


def rows(folder: Path) -> Iterator[Sequence[Cell]]:
    """A line for every problem of the evaluation folder, then for each of the large ones; faults stand in the last."""
    optima = dict(line.split() for line in (folder / "cflp/optimum.tsv").read_text("utf-8").splitlines() if line)
    with tempfile.TemporaryDirectory() as temporary:
        problem = Path(temporary) / "problem.json"
        for file in sorted((folder / "cflp").glob("*.txt")):
            _convert(folder, file, problem)
            yield _row(folder, file.stem, problem, KNOWN, float(optima[file.stem]) if file.stem in optima else None)
        for seed, (name, capacity, low, high) in enumerate(MADE):
            made = Path(temporary) / "made.txt"
            made.write_text(_made(random.Random(seed), capacity, low, high), "utf-8")
            _convert(folder, made, problem)
            yield _row(folder, f"{SITES} × {CUSTOMERS}, {name}", problem, LARGE, None)


def _convert(folder: Path, file: Path, problem: Path) -> None:
    made = call(folder / "cflp.py", file)
    if made.returncode:
        sys.exit(f"cflp.py {file.name} failed:\n{made.stderr}")
    problem.write_text(made.stdout, "utf-8")


def _made(rng: random.Random, capacity: int, low: int, high: int) -> str:
    """A file in the format of the literature: freight by distance and demand, up to a quarter dearer by chance."""

    def places(count: int) -> list[tuple[float, float]]:
        return [(rng.uniform(0, 1000), rng.uniform(0, 1000)) for _ in range(count)]

    sites, lines = places(SITES), [f"{SITES} {CUSTOMERS}"]
    lines += [f"{capacity} {rng.uniform(low, high):.2f}" for _ in sites]
    for x, y in places(CUSTOMERS):
        demand = rng.randint(1, 115)
        costs = [hypot(x - a, y - b) * demand * rng.uniform(1, 1.25) for a, b in sites]
        lines += [str(demand), " ".join(f"{cost:.5f}" for cost in costs)]
    return "\n".join(lines)


def _row(folder: Path, name: str, problem: Path, allowed: int, optimum: float | None) -> Sequence[Cell]:
    began = time.perf_counter()
    command: list[str | Path] = [sys.executable, "-m", "bot.runtime.cli", "plan", problem, "--seconds", str(allowed)]
    planned = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    seconds = time.perf_counter() - began
    if planned.returncode:
        return (name, None, None, optimum, None, None, None, seconds, f"no plan: {planned.stderr.strip()}")
    plan = problem.with_name("plan.json")
    plan.write_text(planned.stdout, "utf-8")
    checked = call(folder / "check_plan.py", problem, plan)
    found: dict[str, Any] = json.loads(planned.stdout)
    check = "valid" if not checked.returncode else f"FAULTS: {checked.stdout.strip()}{checked.stderr.strip()}"
    cost = float(found["cost"])
    if optimum is not None and cost > optimum + ROUNDING:
        check += ", dearer than the optimum"
    elif optimum is not None and float(found["bound"] or 0) > optimum + ROUNDING:
        check += ", bound above the optimum"
    gap = found["gap"]
    return (
        name,
        f"{len(found['orders'])}/{len(found['orders']) + len(found['unplanned'])}",
        f"{cost:,.2f}",
        None if optimum is None else f"{optimum:,.2f}",
        "yes" if gap == 0 else "no",
        None if gap is None else f"{100 * gap:.2f} %",
        found["seconds"],
        seconds,
        check,
    )


if __name__ == "__main__":
    main()
