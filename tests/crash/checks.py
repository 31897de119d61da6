"""What must hold of everything that is stored, and of what people see: each breach in words."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, func, select

from bot.services.codec import order_of
from bot.telegram.texts import Texts
from planner.domain.order import Job, JobStatus, Order, job_key
from storage.ports import OrderRow
from storage.schema import audit, follow_ups, inbox, messages, orders, outbox
from tests.crash.settled import is_placed, is_settled
from tests.crash.world import World

#: Jobs whose supplier has the offer as it stands before them.
_TOLD = (
    JobStatus.OFFERED,
    JobStatus.ACCEPTED,
    JobStatus.STARTED,
    JobStatus.READY,
    JobStatus.SHIPPED,
    JobStatus.RECEIVED,
)
_MINUTES = Texts("en", ZoneInfo("Asia/Shanghai"))
#: Orders read at a time.
_PAGE = 200


@dataclass(frozen=True)
class Tally:
    """What was found: how many orders were placed and settled, how many messages came twice, and what is wrong."""

    opened: int
    placed: int
    settled: int
    repeated: int
    wrong: tuple[str, ...]


async def check(world: World, *, at_end: bool) -> Tally:
    """Look at everything. `at_end`: nothing is under way any more; else only what must hold at any quiet moment."""
    wrong: list[str] = []
    counts: Counter[str] = Counter()
    load: Counter[tuple[str, str, date]] = Counter()
    events = await _by_order(world, audit)
    waiting = await _by_order(world, follow_ups)
    async for row in _orders(world):
        order = order_of(row)
        counts["opened"] += 1
        counts["placed"] += order.promise is not None
        counts["settled"] += order.promise is not None and is_settled(row.status)
        # Every change is one event in the trail, and every event one change.
        if row.version - 1 != events.get(row.id, 0):
            wrong.append(f"order {row.id}: {row.version - 1} changes, but {events.get(row.id, 0)} events in the trail")
        if is_settled(row.status) and waiting.get(row.id):
            wrong.append(f"order {row.id} is {row.status}, and {waiting[row.id]} follow-ups still wait")
        if is_placed(row.status) and not waiting.get(row.id) and not _asked(order):
            wrong.append(f"order {row.id} is {row.status}, and nothing will ever look after it")
        if is_placed(row.status) and at_end:
            wrong.append(f"order {row.id} is lost: still {row.status} at the end")
        wrong += _twice_made(order)
        for job in order.jobs:
            if job.live:
                for day, quantity in job.run.days.items():
                    load[job.supplier, job.run.process, day] += Decimal(quantity)  # type: ignore[assignment]
            if job.live and job.status in _TOLD and not is_settled(row.status):
                wrong += _untold(world, order, job)
    wrong += _overbooked(world, load)
    wrong += [*await _left_over(world), *world.storms]
    return Tally(counts["opened"], counts["placed"], counts["settled"], await repeated_messages(world), tuple(wrong))


async def _orders(world: World) -> AsyncIterator[OrderRow]:
    last = 0
    while True:
        page = await world.look.rows(select(orders).where(orders.c.id > last).order_by(orders.c.id).limit(_PAGE))
        if not page:
            return
        for row in page:
            yield OrderRow(
                row.id, row.version, row.trade, row.consumer, row.status, row.state, row.created_at, row.updated_at
            )
        last = page[-1].id


async def _by_order(world: World, table: Table) -> dict[int, int]:
    """How many rows each order has."""
    rows: Sequence[Any] = await world.look.rows(select(table.c.order_id, func.count()).group_by(table.c.order_id))
    return {row[0]: row[1] for row in rows}


def _asked(order: Order) -> bool:
    """Does somebody have a question about it before them, which ends by itself?"""
    return order.planning


def _twice_made(order: Order) -> Iterator[str]:
    """No lot is made by two: of each step at most what the order needs is under way."""
    made: Counter[str] = Counter()
    needed = {}
    for job in order.live_jobs:
        for lot in job.run.lots:
            made[lot.step] += Decimal(lot.quantity) - Decimal(job.unneeded)  # type: ignore[assignment]
            needed[lot.step] = sum((item.quantity or 0) for item in order.spec.items)
    lost = sum((Decimal(job.lost) for job in order.live_jobs), start=Decimal(0))
    for step, quantity in made.items():
        if quantity > needed[step] + lost:
            yield f"order {order.id}: {quantity} of {step} are made, {needed[step]} are needed"


def _untold(world: World, order: Order, job: Job) -> Iterator[str]:
    """The supplier has a message that names this job and its price."""
    partner = world.trade.book.partners[job.supplier]
    key, price = job_key(order.id, job.number), _MINUTES.money(job.run.cost, world.trade.catalogue.currency)
    rows = world.telegram.database.all(
        "SELECT body FROM messages WHERE chat_id = ? AND from_bot AND NOT deleted AND instr(body, ?)",
        partner.telegram or 0,
        key,
    )
    texts = [_text(row["body"]) for row in rows]
    if not any(price in text for text in texts):
        yield f"job {key} is {job.status}, and {job.supplier} never saw it for {price}"


def _text(body: str) -> str:
    return str(json.loads(body).get("text", ""))


def _overbooked(world: World, load: Mapping[tuple[str, str, date], Any]) -> Iterator[str]:
    for (supplier, process, day), quantity in load.items():
        offers = world.trade.book.partners[supplier].supplier.offers
        capacity = next(offer.daily_capacity for offer in offers if offer.process == process)
        if quantity > capacity:
            yield f"{supplier} is to do {quantity} of {process} on {day}, and can do {capacity}"


async def _left_over(world: World) -> list[str]:
    """Every update was dealt with, every message was sent."""
    found: list[str] = []
    for table, good in ((inbox, "done"), (outbox, "sent")):
        left = select(table.c.outcome, table.c.error, func.count()).where(table.c.outcome.is_distinct_from(good))
        rows: Sequence[Any] = await world.look.rows(left.group_by(table.c.outcome, table.c.error))
        found += [f"{row[2]} rows of the {table.name} are {row[0] or 'waiting'}: {row[1]}" for row in rows]
    return found


async def repeated_messages(world: World) -> int:
    """New messages in chats beyond those that the bot knows of: each was sent, and then sent again."""
    known = (await world.look.rows(select(func.count()).select_from(messages)))[0][0]
    row = world.telegram.database.one("SELECT count(*) AS n FROM messages WHERE from_bot")
    return int(row["n"] if row else 0) - int(known)
