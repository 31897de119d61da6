"""What a supplier sees of a job."""

from __future__ import annotations

import json
from decimal import Decimal
from typing import Any

from bot.services.presenting.payload import Button, Content
from bot.services.presenting.wish import entry_data
from planner.domain.catalogue import Product, RoutingStep
from planner.domain.lifecycle import Policy
from planner.domain.money import rate_from_minor
from planner.domain.order import Job, JobStatus, Order, end_of, job_key
from planner.domain.parts import has_left, taken_over
from planner.domain.plan import Shipment
from planner.domain.routing import constrained_attributes, steps_of
from planner.domain.spec import Item
from planner.domain.supplier import Trade


def offer(order: Order, job: Job, trade: Trade, locale: str, policy: Policy) -> Content:
    """A job: what, how many, which variant, what comes from whom, when, for how much; buttons while it is open."""
    buttons = (
        [
            [
                Button("accept", "accept", {"job": job.number}, style="success"),
                Button("decline", "decline", {"job": job.number}, style="danger"),
            ]
        ]
        if job.status is JobStatus.OFFERED
        else []
    )
    return Content(
        {
            "currency": trade.catalogue.currency,
            "price": job.run.cost,
            "makeup": _makeup(job, trade),
            "beside": job.stands_in is not None,
            "parts": _parts(order, job, trade, locale),
            "colleague": _colleague(order, job, trade, locale),
            **way(order, job, trade, locale),
            "status": job.status.value,
            "expires": policy.answer_times(job, job.offered_at)[2].isoformat(),
        },
        buttons,
    )


def brief(order: Order, job: Job, trade: Trade, locale: str, **more: Any) -> dict[str, Any]:
    """What names a job."""
    return {
        "key": job_key(order.id, job.number),
        "process": trade.catalogue.process_name(job.run.process, locale),
        "start": min(job.run.days).isoformat(),
        "ready": job.run.ready.isoformat(),
        **more,
    }


def way(order: Order, job: Job, trade: Trade, locale: str) -> dict[str, Any]:
    """What names a job, and where its goods come from and go to; of a part that is asked for, as it would be."""
    order = taken_over(order, job)
    return brief(
        order,
        job,
        trade,
        locale,
        inputs=_inputs(order, job, trade, locale),
        outputs=_outputs(order, job, trade, locale),
    )


def reminder(order: Order, job: Job, trade: Trade, locale: str, policy: Policy) -> Content:
    """The offer again, in short, with its buttons."""
    full = offer(order, job, trade, locale, policy)
    return Content({**full.data, "nth": job.reminders}, full.buttons)


def _colleague(order: Order, job: Job, trade: Trade, locale: str) -> dict[str, Any] | None:
    """Who passes the job on, and whether what it needs is with them."""
    first = order.job(job.part.of) if job.part is not None else None
    partner = trade.book.partners.get(first.supplier) if first else None
    if job.part is None or partner is None:
        return None
    sent_on = any(s.to_run == str(job.number) and has_left(order, s.run) for s in job.part.shipments)
    return {"name": partner.name(locale), "sends_on": sent_on}


def _makeup(job: Job, trade: Trade) -> dict[str, Any] | None:
    """How the price is made up: a setup, and a rate for what is made, or for the minimum; None where it was agreed."""
    partner = trade.book.partners.get(job.supplier)
    terms = next((o for o in partner.supplier.offers if o.process == job.run.process), None) if partner else None
    if terms is None or job.counter is not None or terms.charge(job.quantity) != job.run.cost:
        return None
    tiers = [
        (rate, max(job.quantity, Decimal(start if i else 0), Decimal(terms.min_quantity)))
        for i, (start, rate) in enumerate(terms.unit_costs)
    ]
    rate, charged = min(tiers, key=lambda tier: tier[0] * tier[1])
    return {
        "setup": terms.setup_cost,
        "rate": str(round(rate_from_minor(rate, trade.catalogue.currency), 4).normalize()),
        "charged": f"{charged.normalize():f}",
        "more": charged > job.quantity,
    }


