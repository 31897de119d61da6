"""What an evening came to: who paid what, what was saved, who was told what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from bot.sandbox.world import SandboxServer
from bot.services.codec import order_of
from bot.services.pools.codec import pool_of
from planner.domain.money import from_minor
from storage.database import open_database
from tests.bench.evening.people import Customer
from tests.bench.table import Cell, show


async def report(url: str, server: SandboxServer, people: Sequence[Customer], roles: dict[int, str]) -> None:
    """Print it all from what stands in the database and in the chats."""
    database = await open_database(url)
    try:
        async with database.transaction() as tx:
            rows = [row for one in people for row in await tx.orders.of_consumer(one.chat, limit=5)]
            pools = [pool_of(row) for row in await tx.pools.page(20)]
            audit = [event for pool in pools if pool.order for event in await tx.audit.of(pool.order)]
    finally:
        await database.close()
    orders = sorted((order_of(row) for row in rows), key=lambda order: order.id)
    by_chat = {one.chat: one for one in people}
    lines: list[Sequence[Cell]] = []
    paid = Counter[str]()
    for order in orders:
        price = order.promise.price if order.promise else 0
        alone = order.waiting.alone if order.waiting else None
        paid["together" if alone else "alone"] += price
        paid["instead"] += alone or 0
        paid["less"] += (alone or price) - price
        lines.append(
            (
                order.id,
                by_chat[order.consumer].language,
                order.spec.items[0].product,
                order.spec.pieces,
                order.status.value,
                from_minor(alone, "CNY") if alone else None,
                from_minor(price, "CNY"),
                f"{100 * (alone - price) / alone:.1f} %" if alone else None,
            )
        )
    show("What each paid", ("order", "language", "product", "pieces", "status", "alone", "paid", "saved"), lines)
    made = [event.data for event in audit if event.event == "pool_made"]
    show(
        "Pools",
        ("pool", "product", "orders", "pieces", "made as order", "runs saved", "borne by us"),
        [
            (
                pool.id,
                pool.product,
                len(pool.members),
                pool.pieces,
                pool.order,
                pool.setups_saved,
                _borne(made, pool.id),
            )
            for pool in pools
        ],
    )
    together, instead, less = (from_minor(paid[name], "CNY") for name in ("together", "instead", "less"))
    saved = sum(pool.setups_saved or 0 for pool in pools)
    print(f"\nThose who pooled paid {together} instead of {instead}: {less} less. Runs, and so setups, saved: {saved}.")
    _told(server, roles)


def _borne(made: Sequence[object], pool: int) -> str | None:
    facts = next((data for data in made if isinstance(data, dict) and data["pool"] == pool), None)
    return None if facts is None else from_minor(int(facts["borne"]), "CNY")


def _told(server: SandboxServer, roles: dict[int, str]) -> None:
    """The first words of every message, how often, by who got it."""
    told = Counter[tuple[str, str]]()
    for chat, role in roles.items():
        for message in server.person(chat).from_bot:
            words = "".join(" " if c.isdigit() else c for c in message.text.splitlines()[0])
            told[role, " ".join(words.split())[:60]] += 1
    most = sorted(told.items(), key=lambda one: (one[0][0], -one[1]))
    show("Who was told what", ("who", "what", "messages"), [(role, words, n) for (role, words), n in most if n > 1])
