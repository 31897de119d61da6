"""Demand, as it is counted while people order, and as suppliers and admins get to see it."""

from __future__ import annotations

from pathlib import Path

from storage.ports import DemandMark
from tests.e2e.stage import ALEX, Stage, stage
from tests.e2e.test_answers_of_makers import placed


async def marks(play: Stage, order: int, outcome: str) -> dict[tuple[str, str], DemandMark]:
    """What a wish counts as, by attribute and value."""
    async with play.application.database.transaction() as tx:
        return {(mark.attribute, mark.value): mark for mark in await tx.demand.of(order, outcome)}


async def test_a_wish_counts_as_it_stands(tmp_path: Path) -> None:
    """Quoted, changed and placed, it counts once, as it was placed; who asked is not to be read there."""
    async with stage(tmp_path) as play:
        await placed(play)
        first = await marks(play, 1, "asked")
        assert first["", ""].pieces == 30
        assert ("@state", "placed") in first
        assert ("@state", "open") not in first
        assert first["colour", "navy"].pieces == 30
        assert first["size", "l"].pieces == 20
        assert ("@city", "hangzhou") in first
        assert all(str(ALEX) not in mark.who for mark in first.values())
        assert await marks(play, 1, "unmakeable") == {}


async def test_a_changed_wish_moves_and_a_forgotten_one_leads_to_nobody(tmp_path: Path) -> None:
    """The changed wish counts instead of the one before; once its consumer is forgotten, something else stands for
    them, though it still counts."""
    async with stage(tmp_path) as play:
        await play.alex.sends("I need 30 navy hoodies, 10 M and 20 L, to Hangzhou")
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.sends("make them red")
        await play.until(lambda: any("red" in m.text for m in play.alex.from_bot))
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.application.settled()
        changed = await marks(play, 1, "asked")
        assert changed["", ""].pieces == 30
        assert changed["colour", "red"].pieces == 30
        assert ("colour", "navy") not in changed
        who = changed["", ""].who
        await play.alex.sends("/forget yes")
        await play.alex.until_says("I have forgotten you")
        after = await marks(play, 1, "asked")
        assert after["", ""].pieces == 30
        assert {mark.who for mark in after.values()}.isdisjoint({who})
