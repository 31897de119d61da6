"""The promises about people, buttons, the audit trail and leases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from storage.ports import Action, AuditEvent, Database, Person
from tests.contract.times import NOW, after


async def test_people(database: Database) -> None:
    """A person is kept as saved last; somebody unknown is None."""
    person = Person(5_000_000_001, "李雷 🧵")
    async with database.transaction() as tx:
        assert await tx.people.get(person.chat_id) is None
        await tx.people.save(person, NOW)
        assert await tx.people.get(person.chat_id) == person
        changed = replace(person, name="Lei", language="zh", reachable=False)
        await tx.people.save(changed, after(1))
        assert await tx.people.get(person.chat_id) == changed


async def test_unreachable(database: Database) -> None:
    """The unreachable are those that were saved so, until they are saved otherwise."""
    async with database.transaction() as tx:
        for chat in (1, 2, 3):
            await tx.people.save(Person(chat, "x", reachable=chat == 1), NOW)
        assert await tx.people.unreachable() == {2, 3}
        await tx.people.save(Person(2, "x"), after(1))
        assert await tx.people.unreachable() == {3}


async def test_actions(database: Database) -> None:
    """A button's action comes back as it was put; an id that was never given out is None."""
    action = Action("a1", 7, "accept", {"job": "12-1", "n": 1}, 12, 3, after(60))
    free = Action("a2", 7, "help", {}, None, 0, after(60))
    async with database.transaction() as tx:
        await tx.actions.put(action)
        await tx.actions.put(free)
        assert await tx.actions.get("a1") == action
        assert await tx.actions.get("a2") == free
        assert await tx.actions.get("forged\0") is None


async def test_an_action_is_used_once(database: Database) -> None:
    """Only the first press uses an action, and when that was is kept."""
    async with database.transaction() as tx:
        await tx.actions.put(Action("a1", 7, "accept", {}, 12, 3, after(60)))
        assert await tx.actions.use("a1", after(1))
        assert not await tx.actions.use("a1", after(2))
        assert not await tx.actions.use("never", after(2))
        used = await tx.actions.get("a1")
    assert used is not None
    assert used.used_at == after(1)


async def test_audit(database: Database) -> None:
    """An order's events come oldest first; where there are more than asked for, the last ones."""
    async with database.transaction() as tx:
        for n in range(4):
            await tx.audit.add(12, after(n), "consumer:7", f"event {n}", {"n": n, "said": "急"})
        await tx.audit.add(13, NOW, "system", "other", {})
        await tx.audit.add(None, NOW, "admin:1", "no order", {})
        events = await tx.audit.of(12)
        assert [event.event for event in events] == ["event 0", "event 1", "event 2", "event 3"]
        assert events[1] == AuditEvent(events[1].id, 12, after(1), "consumer:7", "event 1", {"n": 1, "said": "急"})
        assert [event.event for event in await tx.audit.of(12, limit=2)] == ["event 2", "event 3"]
        assert await tx.audit.of(99) == []


async def test_a_lease_has_one_holder(database: Database) -> None:
    """A lease is its holder's until it runs out or is given back; the holder alone can renew it."""
    ttl = timedelta(seconds=10)
    async with database.transaction() as tx:
        assert await tx.leases.acquire("sender", "a", NOW, ttl)
        assert not await tx.leases.acquire("sender", "b", after(9), ttl)
        assert await tx.leases.acquire("poller", "b", after(9), ttl)
        assert await tx.leases.acquire("sender", "a", after(9), ttl)
        assert not await tx.leases.acquire("sender", "b", after(18.9), ttl)
        assert await tx.leases.acquire("sender", "b", after(19), ttl)
        assert not await tx.leases.acquire("sender", "a", after(20), ttl)


async def test_giving_a_lease_back(database: Database) -> None:
    """A lease that its holder gave back is free at once; nobody can give back another's."""
    ttl = timedelta(seconds=10)
    async with database.transaction() as tx:
        await tx.leases.acquire("sender", "a", NOW, ttl)
        await tx.leases.release("sender", "b")
        assert not await tx.leases.acquire("sender", "b", after(1), ttl)
        await tx.leases.release("sender", "a")
        assert await tx.leases.acquire("sender", "b", after(1), ttl)
