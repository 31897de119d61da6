"""A job and its freight, divided between its maker and somebody else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import Decimal

from bot.services.terms import first_days, first_part
from planner.domain.money import round_minor
from planner.domain.order import Job, Order, end_of
from planner.domain.parts import has_left, touching
from planner.domain.plan import Run, Shipment
from planner.domain.problem import Leg, Lot, Offer, Quantity
from planner.domain.supplier import Partner, Trade


@dataclass(frozen=True)
class Division:
    """A part of a job: its lots, what is left of the job (None: nothing), and of each of its shipments how much goes
    with the part."""

    lots: tuple[Lot, ...]
    rest: Run | None
    freight: tuple[tuple[Shipment, Quantity], ...]

    @property
    def quantity(self) -> Decimal:
        return sum((Decimal(lot.quantity) for lot in self.lots), start=Decimal(0))


def divided(order: Order, job: Job, quantity: Decimal, trade: Trade) -> Division:
    """`quantity` of a job apart, at most all of it. What is left is paid by its maker's own terms."""
    left = job.quantity - quantity
    stays = first_part(job.run.lots, left)
    kept = {(lot.order, lot.step): Decimal(lot.quantity) for lot in stays}
    gone = tuple(
        replace(lot, quantity=_like(Decimal(lot.quantity) - kept.get((lot.order, lot.step), Decimal(0)), lot.quantity))
        for lot in job.run.lots
    )
    share = {
        lot.step: 1 - kept.get((lot.order, lot.step), Decimal(0)) / Decimal(lot.quantity)
        for lot in job.run.lots
        if lot.quantity
    }
    rest = None
    if left > 0:
        cost = _paid(job, left, trade)
        rest = replace(job.run, lots=stays, days=first_days(job.run.days, left), cost=cost)
    return Division(tuple(lot for lot in gone if lot.quantity), rest, tuple(_freight(order, job, share)))


def _paid(job: Job, quantity: Decimal, trade: Trade) -> int:
    """What a maker gets for so much of its job: by its offer, or by the rate that was agreed."""
    partner = trade.book.partners.get(job.supplier)
    offer = next((o for o in partner.supplier.offers if o.process == job.run.process), None) if partner else None
    if offer is not None and offer.charge(job.quantity) == job.run.cost:
        return min(job.run.cost, offer.charge(quantity))
    return round_minor(Decimal(job.run.cost) * quantity / job.quantity)


def _freight(order: Order, job: Job, share: Mapping[str, Decimal]) -> list[tuple[Shipment, Quantity]]:
    """Each shipment with how much of it goes with the part. Whole pieces stay whole, and none is lost on the way."""
    found: list[tuple[Shipment, Quantity]] = []
    through: dict[tuple[str, str | None, bool], tuple[Decimal, Decimal]] = {}
    for s in touching(order, job.number):
        inward = s.to_run == str(job.number)
        part = share.get((s.to_step or "") if inward else s.step, Decimal(0))
        kind = (s.step, s.to_step, inward)
        sent, gone = through.get(kind, (Decimal(0), Decimal(0)))
        sent += Decimal(s.quantity)
        apart = _like(sent * part, s.quantity)
        found.append((s, _like(Decimal(apart) - gone, s.quantity)))
        through[kind] = sent, Decimal(apart)
    return found


def _like(amount: Decimal, model: Quantity) -> Quantity:
    return int(amount.to_integral_value()) if isinstance(model, int) else amount


class Ways:
    """Freight between the suppliers of a trade, and to an order's customer. Raises KeyError for a supplier that is
    no longer in the book."""

    def __init__(self, order: Order, trade: Trade):
        self._trade = trade
        place = order.spec.destination or ""
        self._customer = trade.book.zone_of(place) or place

    def leg(self, sender: str, receiver: str | None) -> Leg:
        """From a supplier to another one, or (None) to the customer."""
        if sender == receiver:
            return Leg()
        partners = self._trade.book.partners
        target = self._customer if receiver is None else partners[receiver].supplier.zone
        return self._trade.book.shipping.leg(partners[sender].supplier.zone, target)


def inward(
    order: Order, job: Job, division: Division, by: Partner, ways: Ways, today: date
) -> tuple[list[Shipment], list[Shipment]]:
    """What reaches the job, for its maker and for `by`. What has left its maker already is sent on by the first."""
    own, other = list[Shipment](), list[Shipment]()
    for s, gone in division.freight:
        if s.to_run != str(job.number):
            continue
        sender = order.maker(s.run) or ""
        own += _left(s, gone, ways.leg(sender, job.supplier))
        if not gone:
            continue
        if has_left(order, s.run):
            leg, depart = ways.leg(job.supplier, by.id), max(s.arrive, today + timedelta(1))
        else:
            leg, depart = ways.leg(sender, by.id), max(s.depart, today)
        other.append(
            replace(
                s,
                to_run=PART,
                quantity=gone,
                depart=depart,
                arrive=depart + timedelta(leg.days),
                cost=leg.charge(gone),
            )
        )
    return own, other


def outward(
    order: Order, job: Job, division: Division, by: Partner, ways: Ways, ready: date
) -> tuple[list[Shipment], list[Shipment]] | None:
    """What leaves the job, from its maker and from `by`; None where that would come too late for whoever waits."""
    own, other = list[Shipment](), list[Shipment]()
    for s, gone in division.freight:
        if s.run != str(job.number):
            continue
        receiver = order.maker(s.to_run)
        own += _left(s, gone, ways.leg(job.supplier, receiver))
        if not gone:
            continue
        leg = ways.leg(by.id, receiver)
        arrive = ready + timedelta(leg.days)
        if arrive > latest(order, s):
            return None
        other.append(replace(s, run=PART, quantity=gone, depart=ready, arrive=arrive, cost=leg.charge(gone)))
    return own, other


#: What freight calls the part's run, until it has a number.
PART = "part"


def latest(order: Order, shipment: Shipment) -> date:
    """The last day on which goods may come without anybody's day moving."""
    if shipment.to_customer:
        member = order.member(end_of(shipment))
        promise = member.promise if member else order.promise
        return promise.arrives if promise is not None else shipment.arrive
    receiver = order.job(end_of(shipment))
    return shipment.arrive if receiver is None or receiver.begun else receiver.start


def _left(shipment: Shipment, gone: Quantity, leg: Leg) -> list[Shipment]:
    """The shipment without what goes with the part."""
    if not gone:
        return [shipment]
    left = _like(Decimal(shipment.quantity) - Decimal(gone), shipment.quantity)
    return [replace(shipment, quantity=left, cost=min(shipment.cost, leg.charge(left)))] if left else []


def scheduled(
    quantity: Decimal, offer: Offer, by: Partner, load: Mapping[date, Decimal], start: date, end: date
) -> dict[date, Quantity] | None:
    """So much of an offer on the first free working days from `start` to `end`; None where that is not possible.
    `load`: what is booked of it already."""
    left, found, day = quantity, dict[date, Quantity](), start
    whole = quantity == int(quantity)
    while left > 0 and day <= end:
        free = Decimal(by.capacity(offer, day)) - load.get(day, Decimal(0))
        part = min(left, Decimal(int(free)) if whole else free)
        if part > 0:
            found[day] = int(part) if whole else part
            left -= part
        day += timedelta(1)
    return found if left <= 0 else None


def last_days(order: Order, division: Division, job: Job) -> Sequence[date]:
    """By when the part has to have come, for each of its shipments."""
    return [latest(order, s) for s, gone in division.freight if s.run == str(job.number) and gone]
