"""The chosen plan in time, as it is drawn for the consumer: who does what from when to when, and how far it is."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.services.presenting.payload import Content, picture_name
from bot.services.presenting.placed import current_jobs, job_data
from planner.domain.order import BEGUN, Job, JobStatus, Order, OrderStatus
from planner.domain.supplier import Trade

VIEW = "timeline"
#: From the last yes until it is there, the picture follows what happens.
FOLLOWED = (OrderStatus.CONFIRMED, OrderStatus.IN_PRODUCTION, OrderStatus.DELIVERED)

_DONE = (JobStatus.READY, JobStatus.SHIPPED, JobStatus.RECEIVED)


def slot(order: int) -> str:
    """The place in the chat of an order's timeline."""
    return f"order:{order}:{VIEW}"


def timeline(order: Order, trade: Trade, locale: str, today: date) -> Content:
    """One bar a job, as the work goes. Nothing to draw where nothing was chosen yet."""
    if order.promise is None:
        return Content({"number": order.id, "picture": None})
    jobs = sorted(current_jobs(order), key=lambda job: (job.start, job.run.ready, job.number))
    return Content(
        {
            "number": order.id,
            "picture": {
                "number": order.id,
                "arrives": order.promise.arrives.isoformat(),
                "today": today.isoformat(),
                "over": order.status is OrderStatus.DELIVERED,
                "bars": [_bar(order, job, trade, locale, today) for job in jobs],
            },
        }
    )


def name_of(order: Order, trade: Trade, locale: str, today: date) -> str | None:
    """The name of the picture as it would be drawn now."""
    return picture_name(VIEW, locale, timeline(order, trade, locale, today).data["picture"])


def _bar(order: Order, job: Job, trade: Trade, locale: str, today: date) -> dict[str, Any]:
    known = job_data(job, trade, locale)
    return {
        **{key: known[key] for key in ("process", "supplier", "start", "ready")},
        "progress": _progress(order, job, today),
        "freight": [[s.depart.isoformat(), s.arrive.isoformat()] for s in order.outputs(job.number)],
    }


def _progress(order: Order, job: Job, today: date) -> str:
    if job.status in _DONE or order.status is OrderStatus.DELIVERED:
        return "done"
    if job.due is not None or today > job.run.ready:
        return "late"
    return "under_way" if job.status in BEGUN else "to_come"
