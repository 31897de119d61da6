"""What a consumer sees once suppliers are asked: who has answered, what changed, and that it is settled."""

from __future__ import annotations

from typing import Any

from bot.services.presenting.payload import Button, Content
from bot.services.presenting.wish import CANCEL, in_order, reasons_data
from bot.services.pricing import price_limit
from planner.domain.order import Job, JobStatus, Order, OrderStatus
from planner.domain.plan import Unplanned
from planner.domain.supplier import Trade


def job_data(job: Job, trade: Trade, locale: str) -> dict[str, Any]:
    """One supplier's part, in a line."""
    partner = trade.book.partners.get(job.supplier)
    return {
        "process": trade.catalogue.process_name(job.run.process, locale),
        "supplier": partner.name(locale) if partner else job.supplier,
        "city": trade.book.zone_name(partner.supplier.zone, locale) if partner else "",
        "status": job.status.value,
        "reminders": job.reminders,
        "start": min(job.run.days).isoformat(),
        "ready": job.run.ready.isoformat(),
        "price": job.run.cost,
    }


def tracking(order: Order, trade: Trade, locale: str) -> Content:
    """Who makes it, and who has said yes. Jobs that somebody else does by now are left out once that one is asked."""
    promise = order.promise
    shown = _current(order)
    shown.sort(key=lambda job: (in_order(job.run, order, trade), job.number))
    data = {
        "number": order.id,
        "status": order.status.value,
        "currency": trade.catalogue.currency,
        "price": promise.price if promise else None,
        "arrives": promise.arrives.isoformat() if promise else None,
        "planning": order.planning,
        "jobs": [job_data(job, trade, locale) for job in shown],
        "accepted": sum(job.status is JobStatus.ACCEPTED for job in shown),
    }
    return Content(data, [[CANCEL]] if order.status is OrderStatus.CONFIRMING else [])


def _current(order: Order) -> list[Job]:
    """One job for each step: who has it, else who had it last."""
    newest: dict[str, Job] = {}
    for job in sorted(order.jobs, key=lambda job: (job.live, job.number)):
        for step in job.steps:
            newest[step] = job
    return list({job.number: job for job in newest.values()}.values())


def proposal(order: Order, trade: Trade, locale: str) -> Content:
    """The only way left costs more or takes longer: the consumer decides."""
    if order.proposal is None or order.promise is None:
        return Content({})
    limit = price_limit(order.spec, trade.catalogue.currency)
    data = {
        "number": order.id,
        "currency": trade.catalogue.currency,
        "price": order.proposal.price,
        "was_price": order.promise.price,
        "arrives": order.proposal.arrives.isoformat(),
        "was_arrives": order.promise.latest.isoformat(),
        "over_budget": limit is not None and order.proposal.price > limit,
    }
    return Content(data, [[Button("agree", "agree", style="success")], [CANCEL]])


def cancelled(order: Order, trade: Trade, locale: str) -> Content:
    """Called off; `asked`: makers had been asked."""
    return Content({"number": order.id, "asked": bool(order.jobs)})


def failed(order: Order, trade: Trade, locale: str, refusal: Unplanned) -> Content:
    """It can't be made any more, and why."""
    return Content({"number": order.id, "reasons": reasons_data(order, trade, locale, refusal)})
