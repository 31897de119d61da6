"""An order as it is exported, with its jobs: what can be counted and compared. The consumer is the number of their
first order; nothing leads to who they are, and nothing that anybody has written is in it."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.services.codec import order_of
from planner.domain.money import from_minor
from planner.domain.order import COMPOSING, Job, JobStatus, Order, job_key
from planner.domain.supplier import Trade
from storage.ports import OrderRow


@dataclass(frozen=True)
class Exported:
    """Orders as lines of JSON, and how many orders and jobs are in them."""

    lines: str
    orders: int
    jobs: int


def exported(
    rows: Sequence[OrderRow], trades: Mapping[str, Trade], first: Mapping[int, int], language: str, zone: ZoneInfo
) -> Exported:
    """A line of JSON an order. `trades`: those that are served, by id; `first`: the number of each consumer's first
    order; what has a name is named in `language`, and times are those of `zone`."""
    facts = [order_facts(row, trades.get(row.trade), first.get(row.consumer, 0), language, zone) for row in rows]
    lines = "".join(json.dumps(one, ensure_ascii=False, separators=(",", ":")) + "\n" for one in facts)
    return Exported(lines, len(facts), sum(len(one["jobs"]) for one in facts))


def order_facts(row: OrderRow, trade: Trade | None, first: int, language: str, zone: ZoneInfo) -> dict[str, Any]:
    """One order. `trade`: None where it is not served any more; `first`: 0 for somebody who was forgotten. Money is
    text in major units, days and times are ISO 8601."""
    order = order_of(row)
    currency = trade.catalogue.currency if trade else ""
    promise = order.promise
    arrived = _arrived(order)
    return {
        "order": row.id,
        "trade": row.trade,
        "state": row.status,
        "ordered": _local(row.created_at, zone),
        "changed": _local(row.updated_at, zone),
        "customer": f"C{first}" if first else "",
        "items": [
            {
                "product": item.product,
                "name": trade.catalogue.product_name(item.product, language)
                if trade and item.product
                else item.product,
                "quantity": item.quantity,
            }
            for item in order.spec.items
        ],
        "currency": currency,
        "price": from_minor(promise.price, currency) if promise and order.status not in COMPOSING else None,
        "cost": from_minor(order.cost, currency) if order.jobs else None,
        "owed": None if order.owed is None else from_minor(order.owed, currency),
        "promised": promise.arrives.isoformat() if promise else None,
        "arrived": _local(arrived, zone)[:10] if arrived else None,
        "stars": order.stars,
        "jobs": [_job(order, job, trade, currency, language, zone) for job in order.jobs],
    }


def _job(order: Order, job: Job, trade: Trade | None, currency: str, language: str, zone: ZoneInfo) -> dict[str, Any]:
    process, sent = job.run.process, job.since(JobStatus.SHIPPED)
    partner = trade.book.partners.get(job.supplier) if trade else None
    return {
        "job": job_key(order.id, job.number),
        "process": process,
        "name": trade.catalogue.process_name(process, language) if trade else process,
        "supplier": job.supplier,
        "maker": partner.name(language) if partner else job.supplier,
        "state": job.status.value,
        "quantity": f"{job.quantity.normalize():f}",
        "lost": f"{job.lost}",
        "first_day": job.start.isoformat(),
        "ready": job.run.ready.isoformat(),
        "was_due": job.due.isoformat() if job.due else None,
        "cost": from_minor(job.run.cost, currency),
        "asked": _local(job.offered_at, zone),
        "reminders": job.reminders,
        "sent": _local(sent, zone) if sent else None,
    }


def _arrived(order: Order) -> datetime | None:
    """When the last of the goods came to the customer."""
    return max((a.at for job in order.jobs for a in job.arrivals if a.to is None), default=None)


def _local(at: datetime, zone: ZoneInfo) -> str:
    return at.astimezone(zone).isoformat(timespec="minutes")
