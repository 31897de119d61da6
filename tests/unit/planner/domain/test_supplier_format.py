"""What a book of suppliers may say, and what is told about one that is wrong."""

from __future__ import annotations

import copy
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from planner.domain.catalogue_format import catalogue_from_data
from planner.domain.errors import Fault, SupplierBookError
from planner.domain.makeable import unmakeable
from planner.domain.problem import EVERY_DAY, Leg, Offer
from planner.domain.supplier import SupplierBook
from planner.domain.supplier_format import supplier_book_from_data

CANDLES = catalogue_from_data(
    {
        "catalogue": "candles",
        "currency": "EUR",
        "locales": ["en", "zh"],
        "attributes": {
            "scent": {"kind": "choice", "values": {"rose": {"en": ["rose"]}, "smoke": {"en": ["smoke"]}}},
            "slogan": {"kind": "text"},
        },
        "products": {
            "candle": {
                "names": {"en": ["candle"]},
                "attributes": {"scent": {}, "slogan": {}},
                "routing": [
                    {"step": "pour", "process": "pouring", "unless": {"scent": ["smoke"]}},
                    {"step": "label", "process": "labelling", "when": {"slogan": ["any"]}},
                ],
            }
        },
    },
    "candles.yaml",
)
BOOK: dict[str, Any] = {
    "catalogue": "candles",
    "zones": {"lyon": {"names": {"en": ["Lyon"], "zh": ["里昂"]}}, "lille": {"names": {"en": ["Lille"]}}},
    "shipping": {
        "default": {"cost": 9, "unit_cost": "0.055", "days": 2},
        "legs": [
            {"from": "lyon", "to": "lyon", "cost": "2.50"},
            {"from": "lyon", "to": "lille", "cost": 7, "days": 1},
        ],
    },
    "suppliers": [
        {
            "id": "wax_works",
            "names": {"en": ["Wax Works"], "zh": ["蜡坊"]},
            "zone": "lyon",
            "language": "zh",
            "timezone": "Europe/Paris",
            "hours": ["08:30", "17:00"],
            "workdays": [1, 2, 3],
            "closed": ["2027-05-01", "2027-08-01/2027-08-03"],
            "reliability": 0.97,
            "telegram": 42,
            "offers": [
                {
                    "process": "pouring",
                    "accepts": {"scent": ["rose"]},
                    "setup_cost": "12.50",
                    "unit_costs": [[1, "3.205"], [100, 2.6]],
                    "min_quantity": 5,
                    "daily_capacity": 80.5,
                    "lead_days": 1,
                },
                {"process": "labelling", "unit_costs": [[1, 1]], "daily_capacity": 9},
            ],
        },
        {
            "id": "night_owl",
            "names": {"en": ["Night Owl"]},
            "zone": "lille",
            "language": "en",
            "telegram": None,
            "offers": [{"process": "labelling", "unit_costs": [[1, 1]], "daily_capacity": 9}],
        },
    ],
}


def changed(place: str, value: object) -> dict[str, Any]:
    """The book with another value at a place ("suppliers.0.zone"); ... takes it out."""
    data = copy.deepcopy(BOOK)
    *way, last = place.split(".")
    here: Any = data
    for key in way:
        here = here[int(key)] if isinstance(here, list) else here[key]
    if value is ...:
        del here[last]
    else:
        here[int(last) if isinstance(here, list) else last] = value
    return data


def read(data: object) -> SupplierBook:
    return supplier_book_from_data(data, "candles.suppliers.yaml", CANDLES)


def faults_of(data: object) -> tuple[Fault, ...]:
    with pytest.raises(SupplierBookError) as caught:
        read(data)
    return caught.value.faults


def test_everything_the_format_has_is_read() -> None:
    """Every part of a full book arrives in the domain's terms, money in minor units."""
    book = read(BOOK)
    wax = book.partners["wax_works"]
    assert (wax.names["zh"], wax.language, wax.timezone, wax.hours, wax.telegram) == (
        ("蜡坊",), "zh", "Europe/Paris", ("08:30", "17:00"), 42,
    )  # fmt: skip
    assert (wax.supplier.zone, wax.supplier.reliability, wax.supplier.workdays) == ("lyon", 0.97, frozenset({1, 2, 3}))
    assert wax.supplier.closed == {date(2027, 5, 1), date(2027, 8, 1), date(2027, 8, 2), date(2027, 8, 3)}
    assert wax.supplier.offers[0] == Offer(
        process="pouring",
        unit_costs=((1, Decimal("320.5")), (100, Decimal(260))),
        accepts={"scent": ("rose",)},
        setup_cost=1250,
        min_quantity=5,
        daily_capacity=Decimal("80.5"),
        lead_days=1,
    )
    assert book.shipping.default == Leg(900, Decimal("5.5"), 2)
    assert book.zone_of(" 里昂 ") == "lyon"


