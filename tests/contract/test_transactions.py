"""What a transaction promises, whatever is in it."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta, timezone

import pytest
from sqlalchemy.exc import StatementError

from planner.domain.errors import StaleState, StorageError
from storage.database import open_database
from storage.ports import Action, Database, JobRow, Person, Transaction
from tests.contract.times import LEASE, NOW, after
from tests.postgres import Server


async def _write_everywhere(tx: Transaction) -> None:
    await tx.inbox.put(1, 1, 1, "{}", NOW)
    await tx.outbox.put(1, {}, NOW)
    await tx.messages.record(1, 1, "slot", "about", NOW)
    order = await tx.orders.create("apparel", 1, "draft", {}, NOW)
    await tx.orders.save(order, [JobRow("1-1", order.id, "s1", "offered", True, NOW.date(), NOW.date(), {})], NOW)
    await tx.follow_ups.put("remind", 1, None, NOW, {})
    await tx.actions.put(Action("a", 1, "k", {}, None, 1, NOW))
    await tx.people.save(Person(1, "x"), NOW)
    await tx.audit.add(1, NOW, "system", "x", {})
    await tx.leases.acquire("sender", "me", NOW, LEASE)


async def _is_empty(database: Database) -> bool:
    async with database.transaction() as tx:
        return not any(
            (
                await tx.inbox.claim(after(1), LEASE),
                (await tx.outbox.counts())["waiting"],
                await tx.messages.slot(1, "slot"),
                await tx.orders.page(1),
                await tx.orders.job("1-1"),
                await tx.follow_ups.next_due(),
                await tx.actions.get("a"),
                await tx.people.get(1),
                await tx.audit.of(1),
                not await tx.leases.acquire("sender", "other", NOW, LEASE),
            )
        )


async def test_an_error_leaves_nothing(database: Database) -> None:
    """A block that raises leaves nothing in any store, and its own error comes out as it was."""

    async def fail() -> None:
        async with database.transaction() as tx:
            await _write_everywhere(tx)
            raise ConnectionResetError("the caller's own")

    with pytest.raises(ConnectionResetError, match="the caller's own"):
        await fail()
    assert await _is_empty(database)


async def test_a_cancelled_block_leaves_nothing(database: Database) -> None:
    """A task that is cancelled inside a transaction leaves nothing, and the database goes on working."""
    inside = asyncio.Event()

    async def hang() -> None:
        async with database.transaction() as tx:
            await _write_everywhere(tx)
            inside.set()
            await asyncio.sleep(3600)

    task = asyncio.create_task(hang())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert await _is_empty(database)


async def test_nothing_shows_before_the_commit(database_url: str, database: Database) -> None:
    """What a transaction wrote is seen by others after it committed; what committed is still there when reopened."""
    async with database.transaction() as tx:
        await _write_everywhere(tx)
    await database.close()
    reopened = await open_database(database_url, create=False)
    try:
        assert not await _is_empty(reopened)
        async with reopened.transaction() as tx:
            assert (await tx.orders.page(9))[0].version == 2
            assert [message.chat_id for message in await tx.outbox.claim(after(1), 9, LEASE)] == [1]
    finally:
        await reopened.close()


async def test_times_come_back_as_utc(database: Database) -> None:
    """An instant given in any zone comes back as the same instant in UTC, to the microsecond."""
    shanghai = timezone(timedelta(hours=8))
    local = datetime(2026, 12, 1, 17, 30, 0, 1, tzinfo=shanghai)
    async with database.transaction() as tx:
        await tx.follow_ups.put("remind", 1, None, local, {})
        await tx.follow_ups.put("remind", 1, None, datetime(2026, 12, 1, 9, 0, tzinfo=UTC), {})
        first, second = await tx.follow_ups.pending(1)
    assert [first.due.tzinfo, second.due.tzinfo] == [UTC, UTC]
    assert (first.due.hour, second.due) == (9, local)


async def test_a_time_without_a_zone_is_refused(database: Database) -> None:
    """A datetime that does not say its zone is an error of the caller's, not a guess."""

    async def put() -> None:
        async with database.transaction() as tx:
            await tx.follow_ups.put("remind", 1, None, datetime(2026, 12, 1, 9, 0), {})  # noqa: DTZ001

    with pytest.raises(StatementError, match="no time zone"):
        await put()


