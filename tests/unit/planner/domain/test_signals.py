"""What of demand concerns which supplier."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from planner.domain.demand import Cell
from planner.domain.problem import Offer
from planner.domain.signals import cells_for, could_get
from planner.domain.supplier import Partner, Trade
from tests.e2e.stage import all_trades


@pytest.fixture(scope="module")
def apparel() -> Trade:
    return all_trades()["apparel"]


def maker(trade: Trade, process: str, **accepts: tuple[str, ...]) -> Partner:
    """A supplier with one offer."""
    partner = next(iter(trade.book.partners.values()))
    offer = Offer(process, ((1, Decimal(100)),), accepts=accepts, daily_capacity=100)
    return replace(partner, supplier=replace(partner.supplier, offers=(offer,)))


def test_a_dyer_hears_of_products_and_of_its_colours(apparel: Trade) -> None:
    """Every product that is dyed, and the colours it takes; no product without that step."""
    cells = cells_for(maker(apparel, "dyeing", colour=("red", "black")), apparel.catalogue)
    assert {Cell("t_shirt"), Cell("t_shirt", "colour", "red"), Cell("hoodie", "colour", "black")} <= set(cells)
    assert not any(cell.value == "navy" for cell in cells)
    dyed = {p.id for p in apparel.catalogue.products.values() if any(s.process == "dyeing" for s in p.routing)}
    assert {cell.product for cell in cells} == dyed


def test_who_works_for_some_values_only_hears_of_those(apparel: Trade) -> None:
    """A printer is not told of T-shirts, of which most are plain, but of those that are printed as it prints."""
    cells = cells_for(maker(apparel, "printing", decoration=("digital",)), apparel.catalogue)
    assert Cell("t_shirt", "decoration", "digital") in cells
    assert Cell("t_shirt") not in cells
    assert Cell("t_shirt", "decoration", "screen_print") not in cells


def test_who_could_get_what_nobody_makes(apparel: Trade) -> None:
    """Whoever does the process and leaves the value out; nobody who takes it, or does other work."""
    gold = Cell("t_shirt", "colour", "purple")
    assert could_get(gold, maker(apparel, "dyeing", colour=("red",)), apparel.catalogue)
    assert not could_get(gold, maker(apparel, "dyeing", colour=("red", "purple")), apparel.catalogue)
    assert not could_get(gold, maker(apparel, "dyeing"), apparel.catalogue)
    assert not could_get(gold, maker(apparel, "weaving", colour=("red",)), apparel.catalogue)
    assert not could_get(replace(gold, product="gone"), maker(apparel, "dyeing", colour=("red",)), apparel.catalogue)
    assert could_get(Cell("t_shirt", "@process", "dyeing"), maker(apparel, "dyeing"), apparel.catalogue)
