"""The promises about orders and their jobs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from planner.domain.errors import StaleState
from storage.ports import Database, JobRow, OrderRow, Orders
from tests.contract.times import NOW, after

DAY = date(2026, 12, 10)


async def _order(orders: Orders, consumer: int = 7, status: str = "draft", trade: str = "apparel") -> OrderRow:
    return await orders.create(trade, consumer, status, {"n": 1}, NOW)


def _job(order: OrderRow, number: int = 1, **changes: object) -> JobRow:
    job = JobRow(f"{order.id}-{number}", order.id, "s1", "offered", True, DAY, date(2026, 12, 12), {"步": [1]})
    return replace(job, **changes)  # type: ignore[arg-type]


async def test_create_and_get(database: Database) -> None:
    """A new order has the next number and version 1, and comes back as it was made."""
    async with database.transaction() as tx:
        first = await tx.orders.create("apparel", 7, "draft", {"z": 1, "a": "卫衣"}, NOW)
        second = await _order(tx.orders)
    assert second.id > first.id
    async with database.transaction() as tx:
        stored = await tx.orders.get(first.id)
    assert stored == first == OrderRow(first.id, 1, "apparel", 7, "draft", {"z": 1, "a": "卫衣"}, NOW, NOW)
    assert list(stored.state) == ["z", "a"]


async def test_numbers_that_are_none(database: Database) -> None:
    """An order that does not exist is None, however absurd its number."""
    async with database.transaction() as tx:
        assert [await tx.orders.get(number) for number in (1, 0, -1, 2**63, -(10**30))] == [None] * 5


async def test_save(database: Database) -> None:
    """A saved order has what was changed, the next version and its time, and keeps when it was made."""
    async with database.transaction() as tx:
        order = await _order(tx.orders)
        saved = await tx.orders.save(replace(order, status="quoted", state={"n": 2}), [], after(5))
        assert saved == replace(order, version=2, status="quoted", state={"n": 2}, updated_at=after(5))
        assert await tx.orders.get(order.id) == saved
        assert (await tx.orders.save(saved, [], after(6))).version == 3


async def test_a_stale_save(database: Database) -> None:
    """Of two who read the same version only the first can save; the second's whole transaction leaves nothing."""
    async with database.transaction() as tx:
        order = await _order(tx.orders)
    async with database.transaction() as tx:
        await tx.orders.save(replace(order, status="first"), [], after(1))

    async def save_again() -> None:
        async with database.transaction() as tx:
            await tx.outbox.put(1, {}, NOW)
            await tx.orders.save(replace(order, status="second"), [_job(order)], after(2))

    with pytest.raises(StaleState, match=f"order {order.id}"):
        await save_again()
    async with database.transaction() as tx:
        stored = await tx.orders.get(order.id)
        assert stored is not None
        assert stored.status == "first"
        assert await tx.orders.job(f"{order.id}-1") is None
        assert (await tx.outbox.counts())["waiting"] == 0


async def test_jobs_are_saved_with_their_order(database: Database) -> None:
    """Jobs come back as they were saved; saving again changes them and adds the new ones."""
    async with database.transaction() as tx:
        order = await _order(tx.orders)
        first = _job(order)
        order = await tx.orders.save(order, [first], after(1))
        assert await tx.orders.job(first.key) == first
        declined, second = replace(first, status="declined", live=False, state={"why": "full"}), _job(order, 2)
        await tx.orders.save(order, [declined, second], after(2))
        assert await tx.orders.job(first.key) == declined
        assert await tx.orders.job(second.key) == second
        assert await tx.orders.job("999-1") is None


async def test_a_supplier_s_jobs(database: Database) -> None:
    """A supplier's jobs in given statuses come oldest first (the tenth after the second), no more than `limit`."""
    async with database.transaction() as tx:
        order = await _order(tx.orders)
        jobs = [_job(order, number) for number in range(1, 12)]
        jobs[0] = replace(jobs[0], status="declined")
        jobs[1] = replace(jobs[1], supplier="s2")
        jobs[2] = replace(jobs[2], status="accepted")
        await tx.orders.save(order, jobs, NOW)
        of = tx.orders.jobs_of_supplier
        assert list(await of("s1", ["offered", "accepted"])) == jobs[2:]
        assert list(await of("s1", ["offered", "accepted"], limit=2)) == jobs[2:4]
        assert list(await of("s1", ["declined"])) == jobs[:1]
        assert list(await of("s2", ["offered"])) == jobs[1:2]
        assert list(await of("s1", [])) == []
        assert list(await of("s3", ["offered"])) == []


