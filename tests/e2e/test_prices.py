"""Prices by file: handed out, sent back with faults, corrected, used by the next quote."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.files import SentFile
from bot.services.people import Sender
from bot.services.price_table import table_of
from bot.services.table_files import csv_of, read_table, xlsx_of
from planner.domain.errors import NotAllowed
from tests.e2e.stage import stage
from tests.e2e.test_steering import jobs_of
from tests.e2e.test_workshop import as_served, next_order, sewn

SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


async def test_a_file_is_corrected_and_counts(tmp_path: Path) -> None:
    """/prices hands out a workbook; with a fault it is refused with row and column, corrected it says what it would
    change, and after the tap the next plan pays those prices, while what is agreed costs what it did."""
    async with stage(tmp_path) as play:
        job, maker = await sewn(play)
        await maker.sends("/prices")
        await maker.until_says("Your prices", "setup", "fill in one of these files")
        sent = await maker.until(
            lambda chat: [m for m in chat if m.document is not None and m.document.name == "prices.xlsx"]
        )
        assert sent
        catalogue = play.trades["apparel"].catalogue
        rows = table_of(as_served(play, job.supplier).supplier.offers, catalogue, "en")
        wrong = [row[:] for row in rows]
        wrong[1][2] = "cheap"
        await maker.sends_file("prices.csv", csv_of(wrong), "text/csv")
        await maker.until_says("Nothing is changed", "Row 2, unit price", "“cheap” is no number")
        rows[1][3] = "1.00"
        await maker.sends_file("prices.xlsx", xlsx_of(rows), SHEET)
        shown = await maker.until_says("This would change:", "setup ¥130.00 → ¥1.00")
        before = as_served(play, job.supplier)
        await maker.presses("Use it", shown.id)
        await maker.until_says("👍 Noted: Prices")
        await play.application.settled()
        assert before != as_served(play, job.supplier)
        taken = next(one for one in await next_order(play) if one.supplier == job.supplier)
        assert taken.run.cost == job.run.cost - 12_900
        assert job.run.cost == next(one for one in await jobs_of(play) if one.number == job.number).run.cost


async def test_leave_it(tmp_path: Path) -> None:
    """After "Leave it" nothing is stored, and a file that changes nothing asks for no tap."""
    async with stage(tmp_path) as play:
        job, maker = await sewn(play)
        rows = table_of(as_served(play, job.supplier).supplier.offers, play.trades["apparel"].catalogue, "zh")
        await maker.sends_file("价格.csv", csv_of(rows), "text/csv")
        await maker.until_says("These are your prices already")
        rows[1][3] = "99"
        gbk = "\n".join(";".join(row) for row in rows).encode("gbk")
        await maker.sends_file("价格.csv", gbk, "text/csv", caption="我的价格")
        shown = await maker.until_says("This would change:", "¥99.00")
        await maker.presses("Leave it", shown.id)
        await maker.until_says("nothing is changed")
        async with play.application.database.transaction() as tx:
            assert not await tx.supplier_records.all()


async def test_files_that_are_no_prices(tmp_path: Path) -> None:
    """What can't be read, is too large, or is something else than its name says, is refused in words; a consumer's
    table is no price list, and nobody but suppliers gets at the desk."""
    async with stage(tmp_path) as play:
        _, maker = await sewn(play)
        await maker.sends_file("prices.xlsx", b"nothing of the kind", SHEET)
        await maker.until_says("I can't read this file")
        await maker.sends_file("prices.csv", b"a,b\n" * 1000, "text/csv")
        await maker.until_says("too large for a list of prices")
        await maker.sends_file("prices.csv", b"a", "image/png")
        await maker.until_says("something else than its name says", "csv, xlsx")
        await maker.sends_file("prices.csv", b"a" * 10_000_001, "text/csv")
        await maker.until_says("too large for me")
        desk, stranger = play.application.use_cases.prices, Sender(play.alex.user_id, "Alex")
        with pytest.raises(NotAllowed):
            await desk.show(stranger, None)
        with pytest.raises(NotAllowed):
            await desk.received(stranger, SentFile("a.csv", 3), b"a,b", None)
        assert read_table("csv", b"a,b") == [["a", "b"]]
