"""The promises about letting go of what is no longer needed."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from storage.ports import Action, Database, JobRow, Person, Sweep, Transaction
from tests.contract.times import LEASE, NOW, after

YEAR = timedelta(days=365)


async def _finish_update(tx: Transaction, update_id: int, chat: int) -> None:
    await tx.inbox.put(1, update_id, chat, '{"text": "private"}', NOW)
    await tx.inbox.claim(NOW, LEASE)
    await tx.inbox.done(1, update_id, after(update_id))


async def test_finished_updates_are_purged(database: Database) -> None:
    """Updates that were finished, and messages that were sent or given up, before a time go; all others stay."""
    async with database.transaction() as tx:
        for update_id in (1, 2, 3):
            await _finish_update(tx, update_id, 7)
        await tx.inbox.put(1, 4, 7, "{}", NOW)
        sent, dead, late, waiting = [await tx.outbox.put(chat, {}, NOW) for chat in (1, 2, 3, 4)]
        await tx.outbox.sent(sent, after(1))
        await tx.outbox.bury(dead, "no such chat", after(2))
        await tx.outbox.sent(late, after(3))
        assert await tx.retention.purge_updates(after(3)) == 4
        assert await tx.inbox.counts() == {"waiting": 1, "done": 1, "dead": 0}
        assert await tx.outbox.counts() == {"waiting": 1, "sent": 1, "dead": 0}
        assert await tx.retention.purge_updates(after(3)) == 0
        assert [message.id for message in await tx.outbox.claim(after(9), 9, LEASE)] == [waiting]
        update = await tx.inbox.claim(after(9), LEASE)
        assert update is not None
        assert update.update_id == 4


async def test_a_purge_is_done_in_batches(database: Database) -> None:
    """A purge takes no more than it is told, the oldest first, and goes on where it is called again."""
    async with database.transaction() as tx:
        for number in range(1, 6):
            await _finish_update(tx, number, 7)
            await tx.actions.put(Action(f"a{number}", 7, "k", {}, None, 1, after(number)))
        assert [await tx.retention.purge_updates(after(9), limit=2) for _ in range(4)] == [2, 2, 1, 0]
        assert await tx.retention.purge_actions(after(9), limit=2) == 2
        assert await tx.actions.get("a2") is None
        assert await tx.actions.get("a3") is not None


async def test_expired_buttons_are_purged(database: Database) -> None:
    """Buttons that expired before a time go, pressed or not; those that expire at it or later stay."""
    async with database.transaction() as tx:
        for name, seconds in (("used", 1), ("unused", 2), ("at", 3), ("later", 4)):
            await tx.actions.put(Action(name, 7, "k", {}, None, 1, after(seconds)))
        await tx.actions.use("used", NOW)
        assert await tx.retention.purge_actions(after(3)) == 2
        assert [bool(await tx.actions.get(name)) for name in ("used", "unused", "at", "later")] == [0, 0, 1, 1]


async def _order(tx: Transaction, status: str, seconds: float) -> None:
    order = await tx.orders.create("apparel", 7, "draft", {}, NOW)
    await tx.orders.save(replace(order, status=status), [], after(seconds))


Arrange = Callable[[Transaction], Awaitable[object]]

IDLE: dict[str, Arrange] = {
    "no order": lambda tx: tx.people.get(7),
    "a closed order": lambda tx: _order(tx, "closed", 1),
    "a cancelled order": lambda tx: _order(tx, "cancelled", 1),
    "a failed order": lambda tx: _order(tx, "failed", 1),
    "a draft left lying": lambda tx: _order(tx, "draft", 1),
}
BUSY: dict[str, Arrange] = {
    "an order under way": lambda tx: _order(tx, "in_production", 1),
    "an order to confirm": lambda tx: _order(tx, "confirming", 1),
    "an order not closed yet": lambda tx: _order(tx, "delivered", 1),
    "an order closed since": lambda tx: _order(tx, "closed", 200),
    "a supplier": lambda tx: tx.connections.put("apparel", "lin", 7, NOW),
    "wrote since": lambda tx: tx.inbox.put(1, 1, 7, "{}", after(100)),
    "known since": lambda tx: tx.people.save(Person(7, "Lei", "zh"), after(100)),
    "forgotten": lambda tx: tx.retention.forget(7, after(1)),
}


@pytest.mark.parametrize("case", [*IDLE, *BUSY])
async def test_idle_contacts(database: Database, case: str) -> None:
    """Somebody can be forgotten unless an order of theirs is under way or recent, they wrote, or make things."""
    async with database.transaction() as tx:
        await tx.people.save(Person(7, "Lei", "zh"), NOW)
        await (IDLE | BUSY)[case](tx)
        assert await tx.retention.idle_contacts(after(100), 9) == Sweep((7,) if case in IDLE else (), None)


async def test_idle_contacts_come_in_pages(database: Database) -> None:
    """However many people there are, a call looks at so many, and says where the next one goes on."""
    async with database.transaction() as tx:
        for chat in (-5, 1, 2, 3):
            await tx.people.save(Person(chat, "x"), after(200 if chat == 1 else 0))
        first = await tx.retention.idle_contacts(after(100), 2)
        assert first == Sweep((-5,), 1)
        second = await tx.retention.idle_contacts(after(100), 2, after=first.after)
        assert second == Sweep((2, 3), 3)
        assert await tx.retention.idle_contacts(after(100), 2, after=second.after) == Sweep((), None)


async def test_forgetting(database: Database) -> None:
    """A forgotten person's name, language, updates and messages are gone; others' are untouched."""
    async with database.transaction() as tx:
        for update_id, chat in ((1, 7), (2, 8)):
            await tx.people.save(Person(chat, "Lei", "zh", reachable=chat == 8), NOW)
            await _finish_update(tx, update_id, chat)
            await tx.outbox.sent(await tx.outbox.put(chat, {"text": "hi Lei"}, NOW), after(1))
            await tx.messages.record(chat, 1, "order:1", "order:1", NOW)
        assert await tx.retention.forget(7, after(2)) == 4
        assert await tx.people.get(7) == Person(7, "", None, reachable=False)
        assert await tx.people.get(8) == Person(8, "Lei", "zh")
        assert await tx.messages.slot(7, "order:1") is None
        assert await tx.messages.slot(8, "order:1") == 1
        assert await tx.inbox.counts() == {"waiting": 0, "done": 1, "dead": 0}
        assert await tx.outbox.counts() == {"waiting": 0, "sent": 1, "dead": 0}
        assert await tx.retention.forget(7, after(3)) == 0
        assert await tx.retention.forget(99, after(3)) == 0


async def test_forgetting_spares_what_is_under_way(database: Database) -> None:
    """The update that asks to be forgotten can still be finished, and its answer sent."""
    async with database.transaction() as tx:
        await tx.people.save(Person(7, "Lei"), NOW)
        await tx.inbox.put(1, 1, 7, '{"text": "/forget"}', NOW)
    async with database.transaction() as tx:
        assert await tx.inbox.claim(after(1), LEASE)
    async with database.transaction() as tx:
        assert await tx.retention.forget(7, after(2)) == 1
        answer = await tx.outbox.put(7, {"text": "done"}, after(2))
        await tx.inbox.done(1, 1, after(2))
    async with database.transaction() as tx:
        assert [message.id for message in await tx.outbox.claim(after(3), 9, LEASE)] == [answer]
        await tx.outbox.sent(answer, after(3))
        assert await tx.retention.purge_updates(after(4)) == 2


async def test_forgetting_keeps_the_numbers(database: Database) -> None:
    """Orders, jobs and the audit trail of a forgotten person stay."""
    async with database.transaction() as tx:
        await tx.people.save(Person(7, "Lei"), NOW)
        order = await tx.orders.create("apparel", 7, "closed", {"price": 100}, NOW)
        await tx.orders.save(
            order, [JobRow("1-1", order.id, "lin", "received", False, NOW.date(), NOW.date(), {})], NOW
        )
        await tx.audit.add(order.id, NOW, "consumer:7", "ordered", {"price": 100})
        await tx.retention.forget(7, after(1))
        kept = await tx.orders.get(order.id)
        assert kept is not None
        assert kept.state == {"price": 100}
        assert await tx.orders.job("1-1")
        assert len(await tx.audit.of(order.id)) == 1


async def test_forgetting_is_done_in_batches(database: Database) -> None:
    """Somebody who wrote a lot is forgotten in several calls, until nothing is left."""
    async with database.transaction() as tx:
        await tx.people.save(Person(7, "Lei"), NOW)
        for update_id in range(1, 6):
            await _finish_update(tx, update_id, 7)
        assert [await tx.retention.forget(7, after(9), limit=2) for _ in range(4)] == [3, 2, 1, 0]
