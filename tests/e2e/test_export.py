"""Admins take orders away as files: tables for people, JSON for programs; all of them, or those of some days."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.shown import ShownMessage
from bot.services.codec import order_state
from bot.services.notices import notify
from bot.services.people import Sender
from bot.telegram.render.keyboard import PREFIX
from planner.domain.errors import NotAllowed
from planner.domain.order import Order, OrderStatus
from storage.ports import Action
from tests.e2e.stage import ALEX, XIAOLIN, Stage, stage
from tests.e2e.test_answers_of_makers import all_accept, placed
from tests.e2e.test_changing import taps
from tests.e2e.test_steering import jobs_of
from tests.e2e.test_whole_life import made

OCTOBER = datetime(2026, 10, 31, 15, 59, tzinfo=UTC)
NOVEMBER = datetime(2026, 10, 31, 16, 0, tzinfo=UTC)


async def past(play: Stage, count: int, at: datetime, consumer: int = ALEX) -> None:
    """So many old orders, made at that moment."""
    state = order_state(Order(0, "apparel", consumer, "en", status=OrderStatus.CANCELLED))
    async with play.application.database.transaction() as tx:
        for _ in range(count):
            await tx.orders.create("apparel", consumer, "cancelled", state, at)


async def document(play: Stage, name: str, ending: str = "csv") -> bytes:
    """The file of that beginning that the admin has got, as Telegram keeps it."""

    def fitting(chat: list[ShownMessage]) -> list[ShownMessage]:
        return [
            m
            for m in chat
            if m.document is not None and m.document.name.startswith(name) and m.document.name.endswith(ending)
        ]

    found = fitting(await play.admin.until(fitting, 30, f"a file {name}"))[-1].document  # type: ignore[arg-type]
    assert found is not None
    file = play.server.telegram.files.by_unique_id(found.id)
    assert file is not None
    return file.content


def table(content: bytes) -> list[dict[str, str]]:
    """The rows of a file that begins with the mark of UTF-8."""
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


async def exported(play: Stage, words: str) -> dict[str, Any]:
    """What /export json WORDS brings."""
    await play.admin.sends(f"/export json {words}")
    span = f"{words.replace(' ', '_')}." if words else ""
    found: dict[str, Any] = json.loads(await document(play, f"orders-{span}", "json"))
    return found


async def test_orders_and_their_jobs_as_tables(tmp_path: Path) -> None:
    """/export brings a table of orders and one of jobs: what, how many, for how much, by when, how well; and nothing
    that says who the consumer is."""
    async with stage(tmp_path) as play:
        await past(play, 1, OCTOBER, XIAOLIN)
        await placed(play)
        await all_accept(play)
        await made(play)
        await taps(play.alex, "It has come")
        await taps(play.alex, "⭐⭐⭐⭐⭐")
        await play.alex.until_says("Thank you!")
        await play.admin.sends("/export")
        orders, jobs = table(await document(play, "orders-")), table(await document(play, "jobs-"))
        assert [row["Order"] for row in orders] == ["1", "2"]
        mine = orders[1]
        assert (mine["Products"], mine["Pieces"], mine["Stars"], mine["State"]) == ("30 × hoodie", "30", "5", "done")
        assert (mine["Customer"], mine["Currency"]) == ("C2", "CNY")
        assert float(mine["Price"]) > float(mine["Cost"]) > 0
        assert mine["Arrived"]
        assert mine["Promised for"] > "2026"
        assert {row["Order"] for row in jobs} == {"2"}
        assert {row["State"] for row in jobs} == {"done"}
        assert len(jobs) == int(mine["Jobs"]) >= 2
        said = " ".join(" ".join(row.values()) for row in [*orders, *jobs])
        assert "Alex" not in said
        assert str(ALEX) not in said
        await play.admin.sends("/audit")
        await play.admin.until_says("took orders away as files")


async def test_in_chinese_and_for_programs(tmp_path: Path) -> None:
    """The same in the reader's language; as JSON each order has its jobs inside."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.admin.sends("/language zh")
        await play.admin.sends("/export")
        (mine,) = table(await document(play, "orders-"))
        assert mine["产品"].startswith("30 × ")
        assert mine["状态"] == "正在问厂家"
        found = await exported(play, "")
        (order,) = found["orders"]
        assert order["items"][0]["product"] == "hoodie"
        assert [job["job"] for job in order["jobs"]] == [f"1-{job.number}" for job in await jobs_of(play)]
        assert {job["state"] for job in order["jobs"]} == {"offered"}
        await play.admin.sends("/help")
        await play.admin.until_says("/export 2026-10：把一个月的订单导出为文件")


async def test_a_month_or_some_days(tmp_path: Path) -> None:
    """Only the orders made in that time, by the days of the business; where there are none, or the time is no time,
    that is said."""
    async with stage(tmp_path) as play:
        await past(play, 2, OCTOBER)
        await past(play, 3, NOVEMBER)
        assert [order["order"] for order in (await exported(play, "2026-10"))["orders"]] == [1, 2]
        assert [order["order"] for order in (await exported(play, "2026-11-01 2026-11-02"))["orders"]] == [3, 4, 5]
        assert {order["customer"] for order in (await exported(play, "2026-11"))["orders"]} == {"C1"}
        await play.admin.sends("/export 2025-01")
        await play.admin.until_says("There are no orders in that time")
        await play.admin.sends("/export last month please")
        await play.admin.until_says("I don't know that time", "/export 20", "(some days)")


