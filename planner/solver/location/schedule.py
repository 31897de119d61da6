"""On which days the runs of one offer work, so that each keeps within its window."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from planner.domain.problem import Quantity
from planner.solver.book import SAME, Line

#: Work on each ordinal day.
Worked = dict[int, Quantity]


@dataclass(frozen=True)
class Batch:
    """What is to be a run: `quantity` on the days from `start` to `end`, both within.

    `joins`: it must work on `start`, for it is part of the run that starts then; else it may start later, but not on a
    day on which a run of its `line` starts.
    """

    line: Line
    start: int
    end: int
    joins: bool
    quantity: Quantity


def schedule(
    batches: Sequence[Batch], free: Mapping[int, Quantity], begun: Mapping[Line, frozenset[int]]
) -> list[Worked | None]:
    """The days of every batch, as many as can be at once; None for a batch that does not fit beside the others.

    `free`: what the offer can do on each ordinal day. `begun`: the days on which there are runs of a line already.
    Batches are laid out by the day they must be done by, on the first days free: if days are all that matters, by that
    rule all fit that can. What joins a run must be sure of its first day besides: once all of it is put first, once
    just a piece, once nothing.
    """
    best: list[Worked | None] = []
    for heads in _heads(batches, free):
        found = _attempt(batches, dict(free), begun, heads)
        if not best or found.count(None) < best.count(None):
            best = found
        if None not in best:
            break
    return best


def _heads(batches: Sequence[Batch], free: Mapping[int, Quantity]) -> Iterator[list[Quantity]]:
    """How much of each batch is put on its first day before anything else."""
    for most in (0, 1, None):
        yield [
            min(batch.quantity, free.get(batch.start, 0), *([] if most is None else [most])) if batch.joins else 0
            for batch in batches
        ]


def _attempt(
    batches: Sequence[Batch], free: dict[int, Quantity], begun: Mapping[Line, frozenset[int]], heads: Sequence[Quantity]
) -> list[Worked | None]:
    starts = {line: set(days) for line, days in begun.items()}
    found: list[Worked | None] = [{} for _ in batches]
    for i, head in enumerate(heads):
        if head:
            head = min(head, free[batches[i].start])
            found[i] = {batches[i].start: head} if head > SAME else {}
            free[batches[i].start] -= head
    for i in sorted(range(len(batches)), key=lambda i: (batches[i].end, batches[i].start, i)):
        batch, worked, taken = batches[i], found[i] or {}, starts.setdefault(batches[i].line, set())
        rest = batch.quantity - sum(worked.values())
        for day in range(batch.start, batch.end + 1):
            if rest <= SAME:
                break
            if free.get(day, 0) > SAME and (worked or batch.joins or day not in taken):
                amount = rest if free[day] > rest - SAME else free[day]
                worked[day] = worked.get(day, 0) + amount
                free[day] -= amount
                rest -= amount
        first = min(worked, default=batch.start)
        if rest > SAME or (batch.joins and first != batch.start):
            for day, amount in worked.items():
                free[day] += amount
            found[i] = None
        else:
            found[i] = dict(sorted(worked.items()))
            taken.add(first)
    return found
