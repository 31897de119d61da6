"""Pools, over the real server: offered, joined, priced, closed, made together, and delivered to each."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.sandbox.person import Person
from tests.e2e.stage import stage

POOLS = {"pool_hours": 48.0, "pool_reprice_seconds": 0.0}
WISH = "30 navy hoodies with metal zip, size M, print on the back, to Hangzhou"
WISH_ZH = "想要20件藏青色连帽衫，带金属拉链，L码，后背印花，送到上海"


async def joined(person: Person, wish: str, button: str) -> None:
    await person.sends(wish)
    await person.until_offers(button, timeout=30)
    await person.presses(button)


async def test_two_who_wait_pay_less_and_get_theirs(tmp_path: Path) -> None:
    """The second one sees a pool; both see the price fall; after the close makers are asked once for both."""
    async with stage(tmp_path, settings=POOLS) as play:
        await joined(play.alex, WISH, "Start a pool")
        await play.alex.until_says("is in the pool for", "as alone, until others join")
        await joined(play.xiaolin, WISH_ZH, "拼单：一起做")
        await play.alex.until_says("2 orders so far, 50 pieces", "less than alone", timeout=30)
        print(play.alex.transcript())
        print(play.xiaolin.transcript())
        await play.later(timedelta(hours=49))
        await play.until(lambda: play.asked(), 40)
        print(play.alex.transcript())
        for maker in play.asked()[:3]:
            print(maker.transcript())
