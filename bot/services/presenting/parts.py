"""What a maker sees of a part that it passes on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.services.presenting.payload import Button, Content
from planner.domain.catalogue import Catalogue
from planner.domain.order import Job, JobStatus, Order, job_key
from planner.domain.supplier import Trade


def job_line(order: Order, job: Job, trade: Trade, locale: str) -> dict[str, Any]:
    """A job, in a line."""
    return {
        "key": job_key(order.id, job.number),
        "process": trade.catalogue.process_name(job.run.process, locale),
        "quantity": f"{job.quantity.normalize():f}",
        **_unit(order, job, trade.catalogue, locale),
        "ready": job.run.ready.isoformat(),
        "price": job.run.cost,
        "currency": trade.catalogue.currency,
    }


def passing(order: Order, job: Job, trade: Trade, locale: str, data: Mapping[str, Any]) -> Content:
    """What became of a request; buttons while there is something to say to it."""
    part = order.job(data.get("part"))
    open_ = order.parts(job.number)
    facts = {
        **data,
        "job": job_line(order, job, trade, locale),
        "whole": data["what"] == "taken" and job.status is JobStatus.WITHDRAWN,
        "asked": [_asked(one, trade, locale) for one in open_],
        "one": _asked(part, trade, locale) if part is not None else None,
        "forward": _sent_on(order, part) if part is not None and data["what"] == "taken" else False,
    }
    back = [Button("pass_back", "pass_back", {"job": job.number, "order": order.id})]
    match data["what"]:
        case "asked":
            return Content(facts, [back])
        case "terms" if part is not None:
            args = {"job": job.number, "order": order.id, "part": part.number}
            return Content(facts, [[Button("agree", "pass_agree", args, style="success"), *back]])
        case "refused" if open_:
            return Content(facts, [back])
    return Content(facts)


def _asked(job: Job, trade: Trade, locale: str) -> dict[str, Any]:
    partner = trade.book.partners.get(job.supplier)
    rest = job.part.rest if job.part is not None else None
    return {
        "name": partner.name(locale) if partner else "?",
        "quantity": f"{job.quantity.normalize():f}",
        "price": job.run.cost,
        "ready": job.run.ready.isoformat(),
        "status": job.status.value,
        "bears": job.part.bears if job.part is not None else 0,
        "left": rest.cost if rest is not None else 0,
    }


def _sent_on(order: Order, part: Job) -> bool:
    """Is what it needs with the first maker, who has to send it on?"""
    senders = {order.job(int(s.run)) for s in order.inputs(part.number)}
    return any(job is not None and job.status in (JobStatus.SHIPPED, JobStatus.RECEIVED) for job in senders)


def _unit(order: Order, job: Job, catalogue: Catalogue, locale: str) -> dict[str, Any]:
    """What the job is counted in, where all of it is counted alike; `pieces`: in whole products."""
    units: set[str | None] = set()
    pieces = all(isinstance(lot.quantity, int) for lot in job.run.lots)
    for lot in job.run.lots:
        index, _, name = lot.step.partition(".")
        item = order.spec.items[int(index)]
        product = catalogue.products[item.product] if item.product else None
        step = next((s for s in product.routing if s.step == name), None) if product else None
        own = product.unit if product else None
        units.add((step.unit if step else None) or own)
        pieces = pieces and units == {own}
    return {"unit": catalogue.unit_name(units.pop(), locale) if len(units) == 1 else "", "pieces": pieces}