async def test_what_is_no_json_is_refused(database: Database) -> None:
    """NaN is refused on both engines alike, and leaves nothing."""

    async def put() -> None:
        async with database.transaction() as tx:
            await tx.outbox.put(1, {"n": float("nan")}, NOW)

    with pytest.raises(StatementError, match="not JSON compliant"):
        await put()
    assert await _is_empty(database)


async def test_no_transaction_inside_a_transaction(database: Database) -> None:
    """A transaction inside one of the same task is an error at once, not a deadlock; other tasks are not affected."""

    async def nest() -> None:
        async with database.transaction(), database.transaction():
            pass

    with pytest.raises(RuntimeError, match="inside a transaction"):
        await nest()
    assert await _is_empty(database)


async def test_closing_waits(database_url: str) -> None:
    """Closing lets the transaction that is under way commit, and refuses every later one."""
    database = await open_database(database_url)
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        async with database.transaction() as tx:
            inside.set()
            await go_on.wait()
            await tx.people.save(Person(1, "in time"), NOW)

    async def late() -> None:
        async with database.transaction() as tx:
            await tx.people.save(Person(2, "too late"), NOW)

    task = asyncio.create_task(slow())
    await inside.wait()
    closing = asyncio.create_task(database.close())
    await asyncio.sleep(0)
    go_on.set()
    await asyncio.gather(task, closing)
    with pytest.raises(StorageError, match="closed"):
        await late()
    reopened = await open_database(database_url)
    async with reopened.transaction() as tx:
        assert await tx.people.get(1)
        assert not await tx.people.get(2)
    await reopened.close()


async def test_broken_rules_are_storage_errors(database: Database) -> None:
    """What the schema forbids comes out as a StorageError, and leaves nothing."""

    async def put_twice() -> None:
        async with database.transaction() as tx:
            for _ in range(2):
                await tx.actions.put(Action("same", 1, "k", {}, None, 1, NOW))

    with pytest.raises(StorageError):
        await put_twice()
    assert await _is_empty(database)


async def test_crossed_transactions_can_be_retried(postgres_url: str) -> None:
    """Of two transactions that wait for each other's rows, one goes through and the other is told to try again."""
    database = await open_database(postgres_url)
    async with database.transaction() as tx:
        orders = [await tx.orders.create("apparel", 1, "draft", {}, NOW) for _ in range(2)]
    both_hold_one = asyncio.Barrier(2)

    async def save(first: int, second: int) -> None:
        async with database.transaction() as tx:
            await tx.orders.save(orders[first], [], NOW)
            await both_hold_one.wait()
            await tx.orders.save(orders[second], [], NOW)

    try:
        results = await asyncio.gather(save(0, 1), save(1, 0), return_exceptions=True)
    finally:
        await database.close()
    assert [type(result) for result in results if result] == [StaleState]


async def test_a_lost_connection_is_replaced(postgres_url: str, postgres_server: Server) -> None:
    """A transaction whose connection breaks fails with a StorageError, and the next one gets a new connection."""
    database = await open_database(postgres_url)
    name = postgres_url.partition("@/")[2].partition("?")[0]

    async def lose() -> None:
        async with database.transaction() as tx:
            await tx.people.save(Person(1, "lost"), NOW)
            await postgres_server.hang_up(name)
            await tx.people.save(Person(2, "lost"), NOW)

    try:
        with pytest.raises(StorageError):
            await lose()
        assert await _is_empty(database)
    finally:
        await database.close()
