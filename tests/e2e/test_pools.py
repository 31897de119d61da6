"""Pools, over the real server: offered, joined, priced, closed, made together, and delivered to each."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.person import Person
from bot.services.codec import order_of
from planner.domain.order import OrderStatus
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import accept, decline
from tests.e2e.test_whole_life import tappable

POOLS = {"pool_hours": 48.0, "pool_reprice_seconds": 0.0}
WISH = "30 navy hoodies with metal zip, size M, print on the back, to Hangzhou"
WISH_ZH = "想要20件藏青色连帽衫，带金属拉链，L码，后背印花，送到上海"
#: Pools are searched for in seconds of the clock, several times a test.
LONG = 60.0
pytestmark = pytest.mark.timeout(300)
PRICE = re.compile(r"¥([\d,]+\.\d\d)")


async def joined(person: Person, wish: str, button: str) -> None:
    await person.sends(wish)
    await person.until_offers(button, timeout=LONG)
    await person.presses(button)


async def two_in_a_pool(play: Stage) -> None:
    await joined(play.alex, WISH, "Start a pool")
    await play.alex.until_says("is in the pool for", "as alone, until others join")
    await joined(play.xiaolin, WISH_ZH, "拼单：一起做")
    await play.alex.until_says("2 orders so far, 50 pieces", "less than alone", timeout=LONG)


async def closed(play: Stage) -> None:
    """The window ends, the pool is planned, and its makers are asked."""
    await play.later(timedelta(hours=49))
    await play.alex.until_says("The pool has closed: 2 orders are made together", timeout=LONG)
    await play.until(lambda: len(play.asked()) > 1, LONG)
    await play.application.settled()


async def all_say_yes(play: Stage) -> None:
    """Whoever is asked takes all that they are asked for."""
    for _ in range(20):
        if not (makers := play.asked()):
            return
        for maker in makers:
            before = _open(maker)
            await accept(maker)
            await play.until(lambda: _open(maker) < before, LONG)  # noqa: B023
            await play.application.settled()


def _open(maker: Person) -> int:
    return sum(bool(m.button("Accept") or m.button("接单")) for m in maker.from_bot)


def prices(text: str) -> list[float]:
    return [float(found.replace(",", "")) for found in PRICE.findall(text)]


async def test_two_who_wait_pay_less_and_each_gets_theirs(tmp_path: Path) -> None:
    """Makers are asked once for both, in one job; each customer follows their own order, to the stars."""
    async with stage(tmp_path, settings=POOLS) as play:
        await two_in_a_pool(play)
        await closed(play)
        paid, alone = prices((await play.alex.until_says("You pay", "instead of")).text)
        assert paid < alone
        offers = [m.text for maker in play.suppliers() for m in maker.from_bot if "接单" in str(m.all_buttons)]
        assert any("20件连帽衫" in text and "30件连帽衫" in text for text in offers), offers
        await all_say_yes(play)
        for person, word in ((play.alex, "Every maker of order 1"), (play.xiaolin, "订单2的每一家都答应了")):
            await person.until_says(word, timeout=LONG)
        await made(play)
        for person, came, complete in (
            (play.alex, "It has come", "Order 1 is complete"),
            (play.xiaolin, "收到了", "订单2完成了"),
        ):
            await person.presses(came)
            await person.until_says(complete, timeout=LONG)
        await play.alex.presses("⭐⭐⭐⭐⭐")
        await play.alex.until_says("Thank you!")


async def made(play: Stage) -> None:
    """Every maker taps whatever it can, until both customers are asked whether it has come."""
    for _ in range(60):
        here = [
            any("on its way to you" in m.text or "已发往您处" in m.text for m in p.from_bot) for p in _customers(play)
        ]
        able = [maker for maker in play.suppliers() if tappable(maker)]
        if all(here) and not able:
            return
        for maker in able:
            if (found := tappable(maker)) is not None:
                await maker.presses(*found)
                await play.until(lambda: tappable(maker) != found, LONG)  # noqa: B023
                await play.application.settled()
    raise AssertionError(play.alex.transcript() + play.xiaolin.transcript())


def _customers(play: Stage) -> tuple[Person, Person]:
    return play.alex, play.xiaolin


async def test_leaving_is_free_and_shows_what_can_be_had_alone(tmp_path: Path) -> None:
    """Whoever leaves gets their options again; the others see that they are fewer."""
    async with stage(tmp_path, settings=POOLS) as play:
        await two_in_a_pool(play)
        await play.alex.presses("Leave the pool")
        await play.alex.until_offers("Cheapest", timeout=LONG)
        await play.xiaolin.until_says("目前1个订单", timeout=LONG)
        await play.xiaolin.presses("取消订单")
        await play.xiaolin.until_says("订单2", "取消")
        await play.admin.sends("/pools")
        await play.admin.until_says("Pools", "nobody is in it any more")


async def test_a_no_after_the_close_plans_for_all_anew(tmp_path: Path) -> None:
    """Somebody else is asked for both orders' part; prices and dates stay, and each customer hears it."""
    async with stage(tmp_path, settings=POOLS) as play:
        await two_in_a_pool(play)
        await closed(play)
        before = {maker.user_id for maker in play.asked()}
        first = play.asked()[0]
        await decline(first)
        await play.alex.until_says("Order 1: a change", "Price and date stay as agreed", timeout=LONG)
        await play.xiaolin.until_says("订单2", "有变动", timeout=LONG)
        await play.until(lambda: {maker.user_id for maker in play.asked()} - before, LONG)
        await all_say_yes(play)
        await play.alex.until_says("Every maker of order 1 has said yes", timeout=LONG)


