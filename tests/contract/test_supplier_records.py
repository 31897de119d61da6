"""The promises about what suppliers say about themselves."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from planner.domain.errors import StaleState
from storage.database import open_database
from storage.ports import Database, SupplierRecord
from tests.contract.times import NOW, after

RECORD = SupplierRecord("apparel", "lin", 1, {"closed": ["2027-02-05/2027-02-12"], "n": {"急": 1}}, "supplier:lin", NOW)


async def test_a_record_is_kept_as_it_was_said(database: Database) -> None:
    """What was put last comes back, with its version, who said it and when; another trade's is another record."""
    second = replace(RECORD, version=2, record={}, actor="admin:1", changed_at=after(5))
    async with database.transaction() as tx:
        assert await tx.supplier_records.get("apparel", "lin") is None
        await tx.supplier_records.put(RECORD)
        assert await tx.supplier_records.get("apparel", "lin") == RECORD
        await tx.supplier_records.put(second)
        await tx.supplier_records.put(replace(RECORD, trade="ice_cream"))
    async with database.transaction() as tx:
        assert await tx.supplier_records.get("apparel", "lin") == second
        assert await tx.supplier_records.get("ice_cream", "mei") is None
        assert list(await tx.supplier_records.all()) == [second, replace(RECORD, trade="ice_cream")]


@pytest.mark.parametrize("version", [1, 2, 4])
async def test_only_the_next_version_is_taken(version: int, database: Database) -> None:
    """Whoever changes what has changed meanwhile is told so, and nothing of it is stored."""
    stored = replace(RECORD, version=2)
    async with database.transaction() as tx:
        await tx.supplier_records.put(RECORD)
        await tx.supplier_records.put(stored)
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.supplier_records.put(replace(RECORD, version=version, actor="supplier:late"))
    async with database.transaction() as tx:
        assert await tx.supplier_records.get("apparel", "lin") == stored


async def test_every_change_is_seen_in_the_stamp(database_url: str) -> None:
    """Of changes made at once by several processes, each one that commits makes the stamp higher."""
    databases = [await open_database(database_url) for _ in range(3)]

    async def change(n: int) -> None:
        async with databases[n % 3].transaction() as tx:
            await tx.supplier_records.put(replace(RECORD, supplier=f"maker_{n}"))

    async with databases[0].transaction() as tx:
        assert await tx.supplier_records.stamp() == 0
    await asyncio.gather(*map(change, range(9)))
    async with databases[1].transaction() as tx:
        assert await tx.supplier_records.stamp() == 9
        await tx.supplier_records.put(replace(RECORD, supplier="maker_3", version=2))
        assert await tx.supplier_records.stamp() == 10
    for database in databases:
        await database.close()
