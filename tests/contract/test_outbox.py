"""The outbox's promises."""

from __future__ import annotations

from storage.ports import Database, Outbox, Outgoing
from tests.contract.times import LEASE, NOW, after


async def _claimed(outbox: Outbox, seconds: float, limit: int = 10) -> list[int]:
    return [message.id for message in await outbox.claim(after(seconds), limit, LEASE)]


async def test_keeps_what_is_to_be_sent(database: Database) -> None:
    """A message comes back as it was put, with the number of claims so far."""
    payload = {"text": "你好", "nested": {"z": [1, None, True], "a": 2.5}, "nul": "\0", "half": "\ud83d"}
    async with database.transaction() as tx:
        message = await tx.outbox.put(-10012345678901, payload, NOW, slot="order:12", about="job:12-1")
    async with database.transaction() as tx:
        claimed = await tx.outbox.claim(after(1), 10, LEASE)
    assert claimed == [Outgoing(message, -10012345678901, payload, "order:12", "job:12-1", NOW, attempts=1)]
    assert list(claimed[0].payload["nested"]) == ["z", "a"]


async def test_one_of_a_chat_at_a_time(database: Database) -> None:
    """Of each chat only the oldest message is taken, and none while one is being sent."""
    async with database.transaction() as tx:
        first, second = [await tx.outbox.put(1, {"n": n}, NOW) for n in range(2)]
        other = await tx.outbox.put(2, {}, NOW)
        assert await _claimed(tx.outbox, 1) == [first, other]
        assert await _claimed(tx.outbox, 2) == []
        await tx.outbox.sent(first, after(3))
        assert await _claimed(tx.outbox, 4) == [second]


async def test_limit(database: Database) -> None:
    """No more than `limit` messages are taken, those that have waited longest first."""
    async with database.transaction() as tx:
        messages = [await tx.outbox.put(chat, {}, after(chat)) for chat in range(5)]
        assert await _claimed(tx.outbox, 10, limit=2) == messages[:2]
        assert await _claimed(tx.outbox, 10, limit=9) == messages[2:]


async def test_nothing_is_early(database: Database) -> None:
    """A message is not taken before the time it was put at."""
    async with database.transaction() as tx:
        message = await tx.outbox.put(1, {}, after(5))
        assert await _claimed(tx.outbox, 4.9) == []
        assert await _claimed(tx.outbox, 5) == [message]


async def test_a_slot_is_replaced(database: Database) -> None:
    """A message put to the slot of one that still waits takes its place in the queue, and is sent once."""
    async with database.transaction() as tx:
        first = await tx.outbox.put(1, {"n": 1}, NOW, slot="order:1", about="old")
        between = await tx.outbox.put(1, {"n": 2}, NOW)
        assert await tx.outbox.put(1, {"n": 3}, after(1), slot="order:1", about="new") == first
    async with database.transaction() as tx:
        (claimed,) = await tx.outbox.claim(after(2), 10, LEASE)
        assert (claimed.id, claimed.payload, claimed.about) == (first, {"n": 3}, "new")
        await tx.outbox.sent(first, after(3))
        assert await _claimed(tx.outbox, 4) == [between]


async def test_slots_are_a_chats_own(database: Database) -> None:
    """The same slot in another chat, or another slot, is not replaced."""
    async with database.transaction() as tx:
        ids = {
            await tx.outbox.put(1, {}, NOW, slot="order:1"),
            await tx.outbox.put(2, {}, NOW, slot="order:1"),
            await tx.outbox.put(1, {}, NOW, slot="order:2"),
            await tx.outbox.put(1, {}, NOW),
            await tx.outbox.put(1, {}, NOW),
        }
    assert len(ids) == 5


async def test_what_is_being_sent_is_not_replaced(database: Database) -> None:
    """A message in a sender's hands keeps its payload, even after its lease: the new one is queued behind it."""
    async with database.transaction() as tx:
        first = await tx.outbox.put(1, {"n": 1}, NOW, slot="order:1")
        assert await _claimed(tx.outbox, 1) == [first]
        second = await tx.outbox.put(1, {"n": 2}, after(100), slot="order:1")
        assert second != first
        assert [m.payload for m in await tx.outbox.claim(after(200), 10, LEASE)] == [{"n": 1}]
        await tx.outbox.sent(first, after(201))
        assert [m.payload for m in await tx.outbox.claim(after(202), 10, LEASE)] == [{"n": 2}]


async def test_what_was_sent_is_not_replaced(database: Database) -> None:
    """After a slot's message was sent, or given up, the next one is a new message."""
    async with database.transaction() as tx:
        first = await tx.outbox.put(1, {"n": 1}, NOW, slot="order:1")
        await tx.outbox.sent(first, after(1))
        second = await tx.outbox.put(1, {"n": 2}, after(2), slot="order:1")
        await tx.outbox.bury(second, "no", after(3))
        third = await tx.outbox.put(1, {"n": 3}, after(4), slot="order:1")
        assert len({first, second, third}) == 3
        assert await _claimed(tx.outbox, 5) == [third]


