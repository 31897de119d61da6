"""What a catalogue file may say, and what is told about one that is wrong."""

from __future__ import annotations

import copy
from decimal import Decimal
from typing import Any

import pytest

from planner.domain.catalogue import ProductAttribute, QuantityRule, RoutingStep
from planner.domain.catalogue_format import catalogue_from_data
from planner.domain.errors import CatalogueError, Fault

SCARVES: dict[str, Any] = {
    "catalogue": "scarves",
    "currency": "CNY",
    "locales": ["en", "zh"],
    "names": {"en": ["Scarves"]},
    "units": {"piece": {"names": {"en": ["piece"]}}, "dozen": {"factor": 12, "names": {"en": ["dozen"]}}},
    "modifiers": {"extra": {"en": ["extra"], "zh": ["多加"]}},
    "processes": {"knitting": {"names": {"en": ["knitting"]}}, "dyeing": {"names": {"zh": ["染色"]}}},
    "step_units": {"metre": {"names": {"en": ["m"], "zh": ["米"]}}},
    "attributes": {
        "colour": {"kind": "choice", "values": {"navy": {"en": ["navy", 7]}, "7.5_red-ish": {"en": ["red"]}}},
        "fringe_colour": {"kind": "choice", "like": "colour", "cues": {"en": ["fringe"]}},
        "length": {"kind": "measure", "dimension": "length", "names": {"en": ["long"]}},
        "stripes": {"kind": "number"},
        "slogan": {"kind": "text"},
    },
    "products": {
        "scarf": {
            "names": {"en": ["scarf"], "zh": ["围巾"]},
            "unit": "piece",
            "quantity": {"min": 2, "max": 50, "default": None},
            "attributes": {
                "colour": {"required": True, "default": "navy"},
                "fringe_colour": None,
                "stripes": {"default": 2},
            },
            "routing": [
                {"step": "knit", "process": "knitting", "per_unit": "1.25", "unit": "metre"},
                {
                    "step": "dye",
                    "process": "dyeing",
                    "after": ["knit"],
                    "when": {"fringe_colour": ["navy"], "slogan": ["any"]},
                    "unless": {"colour": ["any"]},
                    "variant": ["colour"],
                },
            ],
        }
    },
}


def changed(place: str, value: object) -> dict[str, Any]:
    """The catalogue of scarves with another value at a place ("products.scarf.routing.1.after"); ... takes it out."""
    data = copy.deepcopy(SCARVES)
    *way, last = place.split(".")
    here: Any = data
    for key in way:
        here = here[int(key)] if isinstance(here, list) else here[key]
    if value is ...:
        del here[last]
    else:
        here[int(last) if isinstance(here, list) else last] = value
    return data


def faults_of(data: object) -> list[Fault]:
    with pytest.raises(CatalogueError) as caught:
        catalogue_from_data(data, "scarves.yaml")
    return list(caught.value.faults)


def test_everything_the_format_has_is_read() -> None:
    """Every part of a full catalogue arrives in the domain's terms."""
    catalogue = catalogue_from_data(SCARVES, "scarves.yaml")
    assert (catalogue.id, catalogue.currency, catalogue.locales) == ("scarves", "CNY", ("en", "zh"))
    assert catalogue.units["dozen"].factor == 12
    assert catalogue.modifiers["extra"].names == {"en": ("extra",), "zh": ("多加",)}
    assert catalogue.process_name("dyeing", "zh") == "染色"
    assert catalogue.unit_name("metre", "zh") == "米"
    assert catalogue.attributes["colour"].values["navy"].names == {"en": ("navy", "7")}
    assert catalogue.attributes["fringe_colour"].values.keys() == {"navy", "7.5_red-ish"}
    assert catalogue.attributes["fringe_colour"].cues == {"en": ("fringe",)}
    assert catalogue.attributes["length"].dimension == "length"
    scarf = catalogue.products["scarf"]
    assert scarf.quantity == QuantityRule(2, 50, None)
    assert scarf.attributes["colour"] == ProductAttribute("colour", required=True, default="navy")
    assert scarf.attributes["stripes"].default == 2
    assert scarf.routing == (
        RoutingStep("knit", "knitting", per_unit=Decimal("1.25"), unit="metre"),
        RoutingStep(
            step="dye",
            process="dyeing",
            after=("knit",),
            when={"fringe_colour": ("navy",), "slogan": ("any",)},
            variant=("colour",),
            unless={"colour": ("any",)},
        ),
    )


