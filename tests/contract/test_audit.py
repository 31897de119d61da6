"""The audit trail."""

from __future__ import annotations

from storage.ports import Database
from tests.contract.times import NOW, after


async def test_pages_of_the_whole_trail(database: Database) -> None:
    """All events, of orders and of none, newest first, a page at a time."""
    async with database.transaction() as tx:
        for n in range(5):
            await tx.audit.add(n or None, after(n), "admin:1", f"e{n}", {"n": n})
        first = await tx.audit.page(2)
        assert [event.event for event in first] == ["e4", "e3"]
        rest = await tx.audit.page(10, first[-1].id)
        assert [event.event for event in rest] == ["e2", "e1", "e0"]
        assert rest[-1].order_id is None
        assert rest[-1].at == NOW
        assert await tx.audit.page(10, rest[-1].id) == []


async def test_pages_of_an_orders_trail(database: Database) -> None:
    """An order's own events, oldest first on each page, the last page first; another order's are not among them."""
    async with database.transaction() as tx:
        for n in range(6):
            await tx.audit.add(1 + n % 2, after(n), "system", f"e{n}", {})
        last = await tx.audit.of(1, 2)
        assert [event.event for event in last] == ["e2", "e4"]
        assert [event.event for event in await tx.audit.of(1, 2, last[0].id)] == ["e0"]
        assert await tx.audit.of(3) == []
