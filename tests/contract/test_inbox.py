"""The inbox's promises."""

from __future__ import annotations

import pytest

from planner.domain.errors import StaleState
from storage.ports import Database, Inbox, Update
from tests.contract.times import LEASE, NOW, after

BOT = 77


async def _fill(inbox: Inbox, *chats: int | None) -> None:
    """Update n (from 1 on) is from the n-th chat, and came n seconds after NOW."""
    for update_id, chat in enumerate(chats, start=1):
        await inbox.put(BOT, update_id, chat, "{}", after(update_id))


async def _claimed(inbox: Inbox, seconds: float) -> int | None:
    update = await inbox.claim(after(seconds), LEASE)
    return update.update_id if update else None


async def test_keeps_what_came(database: Database) -> None:
    """An update comes back as it was put, with the number of claims so far."""
    async with database.transaction() as tx:
        assert await tx.inbox.put(BOT, 5, -100123456789012, '{"text": "你好 👋"}', NOW)
    async with database.transaction() as tx:
        claimed = await tx.inbox.claim(after(1), LEASE)
    assert claimed == Update(BOT, 5, -100123456789012, '{"text": "你好 👋"}', NOW, attempts=1)


async def test_takes_an_update_once(database: Database) -> None:
    """The same update put again changes nothing, even after it was dealt with."""
    async with database.transaction() as tx:
        assert await tx.inbox.put(BOT, 5, 1, "first", NOW)
        assert not await tx.inbox.put(BOT, 5, 1, "second", after(1))
    async with database.transaction() as tx:
        update = await tx.inbox.claim(after(2), LEASE)
        assert update is not None
        assert update.raw == "first"
        await tx.inbox.done(BOT, 5, after(2))
        assert not await tx.inbox.put(BOT, 5, 1, "third", after(3))
        assert await tx.inbox.claim(after(4), LEASE) is None


async def test_bots_have_their_own_numbers(database: Database) -> None:
    """The same update id of another bot is another update, and another bot's chat is another chat."""
    async with database.transaction() as tx:
        assert await tx.inbox.put(1, 5, 10, "one", NOW)
        assert await tx.inbox.put(2, 5, 10, "two", NOW)
        claimed = [await tx.inbox.claim(after(1), LEASE) for _ in range(3)]
    assert [update and update.bot_id for update in claimed] == [1, 2, None]


async def test_oldest_first(database: Database) -> None:
    """Of several chats, the update that came first is handed out first."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, 30, 10, 20)
        assert [await _claimed(tx.inbox, 10) for _ in range(4)] == [1, 2, 3, None]


async def test_a_chat_stays_in_order(database: Database) -> None:
    """Nothing of a chat is handed out while an older update of it is unfinished; other chats go on."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, 1, 1, 2, 1)
        assert [await _claimed(tx.inbox, 10) for _ in range(3)] == [1, 3, None]
    async with database.transaction() as tx:
        await tx.inbox.done(BOT, 1, after(11))
        assert [await _claimed(tx.inbox, 12) for _ in range(2)] == [2, None]


async def test_numbers_decide_the_order(database: Database) -> None:
    """A chat's updates are handed out by number, even if they came the other way round."""
    async with database.transaction() as tx:
        await tx.inbox.put(BOT, 8, 1, "{}", after(0))
        await tx.inbox.put(BOT, 7, 1, "{}", after(1))
        assert await _claimed(tx.inbox, 10) == 7
        await tx.inbox.done(BOT, 7, after(11))
        assert await _claimed(tx.inbox, 12) == 8


async def test_a_latecomer_waits_for_what_is_in_hand(database: Database) -> None:
    """An older update that comes while a newer one of its chat is being handled waits for that one."""
    async with database.transaction() as tx:
        await tx.inbox.put(BOT, 8, 1, "{}", NOW)
        assert await _claimed(tx.inbox, 1) == 8
    async with database.transaction() as tx:
        await tx.inbox.put(BOT, 7, 1, "{}", after(2))
        assert await _claimed(tx.inbox, 3) is None
        await tx.inbox.done(BOT, 8, after(4))
        assert await _claimed(tx.inbox, 5) == 7


async def test_updates_without_a_chat_wait_for_nobody(database: Database) -> None:
    """Updates that belong to no chat are handed out beside each other."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, None, None)
        assert [await _claimed(tx.inbox, 10) for _ in range(3)] == [1, 2, None]
        await tx.inbox.done(BOT, 2, after(11))
        await tx.inbox.retry(BOT, 1, "once more", after(12))
        assert await _claimed(tx.inbox, 12) == 1


async def test_a_lease_runs_out(database: Database) -> None:
    """What a worker took and never finished is handed out again when its lease is over, and not before."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, 1, 1)
        assert await _claimed(tx.inbox, 10) == 1
    async with database.transaction() as tx:
        assert await _claimed(tx.inbox, 69.9) is None
        again = await tx.inbox.claim(after(70), LEASE)
    assert again is not None
    assert (again.update_id, again.attempts) == (1, 2)