def test_what_is_left_out_has_its_default() -> None:
    """A supplier needs no more than an id, names, a zone, a language and offers."""
    owl = read(BOOK).partners["night_owl"]
    assert (owl.timezone, owl.hours, owl.telegram) == ("Asia/Shanghai", ("09:00", "18:00"), None)
    assert (owl.supplier.workdays, owl.supplier.closed, owl.supplier.reliability) == (EVERY_DAY, frozenset(), 1.0)
    assert owl.supplier.offers[0].setup_cost == owl.supplier.offers[0].lead_days == 0
    assert owl.quiet == ("21:00", "08:00")


@pytest.mark.parametrize(
    ("written", "read_as"),
    [
        (["20:00", "07:30"], ("20:00", "07:30")),
        (["13:00", "14:30"], ("13:00", "14:30")),
        (["21:00", "24:00"], ("21:00", "00:00")),
        ([], ("00:00", "00:00")),
    ],
)
def test_quiet_hours_may_pass_midnight_or_not_exist(written: list[str], read_as: tuple[str, str]) -> None:
    """A supplier says in which hours it wants to be left in peace, by night or by day, or that there are none."""
    assert read(changed("suppliers.0.quiet", written)).partners["wax_works"].quiet == read_as


def test_legs_hold_both_ways_unless_they_say_one_way() -> None:
    """The way back costs the same, except where a leg is for one way only."""
    assert read(BOOK).shipping.leg("lille", "lyon").cost == 700
    assert read(changed("shipping.legs.1.one_way", True)).shipping.leg("lille", "lyon").cost == 900


