"""A book held in memory: `python -m tests.bench.books EVAL`, with that folder's generator of problems.

One order more among a hundred runs and among ten thousand; and what a decline in a book of a thousand orders takes,
costs and moves.
"""

from __future__ import annotations

import gc
import json
import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from random import Random

from planner.domain.changes import Change, Why
from planner.domain.problem import CommittedRun, Lot, Problem, ready_day
from planner.solver.formats import problem_from_json
from planner.solver.live.live_book import LiveBook
from planner.solver.live.loading import load
from planner.solver.live.replanning import decline
from planner.solver.solve import solve
from tests.bench.evaluation import call, evaluation_folder
from tests.bench.here import machine
from tests.bench.table import Cell, show
from tests.bench.times import Times

#: Runs of the book that orders come into, suppliers, and orders that come.
RUNS, SUPPLIERS, COMING = (100, 1000, 10_000), 1000, 1500

#: Orders and suppliers of the book that is planned around declines, and how many there are; the part that is confirmed.
ORDERS, MAKERS, DECLINES, CONFIRMED = 1000, 300, 200, 0.4

#: Seconds that the book is planned in, before anybody declines.
PLANNED_IN = 60.0

INSERTED = ("runs in the book", "orders that came", "placed", "p50 ms", "p99 ms", "longest ms", "p99, of the first")
DECLINED = ("declines", "lots declined, mean", "p50 ms", "p95 ms", "dearer, mean", "dearer, most", "confirmed moved",
            "other orders moved, mean", "left without")  # fmt: skip


def main() -> None:
    folder = evaluation_folder(sys.argv[1:], "bench-planner", ("make_problem.py",))
    print(f"On {machine()}. In process, one after the other.", flush=True)
    bench_books(folder)


def bench_books(folder: Path) -> None:
    """Print both tables."""
    show("One order more", INSERTED, _insertions(made(folder, COMING, SUPPLIERS)))
    show(f"A decline in a book of {ORDERS:,} orders", DECLINED, [_declines(made(folder, ORDERS, MAKERS))])


def made(folder: Path, orders: int, suppliers: int, seed: int = 1) -> Problem:
    """A problem of the folder's generator."""
    size = ("--orders", str(orders), "--suppliers", str(suppliers), "--seed", str(seed))
    text = call(folder / "make_problem.py", *size)
    if text.returncode:
        sys.exit(f"make_problem.py {' '.join(size)} failed:\n{text.stderr}")
    return problem_from_json(json.loads(text.stdout), "made")


def joinable_runs(problem: Problem, count: int, seed: int) -> tuple[CommittedRun, ...]:
    """Confirmed runs of a third of a day, of variants that orders ask for."""
    rng, runs, seen = Random(seed), list[CommittedRun](), set[tuple[object, ...]]()
    offers = [(supplier, offer) for supplier in problem.suppliers for offer in supplier.offers]
    while len(runs) < count:
        supplier, offer = rng.choice(offers)
        variant = {name: rng.choice(values) for name, values in sorted(offer.accepts.items())}
        day = problem.start + timedelta(days=rng.randrange(60))
        key = supplier.id, offer.process, day
        if key in seen or not supplier.works_on(day):
            continue
        seen.add(key)
        quantity = max(1, int(offer.daily_capacity) // 3)
        days, lots = {day: quantity}, (Lot(f"other {len(runs)}", offer.process, quantity),)
        runs.append(CommittedRun(supplier.id, offer.process, variant, days, lots, ready_day(days, offer.lead_days)))
    return tuple(runs)


def _insertions(problem: Problem) -> list[Sequence[Cell]]:
    rows: list[Sequence[Cell]] = []
    first = 0.0
    for count in RUNS:
        book = LiveBook(replace(problem, committed=joinable_runs(problem, count, 1)))
        times, placed = Times(), 0
        gc.collect()
        gc.freeze()  # as a process would that keeps a book: the collector need not go through it each time
        for order in problem.orders:
            with times.one():
                placed += book.insert(order) is not None
        first = first or times.ms(99)
        tail = times.ms(50), times.ms(99), times.ms(100), f"{times.ms(99) / first:.2f} ×"
        rows.append((count, len(problem.orders), placed, *tail))
    return rows


def _declines(problem: Problem) -> Sequence[Cell]:
    plan = solve(problem, seconds=PLANNED_IN)
    book, _ = load(problem, plan)
    rng, times = Random(1), Times()
    for name in list(book.held):
        for step in list(book.spots(name)):
            if rng.random() < CONFIRMED:
                book.confirm(name, step)
    total = float(plan.cost)
    changes: list[Change] = []
    moved_though_confirmed = 0
    gc.collect()
    while len(changes) < DECLINES:
        spots = book.spots(rng.choice(sorted(book.held)))
        if not spots:
            continue
        spot = rng.choice(list(spots.values()))
        before = {name: list(held.confirmed) for name, held in book.held.items()}
        with times.one():
            changes.append(decline(book, spot.supplier, spot.process, spot.start))
        after = {name: held.confirmed for name, held in book.held.items()}
        moved_though_confirmed += sum(after.get(name, runs) != runs for name, runs in before.items())
    dearer = [change.cost / total for change in changes]
    lots = [sum(moved.because is Why.DECLINED for moved in change.moved) for change in changes]
    others = [len({m.order for m in change.moved if m.because is Why.CHEAPER}) for change in changes]
    return (
        len(changes),
        sum(lots) / len(lots),
        times.ms(50),
        times.ms(95),
        f"{100 * sum(dearer) / len(dearer):.3f} %",
        f"{100 * max(dearer):.3f} %",
        moved_though_confirmed,
        sum(others) / len(others),
        sum(len(change.unplanned) for change in changes),
    )


if __name__ == "__main__":
    main()
