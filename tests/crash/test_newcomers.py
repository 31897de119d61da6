"""Many admins decide at the same instant about a workshop that set itself up: one does, in every process."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from typing import Any, cast

from bot.services.office import Office, Trades
from bot.services.people import Sender
from bot.services.set_up.rows import begin
from bot.services.supplier_records import refresh
from bot.services.use_cases import UseCases
from planner.domain.errors import StaleState
from storage.database import open_database
from tests.crash.parts import InProcessPlanner, VirtualClock
from tests.crash.world import LEASE
from tests.e2e.stage import all_trades

ADMINS = frozenset(range(1, 21))
TOM = Sender(5001, "Tom", "en")
ANSWERS = ("clothing", "Green Dye Works", "skip", "Shaoxing", "dyeing", "3.5 80 20 200 2", "all", "every day", "UTC+8",
           "9-18", "none")  # fmt: skip


@asynccontextmanager
async def _processes(url: str, count: int) -> AsyncIterator[list[UseCases]]:
    """So many bots over one database, each with connections of its own."""
    trades, clock, ids = all_trades(), VirtualClock(), itertools.count()
    async with AsyncExitStack() as stack:
        found: list[UseCases] = []
        for _ in range(count):
            database = await open_database(url)
            stack.push_async_callback(database.close)
            # Nothing of this is read as an order.
            reader, new_id = cast(Any, None), lambda: f"{next(ids):x}"
            office = Office(database, clock, Trades(trades), reader, InProcessPlanner(), new_id, admins=ADMINS)
            found.append(UseCases.over(office))
        yield found


async def _press(use_cases: UseCases, chat: int, action: str) -> str:
    """Press until there is an answer."""
    for _ in range(200):
        try:
            return await use_cases.buttons.pressed(Sender(chat, f"Admin {chat}", "en"), action, None)
        except StaleState:
            await asyncio.sleep(0)
    raise AssertionError("never answered")


async def _buttons(use_cases: UseCases) -> dict[tuple[int, str], str]:
    """(chat, label) → action, of everything that is to be sent."""
    found: dict[tuple[int, str], str] = {}
    async with use_cases.office.database.transaction() as tx:
        while batch := await tx.outbox.claim(use_cases.office.now(), 1000, LEASE):
            for message in batch:
                await tx.outbox.sent(message.id, use_cases.office.now())
                found |= {(message.chat_id, b["label"]): b["action"] for row in message.payload["buttons"] for b in row}
    return found


async def _handed_in(use_cases: UseCases) -> None:
    office = use_cases.office
    async with office.database.transaction() as tx:
        await begin(tx, office, TOM.chat_id, 1, "")
    for text in (*ANSWERS, "looks right"):
        await use_cases.set_ups.said(TOM, text, None)


async def test_of_many_who_decide_at_once_one_does(database_url: str) -> None:
    """Two processes, forty presses of twenty admins, for and against: one counts, the others hear that it is settled,
    and both processes serve what was decided, or nothing."""
    async with _processes(database_url, 2) as bots:
        await _handed_in(bots[0])
        buttons = await _buttons(bots[0])
        presses = [
            _press(bots[(chat + n) % 2], chat, buttons[chat, label])
            for chat in sorted(ADMINS)
            for n, label in enumerate(("setup_approve", "setup_reject"))
        ]
        answers = Counter(await asyncio.gather(*presses))
        assert answers == {"done": 1, "setup_decided": 2 * len(ADMINS) - 1}
        async with bots[0].office.database.transaction() as tx:
            events = [event.event for event in await tx.audit.page(limit=100)]
            assert await tx.set_ups.get(TOM.chat_id) is None
            records = await tx.supplier_records.all()
            connections = await tx.connections.all()
        approved = "set_up_approved" in events
        assert approved is not ("set_up_rejected" in events)
        assert [record.supplier for record in records] == (["green_dye_works"] if approved else [])
        assert dict(connections) == ({("apparel", "green_dye_works"): TOM.chat_id} if approved else {})
        for bot in bots:
            await refresh(bot.office)
            assert (bot.office.trades.partner_of_chat(TOM.chat_id) is not None) is approved


async def test_a_change_and_a_yes_at_the_same_instant(database_url: str) -> None:
    """Taken back while an admin approves it: either it is served and closed, or it is open and not served."""
    async with _processes(database_url, 2) as bots:
        await _handed_in(bots[0])
        buttons = await _buttons(bots[0])
        answers = await asyncio.gather(
            _press(bots[0], 1, buttons[1, "setup_approve"]),
            _press(bots[1], TOM.chat_id, buttons[TOM.chat_id, "setup_reopen"]),
        )
        assert answers.count("done") == 1
        async with bots[0].office.database.transaction() as tx:
            row = await tx.set_ups.get(TOM.chat_id)
            records = await tx.supplier_records.all()
        assert (row is None) is bool(records)
        assert (row is None) is (answers[0] == "done")
