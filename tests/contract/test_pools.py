"""The promises about pools."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.errors import StaleState
from storage.ports import Database, PoolRow
from tests.contract.times import NOW

NEW = PoolRow(0, 0, "apparel", "hoodie", "token-1", "open", {"members": []}, NOW)


async def test_a_pool_is_found_by_number_by_link_and_by_what_it_is_of(database: Database) -> None:
    """The newest open one of a product is the one to join; one that has closed is found by its number still."""
    async with database.transaction() as tx:
        assert await tx.pools.open("apparel", "hoodie") is None
        first = await tx.pools.create(NEW)
        second = await tx.pools.create(replace(NEW, token="token-2"))
        other = await tx.pools.create(replace(NEW, token="token-3", product="cap"))
    async with database.transaction() as tx:
        assert await tx.pools.get(first.id) == first
        assert await tx.pools.by_token("token-2") == second
        assert await tx.pools.by_token("token") is None
        assert await tx.pools.open("apparel", "hoodie") == second
        await tx.pools.save(replace(second, status="made"))
        assert await tx.pools.open("apparel", "hoodie") == first
        assert await tx.pools.all_open() == [first, other]
        assert [pool.id for pool in await tx.pools.page(2)] == [other.id, second.id]
        assert [pool.id for pool in await tx.pools.page(2, before=second.id)] == [first.id]


async def test_of_two_who_change_it_one_does(database: Database) -> None:
    """Whoever changes what has changed meanwhile is told so, and nothing of it is stored."""
    async with database.transaction() as tx:
        pool = await tx.pools.create(NEW)
        saved = await tx.pools.save(replace(pool, state={"members": [1]}))
        assert saved.version == 2
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.pools.save(replace(pool, state={"members": [2]}))
    async with database.transaction() as tx:
        assert await tx.pools.get(pool.id) == saved
