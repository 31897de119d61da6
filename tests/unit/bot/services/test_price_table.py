"""Prices in files: written, read, checked whole."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook

from bot.runtime.settings import CATALOGUES
from bot.runtime.trades import load_trades
from bot.services.price_table import differences, offers_in, table_of
from bot.services.table_files import MOST_ROWS, TableError, csv_of, read_table, xlsx_of
from planner.domain.problem import Offer
from planner.domain.supplier import Trade
from planner.domain.supplier_record import recorded

TRADE: Trade = load_trades([CATALOGUES / "apparel.yaml"], [])["apparel"]
WHO = next(p for p in TRADE.book.partners.values() if len(p.supplier.offers) > 1)
OFFERS = WHO.supplier.offers
HEAD = ["process", "from quantity", "unit price", "setup cost", "minimum quantity", "a day", "lead days"]
FIRST = TRADE.catalogue.process_name(OFFERS[0].process, "en")


def read_back(rows: list[list[str]], offers: tuple[Offer, ...]) -> tuple[Offer, ...]:
    found, faults = offers_in(rows, offers, TRADE.catalogue)
    assert not faults
    return recorded(TRADE, WHO.id, {"offers": found}).supplier.offers


@pytest.mark.parametrize("language", ["en", "zh"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_a_file_as_it_was_handed_out_changes_nothing(kind: str, language: str) -> None:
    """Everybody's offers, written to a file and read from it, in either language, are the same offers."""
    for partner in TRADE.book.partners.values():
        rows = table_of(partner.supplier.offers, TRADE.catalogue, language)
        content = csv_of(rows) if kind == "csv" else xlsx_of(rows)
        found, faults = offers_in(read_table(kind, content), partner.supplier.offers, TRADE.catalogue)
        assert not faults
        assert recorded(TRADE, partner.id, {"offers": found}) == partner


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gbk"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_csv_as_office_programs_write_it(separator: str, encoding: str) -> None:
    """Whatever separates the cells and however the Chinese is encoded, the same cells are read."""
    rows = table_of(OFFERS, TRADE.catalogue, "zh")
    content = "\r\n".join(separator.join(row) for row in rows).encode(encoding)
    assert read_table("csv", content) == rows


def test_every_fault_is_told_with_its_place() -> None:
    """All that is wrong in a table is found at once, by row and column."""
    rows = [
        HEAD,
        [FIRST, "1", "abc", "-5", "=A1", "0", "1.5"],
        ["alchemy", "1", "1", "1", "1", "1", "1"],
        [FIRST, "1", "2", "", "", "", "7"],
        [FIRST, "", "2"],
    ]
    _found, faults = offers_in(rows, OFFERS, TRADE.catalogue)
    assert {(fault.row, fault.column, fault.code) for fault in faults} == {
        (2, "price", "no_number"),
        (2, "setup", "no_number"),
        (2, "minimum", "formula"),
        (2, "capacity", "zero"),
        (2, "lead", "not_whole"),
        (3, "process", "no_process"),
        (4, "lead", "said_above"),
        (5, "from", "empty"),
    }


def test_a_column_that_is_missing_and_an_empty_table() -> None:
    """Without a column nothing is guessed; a table without rows is a fault, not an empty offer."""
    _, faults = offers_in([HEAD[1:]], OFFERS, TRADE.catalogue)
    assert [(fault.column, fault.code) for fault in faults] == [("process", "no_column")]
    assert offers_in([HEAD], OFFERS, TRADE.catalogue)[1]
    assert offers_in([], OFFERS, TRADE.catalogue)[1]


def test_what_changes_is_said_figure_by_figure() -> None:
    """A dearer setup and a second tier are two lines; what is the same, or left out, is none."""
    rows = [HEAD, [FIRST, "1", "¥ 1,080.50", "60,00", "10", "200", "1"], [FIRST, "100", "1"]]
    new = read_back(rows, OFFERS)
    assert new[1:] == OFFERS[1:]
    lines = {line["column"]: line["after"] for line in differences(new, OFFERS, TRADE.catalogue, "en")}
    assert lines["setup"] == [["60.00"]]
    assert lines["price"] == [["1", "1080.5"], ["100", "1"]]
    assert not differences(OFFERS, OFFERS, TRADE.catalogue, "en")


def _packed(size: int, parts: int = 1) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        for n in range(parts):
            packed.writestr(f"xl/{n}.xml", b"0" * size)
    return content.getvalue()


@pytest.mark.parametrize(
    ("kind", "make", "code"),
    [
        ("csv", lambda: b"a,b\n" * (MOST_ROWS + 1), "table_large"),
        ("csv", lambda: b"a," * 40, "table_large"),
        ("csv", lambda: b"x" * 300, "table_large"),
        ("csv", lambda: b"\0\0", "table_unreadable"),
        ("csv", lambda: b"\xff\xff\xff", "table_unreadable"),
        ("xlsx", lambda: b"no zip", "table_unreadable"),
        ("xlsx", lambda: _packed(10), "table_unreadable"),
        ("xlsx", lambda: _packed(30_000_000), "table_large"),
        ("xlsx", lambda: _packed(1, 300), "table_large"),
        ("xlsx", lambda: xlsx_of([["1"]] * (MOST_ROWS + 1)), "table_large"),
    ],
)
def test_what_is_no_list_of_prices(kind: str, make: Callable[[], bytes], code: str) -> None:
    """Too many rows, columns or letters, a bomb of a zip, or no table at all: refused with a reason."""
    with pytest.raises(TableError) as refused:
        read_table(kind, make())
    assert refused.value.code == code


def test_formulas_are_text() -> None:
    """A formula in a workbook comes as it is written, and is never worked out."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["=1+1", 2, 2.5, None, "x"])
    content = io.BytesIO()
    book.save(content)
    assert read_table("xlsx", content.getvalue()) == [["=1+1", "2", "2.5", "", "x"]]


@given(st.binary(max_size=300), st.sampled_from(["csv", "xlsx"]))
def test_any_bytes_end_in_cells_or_a_refusal(content: bytes, kind: str) -> None:
    """Whatever is in a file, reading and checking it ends in offers, faults, or a refusal."""
    try:
        rows = read_table(kind, content)
    except TableError:
        return
    found, faults = offers_in(rows, OFFERS, TRADE.catalogue)
    assert faults or found
