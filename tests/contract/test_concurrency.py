"""Many processes at once. A process is a database of its own here: its own connections, nothing shared in memory."""

from __future__ import annotations

import asyncio
import random
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace

import pytest

from planner.domain.errors import StaleState
from storage.database import open_database
from storage.ports import Action, Database, Transaction
from tests.contract.times import LEASE, NOW, after

PROCESSES = 4


@pytest.fixture
async def processes(database_url: str) -> AsyncIterator[list[Database]]:
    databases = [await open_database(database_url) for _ in range(PROCESSES)]
    yield databases
    for database in databases:
        await database.close()


@pytest.fixture
async def postgres(postgres_url: str) -> AsyncIterator[Database]:
    """For what only PostgreSQL lets happen: transactions that overlap."""
    database = await open_database(postgres_url)
    yield database
    await database.close()


class Hands:
    """What workers have in hand: notes the order within each chat, and that no chat is in two hands."""

    def __init__(self) -> None:
        self.handled: dict[int, list[int]] = defaultdict(list)
        self.chats: set[int] = set()

    def take(self, chat: int | None, item: int) -> None:
        assert chat is not None
        assert chat not in self.chats, f"chat {chat} is in two hands"
        self.chats.add(chat)
        self.handled[chat].append(item)

    def drop(self, chat: int | None) -> None:
        assert chat is not None
        self.chats.remove(chat)

    @property
    def count(self) -> int:
        return sum(map(len, self.handled.values()))


async def test_inbox_workers(processes: list[Database]) -> None:
    """However many take updates while more come in, each is handled once, in order, one of a chat at a time."""
    chats, each = 5, 8
    hands = Hands()

    async def fill(database: Database, chat: int) -> None:
        for n in range(each):
            async with database.transaction() as tx:
                await tx.inbox.put(1, chat + n * chats, chat, "{}", NOW)

    async def work(database: Database) -> None:
        while hands.count < chats * each:
            async with database.transaction() as tx:
                update = await tx.inbox.claim(after(1), LEASE)
            if update is None:
                await asyncio.sleep(0.005)
                continue
            hands.take(update.chat_id, update.update_id)
            await asyncio.sleep(0)
            hands.drop(update.chat_id)
            async with database.transaction() as tx:
                await tx.inbox.done(1, update.update_id, after(2))

    fillers = [fill(processes[chat % PROCESSES], chat) for chat in range(chats)]
    await asyncio.gather(*fillers, *(work(database) for database in processes * 2))
    assert hands.handled == {chat: [chat + n * chats for n in range(each)] for chat in range(chats)}


async def test_senders(processes: list[Database]) -> None:
    """However many take messages while more are queued, each is sent once, in order, one of a chat at a time."""
    chats, each = 5, 8
    hands = Hands()
    queued: dict[int, list[int]] = defaultdict(list)

    async def fill(database: Database, chat: int) -> None:
        for _ in range(each):
            async with database.transaction() as tx:
                queued[chat].append(await tx.outbox.put(chat, {}, NOW))

    async def work(database: Database) -> None:
        while hands.count < chats * each:
            async with database.transaction() as tx:
                messages = await tx.outbox.claim(after(1), 3, LEASE)
            for message in messages:
                hands.take(message.chat_id, message.id)
            await asyncio.sleep(0 if messages else 0.005)
            for message in messages:
                hands.drop(message.chat_id)
                async with database.transaction() as tx:
                    await tx.outbox.sent(message.id, after(2))

    fillers = [fill(processes[chat % PROCESSES], chat) for chat in range(chats)]
    await asyncio.gather(*fillers, *(work(database) for database in processes))
    assert hands.handled == queued


async def test_follow_up_workers(processes: list[Database]) -> None:
    """However many take follow-ups at the same time, each goes to one of them."""
    async with processes[0].transaction() as tx:
        due = [await tx.follow_ups.put("remind", 1, None, NOW, {}) for _ in range(60)]
    taken: list[int] = []

    async def work(database: Database) -> None:
        idle = 0
        while idle < 3:
            async with database.transaction() as tx:
                claimed = await tx.follow_ups.claim(after(1), 4, LEASE)
            taken.extend(follow_up.id for follow_up in claimed)
            idle = 0 if claimed else idle + 1

    await asyncio.gather(*(work(database) for database in processes * 2))
    assert sorted(taken) == sorted(due)


async def test_one_winner(processes: list[Database]) -> None:
    """Of many who put the same update, press the same button, or want the same lease at once, one succeeds."""
    async with processes[0].transaction() as tx:
        await tx.actions.put(Action("a", 1, "accept", {}, None, 1, after(60)))

    async def race(number: int) -> tuple[bool, bool, bool]:
        async with processes[number % PROCESSES].transaction() as tx:
            put = await tx.inbox.put(1, 1, 1, f"{number}", NOW)
            used = await tx.actions.use("a", after(number))
            leased = await tx.leases.acquire("sender", f"{number}", NOW, LEASE)
            return put, used, leased

    results = await asyncio.gather(*map(race, range(12)))
    assert [sum(result[kind] for result in results) for kind in range(3)] == [1, 1, 1]


