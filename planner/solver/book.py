"""Whose capacity is taken on which day, and which runs can be joined: the committed ones and those planned so far."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import TypeAlias

from planner.domain.problem import Lot, Offer, Problem, Quantity, Supplier

#: Supplier, process, variant: what runs must have in common to be one where they start on the same day.
Line: TypeAlias = tuple[str, str, frozenset[tuple[str, str]]]

#: Quantities that differ by less are the same: the noise of proportions that do not come out even.
SAME = Decimal("1e-9")


class DoesNotFit(Exception):
    """Lots get in each other's way: the search that proposed them must propose others."""


def line_of(supplier: str, process: str, variant: Mapping[str, str]) -> Line:
    return supplier, process, frozenset(variant.items())


@dataclass
class Held:
    """All that starts on one day of one line: `committed` is paid for (None: none is), `days` and `lots` are planned.

    A planned run keeps its last day once its first order is placed: later lots may fill its days, but not prolong it.
    """

    committed: Quantity | None = None
    days: dict[int, Quantity] = field(default_factory=dict)
    lots: list[Lot] = field(default_factory=list)

    @property
    def quantity(self) -> Quantity:
        return sum((lot.quantity for lot in self.lots), start=self.committed or 0)

    @property
    def last(self) -> int | None:
        """The last day of the planned run; None where there is none here yet."""
        return max(self.days, default=None)

    def cost(self, offer: Offer) -> int:
        """What the planned lots add to what is committed, minor units."""
        paid = 0 if self.committed is None else offer.charge(self.committed)
        return offer.charge(self.quantity) - paid if self.lots else 0

    def adds(self, offer: Offer, quantity: Quantity) -> int:
        """What `quantity` more costs, minor units."""
        paid = offer.charge(self.quantity) if self.lots or self.committed is not None else 0
        return offer.charge(self.quantity + quantity) - paid


class Book:
    """Grows and shrinks lot by lot. Days are ordinals (`date.toordinal`)."""

    def __init__(self, problem: Problem):
        self.taken: dict[tuple[str, str], dict[int, Quantity]] = defaultdict(dict)
        self.runs: dict[Line, dict[int, Held]] = defaultdict(dict)
        for run in problem.committed:
            taken = self.taken[run.supplier, run.process]
            for day, amount in run.days.items():
                taken[day.toordinal()] = taken.get(day.toordinal(), 0) + amount
            line = line_of(run.supplier, run.process, run.variant)
            held = self.runs[line].setdefault(run.start.toordinal(), Held())
            held.committed = (held.committed or 0) + run.quantity

    def planned(self, line: Line, start: int) -> bool:
        """Is there a run of this plan?"""
        held = self.runs.get(line, {}).get(start)
        return held is not None and held.last is not None

    def place(
        self, lot: Lot, line: Line, start: int, supplier: Supplier, offer: Offer, *, end: int | None = None
    ) -> int:
        """Put a lot into the run of `line` that starts on `start`, on the first free days.

        `end`: the run may grow, up to that day without; None: it keeps its last day. Returns what the lot adds to the
        run's cost. Raises DoesNotFit, and changes nothing, where the days are too few.
        """
        held = self.runs[line].get(start, Held())
        taken = self.taken[line[0], line[1]]
        days: dict[int, Quantity] = {}
        rest = lot.quantity
        for day in range(start, (held.last or 0) + 1 if end is None else end):
            free = offer.daily_capacity - taken.get(day, 0)
            if free > SAME and supplier.works_on(date.fromordinal(day)):
                days[day] = rest if free > rest - SAME else free
                rest -= days[day]
                if not rest:
                    break
        if rest or min(held.days or days) != start:
            raise DoesNotFit
        cost = held.adds(offer, lot.quantity)
        for day, amount in days.items():
            taken[day] = taken.get(day, 0) + amount
            held.days[day] = held.days.get(day, 0) + amount
        held.lots.append(lot)
        self.runs[line][start] = held
        return cost

    def remove(self, lot: Lot, line: Line, start: int) -> None:
        """Take a placed lot out again; what stays of its run keeps its first day."""
        held, taken = self.runs[line][start], self.taken[line[0], line[1]]
        held.lots.remove(lot)
        rest = lot.quantity
        for day in sorted(held.days, reverse=True):
            amount = min(rest, held.days[day])
            rest -= amount
            taken[day] -= amount
            held.days[day] -= amount
            if not held.days[day]:
                del held.days[day]
            if not rest:
                break
        if not held.lots and held.committed is None:
            del self.runs[line][start]
