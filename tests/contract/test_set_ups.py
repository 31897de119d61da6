"""The promises about workshops that are being set up."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable
from dataclasses import replace

import pytest

from planner.domain.errors import StaleState
from storage.database import open_database
from storage.ports import Database, SetUp
from tests.contract.times import NOW, after

FIRST = SetUp(-(2**40), 1, "asking", {"names": {"zh": "绿野染坊"}, "offers": {"dyeing": {"price": "3.50"}}}, NOW)


async def test_it_is_kept_as_it_was_said(database: Database) -> None:
    """What was put last comes back, and another chat's is another; nothing of one that is dropped stays."""
    second = replace(FIRST, version=2, status="waiting", state={}, updated_at=after(5))
    async with database.transaction() as tx:
        assert await tx.set_ups.get(FIRST.chat_id) is None
        await tx.set_ups.put(FIRST)
        assert await tx.set_ups.get(FIRST.chat_id) == FIRST
        await tx.set_ups.put(second)
        await tx.set_ups.put(replace(FIRST, chat_id=7))
    async with database.transaction() as tx:
        assert await tx.set_ups.get(FIRST.chat_id) == second
        await tx.set_ups.drop(second)
        assert await tx.set_ups.get(FIRST.chat_id) is None
        assert await tx.set_ups.get(7) == replace(FIRST, chat_id=7)
        await tx.set_ups.put(FIRST)


@pytest.mark.parametrize("version", [1, 2, 4])
async def test_only_the_next_version_is_taken(version: int, database: Database) -> None:
    """Whoever changes or drops what has changed meanwhile is told so, and nothing of it is stored."""
    stored = replace(FIRST, version=2)
    async with database.transaction() as tx:
        await tx.set_ups.put(FIRST)
        await tx.set_ups.put(stored)
    late = replace(FIRST, version=version, status="waiting")
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.set_ups.put(late)
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.set_ups.drop(replace(late, version=version if version != 2 else 3))
    async with database.transaction() as tx:
        assert await tx.set_ups.get(FIRST.chat_id) == stored


async def test_of_many_at_once_one_drops_it(database_url: str) -> None:
    """However many processes end it at the same time, one does."""
    databases = [await open_database(database_url) for _ in range(3)]
    async with databases[0].transaction() as tx:
        await tx.set_ups.put(FIRST)

    async def drop(n: int) -> None:
        async with databases[n % 3].transaction() as tx:
            await tx.set_ups.drop(FIRST)

    tries: list[Awaitable[None]] = [drop(n) for n in range(9)]
    outcomes = await asyncio.gather(*tries, return_exceptions=True)
    assert sum(outcome is None for outcome in outcomes) == 1
    assert sum(isinstance(outcome, StaleState) for outcome in outcomes) == 8
    for database in databases:
        await database.close()
