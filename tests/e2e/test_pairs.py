"""Suppliers who finish well together: learned from hand-overs, said where it counted."""

from __future__ import annotations

from pathlib import Path

from bot.services.codec import order_of
from planner.domain.order import Order
from storage.ports import PairScore
from tests.e2e.stage import Stage, stage
from tests.e2e.test_pictures import CHINESE, ENGLISH, quoted
from tests.e2e.test_whole_life import confirmed_order, made


async def cheapest_legs(play: Stage) -> list[tuple[str, str]]:
    """Who hands over to whom in the cheapest option that stands."""
    await play.application.settled()
    async with play.application.database.transaction() as tx:
        row = await tx.orders.get(1)
    assert row is not None
    order: Order = order_of(row)
    plan = min(order.options, key=lambda priced: priced.price).option.plan
    makers = {run.id: run.supplier for run in plan.runs}
    legs = [(makers[s.run], makers[s.to_run]) for s in plan.shipments if s.to_run is not None]
    return [leg for leg in legs if leg[0] != leg[1]]


async def remember(play: Stage, sender: str, receiver: str, times: int, fine: int) -> None:
    now = play.application.use_cases.office.now()
    async with play.application.database.transaction() as tx:
        await tx.records.save_pair(PairScore(sender, receiver, times, fine, float(fine), float(times - fine), now))


async def test_hand_overs_are_learned_from(tmp_path: Path) -> None:
    """As an order is made, each hand-over between makers is kept once, in its direction."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        await made(play)
        async with play.application.database.transaction() as tx:
            pairs = await tx.records.pairs()
            row = await tx.orders.get(1)
        assert row is not None
        order = order_of(row)
        expected = {
            (order.maker(s.run), order.maker(s.to_run))
            for s in order.shipments
            if s.to_run is not None and order.maker(s.run) != order.maker(s.to_run)
        }
        assert {(pair.sender, pair.receiver) for pair in pairs} == expected
        assert {(pair.times, pair.fine) for pair in pairs} == {(1, 1)}


async def test_the_reason_is_said(tmp_path: Path) -> None:
    """Why this price? names two who have often handed over well; two who have done so twice only are not named. An
    admin sees a supplier's best partners."""
    async with stage(tmp_path) as play:
        await quoted(play.alex, ENGLISH, "Cheapest")
        (sender, receiver), (other, last), *_ = await cheapest_legs(play)
        await remember(play, sender, receiver, 7, 7)
        await remember(play, other, last, 2, 2)
        partners = play.application.use_cases.office.trades["apparel"].book.partners
        await play.alex.presses("Why this price")
        told = await play.alex.until_says("7 hand-overs, all whole and on time", timeout=30)
        assert f"{partners[sender].name('en')} → {partners[receiver].name('en')}" in told.text
        assert "2 hand-overs" not in told.text
        await play.admin.sends(f"/supplier {receiver}")
        card = await play.admin.until_says("7 hand-overs, 7 whole and on time")
        assert partners[sender].name("en") in card.text


async def test_the_reason_is_said_in_chinese(tmp_path: Path) -> None:
    """为什么这个价 says it too, also where something went wrong once."""
    async with stage(tmp_path) as play:
        await quoted(play.xiaolin, CHINESE, "最便宜")
        (sender, receiver), *_ = await cheapest_legs(play)
        await remember(play, sender, receiver, 20, 19)
        await play.xiaolin.presses("为什么这个价")
        await play.xiaolin.until_says("交接20次，其中19次齐全准时", timeout=30)