def _parts(order: Order, job: Job, trade: Trade, locale: str) -> list[dict[str, Any]]:
    """The job's lots; those that are the same work for several customers are one."""
    found: dict[str, dict[str, Any]] = {}
    for lot in job.run.lots:
        part = _part(order, lot.step, lot.quantity, trade, locale)
        same = json.dumps({**part, "quantity": None, "pieces": None}, sort_keys=True)
        if same in found:
            was = found[same]
            was["quantity"] = str(Decimal(was["quantity"]) + Decimal(part["quantity"]))
            was["pieces"] = (was["pieces"] or 0) + (part["pieces"] or 0)
        else:
            found[same] = part
    return list(found.values())


def _part(order: Order, step: str, quantity: Any, trade: Trade, locale: str) -> dict[str, Any]:
    """One lot: of which product, how many of which unit, what matters to this process, and all else that was said."""
    index, _, name = step.partition(".")
    item, catalogue = order.spec.items[int(index)], trade.catalogue
    product = catalogue.products[item.product] if item.product else None
    routing = next((s for s in product.routing if s.step == name), None) if product else None
    own = routing.unit if routing else None
    matters = _values_that_matter(item, product, routing, trade) if product and routing else {}
    return {
        "product": catalogue.product_name(item.product, locale) if item.product else "",
        "quantity": str(quantity),
        # Pieces of the product itself need no unit beside its name.
        "unit": catalogue.unit_name(own, locale) if own and product and own != product.unit else "",
        "pieces": item.quantity,
        "counted": catalogue.unit_name(product.unit if product else None, locale),
        "variant": [
            {"name": catalogue.attribute_name(n, locale), "value": catalogue.value_name(n, v, locale)}
            for n, v in matters.items()
        ],
        "details": [entry_data(e, catalogue, locale) for e in item.attributes if e.name not in matters],
    }


def _values_that_matter(item: Item, product: Product, routing: RoutingStep, trade: Trade) -> dict[str, str]:
    """The values that name the variant, or that some maker of the process is particular about; defaults included."""
    constrained = constrained_attributes(trade.book)
    steps = steps_of(item, product, trade.catalogue, constrained=constrained)
    step = next((s for s in steps if s.step == routing.step), None)
    if step is None:
        return {}
    names = {*step.variant, *constrained.get(step.process, ()), *routing.when}
    return {name: value for name, value in step.values.items() if name in names}


def _inputs(order: Order, job: Job, trade: Trade, locale: str) -> list[dict[str, Any]]:
    me = str(job.number)
    found = [
        {**_maker(order, s.run, trade, locale), "date": s.arrive.isoformat()}
        for s in order.shipments
        if s.to_run == me and s.run != me
    ]
    return _each_once(found)


def _outputs(order: Order, job: Job, trade: Trade, locale: str) -> list[dict[str, Any]]:
    me = str(job.number)
    found = [
        {
            **(_customer(order, s, trade, locale) if s.to_customer else _maker(order, s.to_run or "", trade, locale)),
            "date": s.depart.isoformat(),
        }
        for s in order.shipments
        if s.run == me and s.to_run != me
    ]
    return _each_once(found)


def _each_once(found: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """What goes between two makers for several customers goes together."""
    return [one for i, one in enumerate(found) if one not in found[:i]]


def _customer(order: Order, shipment: Shipment, trade: Trade, locale: str) -> dict[str, Any]:
    """The customer is only a city; of several, each has a number, and how much is theirs."""
    member = order.member(end_of(shipment))
    place = member.destination if member else order.spec.destination or ""
    zone = trade.book.zone_of(place)
    return {
        "supplier": None,
        "process": None,
        "city": trade.book.zone_name(zone, locale) if zone else place,
        "order": member.order if member else None,
        "quantity": str(shipment.quantity) if member else None,
    }


def _maker(order: Order, run: str, trade: Trade, locale: str) -> dict[str, Any]:
    """The maker at the other end of a shipment."""
    job = order.job(int(run))
    partner = trade.book.partners.get(job.supplier) if job else None
    return {
        "supplier": partner.name(locale) if partner else "?",
        "process": trade.catalogue.process_name(job.run.process, locale) if job else "",
        "city": trade.book.zone_name(partner.supplier.zone, locale) if partner else "",
    }