async def test_a_failed_message_may_be_replaced(database: Database) -> None:
    """One that waits for another try is unclaimed again: its slot's next message takes its place and its turn."""
    async with database.transaction() as tx:
        first = await tx.outbox.put(1, {"n": 1}, NOW, slot="order:1")
        await _claimed(tx.outbox, 1)
        await tx.outbox.retry(first, "time-out", after(50))
        assert await tx.outbox.put(1, {"n": 2}, after(2), slot="order:1") == first
        assert await _claimed(tx.outbox, 49) == []
        assert [m.payload for m in await tx.outbox.claim(after(50), 10, LEASE)] == [{"n": 2}]


async def test_a_retry_holds_its_chat_up(database: Database) -> None:
    """What failed is tried again from the given time on, and what is behind it in its chat waits too."""
    async with database.transaction() as tx:
        first, second = [await tx.outbox.put(1, {}, NOW) for _ in range(2)]
        other = await tx.outbox.put(2, {}, NOW)
        await _claimed(tx.outbox, 1)
        await tx.outbox.retry(first, "time-out", after(50))
        await tx.outbox.sent(other, after(2))
        assert await _claimed(tx.outbox, 49) == []
        (again,) = await tx.outbox.claim(after(50), 10, LEASE)
        assert (again.id, again.attempts) == (first, 2)
        await tx.outbox.sent(first, after(51))
        assert await _claimed(tx.outbox, 52) == [second]


async def test_a_lease_runs_out(database: Database) -> None:
    """A message whose sender never came back is taken again when the lease is over, before what is behind it."""
    async with database.transaction() as tx:
        first, _ = [await tx.outbox.put(1, {}, NOW) for _ in range(2)]
        await _claimed(tx.outbox, 1)
        assert await _claimed(tx.outbox, 60.9) == []
        (again,) = await tx.outbox.claim(after(61), 10, LEASE)
    assert (again.id, again.attempts) == (first, 2)


async def test_the_dead_hold_nothing_up(database: Database) -> None:
    """A buried message is never taken again, and lets its chat go on."""
    async with database.transaction() as tx:
        first, second = [await tx.outbox.put(1, {}, NOW) for _ in range(2)]
        await _claimed(tx.outbox, 1)
        await tx.outbox.bury(first, "refused", after(2))
        assert await _claimed(tx.outbox, 3) == [second]
        await tx.outbox.sent(second, after(4))
        assert await _claimed(tx.outbox, 1000) == []


async def test_the_finished_are_not_revived(database: Database) -> None:
    """A retry that comes after the message was sent changes nothing."""
    async with database.transaction() as tx:
        message = await tx.outbox.put(1, {}, NOW)
        await tx.outbox.sent(message, after(1))
        await tx.outbox.retry(message, "late", after(2))
        assert await _claimed(tx.outbox, 1000) == []
        assert await tx.outbox.counts() == {"waiting": 0, "sent": 1, "dead": 0}


async def test_drop_chat(database: Database) -> None:
    """Dropping a chat buries all that waits for it, being sent or not, and nothing of another chat."""
    async with database.transaction() as tx:
        sent = await tx.outbox.put(1, {}, NOW)
        await tx.outbox.sent(sent, after(1))
        for _ in range(3):
            await tx.outbox.put(1, {}, NOW)
        other = await tx.outbox.put(2, {}, NOW)
        assert len(await _claimed(tx.outbox, 2)) == 2
        assert await tx.outbox.drop_chat(1, after(3)) == 3
        assert await tx.outbox.drop_chat(1, after(3)) == 0
        assert await tx.outbox.counts() == {"waiting": 1, "sent": 1, "dead": 3}
        assert await _claimed(tx.outbox, 1000) == [other]
        again = await tx.outbox.put(1, {}, after(1001))
        assert await _claimed(tx.outbox, 1001) == [again]


async def test_counts(database: Database) -> None:
    """Every message is counted once, as waiting, sent or dead."""
    async with database.transaction() as tx:
        assert await tx.outbox.counts() == {"waiting": 0, "sent": 0, "dead": 0}
        messages = [await tx.outbox.put(chat, {}, NOW) for chat in range(4)]
        await tx.outbox.sent(messages[0], NOW)
        await tx.outbox.bury(messages[1], "no", NOW)
        assert await tx.outbox.counts() == {"waiting": 2, "sent": 1, "dead": 1}


async def test_what_put_would_replace_can_be_looked_at(database: Database) -> None:
    """The waiting payload of a slot is shown until the message is claimed."""
    async with database.transaction() as tx:
        assert await tx.outbox.waiting(7, "card") is None
        await tx.outbox.put(7, {"n": 1}, NOW, "card")
        assert await tx.outbox.waiting(7, "card") == {"n": 1}
        assert await tx.outbox.waiting(7, "next") is None
        assert await tx.outbox.waiting(8, "card") is None
    async with database.transaction() as tx:
        await tx.outbox.claim(NOW, 5, LEASE)
    async with database.transaction() as tx:
        assert await tx.outbox.waiting(7, "card") is None
