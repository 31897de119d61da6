"""From the terms of a problem to its markets, one for each process."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product

import numpy as np

from planner.domain.problem import Offer, Supplier
from planner.solver.book import Book, Line, line_of
from planner.solver.demand import Demand
from planner.solver.location.market import Market, Site
from planner.solver.location.pieces import Piece, pieces_of
from planner.solver.location.services import Services, need_of, services_of
from planner.solver.location.windows import Days, ends_of, windows_of
from planner.solver.tables import SAME, Horizon, free_capacity
from planner.solver.terms import Terms

#: Pairs of site and order beyond which a market is left alone.
MOST_PAIRS = 1_000_000


class TooLarge(Exception):
    """A market has more sites than can be weighed against each other."""


def markets_of(
    terms: Terms, book: Book, demands: Sequence[Demand], horizons: Mapping[str, Horizon]
) -> Iterator[Market]:
    """The markets of orders of one open step each; orders that nobody can serve in time, and markets that are too
    large, are left out."""
    by_process: defaultdict[str, list[Demand]] = defaultdict(list)
    for demand in demands:
        if horizons[demand.order.id].length:
            by_process[need_of(demand).step.process].append(demand)
    for process in sorted(by_process):
        try:
            market = _Survey(terms, book, by_process[process], horizons).market()
        except TooLarge:
            continue
        if market.demands:
            yield market


@dataclass
class _Survey:
    """The sites of one process found so far, and whom they serve."""

    terms: Terms
    book: Book
    demands: Sequence[Demand]
    horizons: Mapping[str, Horizon]
    sites: list[Site] = field(default_factory=list)
    pieces: list[Piece] = field(default_factory=list)
    served: list[Services] = field(default_factory=list)
    shared: list[tuple[list[int], float]] = field(default_factory=list)
    rivals: list[list[int]] = field(default_factory=list)

    def market(self) -> Market:
        able: dict[str, tuple[Supplier, Offer, list[tuple[int, Demand, Horizon]]]] = {}
        for j, demand in enumerate(self.demands):
            for supplier, offer in self.terms.makers(need_of(demand).step):
                listed = able.setdefault(supplier.id, (supplier, offer, []))[2]
                listed.append((j, demand, self.horizons[demand.order.id]))
        spans = [self.horizons[demand.order.id] for demand in self.demands]
        first = min(span.first for span in spans)
        length = max(span.first + span.length for span in spans) - first
        horizon = Horizon(first, length, length - 1)
        for name in sorted(able):
            supplier, offer, orders = able[name]
            days = Days(first, free_capacity([(supplier, offer)], self.book, horizon)[0])
            self._add_offer(supplier, offer, days, services_of(self.terms, supplier, offer, days, orders))
        return self._assembled()

    def _add_offer(self, supplier: Supplier, offer: Offer, days: Days, services: Services) -> None:
        """Add the sites of an offer; what they can do together is limited where they share days."""
        lines: defaultdict[Line, list[int]] = defaultdict(list)
        for j in services.order.tolist():
            variant = need_of(self.demands[j]).step.variant_values
            lines[line_of(supplier.id, offer.process, variant)].append(j)
        enough, begun = float(services.wanted.sum()), len(self.sites)
        for line, orders in lines.items():
            served = services.only(orders)
            for start, end in windows_of(days, served.spans, enough):
                self._add_site(Site(line, supplier, offer, start, end), days, served, None)
            for start, held in sorted(self.book.runs.get(line, {}).items()):
                if held.committed is not None and days.on(start):
                    at = len(self.sites)
                    for end in ends_of(days, served.spans, start, enough):
                        site = Site(line, supplier, offer, start, end, joins=True)
                        self._add_site(site, days, served, float(held.committed))
                    if len({site.end for site in self.sites[at:]}) > 1:
                        self.rivals.append(list(range(at, len(self.sites))))
        self.shared += _shared(self.sites, range(begun, len(self.sites)), days, enough)

    def _add_site(self, site: Site, days: Days, services: Services, held: float | None) -> None:
        served = services.within(site.start, site.end)
        most = min(float(served.wanted.sum()), days.within(site.start, site.end))
        for piece in pieces_of(site.offer, most, held) if most > SAME else ():
            self.sites.append(site)
            self.pieces.append(piece)
            self.served.append(served)
            if len(self.sites) * len(self.demands) > MOST_PAIRS:
                raise TooLarge

    def _assembled(self) -> Market:
        shape = len(self.sites), len(self.demands)
        unit, lot = np.full(shape, np.inf), np.zeros(shape)
        for i, served in enumerate(self.served):
            unit[i, served.order] = served.unit
            lot[i, served.order] = served.lot
        market = Market(
            sites=tuple(self.sites),
            demands=tuple(self.demands),
            wanted=np.array([float(need_of(demand).quantity) for demand in self.demands]),
            unit=unit,
            lot=lot,
            opening=np.array([piece.opening for piece in self.pieces]),
            included=np.array([piece.included for piece in self.pieces]),
            rate=np.array([piece.rate for piece in self.pieces]),
            capacity=np.array([piece.most for piece in self.pieces]),
            shared=tuple((np.array(group), most) for group, most in self.shared),
            rivals=tuple((np.array(group), 1) for group in self.rivals),
        )
        return market.of(np.flatnonzero(market.serves.any(axis=0)).tolist())


def _shared(sites: Sequence[Site], own: range, days: Days, enough: float) -> Iterator[tuple[list[int], float]]:
    """What lies within a span of days can't be more than they hold; by Hall's theorem that is all there is to it."""
    starts, ends = ({sites[i].start for i in own}, {sites[i].end for i in own})
    known: set[tuple[int, ...]] = set()
    for start, end in product(sorted(starts, reverse=True), sorted(ends)):
        inside = tuple(i for i in own if start <= sites[i].start and sites[i].end <= end)
        most = days.within(start, end)
        if len(inside) > 1 and most < enough - SAME and inside not in known:
            known.add(inside)
            yield list(inside), most
