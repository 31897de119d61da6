"""What any plan costs at least, divided lots, shared runs and all.

Take any plan, and draw one whole way through each order at random: the lot of its last step in proportion to the lots'
sizes, then back along the shipments in proportion to theirs. A run or shipment of q out of Q is drawn with probability
q / Q, so the way drawn costs at most what the plan does, on average, if whole lots are priced at Q times the least cost
per unit that any quantity up to all that could share the run can have there, and are ready as soon as a run can be.
Hence the cheapest way at those prices is a lower bound for the order, and the sum over orders one for the plan. Where a
step feeds several, each draws its own way back at its share of the price. Amounts count exact here, before each is
rounded to the minor unit.

A committed run with room that is paid for has a least cost per unit of nothing, which says little. There any higher
rate r per unit will do as well, if what it charges too much at most, max over q of r q − cost(q), is taken off the sum
(Lagrange's relaxation); rates are raised where the cheapest way joins such a run.

What nobody can do whole is scarce. `division.capacity` then counts capacity by the day, and when longer runs are ready.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeAlias

import numpy as np

from planner.domain.problem import ProblemOrder
from planner.solver.book import Book, Line, line_of
from planner.solver.charges import bends, charges, exact, last_rate, least_rate
from planner.solver.demand import Demand, OpenStep
from planner.solver.draft import Draft
from planner.solver.tables import SAME, Horizon, Table, free_capacity, held_runs, table_of
from planner.solver.terms import Terms
from planner.solver.tree import Choice, Tree

#: Process and variant: what runs of one supplier must agree in to be one.
Pool: TypeAlias = tuple[str, frozenset[tuple[str, str]]]


#: The rate per unit asked for joining a committed run, where it is not the least.
Rates: TypeAlias = Mapping[tuple[Line, int], float]

#: The same with the least and the full rate.
Spans: TypeAlias = Mapping[tuple[Line, int], tuple[float, float]]

#: Rounds in which rates of committed runs are raised, and in which the best part of the full rates is closed in on.
ROUNDS, CUTS = 5, 8

#: More suppliers for one step than this are no plan that anybody would follow.
MOST_LOTS = 40


def lower_bound(terms: Terms, demands: Sequence[tuple[Demand, Horizon]], goal: float = np.inf) -> float:
    """A lower bound on the exact cost of every plan for these orders; inf where one of them can't be made in time.

    `goal`: the cost of a plan, at which it stops to look for a better bound.
    """
    bound = Bound(terms, Book(terms.problem), demands)
    best = best_bound(bound, goal)
    if len(bound.demands) > 1 or best >= goal - SAME:
        return best
    return max(
        [best, *(divided_bound(terms, bound.book, *one, goal) for one in bound.demands if not _whole(bound, *one))]
    )


def divided_bound(terms: Terms, book: Book, demand: Demand, horizon: Horizon, goal: float = np.inf) -> float:
    """A lower bound for an order that must be divided, over a book of committed runs alone; 0 where none is known.

    `goal`: the cost of a plan, at which it stops to look for a better bound.
    """
    from planner.solver.division.capacity import prove  # OR-Tools takes a second to import

    return prove(terms, book, demand, horizon, goal)


def _whole(bound: Bound, demand: Demand, horizon: Horizon) -> bool:
    """Could whole lots do, as far as routings that fork tell?"""
    order, needs = demand.order, demand.open.items()
    tables = {name: table_of(bound.terms, bound.book, order, need, horizon) for name, need in needs}
    return bool(horizon.length and np.isfinite(Tree(bound.terms, demand, tables, horizon).curve[horizon.by]))


def best_bound(bound: Bound, goal: float = np.inf) -> float:
    """The best that some rounds of raising rates find."""
    best, full = bound.at({}), dict[tuple[Line, int], tuple[float, float]]()
    for _ in range(ROUNDS):
        more = bound.joined(full)
        if not more or best >= goal - SAME:
            break
        full.update(more)
        best = max(best, bound.at(_between(full, 1)))
    return max(best, _closed_in(bound, full, goal)) if full and best < goal - SAME else best


def _closed_in(bound: Bound, full: Spans, goal: float) -> float:
    """The bound at the best part of the way to the full rates; it is concave and piecewise linear in the part."""
    low, high = bound.tangent(full, 0.0), bound.tangent(full, 1.0)
    best = max(low.value, high.value)
    for _ in range(CUTS):
        if best >= goal - SAME or low.slope <= SAME or high.slope >= -SAME:
            break
        # Where the tangents meet lies the best that is still possible.
        part = (high.value - high.slope * high.part - low.value + low.slope * low.part) / (low.slope - high.slope)
        middle = bound.tangent(full, part)
        if low.value + low.slope * (part - low.part) - middle.value <= SAME:
            return max(best, middle.value)
        best = max(best, middle.value)
        low, high = (middle, high) if middle.slope > 0 else (low, middle)
    return best


def _between(full: Spans, part: float) -> Rates:
    return {key: low + part * (high - low) for key, (low, high) in full.items()}


@dataclass(frozen=True)
class Tangent:
    """The bound at a part of the way to the full rates, and how fast it rises there with the part."""

    part: float
    value: float
    slope: float


class Bound:
    """The bound as a function of the rates asked for joining runs of `book`; any rates give a valid one."""

    def __init__(self, terms: Terms, book: Book, demands: Sequence[tuple[Demand, Horizon]]):
        self.terms, self.book = terms, book
        self.demands = [(demand, horizon) for demand, horizon in demands if demand.open]
        self.pools = pools_of([demand for demand, _ in demands])
        self.bases = [relaxed_tree(terms, book, demand, horizon, self.pools) for demand, horizon in self.demands]
        self.trees = self.bases

    def at(self, rates: Rates) -> float:
        """The bound at these rates; where there is none, the least is asked for."""
        self.trees = [_raised(tree, rates) for tree in self.bases]
        ways = sum(float(tree.curve[tree.horizon.by]) for tree in self.trees)
        return ways - sum(self._excess(key, rate)[0] for key, rate in rates.items())

    def tangent(self, full: Spans, part: float) -> Tangent:
        """At a part of the way from the least to the full rates."""
        rates = _between(full, part)
        value = self.at(rates)
        span = {key: high - low for key, (low, high) in full.items()}
        rise = sum(span[key] * float(need.quantity) for key, need, _ in self._joined() if key in full)
        return Tangent(part, value, rise - sum(span[key] * self._excess(key, rates[key])[1] for key in full))

    def joined(self, known: Spans) -> dict[tuple[Line, int], tuple[float, float]]:
        """The rates of the runs that the cheapest ways join below their full rate, but for those known."""
        found = {}
        for key, _, choice in self._joined():
            held, most = float(self.book.runs[key[0]][key[1]].quantity), self.pools[key[0][1:]]
            low, high = least_rate(choice.offer, held, most), last_rate(choice.offer, held, most)
            if key not in known and high > low + SAME:
                found[key] = low, high
        return found

    def _joined(self) -> Iterator[tuple[tuple[Line, int], OpenStep, Choice]]:
        """The runs of the book that the cheapest ways join, and with what."""
        for tree in self.trees:
            by = tree.horizon.by
            for name, choice in tree.choices(by) if np.isfinite(tree.curve[by]) else ():
                need = tree.demand.open[name]
                line = line_of(choice.supplier.id, choice.offer.process, need.step.variant_values)
                if choice.start in self.book.runs.get(line, {}):
                    yield (line, choice.start), need, choice

    def _excess(self, key: tuple[Line, int], rate: float) -> tuple[float, float]:
        """How much too much the rate charges at most, and for which quantity that is."""
        (supplier, process, variant), start = key
        offer = next(offer for offer in self.terms.suppliers[supplier].offers if offer.process == process)
        held = float(self.book.runs[key[0]][start].quantity)
        before = exact(offer, held)
        points = [0.0, *bends(offer, held, self.pools[process, variant])]
        return max((rate * q - (exact(offer, held + q) - before), q) for q in points)


def relaxed_tree(
    terms: Terms,
    book: Book,
    demand: Demand,
    horizon: Horizon,
    pools: Mapping[Pool, float] | None = None,
) -> Tree:
    """An order at prices that no plan over `book` undercuts; `pools`: how much could share each kind of run."""
    most = pools_of([demand]) if pools is None else pools
    tables = {
        name: _relaxed_table(terms, book, demand.order, need, horizon, most[_pool(need)])
        for name, need in demand.open.items()
    }
    return Tree(terms, demand, tables, horizon, exact=True)


def _raised(tree: Tree, rates: Rates) -> Tree:
    """The same order where other rates are asked for joining some runs."""
    tables = dict(tree.tables)
    for ((supplier, *kind), start), rate in rates.items():
        for name, need in tree.demand.open.items():
            table, day = tables[name], start - tree.horizon.first
            if _pool(need) == tuple(kind) and supplier in table.rows and 0 <= day < tree.horizon.length:
                row = table.rows[supplier]
                if np.isfinite(table.price[row, day]):
                    tables[name] = replace(table, price=table.price.copy())
                    tables[name].price[row, day] = float(need.quantity) * rate
    return Tree(tree.terms, tree.demand, tables, tree.horizon, exact=True) if rates else tree


def enough(draft: Draft, demand: Demand, relaxed: Tree) -> bool:
    """Have some suppliers as much capacity as each step needs, from when they can start? If not, nothing helps."""
    for name, need in demand.open.items():
        free = free_capacity(relaxed.tables[name].makers, draft.book, relaxed.horizon)
        startable = np.logical_or.accumulate(np.isfinite(relaxed.by_start[name]), axis=1)
        able = np.sort(np.where(startable, free, 0).sum(axis=1))
        if float(able[-MOST_LOTS:].sum()) < float(need.quantity) - SAME:
            return False
    return True


def _relaxed_table(
    terms: Terms, book: Book, order: ProblemOrder, need: OpenStep, horizon: Horizon, pool: float
) -> Table:
    """Prices that no lot of the step undercuts per unit; `pool`: the most that one of its runs can be for."""
    makers = terms.makers(need.step)
    free = free_capacity(makers, book, horizon)
    earliest = max(order.earliest, terms.problem.start).toordinal() - horizon.first
    free[:, : max(earliest, 0)] = 0
    most = np.minimum(np.cumsum(free[:, ::-1], axis=1)[:, ::-1], pool)
    if order.due.toordinal() >= horizon.first + horizon.length:
        most[:] = pool  # there are days behind the horizon that could be worked on
    quantity = float(need.quantity)
    with np.errstate(divide="ignore", invalid="ignore"):
        price = np.where(free > SAME, charges([offer for _, offer in makers], most) * (quantity / most), np.inf)
    for row, start, held in held_runs(book, makers, need):
        day = start - horizon.first
        if 0 <= day < horizon.length and free[row, day] > SAME:
            rate = least_rate(makers[row][1], float(held.quantity), float(most[row, day]))
            price[row, day] = quantity * rate
    ready = np.minimum(np.arange(horizon.length) + makers.lead[:, None], horizon.length)
    return Table(makers, terms.zones(makers), price, ready)


def _pool(need: OpenStep) -> Pool:
    return need.step.process, frozenset(need.step.variant_values.items())


def pools_of(demands: Sequence[Demand]) -> Mapping[Pool, float]:
    """All that could share a run: the open quantity by process and variant."""
    pools: dict[Pool, float] = {}
    for demand in demands:
        for need in demand.open.values():
            pools[_pool(need)] = pools.get(_pool(need), 0.0) + float(need.quantity)
    return pools