def test_little_is_required() -> None:
    """Five keys at the top, names and attributes of a product, and one locale are a catalogue."""
    catalogue = catalogue_from_data(
        {
            "catalogue": "soup",
            "currency": "USD",
            "locales": ["en"],
            "attributes": {"size": {"values": {"l": {"en": ["large"]}}}},
            "products": {"soup": {"names": {"en": ["soup"]}, "attributes": {"size": None}}},
        },
        "soup.yaml",
    )
    assert catalogue.attributes["size"].kind == "choice"
    assert catalogue.products["soup"].routing == ()
    assert catalogue.products["soup"].quantity == QuantityRule()


@pytest.mark.parametrize("key", ["catalogue", "currency", "locales", "attributes", "products"])
def test_a_missing_required_key_is_told(key: str) -> None:
    """Each of the five required keys is missed by its name."""
    assert f"'{key}' is missing" in [fault.problem for fault in faults_of(changed(key, ...))]


@pytest.mark.parametrize(
    ("place", "value", "where", "says"),
    [
        ("catalogue", "Scarves & co", "catalogue", "small letters"),
        ("currency", "yuan", "currency", "ISO 4217"),
        ("currency", 7, "currency", "ISO 4217"),
        ("locales", [], "locales", "[en]"),
        ("locales", "en", "locales", "write [en]"),
        ("locales", ["en", "zh", "english"], "locales[2]", "language codes"),
        ("locales", ["en", "zh", "en"], "locales[2]", "twice"),
        ("produce", {}, "produce", "did you mean 'products'?"),
        ("units.dozen.factor", 0, "units.dozen.factor", "1 or more"),
        ("units.dozen.factor", "12", "units.dozen.factor", "whole number"),
        ("attributes", ["colour"], "attributes", "mapping"),
        ("attributes.colour.kind", "choise", "attributes.colour.kind", "did you mean 'choice'?"),
        ("attributes.slogan.kind", ..., "attributes.slogan", "'kind' is missing"),
        ("attributes.colour.nam", {}, "attributes.colour.nam", "did you mean 'names'?"),
        ("attributes.colour.values", {}, "attributes.colour.values", "at least one"),
        ("attributes.colour.values", ..., "attributes.colour", "without values"),
        ("attributes.colour.values.navy", {}, "attributes.colour.values.navy", "no wording"),
        ("attributes.colour.values.navy", ["navy"], "attributes.colour.values.navy", "{en: [red, scarlet]}"),
        ("attributes.colour.values.navy.en", [], "attributes.colour.values.navy.en", "no wording"),
        ("attributes.colour.values.navy.en", "navy", "attributes.colour.values.navy.en", "write [navy]"),
        ("attributes.colour.values.navy.en", ["navy", " "], "attributes.colour.values.navy.en[1]", "is empty"),
        ("attributes.colour.values.navy.fr", ["marine"], "attributes.colour.values.navy.fr", "locales"),
        ("attributes.colour.values.Navy Blue", {"en": ["x"]}, "attributes.colour.values.Navy Blue", "no id"),
        ("attributes.colour.many", "yes", "attributes.colour.many", "true or false"),
        ("attributes.slogan.split", True, "attributes.slogan.split", "for choices"),
        ("attributes.slogan.many", True, "attributes.slogan.many", "for choices"),
        ("attributes.slogan.dimension", "length", "attributes.slogan.dimension", "for measures"),
        ("attributes.length.dimension", ..., "attributes.length", "without a dimension"),
        ("attributes.length.dimension", "time", "attributes.length.dimension", "length, mass, volume, area"),
        ("attributes.fringe_colour.like", "color", "attributes.fringe_colour.like", "did you mean 'colour'?"),
        ("attributes.fringe_colour.like", "length", "attributes.fringe_colour.like", "choices: colour"),
        ("attributes.fringe_colour.like", "fringe_colour", "attributes.fringe_colour.like", "circles"),
        ("attributes.fringe_colour.values", {"a": {"en": ["a"]}}, "attributes.fringe_colour.like", "drop one"),
        ("products", {}, "products", "no product"),
        ("products.scarf", None, "products.scarf", "mapping"),
        ("products.scarf.names", ..., "products.scarf", "'names' is missing"),
        ("products.scarf.names", {}, "products.scarf.names", "no wording"),
        ("products.scarf.unit", "peice", "products.scarf.unit", "did you mean 'piece'?"),
        ("products.scarf.quantity.max", 1, "products.scarf.quantity", "min 2 is more than max 1"),
        ("products.scarf.quantity.default", 51, "products.scarf.quantity.default", "2 to 50"),
        ("products.scarf.attributes.colr", {}, "products.scarf.attributes.colr", "did you mean 'colour'?"),
        ("products.scarf.attributes.colour.default", "nawy", "products.scarf.attributes.colour.default", "'navy'?"),
        ("products.scarf.attributes.stripes.default", "2", "products.scarf.attributes.stripes.default", "number"),
        (
            "products.scarf.attributes.stripes.identifies",
            True,
            "products.scarf.attributes.stripes.identifies",
            "choices",
        ),
        ("products.scarf.attributes.colour.need", True, "products.scarf.attributes.colour.need", "unknown key"),
        ("products.scarf.routing.0", "knit", "products.scarf.routing[0]", "mapping"),
        ("products.scarf.routing.0.process", ..., "products.scarf.routing[0]", "'process' is missing"),
        ("products.scarf.routing.0.process", "kniting", "products.scarf.routing[0].process", "'knitting'?"),
        ("products.scarf.routing.0.per_unit", 0, "products.scarf.routing[0].per_unit", "more than 0"),
        ("products.scarf.routing.0.per_unit", "lots", "products.scarf.routing[0].per_unit", "a number"),
        ("products.scarf.routing.0.per_unit", float("nan"), "products.scarf.routing[0].per_unit", "a number"),
        ("products.scarf.routing.0.after", ["dye"], "products.scarf.routing", "wait for each other"),
        ("products.scarf.routing.1.after", ["dye"], "products.scarf.routing", "wait for each other"),
        ("products.scarf.routing.1.after", ["nit"], "products.scarf.routing[1].after", "did you mean 'knit'?"),
        ("products.scarf.routing.1.after", "knit", "products.scarf.routing[1].after", "write [knit]"),
        ("products.scarf.routing.1.step", "knit", "products.scarf.routing[1].step", "there already"),
        ("products.scarf.routing.1.when", {"color": ["any"]}, "products.scarf.routing[1].when.color", "'colour'?"),
        ("products.scarf.routing.1.when", {"colour": ["nawy"]}, "products.scarf.routing[1].when.colour", "'navy'?"),
        ("products.scarf.routing.1.when", {"colour": []}, "products.scarf.routing[1].when.colour", "[any]"),
        ("products.scarf.routing.1.when", {"slogan": ["Hi"]}, "products.scarf.routing[1].when.slogan", "write [any]"),
        ("products.scarf.routing.1.unless", {"colour": ["x"]}, "products.scarf.routing[1].unless.colour", "navy"),
        ("products.scarf.routing.1.variant", ["colur"], "products.scarf.routing[1].variant", "did you mean 'colour'?"),
    ],
)
def test_a_fault_has_its_place_and_what_would_be_right(place: str, value: object, where: str, says: str) -> None:
    """Each thing that can be wrong is told at its place, with what would be right."""
    told = {fault.place: f"{fault.problem} {fault.remedy}" for fault in faults_of(changed(place, value))}
    assert where in told
    assert says in told[where]


def test_all_faults_are_told_at_once() -> None:
    """A catalogue with faults in several parts is refused once, with all of them."""
    data = changed("currency", "yuan")
    data["attributes"]["colour"]["kind"] = "choise"
    data["products"]["scarf"]["routing"][1]["after"] = ["nit"]
    data["products"]["hat"] = {"names": {"en": ["hat"]}}
    assert {fault.place for fault in faults_of(data)} == {
        "currency",
        "attributes.colour.kind",
        "products.scarf.routing[1].after",
        "products.hat",
    }


@pytest.mark.parametrize("data", [None, [], "catalogue", 7, {}, {1: 2}, {"products": [[]], "attributes": {"a": []}}])
def test_any_data_is_refused_with_faults_alone(data: object) -> None:
    """Whatever the file holds, the answer is a list of faults and nothing else."""
    assert faults_of(data)


def test_a_unit_of_a_step_need_not_be_declared() -> None:
    """Metres of cloth that nobody named are shown by their id."""
    assert catalogue_from_data(changed("step_units", ...), "").unit_name("metre", "zh") == "metre"
