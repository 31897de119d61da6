"""Where an order's lots go, and which shipments that makes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TypeAlias

from planner.domain.problem import Offer, Quantity, Supplier
from planner.solver.book import DoesNotFit, Line, line_of
from planner.solver.demand import Demand, FixedLot, north_west
from planner.solver.terms import Terms


@dataclass(frozen=True)
class Placing:
    """Some or all of an open step, given to a supplier, in the run that starts on the ordinal day `start`."""

    step: str
    supplier: Supplier
    offer: Offer
    start: int
    quantity: Quantity


#: Open step and step it feeds → (index of the placing it comes from, of the one it goes to, how much).
Flows: TypeAlias = Mapping[tuple[str, str], Sequence[tuple[int, int, Quantity]]]


@dataclass(frozen=True)
class Layout:
    """Where an order's lots go. Without `flows` a step's lots send to the next step's in the order they start."""

    placings: tuple[Placing, ...]
    flows: Flows | None = None


@dataclass(frozen=True)
class Stop:
    """One end of a shipment: a run of this plan (`line`), a confirmed one (`fixed`: its id), or the customer.

    `start`, `ready`: ordinal days; a run of this plan is ready `lead` days after its last working day.
    """

    zone: str
    supplier: str | None = None
    start: int = 0
    line: Line | None = None
    lead: int = 0
    fixed: str | None = None
    ready: int = 0


@dataclass(frozen=True)
class Trip:
    """Goods of a step on their way to the next, or (`to_step` None) to the customer."""

    step: str
    origin: Stop
    to_step: str | None
    target: Stop
    quantity: Quantity


def trips_of(terms: Terms, demand: Demand, layout: Layout) -> Iterator[Trip]:
    """The shipments of an order; what goes the same way goes in one. Raises DoesNotFit for an unknown supplier."""
    together: dict[tuple[str, Stop, str | None, Stop], Quantity] = {}
    for trip in _trips(terms, demand, layout):
        way = trip.step, trip.origin, trip.to_step, trip.target
        together[way] = together.get(way, 0) + trip.quantity
    for (step, origin, to_step, target), quantity in together.items():
        yield Trip(step, origin, to_step, target, quantity)


def line_at(demand: Demand, placing: Placing) -> Line:
    """The line of runs that a placing belongs to."""
    return line_of(placing.supplier.id, placing.offer.process, demand.open[placing.step].step.variant_values)


def _trips(terms: Terms, demand: Demand, layout: Layout) -> Iterator[Trip]:
    ends = [_end(demand, placing) for placing in layout.placings]
    stops: dict[str, list[tuple[int, Quantity]]] = {name: [] for name in demand.open}
    for i in sorted(range(len(ends)), key=lambda i: ends[i].start):
        stops[layout.placings[i].step].append((i, layout.placings[i].quantity))
    customer = Stop(demand.order.destination)
    for name, need in demand.open.items():
        for i, quantity in stops[name]:
            stop = ends[i]
            for before, lot, amount in need.gifts:
                yield Trip(before, _fixed(terms, lot), name, stop, _part(amount, quantity, need.quantity))
            for target, lot, amount in need.supplies:
                yield Trip(name, stop, target, _fixed(terms, lot), _part(amount, quantity, need.quantity))
            if need.last:
                yield Trip(name, stop, None, customer, quantity)
        for target, amount in need.feeds.items():
            for a, b, flow in _flows(demand, layout, stops, name, target, amount):
                yield Trip(name, ends[a], target, ends[b], flow)


def _flows(
    demand: Demand,
    layout: Layout,
    stops: Mapping[str, Sequence[tuple[int, Quantity]]],
    name: str,
    target: str,
    amount: Quantity,
) -> Iterable[tuple[int, int, Quantity]]:
    if layout.flows is not None:
        return layout.flows[name, target]
    made, needed = demand.open[name].quantity, demand.open[target].quantity
    sent = [(i, _part(amount, quantity, made)) for i, quantity in stops[name]]
    wanted = [(i, _part(amount, quantity, needed)) for i, quantity in stops[target]]
    return ((a, b, flow) for (a, b), flow in north_west(sent, wanted).items())


def _end(demand: Demand, placing: Placing) -> Stop:
    line = line_at(demand, placing)
    return Stop(placing.supplier.zone, placing.supplier.id, placing.start, line, placing.offer.lead_days)


def _fixed(terms: Terms, lot: FixedLot) -> Stop:
    known = terms.suppliers.get(lot.supplier)
    if known is None:
        raise DoesNotFit
    return Stop(known.zone, lot.supplier, lot.start, fixed=lot.run, ready=lot.ready)


def _part(amount: Quantity, quantity: Quantity, total: Quantity) -> Quantity:
    """The share of `amount` that belongs to `quantity` of `total`."""
    return amount if quantity == total else Decimal(amount) * Decimal(quantity) / Decimal(total)
