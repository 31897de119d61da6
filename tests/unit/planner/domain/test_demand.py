"""Which cells a wish counts in."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.demand import Cell, cells_of, unknown_cells, unmakeable_cells
from planner.domain.plan import Reason, ReasonCode
from planner.domain.spec import Entry, Item, OrderSpec
from planner.domain.supplier import Trade
from tests.e2e.stage import all_trades


@pytest.fixture(scope="module")
def apparel() -> Trade:
    return all_trades()["apparel"]


TEES = Item(
    "t_shirt",
    30,
    attributes=(
        Entry("colour", "red"),
        Entry("size", "m", quantity=10),
        Entry("size", "l", quantity=20),
        Entry("slogan", "secret words"),
    ),
)


def test_a_wish_counts_by_product_value_and_city(apparel: Trade) -> None:
    """The product, where it goes, each choice with its default, split quantities as they were split; no own words."""
    zone = next(iter(apparel.book.zones))
    cells = cells_of(OrderSpec((TEES,), destination=zone), apparel)
    assert cells[Cell("t_shirt")] == cells[Cell("t_shirt", "@city", zone)] == 30
    assert cells[Cell("t_shirt", "@state", "open")] == 30
    assert (cells[Cell("t_shirt", "size", "m")], cells[Cell("t_shirt", "size", "l")]) == (10, 20)
    assert cells[Cell("t_shirt", "fabric", "cotton")] == 30
    assert cells[Cell("t_shirt", "finish", "")] == 30
    assert not any("secret" in cell.value or cell.attribute == "slogan" for cell in cells)


def test_two_items_of_a_product_are_one_wish(apparel: Trade) -> None:
    """Their pieces are added up, and an address that is no zone of ours counts as none."""
    blue = replace(TEES, attributes=(Entry("colour", "navy"),))
    cells = cells_of(OrderSpec((TEES, blue), destination="Baker Street 221b"), apparel)
    assert cells[Cell("t_shirt")] == cells[Cell("t_shirt", "@city", "")] == 60
    assert cells[Cell("t_shirt", "colour", "red")] == cells[Cell("t_shirt", "colour", "navy")] == 30


def test_what_nobody_makes_counts_by_value_or_process(apparel: Trade) -> None:
    """A value that nobody takes once, however many steps it fails at; else the process; date and price are no such
    thing."""
    value = Reason(ReasonCode.NO_SUPPLIER, "", "0.dye", "colour", "red")
    spec = OrderSpec((TEES,))
    assert unmakeable_cells(spec, [value, replace(value, step="0.sew")], apparel) == {
        Cell("t_shirt", "colour", "red"): 30
    }
    assert unmakeable_cells(spec, [Reason(ReasonCode.NO_SUPPLIER, "", "0.dye")], apparel) == {
        Cell("t_shirt", "@process", "dyeing"): 30
    }
    assert unmakeable_cells(spec, [Reason(ReasonCode.DUE, "", "0.dye")], apparel) == {}
    assert unmakeable_cells(spec, [Reason(ReasonCode.NO_SUPPLIER, "the planner gave no reason")], apparel) == {}


def test_what_was_not_understood_counts_under_its_product() -> None:
    """Each wording once."""
    assert unknown_cells(OrderSpec((TEES,)), ("glitter",)) == {Cell("t_shirt", "@wording", "glitter"): 30}
    assert unknown_cells(OrderSpec(), ("glitter",)) == {Cell("", "@wording", "glitter"): 0}