async def test_a_long_one_is_stopped(tmp_path: Path) -> None:
    """A long export says how far it is; a tap on Stop ends it, nothing is sent, and nothing of it is kept."""
    async with stage(tmp_path) as play:
        await past(play, 400, OCTOBER)
        play.application.use_cases.exports._page = 1
        await play.admin.sends("/export")
        going = await play.admin.until_says("Reading the orders:", "of 400")
        await play.admin.sends("/export json")
        await play.admin.until_says("An export is on its way already")
        await play.admin.presses("Stop", going.id)
        stopped = await play.admin.until_says("📤 Stopped. Nothing is sent.")
        assert stopped.id == going.id
        assert not stopped.all_buttons
        await play.application.settled()
        assert not any(m.document for m in play.admin.from_bot)
        async with play.application.database.transaction() as tx:
            assert await tx.follow_ups.pending(0) == []


async def test_killed_and_started_again(tmp_path: Path) -> None:
    """A process that ends in the middle loses nothing: the next one goes on, and each order is in the file once."""
    async with stage(tmp_path) as play:
        await past(play, 150, OCTOBER)
        play.application.use_cases.exports._page = 1
        await play.admin.sends("/export json")
        await play.admin.until_says("Reading the orders:")
    async with stage(tmp_path) as play:
        play.application.use_cases.exports._page = 7
        found = json.loads(await document(play, "orders-", "json"))
        assert [order["order"] for order in found["orders"]] == [*range(1, 151)]
        await play.admin.until_says("📤 Done")


async def test_too_much_for_a_file(tmp_path: Path) -> None:
    """Over the limit nothing is sent, and the answer says how to take less; nothing of it is kept."""
    async with stage(tmp_path) as play:
        await past(play, 30, OCTOBER)
        exports = play.application.use_cases.exports
        exports._page, exports._largest = 10, 5_000
        await play.admin.sends("/export 2026-10")
        await play.admin.until_says("more than 10 MB", "/export 2026-10-01 2026-10-15")
        await play.application.settled()
        assert not any(m.document for m in play.admin.from_bot)
        async with play.application.database.transaction() as tx:
            assert await tx.follow_ups.pending(0) == []


async def test_files_that_come_late(tmp_path: Path) -> None:
    """A name that office programs would take for a formula is text in the table; without its parts a file says so."""
    async with stage(tmp_path) as play:
        office = play.application.use_cases.office
        job: dict[str, Any] = {
            "job": "7-1",
            "name": "=cmd|' /C calc'!A0",
            "maker": "@SUM(1)",
            "state": "ready",
            "quantity": "3",
        }
        job |= dict.fromkeys(("lost", "cost", "first_day", "ready", "asked", "reminders", "sent"))
        line = json.dumps({"order": 7, "currency": "CNY", "jobs": [job]})
        facts: dict[str, Any] = {"orders": 1, "jobs": 1, "span": "x", "file": "jobs"}
        async with office.database.transaction() as tx:
            await tx.exports.add("there", 0, line + "\n")
            await notify(tx, office, play.admin.user_id, "export_file", export="there", **facts)
            await notify(tx, office, play.admin.user_id, "export_file", export="gone", **facts)
        office.signals.outbox()
        (row,) = table(await document(play, "jobs-x"))
        assert (row["Work"], row["Maker"], row["Job"]) == ("'=cmd|' /C calc'!A0", "'@SUM(1)", "1")
        await play.admin.until_says("These files are no longer there", "/export")


async def test_nobody_else_exports(tmp_path: Path) -> None:
    """Consumers and makers get no file by command, and none by a forged button; the use case itself refuses."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        exports, office = play.application.use_cases.exports, play.application.use_cases.office
        for person in (play.alex, play.xiaolin, makers[0]):
            await person.sends("/export")
            await person.until(lambda chat: any("/help" in m.text and m.from_bot for m in chat))
            with pytest.raises(NotAllowed):
                await exports.begin(Sender(person.user_id, person.name), "", None)
            action = Action(f"forged-{person.user_id}", person.user_id, "export_stop", {"name": "x"}, None, 0, OCTOBER)
            async with office.database.transaction() as tx:
                with pytest.raises(NotAllowed):
                    await exports.stop(tx, person.user_id, "x")
                await tx.actions.put(action)
            query = await person.presses_data(person.from_bot[-1].id, PREFIX + action.id)
            await person.until_answered(query)
            assert not any(m.document for m in person.from_bot)


async def test_what_can_not_be_read_is_said(tmp_path: Path) -> None:
    """An export that fails again and again is given up, in words to whoever waits; nothing of it is kept, and the next
    one, of other days, works."""
    async with stage(tmp_path) as play:
        async with play.application.database.transaction() as tx:
            await tx.orders.create("apparel", ALEX, "draft", {"status": "no such status"}, OCTOBER)
        await past(play, 1, NOVEMBER)
        await play.admin.sends("/export 2026-10")
        for _ in range(9):
            await play.later(timedelta(minutes=10))
        await play.admin.until_says("That didn't work", "/export")
        assert [order["order"] for order in (await exported(play, "2026-11"))["orders"]] == [2]
        async with play.application.database.transaction() as tx:
            assert [row.kind for row in await tx.follow_ups.pending(0)] == ["export_over"]
        await play.later(timedelta(days=1, minutes=1))
        async with play.application.database.transaction() as tx:
            assert await tx.follow_ups.pending(0) == []
