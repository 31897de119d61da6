"""From amounts to lots in the draft: which day each run starts on, and its lots day by day."""

from __future__ import annotations

from collections import defaultdict
from datetime import date

import numpy as np

from planner.domain.problem import Lot
from planner.solver.book import DoesNotFit, Line
from planner.solver.draft import Draft, Placed
from planner.solver.location.market import Market, Site
from planner.solver.location.quantities import lots_of
from planner.solver.location.services import need_of
from planner.solver.tables import SAME
from planner.solver.terms import Floats
from planner.solver.trips import Layout, Placing, trips_of


def place(draft: Draft, market: Market, amounts: Floats) -> list[str]:
    """Put the orders into the draft, each at no cost yet; returns those that are in.

    Runs are laid out by the day they must be done by, on the first days free: by that rule all that can fit does.
    """
    runs: defaultdict[tuple[Line, int, int, bool], list[int]] = defaultdict(list)
    for i in np.flatnonzero(amounts.sum(axis=1) > SAME).tolist():
        site = market.sites[i]
        runs[site.line, site.start, site.end, site.joins].append(i)
    lots = defaultdict(list)
    for i, j, quantity in lots_of(market, amounts):
        lots[i].append((j, quantity))
    placings: defaultdict[int, list[Placing]] = defaultdict(list)
    failed: set[int] = set()
    # Joined runs go first, for they must work on the day they start.
    order = sorted(runs, key=lambda run: (not run[3], run[2], run[1], run[0][0], sorted(run[0][2])))
    for run in order:
        site = market.sites[runs[run][0]]
        start = _start(draft, site)
        for i in runs[run]:
            for j, quantity in lots[i]:
                name, step = market.demands[j].order.id, need_of(market.demands[j]).step.step
                try:
                    if start is None:
                        raise DoesNotFit
                    lot = Lot(name, step, quantity)
                    draft.book.place(lot, site.line, start, site.supplier, site.offer, end=site.end + 1)
                    placings[j].append(Placing(step, site.supplier, site.offer, start, quantity))
                except DoesNotFit:
                    failed.add(j)
    for j in sorted(placings):
        _enter(draft, market, j, placings[j], j in failed)
    return [demand.order.id for demand in market.demands if demand.order.id in draft.placed]


def _start(draft: Draft, site: Site) -> int | None:
    """The first day that is free in the site's window, and that no other run of its line starts on."""
    if site.joins:
        return site.start
    taken = draft.book.taken.get((site.supplier.id, site.offer.process), {})
    held = draft.book.runs.get(site.line, {})
    for day in range(site.start, site.end + 1):
        free = site.supplier.works_on(date.fromordinal(day)) and site.offer.daily_capacity - taken.get(day, 0) > SAME
        if free and day not in held:
            return day
    return None


def _enter(draft: Draft, market: Market, j: int, placings: list[Placing], failed: bool) -> None:
    """Note an order as placed, or take its lots out again if not all of them could be placed."""
    demand = market.demands[j]
    variant = need_of(demand).step.variant_values
    lots = []
    for placing in placings:
        line = placing.supplier.id, placing.offer.process, frozenset(variant.items())
        lots.append((Lot(demand.order.id, placing.step, placing.quantity), line, placing.offer, placing.start))
    if failed:
        for lot, line, _, start in reversed(lots):
            draft.book.remove(lot, line, start)
    else:
        trips = tuple(trips_of(draft.terms, demand, Layout(tuple(placings))))
        draft.placed[demand.order.id] = Placed(demand, tuple(lots), trips, 0)
