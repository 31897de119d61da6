"""A plan in the making: lots are placed order by order, and turned into runs and shipments at the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

from planner.domain.plan import Run, Shipment
from planner.domain.problem import Leg, Lot, Offer, Quantity
from planner.solver.book import SAME, Book, DoesNotFit, Held, Line
from planner.solver.demand import Demand
from planner.solver.terms import Terms
from planner.solver.trips import Layout, Stop, Trip, line_at, trips_of


@dataclass(frozen=True)
class Placed:
    """An order that is in the draft; `cost` is what it added when it came in, minor units."""

    demand: Demand
    lots: tuple[tuple[Lot, Line, Offer, int], ...]
    trips: tuple[Trip, ...]
    cost: int


class Draft:
    """The orders placed so far, over a book that holds their lots. `end`: no run works on that ordinal day or later."""

    def __init__(self, terms: Terms, end: int, book: Book | None = None):
        self.terms, self.end = terms, end
        self.book = Book(terms.problem) if book is None else book
        self.placed: dict[str, Placed] = {}

    def add(self, demand: Demand, layout: Layout) -> Placed:
        """Place an order. Raises DoesNotFit, and changes nothing, where its lots and due date do not go together."""
        order = demand.order
        lots: list[tuple[Lot, Line, Offer, int]] = []
        begun: set[tuple[Line, int]] = set()
        cost = 0
        try:
            for placing in layout.placings:
                lot = Lot(order.id, placing.step, placing.quantity)
                line = line_at(demand, placing)
                at = line, placing.start
                if not self.book.planned(*at):
                    begun.add(at)
                cost += self.book.place(
                    lot, *at, placing.supplier, placing.offer, end=self.end if at in begun else None
                )
                lots.append((lot, line, placing.offer, placing.start))
            trips = tuple(trips_of(self.terms, demand, layout))
            if any(self._late(trip, order.due.toordinal()) for trip in trips):
                raise DoesNotFit
        except DoesNotFit:
            for lot, line, _, start in reversed(lots):
                self.book.remove(lot, line, start)
            raise
        cost += sum(self.leg(trip).charge(trip.quantity) for trip in trips)
        self.placed[order.id] = Placed(demand, tuple(lots), trips, cost)
        return self.placed[order.id]

    def adopt(
        self, layouts: Sequence[tuple[Demand, Layout]], days: Mapping[tuple[Line, int], Mapping[int, Quantity]]
    ) -> None:
        """Place orders whose runs were planned together, day by day. Their costs are shares, to be settled later.

        Raises DoesNotFit where a run that is planned here already would be another one, or an order would be late.
        """
        for (line, start), worked in days.items():
            held = self.book.runs[line].setdefault(start, Held())
            if held.lots:
                raise DoesNotFit
            held.days.update(worked)
            taken = self.book.taken[line[0], line[1]]
            for day, amount in worked.items():
                taken[day] = taken.get(day, 0) + amount
        for demand, layout in layouts:
            lots = []
            for placing in layout.placings:
                lot, line = Lot(demand.order.id, placing.step, placing.quantity), line_at(demand, placing)
                self.book.runs[line][placing.start].lots.append(lot)
                lots.append((lot, line, placing.offer, placing.start))
            trips = tuple(trips_of(self.terms, demand, layout))
            if any(self._late(trip, demand.order.due.toordinal()) for trip in trips):
                raise DoesNotFit
            freight = sum(self.leg(trip).charge(trip.quantity) for trip in trips)
            self.placed[demand.order.id] = Placed(demand, tuple(lots), trips, freight)

    @property
    def cost(self) -> int:
        """What all planned runs and shipments cost, minor units."""
        offers = {(line, start): offer for placed in self.placed.values() for _, line, offer, start in placed.lots}
        runs = sum(self.book.runs[line][start].cost(offer) for (line, start), offer in offers.items())
        trips = (trip for placed in self.placed.values() for trip in placed.trips)
        return runs + sum(self.leg(trip).charge(trip.quantity) for trip in trips)

    def remove(self, order: str) -> None:
        """Take an order out again."""
        for lot, line, _, start in self.placed.pop(order).lots:
            self.book.remove(lot, line, start)

    def runs(self) -> dict[tuple[Line, int], Run]:
        """The runs of this plan by line and start day, numbered in the order they start."""
        offers = {(line, start): offer for placed in self.placed.values() for _, line, offer, start in placed.lots}
        keys = sorted(offers, key=lambda key: (key[1], key[0][0], key[0][1], sorted(key[0][2])))
        return {key: self._run(f"r{i}", key, offers[key]) for i, key in enumerate(keys, 1)}

    def _run(self, name: str, key: tuple[Line, int], offer: Offer) -> Run:
        (supplier, process, variant), start = key
        held = self.book.runs[key[0]][start]
        lots: dict[tuple[str, str], Quantity] = {}
        for lot in held.lots:
            lots[lot.order, lot.step] = lots.get((lot.order, lot.step), 0) + lot.quantity
        return Run(
            id=name,
            supplier=supplier,
            process=process,
            variant=dict(sorted(variant)),
            days={date.fromordinal(day): even(amount) for day, amount in sorted(held.days.items())},
            ready=date.fromordinal(max(held.days) + offer.lead_days),
            lots=tuple(Lot(order, step, even(quantity)) for (order, step), quantity in lots.items()),
            cost=held.cost(offer),
        )

    def shipments(self, order: str, runs: Mapping[tuple[Line, int], Run]) -> list[Shipment]:
        """The trips of an order, leaving as soon as the goods are ready."""
        return [self._shipment(order, trip, runs) for trip in self.placed[order].trips]

    def _shipment(self, order: str, trip: Trip, runs: Mapping[tuple[Line, int], Run]) -> Shipment:
        def name(stop: Stop) -> str | None:
            return runs[stop.line, stop.start].id if stop.line is not None else stop.fixed

        leg, depart = self.leg(trip), date.fromordinal(self._ready(trip.origin))
        return Shipment(
            order=order,
            step=trip.step,
            run=name(trip.origin) or "",
            to_step=trip.to_step,
            to_run=name(trip.target),
            quantity=even(trip.quantity),
            depart=depart,
            arrive=depart + timedelta(days=leg.days),
            cost=leg.charge(trip.quantity),
        )

    def arrival(self, order: str) -> date:
        """When the last of an order reaches its customer; what was delivered by confirmed lots alone counts too."""
        placed = self.placed[order]
        days = [self._ready(t.origin) + self.leg(t).days for t in placed.trips if t.to_step is None]
        for lot in placed.demand.delivering:
            known = self.terms.suppliers.get(lot.supplier)
            shipping, destination = self.terms.problem.shipping, placed.demand.order.destination
            days.append(lot.ready + (shipping.leg(known.zone, destination).days if known else 0))
        return date.fromordinal(max(days)) if days else placed.demand.order.earliest

    def leg(self, trip: Trip) -> Leg:
        """The leg a trip takes; within one supplier it costs nothing and takes no time."""
        if trip.target.supplier is not None and trip.target.supplier == trip.origin.supplier:
            return Leg()
        return self.terms.problem.shipping.leg(trip.origin.zone, trip.target.zone)

    def _ready(self, stop: Stop) -> int:
        return stop.ready if stop.line is None else max(self.book.runs[stop.line][stop.start].days) + stop.lead

    def _late(self, trip: Trip, due: int) -> bool:
        latest = due if trip.to_step is None else trip.target.start
        return self._ready(trip.origin) + self.leg(trip).days > latest


def even(quantity: Quantity) -> Quantity:
    """A quantity without the noise of proportions that do not come out even."""
    whole = round(quantity)
    return whole if abs(Decimal(quantity) - whole) < SAME else quantity
