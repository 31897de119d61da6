"""How one order is answered: `python -m tests.bench.quotes EVAL`, with that folder's generator of problems.

Each case is timed in process, after start-up, one order at a time among a thousand suppliers.
"""

from __future__ import annotations

import gc
import json
import sys
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from planner.domain.plan import Alternative, Quote
from planner.domain.problem import Problem
from planner.solver.explain import explain
from planner.solver.formats import problem_from_json
from planner.solver.quote import quote
from tests.bench.evaluation import call, evaluation_folder
from tests.bench.here import machine
from tests.bench.order_kinds import IMPOSSIBLE, POSSIBLE, Kind
from tests.bench.table import Cell, show
from tests.bench.times import Times

#: Suppliers of each problem, and how many orders of each seed are asked for, one by one.
SUPPLIERS, ORDERS = 1000, 4

#: Seeds, and one below 1 for less capacity and time.
SEEDS, FEW, TIGHT = range(1, 26), range(1, 7), ("1.0", "0.8")

MADE = ("case", "orders", "with options", "proved", "worst gap", "p50 ms", "p95 ms", "p99 ms", "explained in, p95 ms")
REFUSED = ("case", "orders", "refused", "p50 ms", "p95 ms", "p99 ms", "reasons", "ways out")


@dataclass
class Tally:
    """What the quotes of one case came to."""

    times: Times = field(default_factory=Times)
    explained: Times = field(default_factory=Times)
    gaps: list[float] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    ways_out: Counter[str] = field(default_factory=Counter)

    def add(self, problem: Problem, *, explained: bool) -> None:
        with self.times.one():
            found = quote(problem)
        if found.options:
            self.gaps.append(found.options[0].plan.gap or 0.0)
            if explained:
                with self.explained.one():
                    explain(problem, found.options[0].plan)
        else:
            self._refused(found)

    def _refused(self, found: Quote) -> None:
        assert found.refusal is not None
        self.reasons.update({reason.code.value for reason in found.refusal.reasons})
        self.ways_out.update({_figure(way) for way in found.refusal.alternatives})

    def made(self, name: str) -> Sequence[Cell]:
        count, gaps = len(self.times.seconds), self.gaps
        worst = f"{100 * max(gaps):.2f} %" if gaps else None
        explained = self.explained.ms(95) if self.explained.seconds else None
        proved = f"{sum(not gap for gap in gaps)}/{len(gaps)}"
        return (name, count, len(gaps), proved, worst, *self._percentiles(), explained)

    def refused(self, name: str) -> Sequence[Cell]:
        count = len(self.times.seconds)
        told = (" ".join(f"{key}:{n}" for key, n in sorted(tally.items())) for tally in (self.reasons, self.ways_out))
        return (name, count, count - len(self.gaps), *self._percentiles(), *told)

    def _percentiles(self) -> tuple[float, float, float]:
        return self.times.ms(50), self.times.ms(95), self.times.ms(99)


def _figure(way: Alternative) -> str:
    """What would have to be another: beside others, the cost is only told."""
    changed = ("due", way.due), ("quantity", way.quantity), ("swaps", way.swaps)
    return next((name for name, value in changed if value), "cost")


def main() -> None:
    folder = evaluation_folder(sys.argv[1:], "bench-planner", ("make_problem.py",))
    print(f"On {machine()}; other work on it makes these figures worse. Two to four minutes.", flush=True)
    bench_quotes(folder)


def bench_quotes(folder: Path) -> None:
    """Print how long quotes, refusals and explanations take, and how good the quotes are."""
    made = [tally.made(name) for name, tally in _tallies(folder, POSSIBLE)]
    show(f"Quotes for one order, {SUPPLIERS} suppliers, one core", MADE, made)
    refused = [tally.refused(name) for name, tally in _tallies(folder, IMPOSSIBLE)]
    show(f"No, because: one order, {SUPPLIERS} suppliers, one core", REFUSED, refused)


def _tallies(folder: Path, kinds: Mapping[str, Kind]) -> Iterator[tuple[str, Tally]]:
    tallies = {f"{name}, tight {tight}": Tally() for name in kinds for tight in TIGHT}
    for tight in TIGHT:
        for seed in SEEDS if kinds is POSSIBLE else FEW:
            problem = _problem(folder, seed, tight)
            gc.collect()  # what is left of the last problem is not the quote's to clear away
            gc.freeze()
            for number, order in enumerate(problem.orders):
                for name, kind in kinds.items():
                    # Divided orders take half a second each to make, and as long to plan.
                    if name == "divided lots" and (number or seed not in FEW):
                        continue
                    asked = kind(replace(problem, orders=(order,)), seed)
                    if asked is not None:
                        tallies[f"{name}, tight {tight}"].add(asked, explained=not number)
    yield from tallies.items()


def _problem(folder: Path, seed: int, tight: str) -> Problem:
    size = ("--orders", str(ORDERS), "--suppliers", str(SUPPLIERS), "--seed", str(seed), "--tight", tight)
    made = call(folder / "make_problem.py", *size)
    if made.returncode:
        sys.exit(f"make_problem.py {' '.join(size)} failed:\n{made.stderr}")
    return problem_from_json(json.loads(made.stdout), "make_problem.py")


if __name__ == "__main__":
    main()
