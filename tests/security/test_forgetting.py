"""Being forgotten: at one's word, and with time."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.runtime.settings import load_settings
from bot.services.codec import order_of, order_state
from bot.services.pools.codec import new_row, pool_of
from bot.services.privacy import BLANK, NOBODY, forget_member
from bot.services.retention import Keeping, Retention
from planner.domain.order import Member, Order, OrderStatus, Promise, Waiting
from planner.domain.pooling import Pool, PoolMember
from storage.database import open_database
from tests.contract.times import NOW
from tests.e2e.stage import ALEX, Stage, all_trades, stage
from tests.e2e.test_answers_of_makers import all_accept, placed
from tests.security.people import TRADE, joins, token_in, without_chat

WISH = "30 navy hoodies, size M, no zip, print saying “Petronella loves Balduin”, to Hangzhou"
OWN_WORDS = ("Petronella", "Balduin", "Quirinius", "petronella-logo")


async def quirinius(play: Stage) -> None:
    """Somebody with a name of his own, a wish in his own words, and a picture, who then stops short of ordering."""
    person = await joins(play, 5005, "Quirinius")
    await person.sends(WISH)
    await person.until(lambda chat: any("hoodie" in m.text for m in chat if m.from_bot))
    await person.sends_file("petronella-logo.png", b"x", "image/png")
    await play.application.settled()


def dumped(file: Path) -> str:
    with sqlite3.connect(file) as database:
        return "\n".join(database.iterdump())


def found_in(file: Path, *words: str) -> list[str]:
    """Which of the words are anywhere in the database, as they are or as JSON escapes them."""
    dump = dumped(file)
    return [word for word in words if word in dump]


async def test_forgetting_takes_a_second_look(tmp_path: Path) -> None:
    """/forget alone says what would happen, and does nothing; /forget_yes and "/forget yes" do it."""
    async with stage(tmp_path) as play:
        await quirinius(play)
        person = play.server.person(5005)
        await person.sends("/forget")
        await person.until_says("Shall I forget you?", "/forget_yes")
        assert found_in(tmp_path / "bespoke.db", *OWN_WORDS) == list(OWN_WORDS)
        await person.sends("/forget_yes")
        await person.until_says("I have forgotten you")
        await play.xiaolin.sends("你好")
        await play.xiaolin.sends("/forget yes")
        await play.xiaolin.until_says("我已经忘记您了")


async def test_nothing_is_left_of_a_person(tmp_path: Path) -> None:
    """Name, messages, wordings and file names are gone from every table, once what was under way is purged."""
    async with stage(tmp_path) as play:
        await quirinius(play)
        person = play.server.person(5005)
        await person.sends("/forget yes")
        await person.until_says("I have forgotten you")
        await play.later(timedelta(days=9))
        await play.application.retention.sweep()
        async with play.application.database.transaction() as tx:
            row = await tx.orders.get(1)
            trail = [event.event for event in await tx.audit.of(1)]
        assert row is not None
        assert (row.consumer, row.status) == (NOBODY, OrderStatus.CANCELLED.value)
        assert trail[-1] == "cancelled"
    assert found_in(tmp_path / "bespoke.db", *OWN_WORDS) == []


async def test_the_books_stay_right(tmp_path: Path) -> None:
    """An order that was made keeps its number, product, quantity, price, jobs and trail, without whom it was for."""
    async with stage(tmp_path) as play:
        await placed(play)
        await all_accept(play)
        await play.alex.until_says("Confirmed!")
        await play.alex.sends("/cancel")
        await play.alex.presses("Yes, call it off", await play.alex.until_says("Really"))
        await play.alex.until_says("is cancelled")
        await play.application.settled()
        async with play.application.database.transaction() as tx:
            before, trail = await tx.orders.get(1), await tx.audit.of(1)
        await play.alex.sends("/forget yes")
        await play.alex.until_says("I have forgotten you")
        async with play.application.database.transaction() as tx:
            after = await tx.orders.get(1)
            assert await tx.audit.of(1) == trail
            assert await tx.orders.of_consumer(ALEX, 5) == []
        assert before is not None
        assert after is not None
        assert {k: v for k, v in before.state.items() if k not in ("spec", "consumer", "unknown")} == {
            k: v for k, v in after.state.items() if k not in ("spec", "consumer", "unknown")
        }
        items = [(i["product"], i["quantity"]) for i in before.state["spec"]["items"]]
        assert [(i["product"], i["quantity"]) for i in after.state["spec"]["items"]] == items
        said = {e["said"] for i in after.state["spec"]["items"] for e in i["attributes"]}
        assert said <= {"", BLANK}
        await play.admin.sends("/order 1")
        await play.admin.until_says("asked to be forgotten")


async def test_orders_with_makers_come_first(tmp_path: Path) -> None:
    """While makers are at work for somebody, they can't be forgotten, and hear why."""
    async with stage(tmp_path) as play:
        await placed(play)
        for words in ("/forget", "/forget yes"):
            await play.alex.sends(words)
            await play.alex.until_says("Makers are at work for you")
        async with play.application.database.transaction() as tx:
            person = await tx.people.get(ALEX)
        assert person is not None
        assert person.name == "Alex"