async def test_a_retry_holds_its_chat_up(database: Database) -> None:
    """A failed update comes again from the given time on, and blocks its own chat until then, no other."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, 1, 1, 2)
        await _claimed(tx.inbox, 10)
        await tx.inbox.retry(BOT, 1, "boom", after(100))
        assert [await _claimed(tx.inbox, 20) for _ in range(2)] == [3, None]
        assert await _claimed(tx.inbox, 79) is None
        await tx.inbox.done(BOT, 3, after(79))
        assert await _claimed(tx.inbox, 99) is None
        again = await tx.inbox.claim(after(100), LEASE)
    assert again is not None
    assert (again.update_id, again.attempts) == (1, 2)


async def test_the_dead_hold_nothing_up(database: Database) -> None:
    """A buried update is never handed out again, and lets its chat go on."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, 1, 1)
        await _claimed(tx.inbox, 10)
        await tx.inbox.bury(BOT, 1, "no way", after(11))
        assert [await _claimed(tx.inbox, 1000) for _ in range(2)] == [2, None]


async def test_nobody_finishes_what_is_finished(database: Database) -> None:
    """Of two workers that handled one update (a lease ran out), the second can't commit: its `done` is stale."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, 1)
        await _claimed(tx.inbox, 10)
        await _claimed(tx.inbox, 100)
        await tx.inbox.done(BOT, 1, after(101))

    async def finish_again() -> None:
        async with database.transaction() as tx:
            await tx.orders.create("apparel", 1, "draft", {}, NOW)
            await tx.inbox.done(BOT, 1, after(102))

    with pytest.raises(StaleState):
        await finish_again()
    async with database.transaction() as tx:
        assert await tx.orders.page(10) == []


async def test_the_finished_are_not_revived(database: Database) -> None:
    """A retry or burial that comes after the update was dealt with changes nothing."""
    async with database.transaction() as tx:
        await _fill(tx.inbox, 1)
        await tx.inbox.done(BOT, 1, after(2))
        await tx.inbox.retry(BOT, 1, "late", after(3))
        await tx.inbox.bury(BOT, 1, "later", after(4))
        assert await _claimed(tx.inbox, 1000) is None
        assert await tx.inbox.counts() == {"waiting": 0, "done": 1, "dead": 0}


async def test_waiting(database: Database) -> None:
    """A chat has something waiting until its last update has been dealt with, in whoever's hands it is."""
    async with database.transaction() as tx:
        assert not await tx.inbox.waiting(1)
        await _fill(tx.inbox, 1, 2)
        assert await tx.inbox.waiting(1)
        await _claimed(tx.inbox, 10)
        assert await tx.inbox.waiting(1)
        await tx.inbox.retry(BOT, 1, "boom", after(100))
        assert await tx.inbox.waiting(1)
        await tx.inbox.done(BOT, 1, after(101))
        assert not await tx.inbox.waiting(1)
        assert await tx.inbox.waiting(2)


async def test_counts(database: Database) -> None:
    """Every update is counted once, as waiting, done or dead, and nothing is missing where there is none."""
    async with database.transaction() as tx:
        assert await tx.inbox.counts() == {"waiting": 0, "done": 0, "dead": 0}
        await _fill(tx.inbox, 1, 2, 3, 4)
        await _claimed(tx.inbox, 10)
        await tx.inbox.done(BOT, 2, after(11))
        await tx.inbox.bury(BOT, 3, "no", after(11))
        assert await tx.inbox.counts() == {"waiting": 2, "done": 1, "dead": 1}


async def test_mangled_text_is_kept(database: Database) -> None:
    """Text that no database can hold (NUL, half a surrogate pair) is kept with that character replaced, not refused."""
    async with database.transaction() as tx:
        assert await tx.inbox.put(BOT, 1, 1, "a\0b\ud83dc 中", NOW)
        update = await tx.inbox.claim(after(1), LEASE)
    assert update is not None
    assert update.raw == "a�b�c 中"


async def test_recent_updates_are_counted(database: Database) -> None:
    """Counted is what came of one kind, from one chat, since a time, before an update; dealt with or not."""
    async with database.transaction() as tx:
        for update_id, chat, kind in (
            (1, 7, "message"),
            (2, 7, "callback_query"),
            (3, 7, "message"),
            (4, 8, "message"),
        ):
            await tx.inbox.put(BOT, update_id, chat, "{}", after(update_id), kind)
        await tx.inbox.put(BOT, 5, 7, "{}", after(5))
        await tx.inbox.claim(after(5), LEASE)
        await tx.inbox.done(BOT, 1, after(5))
        assert await tx.inbox.recent(7, "message", after(1), 6) == 3
        assert await tx.inbox.recent(7, "message", after(1), 5) == 2
        assert await tx.inbox.recent(7, "message", after(1.1), 5) == 1
        assert await tx.inbox.recent(7, "callback_query", NOW, 5) == 1
        assert await tx.inbox.recent(9, "message", NOW, 5) == 0
