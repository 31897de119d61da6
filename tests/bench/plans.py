"""`make bench-planner EVAL=path`: that folder's generator makes problems, its checker judges our plans for them."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from itertools import product
from pathlib import Path

from tests.bench.evaluation import call, evaluation_folder
from tests.bench.here import machine
from tests.bench.table import Cell, show

#: Orders → seeds of the generator; each for every number of suppliers.
ORDERS: Mapping[int, Sequence[int]] = {1: (1, 2, 3), 10: (1, 2), 50: (1, 2)}
SUPPLIERS = (60, 200, 1000)
HEAD = ("orders × suppliers, seed", "planned", "cost", "bound", "gap", "seconds", "with start-up", "check")


def main() -> None:
    folder = evaluation_folder(sys.argv[1:], "bench-planner", ("make_problem.py", "check_plan.py"))
    print(f"On {machine()}. Each line is one `bespoke plan PROBLEM.json`, objective cost.", flush=True)
    faults: list[str] = []
    rows: list[Sequence[Cell]] = []
    with tempfile.TemporaryDirectory() as temporary:
        for orders, seeds in ORDERS.items():
            for suppliers, seed in product(SUPPLIERS, seeds):
                rows.append(_row(folder, Path(temporary), orders, suppliers, seed, faults))
    show("Planning whole problems", HEAD, rows)
    if faults:
        print("\n" + "\n".join(faults))


def _row(folder: Path, temporary: Path, orders: int, suppliers: int, seed: int, faults: list[str]) -> Sequence[Cell]:
    name = f"{orders} × {suppliers}, {seed}"
    problem, plan = temporary / "problem.json", temporary / "plan.json"
    size = ("--orders", str(orders), "--suppliers", str(suppliers), "--seed", str(seed))
    made = call(folder / "make_problem.py", *size)
    if made.returncode:
        sys.exit(f"make_problem.py {' '.join(size)} failed:\n{made.stderr}")
    problem.write_text(made.stdout, "utf-8")
    began = time.perf_counter()
    command: list[str | Path] = [sys.executable, "-m", "bot.runtime.cli", "plan", problem]
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