async def test_no_save_is_lost(processes: list[Database]) -> None:
    """Many who change one order, each retrying when told that its copy is stale, lose none of the changes."""
    async with processes[0].transaction() as tx:
        order = await tx.orders.create("apparel", 1, "draft", {"n": 0}, NOW)

    async def add_one(database: Database) -> None:
        while True:
            try:
                async with database.transaction() as tx:
                    read = await tx.orders.get(order.id)
                    assert read is not None
                    await asyncio.sleep(0)
                    await tx.orders.save(replace(read, state={"n": read.state["n"] + 1}), [], NOW)
                return
            except StaleState:
                continue

    await asyncio.gather(*(add_one(database) for database in processes * 3))
    async with processes[0].transaction() as tx:
        stored = await tx.orders.get(order.id)
    assert stored is not None
    assert (stored.state["n"], stored.version) == (3 * PROCESSES, 3 * PROCESSES + 1)


async def test_a_claim_waits_for_nobody(postgres: Database) -> None:
    """What another open transaction has claimed is passed over, without waiting for that transaction to end."""
    async with postgres.transaction() as tx:
        first, second = [await tx.outbox.put(chat, {}, NOW) for chat in range(2)]
        for update_id in range(2):
            await tx.inbox.put(1, update_id, update_id, "{}", NOW)
        for _ in range(2):
            await tx.follow_ups.put("remind", 1, None, NOW, {})

    async def claim_all() -> tuple[list[int], int | None, int]:
        async with postgres.transaction() as tx:
            messages = [message.id for message in await tx.outbox.claim(after(1), 9, LEASE)]
            update = await tx.inbox.claim(after(1), LEASE)
            return messages, update.update_id if update else None, len(await tx.follow_ups.claim(after(1), 9, LEASE))

    async with postgres.transaction() as tx:
        assert [message.id for message in await tx.outbox.claim(after(1), 1, LEASE)] == [first]
        assert await tx.inbox.claim(after(1), LEASE)
        assert len(await tx.follow_ups.claim(after(1), 1, LEASE)) == 1
        assert await asyncio.create_task(claim_all()) == ([second], 1, 1)


async def test_a_late_commit_waits_for_what_is_in_hand(postgres: Database) -> None:
    """A message that was put first but committed last is not sent beside the one that is being sent by then."""

    async def put_and_claim() -> int:
        async with postgres.transaction() as tx:
            await tx.outbox.put(1, {"n": "second"}, NOW)
        async with postgres.transaction() as tx:
            (claimed,) = await tx.outbox.claim(after(1), 9, LEASE)
            return claimed.id

    async with postgres.transaction() as tx:
        first = await tx.outbox.put(1, {"n": "first"}, NOW)
        second = await asyncio.create_task(put_and_claim())
    assert first < second
    async with postgres.transaction() as tx:
        assert await tx.outbox.claim(after(2), 9, LEASE) == []
        await tx.outbox.sent(second, after(3))
        assert [message.id for message in await tx.outbox.claim(after(3), 9, LEASE)] == [first]


@pytest.mark.parametrize("first", ["done", "put"])
async def test_nothing_is_forgotten_between_done_and_put(postgres: Database, first: str) -> None:
    """An update that comes in the very moment in which the last one of its chat is finished is handed out."""
    async with postgres.transaction() as tx:
        await tx.inbox.put(1, 1, 7, "{}", NOW)
        await tx.inbox.claim(after(1), LEASE)

    async def finish(tx: Transaction) -> None:
        await tx.inbox.done(1, 1, after(2))

    async def come(tx: Transaction) -> None:
        await tx.inbox.put(1, 2, 7, "{}", NOW)

    async def alone(act: Callable[[Transaction], Awaitable[None]]) -> None:
        async with postgres.transaction() as tx:
            await act(tx)

    one, other = (finish, come) if first == "done" else (come, finish)
    async with postgres.transaction() as tx:
        await one(tx)
        # A claim (too early to get anything) has the queue in order already now: the other waits, or sees no trace.
        assert await tx.inbox.claim(NOW - LEASE, LEASE) is None
        second = asyncio.create_task(alone(other))
        await asyncio.wait([second], timeout=0.1)
    await second
    async with postgres.transaction() as tx:
        claimed = await tx.inbox.claim(after(3), LEASE)
    assert claimed is not None
    assert claimed.update_id == 2


async def test_crossing_puts(postgres: Database) -> None:
    """Transactions that write to the same chats in different orders all go through."""
    together = asyncio.Barrier(4)

    async def put(bot_id: int, chats: list[int]) -> None:
        async with postgres.transaction() as tx:
            for chat in chats:
                await tx.outbox.put(chat, {}, NOW)
            await together.wait()
            for chat in chats:
                await tx.inbox.put(bot_id, chat, chat, "{}", NOW)

    orders = [random.Random(seed).sample(range(100), 100) for seed in range(4)]
    await asyncio.gather(*(put(bot_id, chats) for bot_id, chats in enumerate(orders)))
    async with postgres.transaction() as tx:
        assert (await tx.outbox.counts())["waiting"] == (await tx.inbox.counts())["waiting"] == 400
