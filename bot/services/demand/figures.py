"""What is published, as figures by day: everything that anybody is shown is made of these, and of nothing else."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.services.demand.publishing import NONE
from planner.domain.demand import Cell, Outcome
from planner.domain.forecast import History
from storage.ports import DemandBlock

WEEK = timedelta(days=7)
#: Weeks before the last one that make up what is usual; at least so many have to be there.
USUAL, LEAST_USUAL = 4, 2


@dataclass(frozen=True)
class Trend:
    """The last seven days of a cell, and what is usual in seven days; None where there is too little to tell."""

    cell: Cell
    history: History
    week: float
    usual: float | None

    @property
    def change(self) -> float | None:
        """As a share of what is usual."""
        return self.week / self.usual - 1 if self.usual else None

    @property
    def moved(self) -> float:
        """Pieces more or less than usual."""
        return 0.0 if self.usual is None else self.week - self.usual

    def usual_between(self, first: date, last: date) -> float:
        """What is usual on such days of the week."""
        weeks = [self._days_before(first, last, back) for back in range(1, USUAL + 1)]
        whole = [sum(values) for values in weeks if values is not None]
        return sum(whole) / len(whole) if whole else 0.0

    def _days_before(self, first: date, last: date, weeks: int) -> Sequence[float] | None:
        """The same days of the week, before the last week of the history; None where the history has not got them."""
        shift = ((last - (self.history.last - WEEK)).days + 6) // 7 + weeks - 1
        values = self.history.between(first - shift * WEEK, last - shift * WEEK)
        return values if first - shift * WEEK >= self.history.first else None


@dataclass(frozen=True)
class Unmet:
    """Wishes that were not made."""

    cell: Cell
    orders: int
    pieces: int


class Figures:
    """The published blocks of a trade."""

    def __init__(self, blocks: Iterable[DemandBlock]):
        self._by_margin: dict[tuple[str, str], list[DemandBlock]] = {}
        self._apart: list[DemandBlock] = []
        for block in blocks:
            if block.outcome == Outcome.ASKED:
                self._by_margin.setdefault((block.product, block.attribute), []).append(block)
            else:
                self._apart.append(block)

    @property
    def products(self) -> list[str]:
        return sorted({product for product, attribute in self._by_margin if not attribute})

    def values(self, product: str, attribute: str) -> list[str]:
        """The values that were ever shown, but for "nothing said"."""
        blocks = self._by_margin.get((product, attribute), ())
        return sorted({block.value for block in blocks} - {"", NONE})

    def attributes(self, product: str) -> list[str]:
        """The catalogue's own."""
        return sorted(name for of, name in self._by_margin if of == product and name and not name.startswith("@"))

    def trend(self, cell: Cell) -> Trend | None:
        """None where nothing is published of a cell, or not of late."""
        history = self.history(cell)
        if history is None:
            return None
        last = history.last
        week = sum(history.between(last - WEEK + timedelta(days=1), last))
        weeks = [
            sum(history.between(last - (n + 1) * WEEK + timedelta(days=1), last - n * WEEK))
            for n in range(1, USUAL + 1)
            if last - (n + 1) * WEEK + timedelta(days=1) >= history.first
        ]
        return Trend(cell, history, week, sum(weeks) / len(weeks) if len(weeks) >= LEAST_USUAL else None)

    def history(self, cell: Cell) -> History | None:
        """Pieces by day. A block of several days is spread over them; a value gets its share of the product's days."""
        total = self._total(cell.product)
        if total is None or not cell.attribute:
            return total
        shown: dict[tuple[date, date], dict[str, int]] = {}
        for block in self._by_margin.get((cell.product, cell.attribute), ()):
            shown.setdefault((block.first, block.last), {})[block.value] = block.pieces
        values: dict[date, float] = {}
        share: float | None = None
        for (first, last), pieces in sorted(shown.items()):
            whole = sum(total.between(first, last))
            now = pieces[cell.value] / whole if cell.value in pieces and whole else None
            # Too few now and then: as it was before. Too few of late: nothing is said.
            share = share if now is None else now
            if share is None:
                continue
            for n in range((last - first).days + 1):
                values[first + timedelta(days=n)] = share * total.values[(first - total.first).days + n]
        latest = max(shown, default=None)
        if latest is None or cell.value not in shown[latest]:
            return None
        return _history(values)

    def unmet(self, outcome: Outcome) -> list[Unmet]:
        """What was not made or not understood, the most wished for first."""
        found: dict[Cell, tuple[int, int]] = {}
        for block in self._apart:
            if block.outcome == outcome and block.orders:
                cell = Cell(block.product, block.attribute, block.value)
                orders, pieces = found.get(cell, (0, 0))
                found[cell] = (orders + block.orders, pieces + block.pieces)
        every = [Unmet(cell, orders, pieces) for cell, (orders, pieces) in found.items()]
        return sorted(every, key=lambda one: (-one.orders, -one.pieces, one.cell))

    def _total(self, product: str) -> History | None:
        values: dict[date, float] = {}
        for block in self._by_margin.get((product, ""), ()):
            days = (block.last - block.first).days + 1
            for n in range(days):
                values[block.first + timedelta(days=n)] = block.pieces / days
        return _history(values)


def _history(values: dict[date, float]) -> History | None:
    """On a day between others on which nothing was published nothing was asked for: it would be part of a block."""
    if not values:
        return None
    first, last = min(values), max(values)
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return History(first, tuple(values.get(day, 0.0) for day in days))