async def test_one_leaves_after_the_close_and_the_other_is_made(tmp_path: Path) -> None:
    """They are told what it costs by now, and nobody else pays for it."""
    async with stage(tmp_path, settings=POOLS) as play:
        await two_in_a_pool(play)
        await closed(play)
        await all_say_yes(play)
        await play.xiaolin.presses("取消订单")
        await play.xiaolin.until_says("¥", "确定", timeout=LONG)
        await play.xiaolin.presses("是的")
        await play.xiaolin.until_says("订单2", "已取消", timeout=LONG)
        async with play.application.database.transaction() as tx:
            first, second, whole = [await tx.orders.get(n) for n in (1, 2, 3)]
        assert first is not None
        assert second is not None
        assert whole is not None
        assert second.status == OrderStatus.CANCELLED.value
        owed, promise = order_of(second).owed, order_of(second).promise
        assert owed is not None
        assert promise is not None
        assert 0 < owed <= promise.price
        assert first.status == whole.status == OrderStatus.CONFIRMED.value


async def test_friends_come_by_the_link(tmp_path: Path) -> None:
    """The link begins an order of the same kind, and its options show the friends' pool."""
    async with stage(tmp_path, settings=POOLS) as play:
        await joined(play.alex, WISH, "Start a pool")
        link = (await play.alex.until_says("Send them this")).text
        token = re.search(r"start=(pool_[\w-]+)", link)
        assert token is not None
        await play.xiaolin.sends(f"/start {token[1]}")
        await play.xiaolin.until_says("有人请您一起拼连帽衫")
        await play.xiaolin.sends("20件藏青色，金属拉链，L码，后背印花，送到上海")
        await play.xiaolin.until_offers("拼单：一起做", timeout=LONG)
        assert "朋友的连帽衫拼单" in play.xiaolin.transcript()
        maker = play.suppliers()[0]
        await maker.sends(f"/start {token[1]}")
        await maker.until_says("商家的聊天")


async def test_admins_steer_pools_and_nobody_else_does(tmp_path: Path) -> None:
    """It is shown, extended and closed by number; a customer who tries gets the answer to an unknown command."""
    async with stage(tmp_path, settings=POOLS) as play:
        await two_in_a_pool(play)
        await play.alex.sends("/pool 1 close")
        await play.application.settled()
        assert "It closes now" not in play.alex.transcript()
        await play.admin.sends("/pool 1 extend 24")
        await play.admin.until_says("2 orders", "It closes later")
        await play.admin.sends("/pool 1 close")
        await play.admin.until_says("It closes now")
        await play.alex.until_says("The pool has closed: 2 orders are made together", timeout=LONG)
        await play.admin.sends("/pool 1 close")
        await play.admin.until_says("has closed already")
        await play.admin.sends("/pools")
        await play.admin.until_says("made as order 3", "less than alone")
