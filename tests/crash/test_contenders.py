"""A hundred suppliers answer at the same instant: one has the job, and every other is told that it has not."""

from __future__ import annotations

import asyncio
import itertools
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from bot.runtime.trades import make_reader
from bot.services.office import Office, Trades
from bot.services.people import Sender
from bot.services.use_cases import UseCases
from planner.domain.errors import StaleState
from planner.domain.order import JobStatus, OrderStatus
from storage.database import open_database
from tests.crash.crowded import everybody_asked, the_order
from tests.crash.parts import InProcessPlanner, VirtualClock
from tests.crash.trade import small_trade
from tests.crash.world import LEASE

CONTENDERS = 100
#: How long somebody tries whose press met another's.
TRIES = 200


@asynccontextmanager
async def _processes(url: str, count: int) -> AsyncIterator[list[UseCases]]:
    """So many bots over one database, each with connections of its own."""
    trade, clock, ids = small_trade(CONTENDERS), VirtualClock(), itertools.count()
    trades = {trade.catalogue.id: trade}
    reader = make_reader(trades)
    async with AsyncExitStack() as stack:
        found: list[UseCases] = []
        for _ in range(count):
            database = await open_database(url)
            stack.push_async_callback(database.close)
            office = Office(database, clock, Trades(trades), reader, InProcessPlanner(), lambda: f"{next(ids):x}")
            found.append(UseCases.over(office))
        yield found


async def _press(use_cases: UseCases, chat: int, action: str) -> str:
    """Press until there is an answer: "busy" says to press again."""
    for _ in range(TRIES):
        try:
            return await use_cases.buttons.pressed(Sender(chat, f"Maker {chat}", "en"), action, None)
        except StaleState:
            await asyncio.sleep(0)
    raise AssertionError("never answered")


async def _accepts(use_cases: UseCases) -> dict[int, str]:
    """The Accept button of each cutter: its action, by chat."""
    found: dict[int, str] = {}
    cutters = {
        partner.telegram
        for partner in use_cases.office.trades["signs"].book.partners.values()
        if any(offer.process == "cutting" for offer in partner.supplier.offers)
    }
    async with use_cases.office.database.transaction() as tx:
        while batch := await tx.outbox.claim(use_cases.office.now(), 1000, LEASE):
            for message in batch:
                await tx.outbox.sent(message.id, use_cases.office.now())
                if message.chat_id in cutters and message.payload["view"] == "offer":
                    button = message.payload["buttons"][0][0]
                    assert button["label"] == "accept"
                    found[message.chat_id] = button["action"]
    return found


async def test_of_a_hundred_who_accept_at_once_one_has_the_job(database_url: str) -> None:
    """Two processes, a hundred presses at once: exactly one is accepted, all others are withdrawn and told so."""
    async with _processes(database_url, 2) as bots:
        order = await everybody_asked(bots[0], CONTENDERS)
        buttons = await _accepts(bots[0])
        assert len(buttons) == CONTENDERS
        presses = [_press(bots[n % 2], chat, action) for n, (chat, action) in enumerate(sorted(buttons.items()))]
        answers = Counter(await asyncio.gather(*presses))
        after = await the_order(bots[0])
        cutting = [job for job in after.jobs if job.run.process == "cutting"]
        assert answers["done"] == 1
        assert answers.total() == CONTENDERS
        assert Counter(job.status for job in cutting) == {JobStatus.ACCEPTED: 1, JobStatus.WITHDRAWN: CONTENDERS - 1}
        assert after.status is OrderStatus.CONFIRMING
        assert sum(job.run.process == "cutting" for job in after.live_jobs) == 1
        told = await _told(bots[0])
        winner = next(job for job in cutting if job.status is JobStatus.ACCEPTED)
        losers = {job.supplier for job in cutting if job is not winner}
        book = bots[0].office.trades[order.trade].book
        assert {book.partners[name].telegram for name in losers} <= told


async def _told(use_cases: UseCases) -> set[int]:
    """The chats with a message that their job is taken back."""
    chats: set[int] = set()
    async with use_cases.office.database.transaction() as tx:
        while batch := await tx.outbox.claim(use_cases.office.now(), 1000, LEASE):
            for message in batch:
                await tx.outbox.sent(message.id, use_cases.office.now())
                if message.payload["view"] == "job_withdrawn":
                    chats.add(message.chat_id)
    return chats


async def test_one_button_pressed_a_hundred_times_at_once_counts_once(database_url: str) -> None:
    """A nervous thumb, a repeated update, somebody else's copy of the button: the job is accepted once, for its own."""
    async with _processes(database_url, 2) as bots:
        await everybody_asked(bots[0], 1)
        buttons = await _accepts(bots[0])
        assert len(buttons) == 1
        ((chat, action),) = buttons.items()
        own = [_press(bots[n % 2], chat, action) for n in range(50)]
        foreign = [_press(bots[n % 2], chat + 1 + n, action) for n in range(50)]
        answers = Counter(await asyncio.gather(*own, *foreign))
        after = await the_order(bots[0])
        assert answers["done"] == 1
        assert answers["button_unknown"] == 50
        assert answers["button_used"] == 49
        assert Counter(job.status for job in after.jobs)[JobStatus.ACCEPTED] == 1
