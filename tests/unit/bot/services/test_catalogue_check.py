"""Checking a file before it is used."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.catalogue_check import check_file
from bot.services.catalogue_file import load_catalogue
from bot.services.supplier_file import load_suppliers
from planner.domain.errors import CatalogueError, SupplierBookError

CANDLES = """\
catalogue: candles
currency: EUR
locales: [en]
attributes:
  scent: {kind: choice, names: {en: [scent]}, values: {rose: {en: [rose]}, no_scent: {en: [no, none]}}}
products:
  candle:
    names: {en: [candle]}
    attributes: {scent: {}}
    routing:
      - {step: pour, process: pouring}
"""
BOOK = """\
catalogue: candles
zones: {lyon: {names: {en: [Lyon]}}}
shipping: {default: {cost: 9, days: 2}}
suppliers:
  - id: wax_works
    names: {en: [Wax Works]}
    zone: lyon
    language: en
    telegram: 42
    offers:
      - {process: pouring, accepts: {scent: [rose]}, unit_costs: [[1, 2]], daily_capacity: 9}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "candles.yaml").write_text(CANDLES, "utf-8")
    (tmp_path / "book.yaml").write_text(BOOK, "utf-8")
    return tmp_path


def test_a_sound_catalogue_is_counted(folder: Path) -> None:
    """The report of a sound catalogue says what is in it."""
    report = check_file(folder / "candles.yaml")
    assert (report.kind, report.sound, report.warnings) == ("catalogue", True, ())
    assert report.counts["products"] == 1
    assert report.counts["values"] == 2


def test_a_book_finds_its_catalogue_and_is_told_what_nobody_can_make(folder: Path) -> None:
    """A book is checked against the catalogue of its id next to it, promises included."""
    report = check_file(folder / "book.yaml")
    assert (report.kind, report.sound) == ("suppliers", True)
    assert report.counts["suppliers"] == report.counts["connected"] == 1
    assert "products.candle.routing[0]: no offer for 'pouring' takes scent 'no_scent'" in report.warnings
    assert "'pouring' has one supplier: nobody can step in" in report.warnings


def test_a_report_is_readable(folder: Path) -> None:
    """Shown to a person, a report is its verdict, then a line for each finding, then the counts."""
    text = str(check_file(folder / "book.yaml"))
    assert text.splitlines()[0] == f"{folder / 'book.yaml'} can be used"
    assert "warning: 'pouring' has one supplier" in text
    assert "1 suppliers, 1 connected, 1 offers" in text
    (folder / "candles.yaml").write_text(CANDLES.replace("EUR", "euro"), "utf-8")
    broken = str(check_file(folder / "candles.yaml"))
    assert "can't be used: 1 faults" in broken
    assert "fault: currency: line 2: 'euro' is no currency code" in broken


def test_a_book_may_be_told_its_catalogue(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """A book that stands elsewhere is checked against the catalogue one names."""
    elsewhere = tmp_path_factory.mktemp("elsewhere") / "book.yaml"
    elsewhere.write_text(BOOK, "utf-8")
    assert [fault.place for fault in check_file(elsewhere).faults] == ["catalogue"]
    assert check_file(elsewhere, folder / "candles.yaml").sound


def test_faults_of_the_catalogue_next_to_a_book_are_told_as_its_own(folder: Path) -> None:
    """Where the catalogue itself is broken, the book's report says so, and names the other file."""
    (folder / "candles.yaml").write_text(CANDLES.replace("EUR", "euro"), "utf-8")
    (fault,) = check_file(folder / "book.yaml").faults
    assert str(folder / "candles.yaml") in fault.place
    assert "currency" in fault.place


def test_faults_are_told_with_their_lines_in_the_order_of_the_text(folder: Path) -> None:
    """A fault says its line, and the first in the file comes first."""
    path = folder / "candles.yaml"
    path.write_text(CANDLES.replace("EUR", "euro").replace("process: pouring", "proces: pouring"), "utf-8")
    faults = check_file(path).faults
    assert [str(fault).split(":")[1].strip() for fault in faults] == ["line 2", "line 11", "line 11"]
    with pytest.raises(CatalogueError, match=r"currency: line 2: 'euro'"):
        load_catalogue(path)


def test_text_that_is_no_yaml_is_a_fault_of_the_catalogue_or_the_book(folder: Path) -> None:
    """Whoever loads a broken file meets the same kind of error as for a wrong one."""
    catalogue = load_catalogue(folder / "candles.yaml")
    (folder / "broken.yaml").write_text("a: [1\n", "utf-8")
    assert not check_file(folder / "broken.yaml").sound
    with pytest.raises(CatalogueError, match="line 2"):
        load_catalogue(folder / "broken.yaml")
    with pytest.raises(SupplierBookError, match="line 2"):
        load_suppliers(folder / "broken.yaml", catalogue)


@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("locales: [en]", "locales: [en, fr]", "products.candle: no wording in fr"),
        ("    routing:\n      - {step: pour, process: pouring}\n", "", "products.candle: no routing"),
        ("attributes: {scent: {}}", "attributes: {}", "attributes.scent: no product uses it"),
        ("attributes: {scent: {}}", "unit: jar\n    attributes: {scent: {}}", "products.candle.unit: 'jar'"),
        ("{scent: {}}", "{scent: {required: true, default: rose}}", "its default answers for everybody"),
        ("kind: choice,", "kind: choice, modifiable: true,", "attributes.scent: modifiable"),
        (
            "products:\n",
            "products:\n  wick: {names: {en: [Candle]}, attributes: {}}\n",
            "'candle' is a name of wick too",
        ),
        (
            "process: pouring}",
            "process: pouring, when: {size: [any]}}",
            "routing[0].when: candle has no attribute size",
        ),
    ],
)
def test_what_is_probably_not_meant_is_a_warning(folder: Path, old: str, new: str, says: str) -> None:
    """What is allowed but odd is told, and does not make the file unusable."""
    path = folder / "candles.yaml"
    path.write_text(CANDLES.replace(old, new).replace("products:", "  size: {kind: text}\nproducts:", 1), "utf-8")
    report = check_file(path)
    assert report.sound
    assert any(says in warning for warning in report.warnings)
