"""An order from the first word to "confirmed", as its people see it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import stage

ENGLISH = "I need 30 navy hoodies with a metal zip, 10 M and 20 L, by next Friday, under ¥150 each"
CHINESE = "想要30件藏青色连帽衫，带金属拉链，M码10件L码20件，下周五前要，每件不超过150块"


@pytest.mark.parametrize(
    ("who", "text", "city", "choose", "asked", "confirmed"),
    [
        ("alex", ENGLISH, "Hangzhou", "Cheapest", "Where shall it go", "Confirmed!"),
        ("xiaolin", CHINESE, "杭州", "最便宜", "送到哪里", "已确认！"),
    ],
)
async def test_an_order_is_read_planned_offered_and_confirmed(
    who: str, text: str, city: str, choose: str, asked: str, confirmed: str, tmp_path: Path
) -> None:
    """One sentence, one question, one choice, every supplier's yes: the consumer reads that it is confirmed."""
    async with stage(tmp_path) as play:
        consumer = getattr(play, who)
        await consumer.sends(text)
        await consumer.until_says(asked)
        await consumer.presses(city)
        await consumer.until_offers(choose, timeout=30)
        await consumer.presses(choose)
        await consumer.until_says("0", timeout=10)
        await play.application.settled()
        makers = play.asked()
        assert len(makers) >= 3
        for maker in makers:
            await maker.presses("Accept" if any(m.button("Accept") for m in maker.from_bot) else "接单")
        await consumer.until_says(confirmed, timeout=20)
