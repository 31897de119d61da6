"""What must be true of the database and the chats when all is settled, however often the bots were killed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from bot.sandbox.world import SandboxServer
from bot.services.codec import order_of
from planner.domain.order import Order, OrderStatus
from storage.engine import make_engine, parse_url
from storage.ports import OrderRow
from storage.schema import audit, follow_ups, inbox, messages, orders, outbox
from tests.crash.kill_people import People

#: What the audit trail says at most once of an order.
ONCE = ("placed", "confirmed")
#: Messages may appear twice that were on their way when a bot was killed, or its database: at most so long before.
IN_FLIGHT = 2.0


def settled(order: Order) -> bool:
    """Is nothing left to do about it?"""
    return order.status is OrderStatus.CONFIRMED


@dataclass(frozen=True)
class Verdict:
    """`wrong`: what must not be, in words. `repeats`: messages that appeared twice, as they may."""

    wrong: tuple[str, ...]
    orders: int
    settled: int
    sent: int
    repeats: int


async def check(url: str, server: SandboxServer, people: People, kills: Sequence[float]) -> Verdict:
    """Look at everything. `kills`: when something was killed, by the machine's monotonic clock."""
    engine = make_engine(parse_url(url), create=False)
    try:
        async with engine.connect() as connection:
            rows = {
                table.name: list((await connection.execute(select(table))).mappings())
                for table in (orders, audit, outbox, inbox, messages, follow_ups)
            }
    finally:
        await engine.dispose()
    found = [order_of(OrderRow(**{k: row[k] for k in OrderRow.__dataclass_fields__})) for row in rows["orders"]]
    recorded = {(row["chat_id"], row["message_id"]) for row in rows["messages"]}
    shown = _shown(server)
    repeats = [key for key in shown if key not in recorded]
    wrong = [
        *(f"order {order.id} is {order.status.value}" for order in found if not settled(order)),
        *([f"{len(found)} orders for {people.wished} wishes"] if len(found) != people.wished else []),
        *(fault for order in found for fault in _jobs(order)),
        *_once(rows["audit"]),
        *_told_once(rows["outbox"]),
        *(f"dead: {row['error']}" for table in ("inbox", "outbox") for row in rows[table] if row["outcome"] == "dead"),
        *(f"waiting in {table}" for table in ("inbox", "outbox") for row in rows[table] if row["ended_at"] is None),
        *(
            f"message {number} in chat {chat} was sent twice, but nothing was killed then"
            for chat, number in repeats
            if not any(-0.05 <= kill - people.shown_at[number] <= IN_FLIGHT for kill in kills)
        ),
    ]
    return Verdict(tuple(wrong), len(found), sum(map(settled, found)), len(shown), len(repeats))


def _shown(server: SandboxServer) -> list[tuple[int, int]]:
    """Every message of the bot that ever appeared, as (chat, number)."""
    telegram = server.telegram
    return [
        (person.user_id, row.message_id)
        for person in telegram.people.all()
        for row in telegram.messages.of_chat(person.user_id)
        if row.from_bot
    ]


def _jobs(order: Order) -> Iterable[str]:
    """Is every step of an order in the hands of exactly one maker?"""
    if not settled(order):
        return
    lots = Counter[str]()
    for job in order.live_jobs:
        for lot in job.run.lots:
            lots[lot.step] += int(lot.quantity)
    pieces = order.spec.pieces
    if len(lots) != 2 or set(lots.values()) != {pieces}:
        yield f"order {order.id} of {pieces} pieces: jobs make {dict(lots)}"


def _once(trail: Sequence[Any]) -> Iterable[str]:
    notes = Counter((row["order_id"], note.strip()) for row in trail for note in row["event"].split(","))
    for (order, note), count in notes.items():
        if note in ONCE and count != 1:
            yield f"order {order} was {note} {count} times"


def _told_once(rows: Sequence[Any]) -> Iterable[str]:
    """No two messages say the same to the same person about the same thing: they would be from work done twice."""
    said = Counter(
        (row["chat_id"], row["about"], row["payload"]["view"], repr(row["payload"].get("data")))
        for row in rows
        if row["payload"]["mode"] != "edit" and str(row["about"]).startswith(("order", "job"))
    )
    for (chat, about, view, _), count in said.items():
        if count > 1:
            yield f"chat {chat} was told {view} of {about} {count} times"
