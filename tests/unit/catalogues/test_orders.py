"""Orders that the shipped trades must always have good answers to, planned by the real solver."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.domain.plan import Quote
from planner.domain.problem import Problem, ProblemOrder
from planner.domain.routing import constrained_attributes, steps_of
from planner.domain.spec import Entry, Item
from planner.domain.supplier import Trade
from planner.solver.quote import quote

MONDAY = date(2026, 11, 23)
WEEK = [MONDAY + timedelta(days=i) for i in range(7)]
HOODIES = Item(
    "hoodie",
    30,
    attributes=(
        Entry("colour", "navy"),
        Entry("closure", "metal_zip"),
        Entry("size", "m", quantity=10),
        Entry("size", "l", quantity=20),
    ),
)
WATERMELON = Item("ice_cream", 200, attributes=(Entry("flavour", "watermelon"),))


def planned(
    trade: Trade, item: Item, start: date, due: date, destination: str = "", without: frozenset[str] = frozenset()
) -> Quote:
    """A quote for one item that may start on `start`; `without`: suppliers that said no. "" is a town nobody knows."""
    assert item.product is not None
    constrained = constrained_attributes(trade.book)
    steps = steps_of(item, trade.catalogue.products[item.product], trade.catalogue, "0.", constrained=constrained)
    suppliers = tuple(p.supplier for p in trade.book.partners.values() if p.id not in without)
    order = ProblemOrder("1", start, due, destination, steps)
    return quote(Problem(start, trade.catalogue.currency, suppliers, trade.book.shipping, (order,)))


def next_friday(today: date) -> date:
    """The Friday of the next Monday-to-Sunday week."""
    return today + timedelta(days=7 - today.weekday() + 4)


@pytest.mark.parametrize("start", WEEK, ids=lambda day: f"{day:%A}")
def test_thirty_hoodies_by_next_friday(apparel: Trade, start: date) -> None:
    """On whatever weekday they are wanted "by next Friday, under ¥150 each", there are options well below that."""
    found = planned(apparel, HOODIES, start, next_friday(start - timedelta(days=1)))
    assert len(found.options) >= 2
    assert all(option.cost < 140_00 * 30 for option in found.options)
    assert found.options[0].cost < 130_00 * 30


@pytest.mark.parametrize("zone", ["hangzhou", "guangzhou", "quanzhou", "beijing", "chengdu", "hong_kong", ""])
def test_thirty_hoodies_from_monday_to_friday_anywhere(apparel: Trade, zone: str) -> None:
    """Four days from a Monday are enough to any town, known or not, for less than ¥130 a piece."""
    found = planned(apparel, HOODIES, MONDAY, MONDAY + timedelta(days=4), zone)
    assert found.options[0].cost < 130_00 * 30


def test_three_chains_can_make_hoodies_in_five_days(apparel: Trade) -> None:
    """When all who made the best plan say no, others can still deliver in time, and when those do too, others again."""
    gone: frozenset[str] = frozenset()
    for _ in range(3):
        found = planned(apparel, HOODIES, MONDAY, MONDAY + timedelta(days=5), "beijing", gone)
        assert found.options
        assert found.options[0].cost < 140_00 * 30
        gone |= {run.supplier for run in found.options[0].plan.runs}


def test_patience_is_cheaper(apparel: Trade) -> None:
    """With four weeks the same hoodies cost ¥85 to ¥110 each, less than in a hurry."""
    patient = planned(apparel, HOODIES, MONDAY, MONDAY + timedelta(days=28), "beijing").options[0]
    hurried = planned(apparel, HOODIES, MONDAY, MONDAY + timedelta(days=4), "beijing").options[0]
    assert 85_00 * 30 <= patient.cost <= 110_00 * 30
    assert patient.cost < hurried.cost


@pytest.mark.parametrize("start", WEEK, ids=lambda day: f"{day:%A}")
def test_two_hundred_cups_of_watermelon_in_five_days(ice_cream: Trade, start: date) -> None:
    """200 cups of watermelon ice cream arrive within five days of any weekday, for less than ¥12 a cup."""
    found = planned(ice_cream, WATERMELON, start, start + timedelta(days=5))
    assert found.options
    assert found.options[0].cost < 12_00 * 200


def test_three_chains_can_make_ice_cream_in_five_days(ice_cream: Trade) -> None:
    """When all who made the best plan say no, others can still deliver in time, and when those do too, others again."""
    gone: frozenset[str] = frozenset()
    for _ in range(3):
        found = planned(ice_cream, WATERMELON, MONDAY, MONDAY + timedelta(days=5), "hangzhou", gone)
        assert found.options
        gone |= {run.supplier for run in found.options[0].plan.runs}


@pytest.mark.parametrize(
    "item",
    [
        Item(
            "hoodie",
            12,
            attributes=(Entry("colour", "hot_pink"), Entry("lining_colour", "mint"), Entry("slogan", "Hi")),
        ),
        Item("hoodie", 40, attributes=(Entry("finish", "tie_dye"), Entry("decoration", "embroidery"))),
        Item("sweatshirt", 25, attributes=(Entry("fabric", "modal"), Entry("detail", "neck_label"))),
        Item("t_shirt", 500, attributes=(Entry("colour", "beige"), Entry("decoration", "screen_print"))),
        Item("tote_bag", 100, attributes=(Entry("bag_fabric", "jute"), Entry("handle_colour", "black"))),
        Item("cap", 60, attributes=(Entry("cap_fabric", "corduroy"), Entry("decoration", "embroidery"))),
    ],
    ids=lambda item: str(item.product),
)
def test_unusual_clothes_can_be_made(apparel: Trade, item: Item) -> None:
    """Contrast linings, tie-dye, own labels, jute and corduroy all find their makers within three weeks."""
    assert planned(apparel, item, MONDAY, MONDAY + timedelta(days=21), "chengdu").options


@pytest.mark.parametrize(
    "item",
    [
        Item(
            "ice_cream", 150, attributes=(Entry("flavour", "tree_bark"), Entry("cup", "glass"), Entry("slogan", "Hi"))
        ),
        Item(
            "ice_cream",
            80,
            attributes=(Entry("flavour", "durian"), Entry("base", "coconut_milk"), Entry("mix_in", "boba")),
        ),
        Item(
            "ice_cream", 20, attributes=(Entry("flavour", "osmanthus"), Entry("base", "oat"), Entry("cup_size", "tub"))
        ),
        Item("popsicle", 300, attributes=(Entry("flavour", "sichuan_pepper"), Entry("print", "foil"))),
        Item("ice_cream_cake", 3, attributes=(Entry("flavour", "black_sesame"), Entry("cake_size", "eight_inch"))),
    ],
    ids=lambda item: str(item.product),
)
def test_unusual_ice_cream_can_be_made(ice_cream: Trade, item: Item) -> None:
    """Tree bark in glass, durian in coconut milk and the like all find their makers within two weeks."""
    assert planned(ice_cream, item, MONDAY, MONDAY + timedelta(days=14), "hong_kong").options
