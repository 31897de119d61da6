"""What a live book knows of an order."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from planner.domain.problem import CommittedRun, ProblemOrder
from planner.solver.trips import Layout


@dataclass(frozen=True)
class General:
    """An order, or what is left of it, that was planned in the general way, and stays where it is.

    `runs`: its own, which nothing else joins, and what each of them `costs`; `cost`: what all of it added, freight
    included, minor units.
    """

    layout: Layout
    runs: tuple[CommittedRun, ...]
    costs: tuple[int, ...]
    cost: int
    arrives: date


@dataclass
class Held:
    """An order in the book: `number` of its rows, or `general`, or neither where all of it is confirmed.

    `barred`: (supplier, process) pairs that have said no to it.
    """

    order: ProblemOrder
    number: int | None = None
    general: General | None = None
    confirmed: list[CommittedRun] = field(default_factory=list)
    barred: set[tuple[str, str]] = field(default_factory=set)
