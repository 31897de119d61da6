"""The follow-ups' promises."""

from __future__ import annotations

from storage.ports import Database, FollowUp, FollowUps
from tests.contract.times import LEASE, NOW, after


async def _claimed(follow_ups: FollowUps, seconds: float, limit: int = 10) -> list[int]:
    return [follow_up.id for follow_up in await follow_ups.claim(after(seconds), limit, LEASE)]


async def test_keeps_what_is_to_be_done(database: Database) -> None:
    """A follow-up comes back as it was put, with the number of claims so far."""
    async with database.transaction() as tx:
        follow_up = await tx.follow_ups.put("remind", 12, "12-3", after(10), {"level": 1})
    async with database.transaction() as tx:
        (claimed,) = await tx.follow_ups.claim(after(10), 5, LEASE)
    assert claimed == FollowUp(follow_up, "remind", 12, "12-3", after(10), {"level": 1}, attempts=1)


async def test_the_due_ones_earliest_first(database: Database) -> None:
    """Only what is due is taken, the earliest first, and no more than `limit`."""
    async with database.transaction() as tx:
        late, early, future, middle = [
            await tx.follow_ups.put("remind", 1, None, after(due), {}) for due in (30, 10, 99, 20)
        ]
        assert await _claimed(tx.follow_ups, 40, limit=2) == [early, middle]
        assert await _claimed(tx.follow_ups, 40) == [late]
        assert await _claimed(tx.follow_ups, 99) == [future]


async def test_a_lease_runs_out(database: Database) -> None:
    """What was taken and never finished is handed out again when its lease is over, and not before."""
    async with database.transaction() as tx:
        follow_up = await tx.follow_ups.put("remind", 1, None, NOW, {})
        assert await _claimed(tx.follow_ups, 0) == [follow_up]
        assert await _claimed(tx.follow_ups, 59.9) == []
        (again,) = await tx.follow_ups.claim(after(60), 10, LEASE)
    assert (again.due, again.attempts) == (NOW, 2)


async def test_done_once(database: Database) -> None:
    """What is done is gone, and only the first to finish it is told so."""
    async with database.transaction() as tx:
        follow_up = await tx.follow_ups.put("remind", 1, None, NOW, {})
        await _claimed(tx.follow_ups, 1)
        assert await tx.follow_ups.done(follow_up)
        assert not await tx.follow_ups.done(follow_up)
        assert await _claimed(tx.follow_ups, 1000) == []
        assert await tx.follow_ups.pending(1) == []


async def test_numbers_are_not_used_again(database: Database) -> None:
    """A follow-up never has the number of one that is gone: a slow worker could finish the wrong one."""
    async with database.transaction() as tx:
        first = await tx.follow_ups.put("remind", 1, None, NOW, {})
        await tx.follow_ups.done(first)
    async with database.transaction() as tx:
        assert await tx.follow_ups.put("remind", 1, None, NOW, {}) > first


async def test_cancel(database: Database) -> None:
    """An order's follow-ups can be dropped all, by kind, by job, or by both, and no other order's are."""
    async with database.transaction() as tx:
        for kind, order, job in (("remind", 1, "1-1"), ("expire", 1, "1-1"), ("remind", 1, "1-2"), ("plan", 1, None)):
            await tx.follow_ups.put(kind, order, job, NOW, {})
        await tx.follow_ups.put("remind", 2, "2-1", NOW, {})
        assert await tx.follow_ups.cancel(1, ["remind"], job="1-1") == 1
        assert await tx.follow_ups.cancel(1, ["remind", "nudge"]) == 1
        assert await tx.follow_ups.cancel(1, []) == 0
        assert await tx.follow_ups.cancel(1, job="1-1") == 1
        assert [f.kind for f in await tx.follow_ups.pending(1)] == ["plan"]
        assert await tx.follow_ups.cancel(1) == 1
        assert [f.order_id for f in await tx.follow_ups.claim(after(1), 10, LEASE)] == [2]


async def test_cancelled_in_hand(database: Database) -> None:
    """A follow-up that is cancelled while somebody holds it can't be finished any more."""
    async with database.transaction() as tx:
        follow_up = await tx.follow_ups.put("expire", 1, "1-1", NOW, {})
        await _claimed(tx.follow_ups, 1)
    async with database.transaction() as tx:
        assert await tx.follow_ups.cancel(1) == 1
    async with database.transaction() as tx:
        assert not await tx.follow_ups.done(follow_up)
        await tx.follow_ups.retry(follow_up, "late", after(5))
        assert await _claimed(tx.follow_ups, 1000) == []


async def test_retry(database: Database) -> None:
    """What failed is due again at the given time."""
    async with database.transaction() as tx:
        follow_up = await tx.follow_ups.put("plan", 1, None, NOW, {})
        await _claimed(tx.follow_ups, 1)
        await tx.follow_ups.retry(follow_up, "boom", after(30))
        assert await _claimed(tx.follow_ups, 29) == []
        assert await tx.follow_ups.next_due() == after(30)
        (again,) = await tx.follow_ups.claim(after(30), 10, LEASE)
    assert (again.id, again.due, again.attempts) == (follow_up, after(30), 2)


async def test_next_due(database: Database) -> None:
    """The next due time is that of the earliest one that can be taken: of one in somebody's hands, its lease's end."""
    async with database.transaction() as tx:
        assert await tx.follow_ups.next_due() is None
        await tx.follow_ups.put("remind", 1, None, after(500), {})
        first = await tx.follow_ups.put("remind", 1, None, after(10), {})
        assert await tx.follow_ups.next_due() == after(10)
        await _claimed(tx.follow_ups, 10)
        assert await tx.follow_ups.next_due() == after(70)
        await tx.follow_ups.done(first)
        assert await tx.follow_ups.next_due() == after(500)


async def test_pending(database: Database) -> None:
    """An order's pending follow-ups are all that are not done, earliest first, whoever holds them."""
    async with database.transaction() as tx:
        late = await tx.follow_ups.put("expire", 1, None, after(20), {})
        early = await tx.follow_ups.put("remind", 1, None, after(10), {})
        await tx.follow_ups.put("remind", 2, None, after(10), {})
        await _claimed(tx.follow_ups, 15, limit=1)
        assert [f.id for f in await tx.follow_ups.pending(1)] == [early, late]
