"""Leases that are renewed while the work goes on, and follow-ups that are claimed by their kind."""

from __future__ import annotations

from storage.ports import Database
from tests.contract.times import LEASE, NOW, after

BOT = 42


async def test_a_renewed_update_stays_in_hand(database: Database) -> None:
    """An update whose lease is renewed is handed out again when the new lease ends, and not before."""
    async with database.transaction() as tx:
        await tx.inbox.put(BOT, 1, 7, "{}", NOW)
        update = await tx.inbox.claim(after(0), LEASE)
    assert update is not None
    async with database.transaction() as tx:
        assert await tx.inbox.renew(update, after(50), LEASE)
    async with database.transaction() as tx:
        assert await tx.inbox.claim(after(109), LEASE) is None
        again = await tx.inbox.claim(after(110), LEASE)
        assert again is not None
        assert not await tx.inbox.renew(update, after(111), LEASE)
        await tx.inbox.done(BOT, 1, after(112))
        assert not await tx.inbox.renew(again, after(113), LEASE)


async def test_a_renewed_message_stays_in_hand(database: Database) -> None:
    """A message whose lease is renewed is handed out again when the new lease ends; not once it was handed back."""
    async with database.transaction() as tx:
        await tx.outbox.put(7, {"n": 1}, NOW)
        (message,) = await tx.outbox.claim(after(0), 5, LEASE)
    async with database.transaction() as tx:
        assert await tx.outbox.renew(message, after(50), LEASE)
    async with database.transaction() as tx:
        assert await tx.outbox.claim(after(109), 5, LEASE) == []
        await tx.outbox.retry(message.id, "later", after(120))
        assert not await tx.outbox.renew(message, after(110), LEASE)
    async with database.transaction() as tx:
        (again,) = await tx.outbox.claim(after(120), 5, LEASE)
        assert not await tx.outbox.renew(message, after(121), LEASE)
        assert await tx.outbox.renew(again, after(121), LEASE)


async def test_a_renewed_follow_up_stays_in_hand(database: Database) -> None:
    """A follow-up whose lease is renewed is handed out again when the new lease ends; not once it was handed back."""
    async with database.transaction() as tx:
        await tx.follow_ups.put("quote", 1, None, NOW, {})
        (work,) = await tx.follow_ups.claim(after(0), 5, LEASE)
    async with database.transaction() as tx:
        assert await tx.follow_ups.renew(work, after(50), LEASE)
        assert await tx.follow_ups.claim(after(109), 5, LEASE) == []
        (again,) = await tx.follow_ups.claim(after(110), 5, LEASE)
        assert not await tx.follow_ups.renew(work, after(111), LEASE)
        await tx.follow_ups.retry(again.id, "later", after(120))
        assert not await tx.follow_ups.renew(again, after(112), LEASE)
        await tx.follow_ups.done(again.id)
        assert not await tx.follow_ups.renew(again, after(113), LEASE)


async def test_follow_ups_by_kind(database: Database) -> None:
    """A worker that takes only some kinds, or all but some, leaves the others to others."""
    async with database.transaction() as tx:
        for kind in ("quote", "remind", "replan", "expire"):
            await tx.follow_ups.put(kind, 1, None, NOW, {})
        plans = await tx.follow_ups.claim(after(1), 1, LEASE, only={"quote", "replan"})
        others = await tx.follow_ups.claim(after(1), 9, LEASE, but={"quote", "replan"})
        rest = await tx.follow_ups.claim(after(1), 9, LEASE)
    assert [f.kind for f in plans] == ["quote"]
    assert {f.kind for f in others} == {"remind", "expire"}
    assert [f.kind for f in rest] == ["replan"]


async def test_many_updates_at_once(database: Database) -> None:
    """Several are claimed at once as one after the other would be: the oldest of each chat, and no chat twice."""
    async with database.transaction() as tx:
        for update, chat in enumerate((7, 7, 8, 9, 9), start=1):
            await tx.inbox.put(BOT, update, chat, "{}", NOW)
        first = await tx.inbox.claim_many(after(1), 2, LEASE)
        rest = await tx.inbox.claim_many(after(1), 9, LEASE)
        assert await tx.inbox.claim_many(after(1), 9, LEASE) == []
    assert [update.update_id for update in first] == [1, 3]
    assert [update.update_id for update in rest] == [4]
