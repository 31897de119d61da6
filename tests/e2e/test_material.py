"""A maker orders material for its own workshop, as anybody would, while it goes on answering its jobs."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.codec import order_of
from planner.domain.order import Order
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import accept, placed
from tests.e2e.test_every_command import answers
from tests.e2e.test_steering import chat_of


async def newest(play: Stage, chat: int) -> Order:
    await play.application.settled()
    async with play.application.database.transaction() as tx:
        rows = await tx.orders.of_consumer(chat, limit=1)
    return order_of(rows[0])


def dyer(play: Stage) -> str:
    """A supplier who dyes, and so could be a maker of dyed cloth itself."""
    book = play.application.use_cases.office.trades["apparel"].book
    return min(
        (p for p in book.partners.values() if any(o.process == "dyeing" for o in p.supplier.offers)),
        key=lambda p: min(o.charge(200) for o in p.supplier.offers if o.process == "dyeing"),
    ).id


@pytest.mark.parametrize(
    ("language", "words", "cheapest"),
    [
        ("en", "I need 200 m of navy cotton for my workshop", "Cheapest"),
        ("zh", "我们车间需要200米藏青棉布", "最便宜"),
    ],
)
async def test_cloth_for_the_workshop(tmp_path: Path, language: str, words: str, cheapest: str) -> None:
    """Said in words, it becomes an order to the maker's own city, which others make though the maker could itself."""
    async with stage(tmp_path) as play:
        name = dyer(play)
        maker = chat_of(play, name)
        await answers(play, maker, f"/language {language}")
        await maker.sends(words)
        await maker.until_offers(cheapest, timeout=30)
        office = play.application.use_cases.office
        partner = office.trades["apparel"].book.partners[name]
        order = await newest(play, maker.user_id)
        (item,) = order.spec.items
        assert (item.product, item.quantity) == ("cloth", 200)
        assert office.trades["apparel"].book.zone_of(order.spec.destination or "") == partner.supplier.zone
        for priced in order.options:
            assert {run.process for run in priced.option.plan.runs} == {"knitting", "dyeing"}
            assert name not in {run.supplier for run in priced.option.plan.runs}
        await maker.presses(cheapest)
        await play.until(lambda: play.asked())
        assert maker.user_id not in {person.user_id for person in play.asked()}


async def test_a_maker_orders_and_answers(tmp_path: Path) -> None:
    """While it writes an order, a maker still answers its offers: by button, by reply, and with a plain yes; what else
    it writes is about the order, until that is placed or dropped."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        maker = makers[0]
        await answers(play, maker, "/language en")
        told = await answers(play, maker, "I need material")
        assert any("What do you need" in text for text in told)
        await answers(play, maker, "I need some cloth by the metre for my workshop")
        assert (await newest(play, maker.user_id)).asking is not None
        await answers(play, maker, "300")
        await answers(play, maker, "black")
        order = await newest(play, maker.user_id)
        assert order.spec.items[0].quantity == 300
        assert play.is_asked(maker)
        await maker.sends("ok")
        await play.until(lambda: not play.is_asked(maker))
        await answers(play, maker, "/cancel")
        assert (await newest(play, maker.user_id)).status.value == "cancelled"
        await accept(makers[1])
        await answers(play, maker, "what do we have to do today?")
        assert "material" in " ".join(await answers(play, maker, "/help"))


async def test_only_makers_have_a_workshop(tmp_path: Path) -> None:
    """A consumer's /material and /pass are unknown commands, and its order goes where it says."""
    async with stage(tmp_path) as play:
        for command in ("/material", "/pass 1-1 5"):
            (told,) = await answers(play, play.alex, command)
            assert "I don't know that command" in told
