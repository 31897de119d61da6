"""What makers see once an order is on: where their job stands, and the goods that come from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.services.presenting.offers import brief, way
from bot.services.presenting.payload import Button, Content
from planner.domain.lifecycle import Message
from planner.domain.order import Job, JobStatus, Order, job_key
from planner.domain.supplier import Trade

_NEXT = {
    JobStatus.ACCEPTED: ("started", "ready", "delayed"),
    JobStatus.STARTED: ("ready", "shipped", "delayed"),
    JobStatus.READY: ("shipped",),
}


def go_ahead(order: Order, job: Job, trade: Trade, locale: str) -> Content:
    """Everybody said yes: from now on one tap says how it goes."""
    return Content({**way(order, job, trade, locale), "waits": order.waits_for_goods(job.number)}, buttons(order, job))


def buttons(order: Order, job: Job, *, asked: bool = False) -> list[list[Button]]:
    """What its maker can say next; while it waits for goods, and is not `asked`, only that it will be late."""
    args = {"job": job.number}
    kinds = _NEXT.get(job.status, ())
    if job.status is JobStatus.ACCEPTED and not asked and order.waits_for_goods(job.number):
        kinds = ("delayed",)
    row = [Button(kind, kind, args, style="success" if kind != "delayed" else None) for kind in kinds]
    return [row] if row else []


def progress(order: Order, job: Job, trade: Trade, locale: str, data: Mapping[str, Any]) -> Content:
    """Where a job stands; `ask`: what its maker is asked."""
    facts = brief(order, job, trade, locale, status=job.status.value, ask=data.get("ask"), day=data.get("day"))
    late = job.due.isoformat() if job.due is not None else None
    asked = data.get("ask") in ("start", "ready", "overdue")
    return Content({**facts, "was": late}, buttons(order, job, asked=asked))


def handover(message: Message, order: Order, job: Job, trade: Trade, locale: str) -> Content:
    """News of goods that come to `job` from another maker; buttons once they are on the way."""
    data = message.data
    sender = order.job(data["from"])
    if sender is None:
        return Content({})
    partner = trade.book.partners.get(sender.supplier)
    coming = [s for s in order.outputs(sender.number) if s.to_run == str(job.number)]
    facts = {
        "key": job_key(order.id, job.number),
        "what": data["what"],
        "supplier": partner.name(locale) if partner else "?",
        "process": trade.catalogue.process_name(sender.run.process, locale),
        "quantity": str(sum(s.quantity for s in coming)),
        "day": max((s.arrive for s in coming), default=sender.run.ready).isoformat(),
        "note": data.get("note", ""),
        "photo": data.get("photo", ""),
        "missing": data.get("missing"),
        "through": _name(data.get("through"), trade, locale),
        "again": bool(data.get("again")),
    }
    if data["what"] != "shipped":
        return Content(facts)
    args = {"job": sender.number, "to": job.number}
    return Content(
        facts,
        [[Button("all_arrived", "arrived", args, style="success"), Button("something_missing", "missing", args)]],
    )


def _name(supplier: str | None, trade: Trade, locale: str) -> str | None:
    partner = trade.book.partners.get(supplier or "")
    return partner.name(locale) if partner else None


def arrived(message: Message, order: Order, job: Job, trade: Trade, locale: str) -> Content:
    """To whoever sent the goods: they have come, and how many were whole."""
    other = order.job(message.data["to"])
    partner = trade.book.partners.get(other.supplier) if other else None
    return Content(
        {
            "key": job_key(order.id, job.number),
            "to": partner.name(locale) if partner else None,
            "missing": message.data["missing"],
        }
    )