async def test_booked(database: Database) -> None:
    """What holds capacity is the live jobs of the trade whose last working day is that day or later."""
    async with database.transaction() as tx:
        order = await _order(tx.orders)
        ends_today = _job(order, 1, first_day=date(2026, 12, 1), last_day=DAY)
        over = _job(order, 2, last_day=date(2026, 12, 9))
        dead = _job(order, 3, live=False)
        later = _job(order, 4, first_day=date(2027, 1, 4), last_day=date(2027, 1, 5))
        await tx.orders.save(order, [ends_today, over, dead, later], NOW)
        other = await _order(tx.orders, trade="furniture")
        elsewhere = _job(other)
        await tx.orders.save(other, [elsewhere], NOW)
        assert list(await tx.orders.booked("apparel", DAY)) == [ends_today, later]
        assert list(await tx.orders.booked("furniture", DAY)) == [elsewhere]


async def test_newest_of(database: Database) -> None:
    """A consumer's newest order in some statuses is the one with the greatest number, of that consumer alone."""
    async with database.transaction() as tx:
        assert await tx.orders.newest_of(7, ["draft"]) is None
        draft, quoted = await _order(tx.orders), await _order(tx.orders, status="quoted")
        await _order(tx.orders, status="cancelled")
        await _order(tx.orders, consumer=8)
        assert await tx.orders.newest_of(7, ["draft", "quoted"]) == quoted
        assert await tx.orders.newest_of(7, ["draft"]) == draft
        assert await tx.orders.newest_of(7, []) is None


async def test_pages(database: Database) -> None:
    """Orders are listed newest first, and the next page begins before the last number of this one."""
    async with database.transaction() as tx:
        mine = [await _order(tx.orders) for _ in range(3)]
        theirs = await _order(tx.orders, consumer=8)
        assert list(await tx.orders.of_consumer(7, 2)) == [mine[2], mine[1]]
        assert list(await tx.orders.of_consumer(7, 2, before=mine[1].id)) == [mine[0]]
        assert list(await tx.orders.page(2)) == [theirs, mine[2]]
        assert list(await tx.orders.page(9, before=mine[2].id)) == [mine[1], mine[0]]


async def test_counts(database: Database) -> None:
    """Orders and jobs are counted by status."""
    async with database.transaction() as tx:
        assert await tx.orders.counts() == await tx.orders.job_counts() == {}
        order = await _order(tx.orders)
        await _order(tx.orders)
        await tx.orders.save(replace(order, status="quoted"), [_job(order), _job(order, 2)], NOW)
        assert await tx.orders.counts() == {"draft": 1, "quoted": 1}
        assert await tx.orders.job_counts() == {"offered": 2}


async def test_orders_by_when_they_were_made(database: Database) -> None:
    """A stretch of time holds the orders made in it, its end left out, oldest first, page by page; many of one instant
    come once each, and how many there are in which status is counted by the same borders."""
    async with database.transaction() as tx:
        early = await tx.orders.create("apparel", 7, "draft", {}, after(-1))
        same = [await _order(tx.orders, consumer=9) for _ in range(3)]
        late = await tx.orders.create("apparel", 8, "quoted", {}, after(10))
        end = await tx.orders.create("apparel", 7, "draft", {}, after(20))
        pages: list[OrderRow] = []
        place = None
        while page := await tx.orders.created(NOW, after(20), 2, place):
            pages += page
            place = (page[-1].created_at, page[-1].id)
        assert pages == [*same, late]
        assert list(await tx.orders.created(after(-1), NOW, 9)) == [early]
        assert list(await tx.orders.created(after(20), after(20), 9)) == []
        counts = await tx.orders.created_counts([after(-1), NOW, after(11), after(15), after(21)])
        assert counts == [{"draft": 1}, {"draft": 3, "quoted": 1}, {}, {"draft": 1}]
        assert await tx.orders.created_counts([NOW]) == []
        assert [await tx.orders.first_of(consumer) for consumer in (7, 8, 9, 10)] == [
            early.id,
            late.id,
            same[0].id,
            None,
        ]
        assert end.id > early.id
