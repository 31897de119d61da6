"""One order as admins see it: what it is, for whom, who makes it, and how far each of them is."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any

from bot.services.presenting.lists import order_line
from bot.services.presenting.placed import current_jobs, job_data
from bot.services.presenting.wish import in_order, item_data
from planner.domain.order import Job, Order, job_key
from planner.domain.supplier import Trade

#: More jobs than this are a wall; the trail has the rest.
MOST_JOBS = 14


def order_sheet(order: Order, trade: Trade, locale: str, consumer: str, unreachable: Collection[int]) -> dict[str, Any]:
    """The facts. `consumer`: their name, "" for somebody who was forgotten; `unreachable`: chats that refuse us."""
    current = {job.number for job in current_jobs(order)}
    # Who has a step now stands above who had it before.
    jobs = sorted(order.jobs, key=lambda job: (job.number not in current, in_order(job.run, order, trade), job.number))
    zone = trade.book.zone_of(order.spec.destination) if order.spec.destination else None
    return {
        "order": order_line(order, trade),
        "consumer": consumer,
        "destination": trade.book.zone_name(zone, locale) if zone else order.spec.destination,
        "items": [item_data(item, trade.catalogue, locale) for item in order.spec.items],
        "planning": order.planning,
        "choosing": bool(order.proposals),
        "stars": order.stars,
        "jobs": [_job(order, job, trade, locale, unreachable) for job in jobs[:MOST_JOBS]],
        "more_jobs": max(0, len(jobs) - MOST_JOBS),
    }


def _job(order: Order, job: Job, trade: Trade, locale: str, unreachable: Collection[int]) -> dict[str, Any]:
    partner = trade.book.partners.get(job.supplier)
    chat = partner.telegram if partner else None
    return {
        **job_data(job, trade, locale),
        "key": job_key(order.id, job.number),
        "due": job.due.isoformat() if job.due else None,
        "note": job.note,
        "deaf": job.live and (chat is None or chat in unreachable),
    }
