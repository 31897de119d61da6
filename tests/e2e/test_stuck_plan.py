"""A plan that never ends."""

from __future__ import annotations

from pathlib import Path

from bot.runtime.planner_pool import PlannerPool
from tests.e2e.endless import STUCK, solve
from tests.e2e.stage import stage

TOLD = "Nobody can make it"


async def test_a_plan_that_never_ends_holds_up_nobody(tmp_path: Path) -> None:
    """While it runs others are answered; at its limit its order is told, and the next order is planned."""
    pool = PlannerPool(1, 5.0, limit=3.0, solve=solve)
    try:
        await pool.warm_up()
        async with stage(tmp_path, planner=pool) as play:
            await play.alex.sends(f"{STUCK} cups of watermelon ice cream to Shanghai")
            await play.alex.until_says(str(STUCK))
            await play.xiaolin.sends("/help")
            await play.xiaolin.until(lambda chat: any(m.from_bot for m in chat))
            assert not any(TOLD in m.text for m in play.alex.from_bot)
            await play.xiaolin.sends("200杯西瓜冰淇淋，送到上海")
            await play.alex.until_says(TOLD, timeout=20)
            await play.xiaolin.until_offers("最便宜", timeout=20)
    finally:
        pool.close()
