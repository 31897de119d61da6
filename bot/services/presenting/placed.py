"""What a consumer sees once suppliers are asked: who has answered, what changed, and that it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.services.presenting.payload import Button, Content
from bot.services.presenting.wish import CANCEL, in_order, reasons_data, swapped, way_out
from bot.services.pricing import price_limit
from planner.domain.order import TAKEN, WITH_MAKERS, Job, JobStatus, Order, OrderStatus, Replan
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
    shown = current_jobs(order)
    shown.sort(key=lambda job: (in_order(job.run, order, trade), job.number))
    data = {
        "number": order.id,
        "status": order.status.value,
        "currency": trade.catalogue.currency,
        "price": promise.price if promise else None,
        "arrives": promise.arrives.isoformat() if promise else None,
        "planning": order.planning,
        "jobs": [job_data(job, trade, locale) for job in shown],
        "accepted": sum(job.status in TAKEN for job in shown),
        "choosing": bool(order.proposals),
        "owed": order.owed,
    }
    return Content(data, [[Button("timeline", "timeline")], [CANCEL]] if order.status in WITH_MAKERS else [])


def current_jobs(order: Order) -> list[Job]:
    """One job for each step: who has it, else who had it last."""
    newest: dict[str, Job] = {}
    own = [job for job in order.jobs if job.part is None]
    for job in sorted(own, key=lambda job: (job.live and job.stands_in is None, job.number)):
        for step in job.steps:
            newest[step] = job
    # Several makers may share a step.
    sharing = [job for job in order.live_jobs if not job.lost]
    return list({job.number: job for job in (*newest.values(), *sharing)}.values())


def proposal(order: Order, trade: Trade, locale: str) -> Content:
    """What is left costs more, takes longer or is less: the consumer decides."""
    if not order.proposals or order.promise is None:
        return Content({})
    limit = price_limit(order.spec, trade.catalogue.currency)
    ways = [_way(order, way, limit) for way in order.proposals]
    data = {
        "number": order.id,
        "currency": trade.catalogue.currency,
        "was_price": order.promise.price,
        "was_arrives": order.promise.arrives.isoformat(),
        "ways": ways,
        "trouble": trouble_data(order, trade, locale),
        "begun": any(job.begun for job in order.live_jobs),
    }
    label = "agree" if len(ways) == 1 else "take"
    buttons = [[Button(label, "agree", {"index": i}, style="success")] for i in range(len(ways))]
    return Content(data, [*buttons, [CANCEL]])


def _way(order: Order, way: Replan, limit: int | None) -> dict[str, Any]:
    assert order.promise is not None  # noqa: S101  for the type
    return {
        "price": way.price,
        "dearer": way.price - order.promise.price,
        "arrives": way.arrives.isoformat(),
        "later": max(0, (way.arrives - order.promise.latest).days),
        "over_budget": limit is not None and way.price > limit,
        "short": way.short,
    }


def trouble_data(order: Order, trade: Trade, locale: str) -> dict[str, Any] | None:
    """The job for which the plan had to change, and what became of it."""
    job = order.job(order.troubled)
    if job is None:
        return None
    what = "short" if job.lost else "late" if job.due is not None and job.live else job.status.value
    return {**job_data(job, trade, locale), "what": what, "note": job.note}


def changed(order: Order, trade: Trade, locale: str, data: Mapping[str, Any]) -> Content:
    """What has changed in a placed order, and why; date and price as they are now and were before."""
    promise = order.promise
    jobs = [job for number in data.get("jobs", ()) if (job := order.job(number)) is not None]
    return Content(
        {
            "number": order.id,
            "what": data["what"],
            "currency": trade.catalogue.currency,
            "trouble": trouble_data(order, trade, locale) or _late(order.job(data.get("job")), trade, locale),
            "instead": [job_data(job, trade, locale) for job in jobs],
            "price": promise.price if promise else None,
            "arrives": promise.arrives.isoformat() if promise else None,
            "was": data.get("was"),
            "was_price": data.get("was_price"),
            "short": data.get("short", 0),
        }
    )


def _late(job: Job | None, trade: Trade, locale: str) -> dict[str, Any] | None:
    return None if job is None else {**job_data(job, trade, locale), "what": "late", "note": job.note}


def trouble(order: Order, trade: Trade, locale: str, refusal: Unplanned) -> Content:
    """Work has begun, and nobody can be found for a part of it: wait, or call it off."""
    data = {
        "number": order.id,
        "reasons": reasons_data(order, trade, locale, refusal),
        "trouble": trouble_data(order, trade, locale),
    }
    return Content(data, [[CANCEL]])


def on_its_way(order: Order, trade: Trade, locale: str, data: Mapping[str, Any]) -> Content:
    """The goods are coming: has the customer got them?"""
    job = order.job(data["from"])
    here = job is not None and any(arrival.to is None for arrival in job.arrivals)
    facts = {
        "number": order.id,
        "job": job_data(job, trade, locale) if job else None,
        "day": data["day"],
        "note": data.get("note", ""),
        "photo": data.get("photo", ""),
        "again": bool(data.get("again")),
        "here": here,
    }
    if here or job is None or order.status not in WITH_MAKERS:
        return Content(facts)
    return Content(
        facts,
        [
            [Button("it_came", "arrived", {"job": job.number}, style="success")],
            [Button("something_missing", "missing", {"job": job.number})],
        ],
    )


def delivered(order: Order, trade: Trade, locale: str) -> Content:
    """It is all there: how good is it?"""
    if order.status is not OrderStatus.DELIVERED:
        return Content({"number": order.id, "stars": order.stars})
    stars = [Button("⭐" * n, "rate", {"stars": n}, literal=True) for n in range(1, 6)]
    return Content({"number": order.id, "stars": None}, [stars[:3], stars[3:]])


def cancelled(order: Order, trade: Trade, locale: str, data: Mapping[str, Any]) -> Content:
    """Called off; `asked`: makers had been asked; `by_us`: it was not the consumer who did it."""
    return Content(
        {
            "number": order.id,
            "asked": any(job.status is not JobStatus.PLANNED for job in order.jobs),
            "owed": order.owed,
            "by_us": data.get("by_us", False),
            "currency": trade.catalogue.currency,
        }
    )


def failed(order: Order, trade: Trade, locale: str, refusal: Unplanned, service_percent: int) -> Content:
    """It can't be made any more, why, and the nearest orders that can."""
    ways = [way for a in refusal.alternatives if (way := way_out(order, a, service_percent))]
    data = {
        "number": order.id,
        "currency": trade.catalogue.currency,
        "reasons": reasons_data(order, trade, locale, refusal),
        "ways": [swapped(way, trade, locale) for way in ways],
    }
    return Content(data, [[Button("way_out", "again", {**way, "way": n})] for n, way in enumerate(ways, start=1)])
