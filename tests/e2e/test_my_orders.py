"""A consumer looks up orders, and orders one again, with changes."""

from __future__ import annotations

from pathlib import Path

from bot.services.codec import order_state
from planner.domain.order import Order, OrderStatus
from tests.e2e.stage import ALEX, Stage, stage
from tests.e2e.test_answers_of_makers import all_accept, placed
from tests.e2e.test_changing import taps
from tests.e2e.test_whole_life import made


async def past(play: Stage, count: int) -> None:
    """So many old orders of Alex's."""
    async with play.application.database.transaction() as tx:
        now = play.application.use_cases.office.now()
        for _ in range(count):
            order = Order(0, "apparel", ALEX, "en", status=OrderStatus.CANCELLED)
            await tx.orders.create("apparel", ALEX, "cancelled", order_state(order), now)


async def test_a_finished_order_is_ordered_again(tmp_path: Path) -> None:
    """From the list to the order, and from there a new one like it, which can be changed before it is chosen."""
    async with stage(tmp_path) as play:
        await placed(play)
        await all_accept(play)
        await made(play)
        await taps(play.alex, "It has come")
        await taps(play.alex, "⭐⭐⭐⭐⭐")
        await play.alex.until_says("Thank you!")
        await play.alex.sends("/orders")
        await play.alex.until_says("Your orders", "Tap a number")
        await taps(play.alex, "#1")
        await play.alex.until_says("Order 1: done", "30 × hoodie", "🏁")
        await taps(play.alex, "🔁 Order it again")
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.sends("but in black")
        await play.alex.until(lambda chat: any("as I understand it" in m.text and "black" in m.text for m in chat), 30)
        async with play.application.database.transaction() as tx:
            assert await tx.orders.get(2) is not None


async def test_old_orders_are_found_page_by_page(tmp_path: Path) -> None:
    """Eight at a time, the newest first; a button goes on to older ones, and nobody sees anybody else's."""
    async with stage(tmp_path) as play:
        await past(play, 12)
        await play.alex.sends("/orders")
        newest = await play.alex.until_says("Your orders", "12:")
        assert "4:" not in newest.text.replace("14:", "")
        await play.alex.presses("Older", newest.id)
        await play.alex.until_says("Your orders", "4: ", "1: ")
        await play.xiaolin.sends("/orders")
        await play.application.settled()
        assert not any("12:" in m.text for m in play.xiaolin.from_bot)


async def test_a_draft_is_taken_up_again(tmp_path: Path) -> None:
    """Whoever starts again finds the order they were writing: one tap shows all of it anew, with the next question."""
    async with stage(tmp_path) as play:
        await play.alex.sends("I need 30 navy hoodies with a metal zip to Hangzhou")
        await play.alex.until_says("Which size?")
        for _ in range(3):
            await play.alex.sends("what about the weather?")
        await play.alex.sends("/start")
        await play.alex.until_says("Shall we go on?", "30 × hoodie")
        before = play.alex.from_bot[-1].id
        await play.alex.presses("Go on with it")
        await play.alex.until(lambda chat: any(m.id > before and "as I understand it" in m.text for m in chat))
        await play.alex.until(lambda chat: any(m.id > before and "Which size?" in m.text for m in chat))
        await play.alex.sends("/orders")
        await taps(play.alex, "#1")
        await play.alex.until_offers("Go on with it")
        await play.alex.presses("Cancel the order")
        await play.alex.until_says("is cancelled")
        await play.alex.presses("Go on with it")
        await play.application.settled()
        assert not any("Which size?" in m.text and m.all_buttons for m in play.alex.from_bot)


async def test_where_is_my_order(tmp_path: Path) -> None:
    """The only one that is being made is shown whole, and so is one that is named; somebody else's is not."""
    async with stage(tmp_path) as play:
        await past(play, 2)
        await play.alex.sends("/start")
        await placed(play)
        await all_accept(play)
        await play.alex.sends("Where is my order?")
        shown = await play.alex.until_says("Order 3: confirmed", "30 × hoodie", "is confirmed")
        await play.alex.sends("what's the status of order 1?")
        await play.alex.until_says("Order 1: cancelled")
        await play.xiaolin.sends("订单3到哪了？")
        await play.application.settled()
        assert not any("30" in m.text for m in play.xiaolin.from_bot)
        assert shown.button("Cancel the order")


async def test_the_same_again_in_words(tmp_path: Path) -> None:
    """A new order like the last one, with what is to be different; without an order before, nothing is made up."""
    async with stage(tmp_path) as play:
        await play.alex.sends("the same as last time, please")
        await play.alex.until(lambda chat: any(m.from_bot for m in chat))
        assert not any("as I understand it" in m.text for m in play.alex.from_bot)
        await placed(play)
        await play.alex.sends("The same again, but 40 in black, 15 M and 25 L")
        card = await play.alex.until_says("as I understand it", "40 × hoodie", "black", "15 × M", "metal zip")
        assert "navy" not in card.text
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.sends("/cancel")
        await play.alex.until_says("is cancelled")
        await play.alex.sends("same as order 1")
        await play.alex.until_says("as I understand it", "30 × hoodie", "navy")
