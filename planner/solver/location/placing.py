"""From amounts to lots in the draft: which days each run works on, and whose goods it makes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from planner.domain.problem import Lot, Offer, Quantity, Supplier
from planner.solver.book import SAME, Book, Held
from planner.solver.draft import Draft, Placed
from planner.solver.location.market import Market, Site
from planner.solver.location.quantities import lots_of
from planner.solver.location.schedule import Batch, Worked, schedule
from planner.solver.location.services import need_of
from planner.solver.terms import Floats
from planner.solver.trips import Layout, Placing, line_at, trips_of

#: An order's column, and how much of it.
Part: TypeAlias = tuple[int, Quantity]


@dataclass(frozen=True)
class Outcome:
    """The orders that are in the draft, and sites whose runs do not fit beside each other, so that some are not."""

    orders: tuple[str, ...]
    clashes: tuple[tuple[int, ...], ...]


def place(draft: Draft, market: Market, amounts: Floats) -> Outcome:
    """Put the orders into the draft, each at what its freight costs.

    Orders with a lot in a run that does not fit beside the others are left out.
    """
    offers: defaultdict[str, dict[object, tuple[Site, list[Part]]]] = defaultdict(dict)
    used: defaultdict[str, set[int]] = defaultdict(set)
    for i, j, quantity in lots_of(market, amounts):
        site = market.sites[i]
        window = site.line, site.start, site.end, site.joins
        used[site.supplier.id].add(i)
        offers[site.supplier.id].setdefault(window, (site, []))[1].append((j, quantity))
    planned: list[tuple[Site, list[Part], Worked]] = []
    failed: set[int] = set()
    clashes = []
    for name in sorted(offers):
        runs = list(offers[name].values())
        days = _scheduled(draft, runs)
        if None in days:
            clashes.append(tuple(sorted(used[name])))
        for (site, lots), worked in zip(runs, days, strict=True):
            if worked is None:
                failed.update(j for j, _ in lots)
            else:
                planned.append((site, lots, worked))
    placings: defaultdict[int, list[Placing]] = defaultdict(list)
    for site, lots, worked in planned:
        kept = [(j, quantity) for j, quantity in lots if j not in failed]
        _enter(draft.book, market, site, kept, worked)
        for j, quantity in kept:
            step = need_of(market.demands[j]).step.step
            placings[j].append(Placing(step, site.supplier, site.offer, min(worked), quantity))
    return Outcome(tuple(_note(draft, market, j, placings[j]) for j in sorted(placings)), tuple(clashes))


def _scheduled(draft: Draft, runs: Sequence[tuple[Site, list[Part]]]) -> list[Worked | None]:
    """The days of one offer's runs."""
    site = runs[0][0]
    first, last = min(site.start for site, _ in runs), max(site.end for site, _ in runs)
    free = _free(draft.book, site.supplier, site.offer, first, last)
    begun = {site.line: frozenset(draft.book.runs.get(site.line, {})) for site, _ in runs}
    batches = [
        Batch(site.line, site.start, site.end, site.joins, sum((quantity for _, quantity in lots), start=0))
        for site, lots in runs
    ]
    return schedule(batches, free, begun)


def _free(book: Book, supplier: Supplier, offer: Offer, first: int, last: int) -> dict[int, Quantity]:
    taken = book.taken.get((supplier.id, offer.process), {})
    return {
        day: left
        for day in range(first, last + 1)
        if supplier.works_on(date.fromordinal(day)) and (left := offer.daily_capacity - taken.get(day, 0)) > SAME
    }


def _enter(book: Book, market: Market, site: Site, lots: Sequence[Part], worked: Worked) -> None:
    """Write a run into the book. What it was to do beyond these lots is dropped from its last days."""
    rest = sum((quantity for _, quantity in lots), start=0)
    start = min(worked)
    for day, amount in worked.items():
        done = min(amount, rest)
        if done <= 0:
            break
        held = book.runs[site.line].setdefault(start, Held())
        taken = book.taken[site.supplier.id, site.offer.process]
        taken[day] = taken.get(day, 0) + done
        held.days[day] = held.days.get(day, 0) + done
        rest -= done
    for j, quantity in lots:
        need = need_of(market.demands[j])
        book.runs[site.line][start].lots.append(Lot(market.demands[j].order.id, need.step.step, quantity))


def _note(draft: Draft, market: Market, j: int, placings: Sequence[Placing]) -> str:
    demand = market.demands[j]
    lots = tuple(
        (Lot(demand.order.id, placing.step, placing.quantity), line_at(demand, placing), placing.offer, placing.start)
        for placing in placings
    )
    trips = tuple(trips_of(draft.terms, demand, Layout(tuple(placings))))
    freight = sum(draft.leg(trip).charge(trip.quantity) for trip in trips)
    draft.placed[demand.order.id] = Placed(demand, lots, trips, freight)
    return demand.order.id
