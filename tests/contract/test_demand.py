"""Demand: wishes counted, moved, published and forgotten; on both databases alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from storage.ports import Database, DemandBlock, DemandMark, DemandSubscription
from tests.contract.times import NOW, after

TODAY = date(2026, 11, 2)
MARK = DemandMark(1, "asked", "tee", "colour", "red", "apparel", TODAY, 30, "anna")
BLOCK = DemandBlock("apparel", "asked", "tee", "", TODAY, "", TODAY, 9, 270)


async def test_a_wish_counts_once_and_moves(database: Database) -> None:
    """What it counted as on the same day is replaced; what was counted on another day stays as it was."""
    async with database.transaction() as tx:
        assert await tx.demand.replace(1, "asked", TODAY, [MARK, replace(MARK, attribute="", value="")])
        assert await tx.demand.replace(1, "asked", TODAY, [replace(MARK, value="blue", pieces=10)])
        assert [(m.value, m.pieces) for m in await tx.demand.of(1, "asked")] == [("blue", 10)]
        await tx.demand.move(1, "asked", "colour", "green")
        assert not await tx.demand.replace(1, "asked", TODAY + timedelta(days=1), [MARK])
        assert [m.value for m in await tx.demand.of(1, "asked")] == ["green"]
        assert await tx.demand.replace(1, "unmakeable", TODAY, [replace(MARK, outcome="unmakeable")])
        assert await tx.demand.of(2, "asked") == []


async def test_marks_are_read_by_day_and_let_go_of(database: Database) -> None:
    """A trade's own that are not published, by day; the old ones are deleted; a name can be taken away."""
    async with database.transaction() as tx:
        for n in range(4):
            day = TODAY + timedelta(days=n)
            await tx.demand.replace(n, "asked", day, [replace(MARK, order_id=n, day=day)])
        await tx.demand.replace(9, "asked", TODAY, [replace(MARK, order_id=9, trade="ice_cream", who="ben")])
        found = await tx.demand.pending("apparel", TODAY + timedelta(days=1), TODAY + timedelta(days=3))
        assert [mark.order_id for mark in found] == [1, 2]
        await tx.demand.settle("apparel", "asked", "tee", "colour", TODAY + timedelta(days=1), "blue")
        await tx.demand.settle("apparel", "asked", "tee", "size", TODAY + timedelta(days=1))
        assert len(await tx.demand.pending("apparel", TODAY, TODAY + timedelta(days=9))) == 4
        await tx.demand.settle("apparel", "asked", "tee", "colour", TODAY, "red")
        await tx.demand.settle("apparel", "asked", "tee", "colour", TODAY + timedelta(days=1))
        found = await tx.demand.pending("apparel", TODAY, TODAY + timedelta(days=9))
        assert [mark.order_id for mark in found] == [2, 3]
        assert await tx.demand.unname("anna", "x") == 4
        assert await tx.demand.unname("anna", "x") == 0
        assert await tx.demand.purge(TODAY + timedelta(days=2), limit=2) == 2
        assert await tx.demand.purge(TODAY + timedelta(days=2)) == 1
        left = await tx.demand.pending("apparel", TODAY, TODAY + timedelta(days=9))
        assert [(mark.order_id, mark.who) for mark in left] == [(2, "x"), (3, "x")]


async def test_what_is_published_never_changes(database: Database) -> None:
    """A block that is there stays as it is, whoever publishes it again; each trade has its own, the earliest first."""
    later = replace(BLOCK, first=TODAY + timedelta(days=1), last=TODAY + timedelta(days=3))
    async with database.transaction() as tx:
        await tx.demand.publish([])
        await tx.demand.publish([later, BLOCK])
        await tx.demand.publish([replace(BLOCK, pieces=1)])
        assert await tx.demand.blocks("apparel", TODAY) == [BLOCK, later]
        assert await tx.demand.blocks("apparel", TODAY + timedelta(days=3)) == [later]
        assert await tx.demand.blocks("ice_cream", TODAY) == []


async def test_a_secret_is_made_once(database: Database) -> None:
    """The first stays."""
    async with database.transaction() as tx:
        assert await tx.demand.secret("who", "a") == "a"
        assert await tx.demand.secret("who", "b") == "a"


async def test_a_supplier_hears_as_often_as_it_likes(database: Database) -> None:
    """The newest word counts."""
    async with database.transaction() as tx:
        assert await tx.demand.subscription("apparel", "lin") is None
        await tx.demand.subscribe(DemandSubscription("apparel", "lin", "daily", 1, 9))
        weekly = DemandSubscription("apparel", "lin", "weekly", 3, 10, after(5))
        await tx.demand.subscribe(weekly)
        assert await tx.demand.subscription("apparel", "lin") == weekly
        await tx.demand.subscribe(replace(weekly, last_sent=NOW))
        assert (await tx.demand.subscription("apparel", "lin")) == replace(weekly, last_sent=NOW)
