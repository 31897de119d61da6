"""Who could take over a part of a job, so that nobody else's day moves and the consumer pays no more."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal

from bot.services.office import Office
from bot.services.parts.divided import PART, Division, Ways, divided, inward, last_days, outward, scheduled
from bot.services.planning import REFUSED, Booked, barred_pairs, first_day, problem_order
from planner.domain.order import Job, Order, Part
from planner.domain.parts import borne
from planner.domain.plan import Run
from planner.domain.problem import Offer, ready_day
from planner.domain.supplier import Partner


@dataclass(frozen=True)
class Able:
    """Somebody who could: the run as it would be, and what is left of the job then."""

    partner: Partner
    run: Run
    part: Part


@dataclass(frozen=True)
class Around:
    """What the answer depends on. `out`: chats that are not asked."""

    order: Order
    booked: Booked
    out: frozenset[int]


def able(around: Around, job: Job, quantity: Decimal, office: Office) -> list[Able]:
    """All who could, whoever costs the first maker least first, then whoever is ready first."""
    order = around.order
    trade = office.trades[order.trade]
    division, ways = divided(order, job, quantity, trade), Ways(order, trade)
    found: list[Able] = []
    for partner, offer in _makers(around, job, office):
        try:
            one = _able(around, job, division, partner, offer, ways, office)
        except KeyError:
            # A neighbour is in the book no more: nobody knows how far it is.
            continue
        found += [one] if one is not None else []
    return sorted(found, key=lambda one: (one.part.bears, one.run.ready, one.run.cost, one.partner.id))


def most(around: Around, job: Job, below: Decimal, office: Office) -> Decimal:
    """The most pieces, fewer than `below`, that somebody could take over; 0 where nobody could take any."""
    low, high = 0, int(below) - 1 if below == int(below) else int(below)
    while low < high:
        middle = (low + high + 1) // 2
        if able(around, job, Decimal(middle), office):
            low = middle
        else:
            high = middle - 1
    return Decimal(low)


def _makers(around: Around, job: Job, office: Office) -> Iterator[tuple[Partner, Offer]]:
    """Whoever has an offer for just this work and can be asked; not whoever has said no to it, or ordered it."""
    order = around.order
    trade, refused = office.trades[order.trade], barred_pairs(order)
    today = office.today()
    asked = {
        other.supplier
        for other in order.jobs
        if other.part is not None and other.part.of == job.number and other.status in REFUSED
    }
    steps = {step.step: step for step in problem_order(order, trade, today, today, None).steps}
    needed = [steps[lot.step] for lot in job.run.lots if lot.step in steps]
    for partner in trade.book.partners.values():
        chat = partner.telegram
        if chat is None or chat in around.out or chat == order.consumer or partner.id == job.supplier:
            continue
        if (partner.id, job.run.process) in refused or partner.id in asked:
            continue
        for offer in partner.supplier.offers:
            if offer.unit_costs and needed and all(offer.takes(step.process, step.values) for step in needed):
                yield partner, offer


def _able(
    around: Around, job: Job, division: Division, by: Partner, offer: Offer, ways: Ways, office: Office
) -> Able | None:
    order = around.order
    own, other = inward(order, job, division, by, ways, office.today())
    start = max([first_day(office), *(s.arrive for s in other)])
    end = max(last_days(order, division, job), default=start)
    days = scheduled(division.quantity, offer, by, _load(around, by, offer), start, end)
    if days is None:
        return None
    ready = ready_day(days, offer.lead_days)
    out = outward(order, job, division, by, ways, ready)
    if out is None:
        return None
    run = Run(
        f"{PART}:{by.id}",
        by.id,
        job.run.process,
        job.run.variant,
        days,
        ready,
        division.lots,
        offer.charge(division.quantity),
    )
    freight = (*own, *other, *out[0], *out[1])
    named = tuple(
        replace(s, run=run.id if s.run == PART else s.run, to_run=run.id if s.to_run == PART else s.to_run)
        for s in freight
    )
    part = borne(order, Part(job.number, division.rest, named), run)
    return None if part is None else Able(by, run, part)


def _load(around: Around, by: Partner, offer: Offer) -> dict[date, Decimal]:
    """What is booked of an offer by day."""
    load: dict[date, Decimal] = {}
    for _, job in around.booked:
        if (job.supplier, job.run.process) == (by.id, offer.process):
            for day, quantity in job.run.days.items():
                load[day] = load.get(day, Decimal(0)) + Decimal(quantity)
    return load