async def test_suppliers_can_go_too(tmp_path: Path) -> None:
    """A connected supplier without jobs is disconnected and forgotten; one in the file is told whom to ask."""
    async with stage(tmp_path, trades=without_chat("tidal_knits")) as play:
        lin = await joins(play, 5001, "Lin")
        await play.admin.sends("/invite tidal_knits")
        link = await play.admin.until_says("?start=")
        await lin.sends(f"/start {token_in(link.text)}")
        await lin.until_says("You now speak for")
        await lin.sends("/forget yes")
        await lin.until_says("I have forgotten you")
        assert play.application.use_cases.office.trades[TRADE].book.partners["tidal_knits"].telegram is None
        listed = play.suppliers()[0]
        await listed.sends("/forget yes")
        await listed.until(lambda chat: any("list" in m.text or "名单" in m.text for m in listed.from_bot))
        assert play.application.use_cases.office.trades.partner_of_chat(listed.user_id) is not None


async def test_the_day_after_somebody_comes_back(tmp_path: Path) -> None:
    """Whoever was forgotten is met as for the first time."""
    async with stage(tmp_path) as play:
        await quirinius(play)
        person = play.server.person(5005)
        await person.sends("/forget yes")
        await person.until_says("I have forgotten you")
        await person.sends("/orders")
        await person.until_says("no orders yet")


async def test_time_lets_go_of_what_is_old(tmp_path: Path) -> None:
    """Raw updates and messages go a week after they were dealt with, contacts ninety days after; drafts with them."""
    async with stage(tmp_path) as play:
        await quirinius(play)
        retention = play.application.retention
        await play.later(timedelta(days=6))
        assert (await retention.sweep()).updates == 0
        await play.later(timedelta(days=2))
        assert (await retention.sweep()).updates > 0
        await play.later(timedelta(days=80))
        assert (await retention.sweep()).people == 0
        assert "Quirinius" in dumped(tmp_path / "bespoke.db")
        await play.later(timedelta(days=4))
        assert (await retention.sweep()).people == 1
        await play.later(timedelta(days=9))
        await retention.sweep()
    assert found_in(tmp_path / "bespoke.db", *OWN_WORDS) == []


async def test_those_who_work_with_us_are_not_forgotten(tmp_path: Path) -> None:
    """Admins and suppliers stay, however long they are silent; so does whoever has an order under way."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.admin.sends("/stats")
        await play.admin.until_says("Orders")
        maker = play.suppliers()[0]
        await maker.sends("/jobs")
        await maker.until(lambda chat: any(m.from_bot for m in chat))
        await play.application.settled()
        play.clock.add(timedelta(days=200))
        assert (await play.application.retention.sweep()).people == 0


async def test_once_a_day_by_one_process(tmp_path: Path) -> None:
    """Of all processes one sweeps, once a day, also over restarts; a failure is made up for."""
    async with stage(tmp_path) as play:
        office, privacy = play.application.use_cases.office, play.application.use_cases.privacy
        retention, other = play.application.retention, Retention(office, privacy, Keeping())
        await retention.daily()
        assert [await retention.daily(), await other.daily()] == [None, None]
        play.clock.add(timedelta(days=1, minutes=1))
        with pytest.raises(OverflowError):
            await Retention(office, privacy, Keeping(updates=timedelta.max)).daily()
        swept = [await other.daily(), await retention.daily()]
        assert [found is None for found in swept] == [False, True]


def test_the_settings_say_for_how_long() -> None:
    """KEEP_UPDATES_DAYS and KEEP_CONTACTS_DAYS are days; the defaults are a week, and ninety days."""
    assert load_settings(None).keeping == Keeping(timedelta(days=7), timedelta(days=90))
    assert load_settings(None, keep_updates_days=3).keeping.updates == timedelta(days=3)


async def test_nothing_of_a_pool_leads_to_somebody_who_is_forgotten(tmp_path: Path) -> None:
    """The order that was made for several, and the pool before it, go on without their number; others' stay."""
    database = await open_database(f"sqlite:///{tmp_path / 'bespoke.db'}", create=True)
    day = NOW.date()
    promise = Promise(900, day, day)
    waiting = Waiting(1, "t", 1000, 900, None, 2, 30, NOW, day)
    pool = Pool(1, "apparel", "hoodie", "t", NOW, NOW)
    inside = tuple(PoolMember(n, 70 + n, 15, 1000, day, NOW, NOW) for n in (1, 2))
    members = tuple(Member(n, 70 + n, (n - 1,), "12 Back Lane, door 4", promise) for n in (1, 2))
    own = Order(1, "apparel", 71, "en", status=OrderStatus.CLOSED, promise=promise, within=2, waiting=waiting)
    whole = Order(2, "apparel", 0, "en", status=OrderStatus.CLOSED, promise=promise, members=members)
    async with database.transaction() as tx:
        for order in (own, whole):
            await tx.orders.create("apparel", order.consumer, order.status.value, order_state(order), NOW)
        await tx.pools.create(new_row(replace(pool, members=inside)))
    async with database.transaction() as tx:
        await forget_member(tx, own, all_trades()["apparel"].book, NOW)
    async with database.transaction() as tx:
        row, made = await tx.orders.get(2), await tx.pools.get(1)
    assert row is not None
    assert made is not None
    assert [(m.consumer, m.destination) for m in order_of(row).members] == [(0, ""), (72, "12 Back Lane, door 4")]
    assert [m.consumer for m in pool_of(made).members] == [0, 72]
    await database.close()
