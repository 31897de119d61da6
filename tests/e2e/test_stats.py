"""/stats: the orders of the last days as a picture, and everything counted in the reader's words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.images import size_of
from bot.services.codec import order_state
from bot.services.people import Sender
from planner.domain.errors import NotAllowed
from planner.domain.order import Order, OrderStatus
from tests.e2e.stage import ALEX, Stage, stage
from tests.e2e.test_answers_of_makers import placed
from tests.e2e.test_pictures import drawn, pictures


async def days_of_orders(play: Stage) -> int:
    """Two weeks of orders, more from day to day, in all states; how many they are."""
    office, count = play.application.use_cases.office, 0
    states = [*OrderStatus]
    async with office.database.transaction() as tx:
        for back in range(16):
            for n in range(1 + (16 - back) // 2):
                status = states[(back * 3 + n * 7) % len(states)]
                order = Order(0, "apparel", ALEX, "en", status=status)
                at = office.now() - timedelta(days=back)
                await tx.orders.create("apparel", ALEX, status.value, order_state(order), at)
                count += back < 14
    return count


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", ("asking the makers", "Next follow-up")), ("zh", ("订单", "正在问厂家"))],
)
async def test_orders_by_day_are_drawn(language: str, said: tuple[str, ...], tmp_path: Path) -> None:
    """The picture comes with the numbers under it, in the reader's language; other orders make another picture."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.admin.sends(f"/language {language}")
        await play.admin.sends("/stats")
        first = await play.admin.until_says(*said)
        assert first.photo is not None
        assert size_of(drawn(play, first)) is not None
        await days_of_orders(play)
        await play.admin.sends("/stats")
        await play.admin.until(lambda chat: sum(m.photo is not None for m in chat) == 2)
        assert drawn(play, pictures(play.admin)[-1]) != drawn(play, first)


async def test_without_orders_there_are_only_words(tmp_path: Path) -> None:
    """Where nothing was ordered there is nothing to draw."""
    async with stage(tmp_path) as play:
        await play.admin.sends("/stats")
        answer = await play.admin.until_says("Orders: 0", "Nothing to follow up")
        assert answer.photo is None


async def test_only_admins_see_the_numbers(tmp_path: Path) -> None:
    """Consumers and makers get neither picture nor numbers, whichever way they ask."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        for person in (play.alex, makers[0]):
            shown = len(pictures(person))
            await person.sends("/stats")
            await play.application.settled()
            assert len(pictures(person)) == shown
            assert not any("Messages received" in m.text or "收到的消息" in m.text for m in person.from_bot)
            with pytest.raises(NotAllowed):
                await play.application.use_cases.admin.stats(Sender(person.user_id, person.name), None)
