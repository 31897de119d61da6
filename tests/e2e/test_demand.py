"""Demand, as it is counted while people order, and as suppliers and admins get to see it."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.runtime.sandbox import with_chats
from bot.sandbox.images import size_of
from bot.sandbox.person import Person
from bot.services.people import Sender
from planner.domain.errors import NotAllowed
from planner.domain.supplier import Trade
from storage.ports import DemandMark
from tests.e2e.stage import ALEX, Stage, all_trades, stage
from tests.e2e.test_answers_of_makers import placed
from tests.e2e.test_pictures import drawn


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


async def crowd(play: Stage, weeks: int = 6, people: int = 9) -> None:
    """Weeks of wishes by many: every day T-shirts in black and red, red ones more of late; purple leather caps that
    nobody makes."""
    office = play.application.use_cases.office
    today = office.today()
    for back in range(7 * weeks, 0, -1):
        day = today - timedelta(days=back)
        async with office.database.transaction() as tx:
            for n in range(people):
                order = 10_000 + back * 100 + n
                colour = "red" if n % 2 else "black"
                pieces = (60 if back <= 7 and colour == "red" else 30) + (n * 7 + back) % 5
                cells = [("", ""), ("colour", colour), ("@city", "hangzhou"), ("@state", "open"), ("fabric", "cotton")]
                marks = [
                    DemandMark(order, "asked", "t_shirt", name, value, "apparel", day, pieces, f"person{n}-{back}")
                    for name, value in cells
                ]
                await tx.demand.replace(order, "asked", day, marks)
            if back % 7 == 3:
                no = DemandMark(
                    50_000 + back, "unmakeable", "t_shirt", "colour", "gold", "apparel", day, 40, f"g{back}"
                )
                await tx.demand.replace(no.order_id, no.outcome, day, [no])


async def dyer(play: Stage) -> Person:
    """A maker who dyes in red and black, but not in gold."""
    for chat in sorted(play.application.use_cases.office.trades.supplier_chats):
        found = play.application.use_cases.office.trades.partner_of_chat(chat)
        assert found is not None
        for offer in found[1].supplier.offers:
            colours = offer.accepts.get("colour", ())
            if offer.process == "dyeing" and {"red", "black"} <= set(colours) and "gold" not in colours:
                maker = play.server.person(chat)
                await maker.sends("/language en")
                await maker.until_says("I'll write in English")
                return maker
    raise AssertionError("nobody dyes like that")


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Demand for what you make", "more than usual", "By Fri", "You have free", "Make this")),
        ("zh", ("您做的东西", "比平时多", "空闲")),
    ],
)
async def test_a_supplier_sees_what_matters_to_its_work(language: str, said: tuple[str, ...], tmp_path: Path) -> None:
    """What has changed in its processes, what is expected with how sure that is, its own free days, and what it would
    get if it made it; with a picture, in its language."""
    async with stage(tmp_path) as play:
        await crowd(play)
        maker = await dyer(play)
        await maker.sends(f"/language {language}")
        await maker.until_says("/language", "English" if language == "en" else "中文")
        await maker.sends("/demand")
        answer = await maker.until_says(*said, timeout=60)
        assert answer.photo is not None
        assert size_of(drawn(play, answer)) is not None


async def test_an_admin_sees_all_of_it(tmp_path: Path) -> None:
    """Products with their values and cities, what nobody can make and what was not understood, a picture; and that it
    was looked at is noted."""
    async with stage(tmp_path) as play:
        await crowd(play)
        office = play.application.use_cases.office
        day = office.today() - timedelta(days=2)
        async with office.database.transaction() as tx:
            for n in range(6):
                mark = DemandMark(n, "not_understood", "hoodie", "@wording", "glitter", "apparel", day, 9, f"w{n}")
                await tx.demand.replace(n, "not_understood", day, [mark])
        await play.admin.sends("/demand")
        answer = await play.admin.until_says("T-shirt", "red", "to Hangzhou", "Nobody could make", timeout=60)
        assert "glitter" in answer.text
        assert answer.photo is not None
        async with office.database.transaction() as tx:
            assert any(event.event == "demand_read" for event in await tx.audit.page(20))


async def test_what_few_people_asked_for_is_seen_by_nobody(tmp_path: Path) -> None:
    """Four people who asked for the same show up neither as a product nor as a value, nor in what nobody can make, for
    suppliers and admins alike; nor does a rare value as the difference to its product."""
    async with stage(tmp_path) as play:
        office = play.application.use_cases.office
        day = office.today() - timedelta(days=8)
        async with office.database.transaction() as tx:
            for n in range(4):
                cells = {"": "", "colour": "red"}
                marks = [
                    DemandMark(n, "asked", "t_shirt", name, value, "apparel", day, 30, f"p{n}")
                    for name, value in cells.items()
                ]
                await tx.demand.replace(n, "asked", day, marks)
                no = DemandMark(n, "unmakeable", "t_shirt", "colour", "purple", "apparel", day, 30, f"p{n}")
                await tx.demand.replace(n, "unmakeable", day, [no])
            for n in range(10, 30):
                colour = "black" if n < 28 else "burgundy"
                marks = [
                    DemandMark(n, "asked", "hoodie", name, value, "apparel", day, 30, f"p{n}")
                    for name, value in {"": "", "colour": colour}.items()
                ]
                await tx.demand.replace(n, "asked", day, marks)
        maker = await dyer(play)
        await maker.sends("/demand")
        seen = await maker.until_says("hoodie", timeout=60)
        await play.admin.sends("/demand")
        overview = await play.admin.until_says("hoodie", timeout=60)
        for text in (seen.text, overview.text):
            assert "600" in text
            for hidden in ("T-shirt", "red", "purple", "burgundy", "540", "Nobody could", "Make this"):
                assert hidden not in text


async def test_consumers_see_no_demand(tmp_path: Path) -> None:
    """Neither by the command nor past it."""
    async with stage(tmp_path) as play:
        await crowd(play, weeks=1)
        await play.alex.sends("/demand")
        await play.until(lambda: play.alex.from_bot)
        assert not any("Demand" in message.text for message in play.alex.from_bot)
        with pytest.raises(NotAllowed):
            await play.application.use_cases.demand.show(Sender(ALEX, "Alex"), "", None)


async def test_a_maker_hears_as_often_as_it_likes(tmp_path: Path) -> None:
    """Nothing by itself at first; once a week from then on, at the hour it named; then daily; then no more."""
    async with stage(tmp_path, start=datetime(2026, 11, 23, 2, tzinfo=UTC)) as play:
        await crowd(play)
        maker = await dyer(play)

        def told() -> int:
            return sum("Demand for what you make" in message.text for message in maker.from_bot)

        await play.later(timedelta(days=8))
        assert told() == 0
        await crowd(play)
        await maker.sends("/demand weekly wed 10")
        await maker.until_says("once a week", "Dec 2")
        await play.later(timedelta(hours=23))
        assert told() == 0
        await play.later(timedelta(hours=2))
        await play.until(lambda: told() == 1, 60)
        await play.later(timedelta(days=6))
        assert told() == 1
        await crowd(play)
        await play.later(timedelta(days=1))
        await play.until(lambda: told() == 2, 60)
        await maker.presses("Tell me daily")
        await maker.until_says("once a day")
        await play.later(timedelta(days=1))
        await play.until(lambda: told() == 3, 60)
        await maker.presses("Don't tell me")
        await maker.until_says("won't write about demand")
        await play.later(timedelta(days=9))
        assert told() == 3


def without(trades: dict[str, Trade], process: str, attribute: str, value: str) -> dict[str, Trade]:
    """Apparel, with nobody left who takes a value."""
    trade = trades["apparel"]
    every = trade.catalogue.choices(attribute)
    partners = {}
    for name, partner in trade.book.partners.items():
        offers = []
        for offer in partner.supplier.offers:
            taken = tuple(v for v in offer.accepts.get(attribute, every) if v != value)
            accepts = {**offer.accepts, attribute: taken} if offer.process == process else offer.accepts
            offers.append(replace(offer, accepts=accepts))
        partners[name] = replace(partner, supplier=replace(partner.supplier, offers=tuple(offers)))
    return {**trades, "apparel": replace(trade, book=replace(trade.book, partners=partners))}


async def test_a_wish_that_nobody_can_make_counts_by_its_value(tmp_path: Path) -> None:
    """The refused value counts as unmakeable; once another is taken instead, that one counts as asked for, and the
    wish for the first still stands."""
    trades = without(with_chats(all_trades()), "dyeing", "colour", "red")
    async with stage(tmp_path, trades=trades) as play:
        await play.alex.sends("I need 30 red hoodies, 10 M and 20 L, to Hangzhou")
        await play.until(lambda: any("red" in m.text.lower() and m.buttons for m in play.alex.from_bot), 30)
        await play.application.settled(30)
        refused = await marks(play, 1, "unmakeable")
        assert {(place, mark.pieces) for place, mark in refused.items()} == {(("colour", "red"), 30)}
        assert await marks(play, 1, "asked") == {}
        await play.alex.sends("make them black")
        await play.alex.until_offers("Cheapest", timeout=30)
        assert ("colour", "black") in await marks(play, 1, "asked")
        assert set(await marks(play, 1, "unmakeable")) == {("colour", "red")}
