"""Orders that want the same capacity."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.runtime.sandbox import with_chats
from planner.domain.problem import Leg, Shipping
from planner.domain.supplier import Partner, Trade
from tests.e2e.stage import all_trades, stage

WISH = "200 cups of watermelon ice cream to Shanghai"


def one_maker_a_process() -> dict[str, Trade]:
    """Ice cream with a single maker for each process, who can just make one such order a day."""
    trade = all_trades()["ice_cream"]
    partners: dict[str, Partner] = {}
    for partner in trade.book.partners.values():
        taken = {offer.process for p in partners.values() for offer in p.supplier.offers}
        offers = tuple(
            replace(offer, daily_capacity=200, accepts={}, lead_days=0)
            for offer in partner.supplier.offers
            if offer.process not in taken
        )
        if offers:
            supplier = replace(partner.supplier, offers=offers, workdays=frozenset(range(1, 8)), closed=frozenset())
            partners[partner.id] = replace(partner, supplier=supplier)
    book = replace(trade.book, partners=partners, shipping=Shipping(Leg()))
    return with_chats({"ice_cream": replace(trade, book=book)})


async def test_two_who_choose_the_same_place_do_not_both_get_it(empty_database_url: str, tmp_path: Path) -> None:
    """Both are offered the same day; the one who chooses second is quoted anew, and nothing is overbooked."""
    async with stage(tmp_path, trades=one_maker_a_process(), database_url=empty_database_url) as play:
        people = [play.alex, play.xiaolin]
        for person in people:
            await person.sends(WISH)
        for person in people:
            await person.until_offers("Cheapest", timeout=30)
        await asyncio.gather(*(person.presses("Cheapest") for person in people))
        await play.until(lambda: any("Somebody just took" in m.text or m.edited for p in people for m in p.from_bot))
        await play.application.settled()
        async with play.application.database.transaction() as tx:
            since = play.clock.now().date() - timedelta(days=1)
            jobs = await tx.orders.booked("ice_cream", since)
        load: dict[tuple[str, str, str], float] = {}
        for job in jobs:
            run = job.state["run"]
            for day, quantity in run["days"].items():
                place = (job.supplier, run["process"], day)
                load[place] = load.get(place, 0) + float(quantity)
        assert load
        assert max(load.values()) <= 200