@pytest.mark.parametrize(
    ("place", "value", "where", "says"),
    [
        ("catalogue", "soap", "catalogue", "candles"),
        ("zones", ..., "", "'zones' is missing"),
        ("zones.lille.names", {"en": ["lyon"]}, "zones.lille", "name of lyon too"),
        ("shipping.default", ..., "shipping", "'default' is missing"),
        ("shipping.default.days", -1, "shipping.default.days", "0 or more"),
        ("shipping.default.cost", "cheap", "shipping.default.cost", "a number"),
        ("shipping.legs.1.to", "lile", "shipping.legs[1].to", "did you mean 'lille'?"),
        ("shipping.legs.0", {"from": "lille", "to": "lyon"}, "shipping.legs[1]", "one_way"),
        ("suppliers.0.id", "Wax Works", "suppliers[0].id", "no id"),
        ("suppliers.1.id", "wax_works", "suppliers[1].id", "there already"),
        ("suppliers.0.names.fr", ["x"], "suppliers[0].names.fr", "locales"),
        ("suppliers.0.zone", "lyons", "suppliers[0].zone", "did you mean 'lyon'?"),
        ("suppliers.0.language", "fr", "suppliers[0].language", "en, zh"),
        ("suppliers.0.timezone", "Paris", "suppliers[0].timezone", "IANA"),
        ("suppliers.0.timezone", "../etc/passwd", "suppliers[0].timezone", "IANA"),
        ("suppliers.0.hours", ["18:00", "09:00"], "suppliers[0].hours", "earlier first"),
        ("suppliers.0.hours", "9-18", "suppliers[0].hours", "a list"),
        ("suppliers.0.quiet", "21-8", "suppliers[0].quiet", "a list"),
        ("suppliers.0.quiet", ["21:00"], "suppliers[0].quiet", '["21:00", "08:00"]'),
        ("suppliers.0.quiet", ["00:00", "24:00"], "suppliers[0].quiet", "[] for none"),
        ("suppliers.0.quiet", ["21:00", "8"], "suppliers[0].quiet", '["21:00", "08:00"]'),
        ("suppliers.0.workdays", [0, 8], "suppliers[0].workdays[1]", "7 is Sunday"),
        ("suppliers.0.workdays", [], "suppliers[0].workdays", "never works"),
        ("suppliers.0.closed", ["May 1st"], "suppliers[0].closed[0]", "2027-02-06"),
        ("suppliers.0.closed", ["2027-08-03/2027-08-01"], "suppliers[0].closed[0]", "interval"),
        ("suppliers.0.closed", ["2027-01-01/2099-01-01"], "suppliers[0].closed[0]", "interval"),
        ("suppliers.0.reliability", 97, "suppliers[0].reliability", "0.95"),
        ("suppliers.0.telegram", "@wax", "suppliers[0].telegram", "whole number"),
        ("suppliers.0.telegramm", 1, "suppliers[0].telegramm", "did you mean 'telegram'?"),
        ("suppliers.0.offers", [], "suppliers[0].offers", "at least one"),
        ("suppliers.0.offers.0.process", "poring", "suppliers[0].offers[0].process", "did you mean 'pouring'?"),
        ("suppliers.0.offers.1.process", "pouring", "suppliers[0].offers[1].process", "one a process"),
        ("suppliers.0.offers.0.accepts", {"sent": ["rose"]}, "suppliers[0].offers[0].accepts.sent", "'scent'?"),
        ("suppliers.0.offers.0.accepts", {"scent": ["rosé"]}, "suppliers[0].offers[0].accepts.scent", "'rose'?"),
        ("suppliers.0.offers.0.accepts", {"scent": []}, "suppliers[0].offers[0].accepts.scent", "accepts nothing"),
        ("suppliers.0.offers.0.accepts", {"slogan": ["a"]}, "suppliers[0].offers[0].accepts.slogan", "choices"),
        ("suppliers.0.offers.0.unit_costs", [], "suppliers[0].offers[0].unit_costs", "no price"),
        ("suppliers.0.offers.0.unit_costs", [[1]], "suppliers[0].offers[0].unit_costs[0]", "[100,"),
        ("suppliers.0.offers.0.unit_costs", [[9, 1], [9, 1]], "suppliers[0].offers[0].unit_costs[1]", "ascending"),
        ("suppliers.0.offers.0.unit_costs", [[1, -2]], "suppliers[0].offers[0].unit_costs[0][1]", "0 or more"),
        ("suppliers.0.offers.0.daily_capacity", 0, "suppliers[0].offers[0].daily_capacity", "more than 0"),
        ("suppliers.0.offers.0.daily_capacity", ..., "suppliers[0].offers[0]", "'daily_capacity' is missing"),
    ],
)
def test_a_fault_has_its_place_and_what_would_be_right(place: str, value: object, where: str, says: str) -> None:
    """Each thing that can be wrong is told at its place, with what would be right."""
    told = {fault.place: f"{fault.problem} {fault.remedy}" for fault in faults_of(changed(place, value))}
    assert where in told
    assert says in told[where]


def test_all_faults_are_told_at_once() -> None:
    """A book with faults in several suppliers is refused once, with all of them."""
    data = changed("suppliers.0.zone", "paris")
    data["suppliers"][1]["offers"][0]["process"] = "baking"
    assert {fault.place for fault in faults_of(data)} == {"suppliers[0].zone", "suppliers[1].offers[0].process"}


@pytest.mark.parametrize("data", [None, [], 7, {}, {"suppliers": [[]], "zones": [1], "shipping": {"legs": 3}}])
def test_any_data_is_refused_with_faults_alone(data: object) -> None:
    """Whatever the file holds, the answer is a list of faults and nothing else."""
    assert faults_of(data)


def test_nobody_is_missed_where_every_promise_can_be_kept() -> None:
    """A value is no worry where the step is not needed with it: nobody pours smoke, and nobody has to."""
    assert unmakeable(CANDLES, read(BOOK)) == ()


def test_values_and_processes_that_nobody_takes_are_named() -> None:
    """What the catalogue promises and no offer takes is told by its place in the catalogue."""
    assert unmakeable(CANDLES, read(changed("suppliers.0.offers.0.accepts", {"scent": ["smoke"]}))) == (
        "products.candle.routing[0]: no offer for 'pouring' takes scent 'rose'",
    )
    assert unmakeable(CANDLES, read(changed("suppliers", BOOK["suppliers"][1:]))) == (
        "products.candle.routing[0]: no supplier offers 'pouring'",
    )
