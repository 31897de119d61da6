"""Wordings that nobody understood, and what was taught since: on both databases alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.errors import StaleState
from storage.ports import Database, Teaching
from tests.contract.times import NOW, after

TAUGHT = Teaching("apparel", "nvy", 1, "Nvy", "colour.navy", "admin:1", NOW)


async def test_what_nobody_understood_is_counted(database: Database) -> None:
    """The most frequent first, each as it was last said; a trade's own; old ones go, and so does one that is taught."""
    async with database.transaction() as tx:
        for minute in range(3):
            await tx.unknown_wordings.saw("apparel", "nvy", f"Nvy{minute}", "hoodie", "en", after(minute))
        await tx.unknown_wordings.saw("apparel", "急", "急", None, "zh", after(5))
        await tx.unknown_wordings.saw("ice_cream", "nvy", "nvy", None, "en", after(1))
        most = await tx.unknown_wordings.most(2)
        assert [(w.trade, w.said, w.seen) for w in most] == [("apparel", "Nvy2", 3), ("apparel", "急", 1)]
        assert [w.trade for w in await tx.unknown_wordings.most(2, skip=2)] == ["ice_cream"]
        await tx.unknown_wordings.drop("apparel", "nvy")
        assert await tx.retention.purge_wordings(after(5)) == 1
        assert [w.wording for w in await tx.unknown_wordings.most(9)] == ["急"]


async def test_teachings_have_versions(database: Database) -> None:
    """Each change is the next version, of two at once one is; the stamp grows with every change, also with a loss."""
    async with database.transaction() as tx:
        assert await tx.teachings.stamp() == 0
        await tx.teachings.put(TAUGHT)
        assert await tx.teachings.get("apparel", "nvy") == TAUGHT
        assert await tx.teachings.get("ice_cream", "nvy") is None
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.teachings.put(TAUGHT)
    forgotten = replace(TAUGHT, version=2, target=None, taught_at=after(1))
    async with database.transaction() as tx:
        await tx.teachings.put(forgotten)
        assert await tx.teachings.stamp() == 2
        assert await tx.teachings.all() == [forgotten]
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.teachings.put(forgotten)
