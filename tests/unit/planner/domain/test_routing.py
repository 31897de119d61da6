"""Which steps an item needs."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.domain.catalogue import Attribute, Catalogue, Product, ProductAttribute, RoutingStep, Value
from planner.domain.problem import Leg, Offer, ProblemStep, Shipping, Supplier
from planner.domain.routing import constrained_attributes, steps_of
from planner.domain.spec import Entry, Item
from planner.domain.supplier import Partner, SupplierBook


def choice(name: str, *values: str, like: str | None = None) -> Attribute:
    return Attribute(name, "choice", values={v: Value(v, {"en": (v,)}) for v in values}, like=like)


LAMP = Product(
    id="lamp",
    names={"en": ("lamp",)},
    attributes={
        "colour": ProductAttribute("colour", required=True),
        "shade_colour": ProductAttribute("shade_colour"),
        "plug": ProductAttribute("plug", default="eu"),
        "finish": ProductAttribute("finish"),
        "slogan": ProductAttribute("slogan"),
    },
    routing=(
        RoutingStep("foot", "turning", per_unit=Decimal("0.35")),
        RoutingStep("paint", "painting", after=("foot",), when={"finish": ("matt", "gloss")}),
        RoutingStep("gild", "gilding", after=("paint",), when={"finish": ("gold",)}, variant=("finish",)),
        RoutingStep("engrave", "engraving", ("gild",), {"slogan": ("any",), "finish": ("etched",)}),
        RoutingStep("mark", "engraving", ("foot",), {"colour": ("any",)}, unless={"slogan": ("any",)}),
        RoutingStep("join", "joining", after=("foot", "paint", "gild", "engrave"), variant=()),
    ),
)
TRADE = Catalogue(
    id="lamps",
    currency="EUR",
    locales=("en",),
    attributes={
        "colour": choice("colour", "red", "blue"),
        "shade_colour": choice("shade_colour", "red", "blue", like="colour"),
        "plug": choice("plug", "eu", "uk"),
        "finish": choice("finish", "matt", "gloss", "gold", "etched"),
        "slogan": Attribute("slogan", "text"),
    },
    products={"lamp": LAMP},
)


def steps(*entries: Entry, quantity: int | None = 10, prefix: str = "") -> dict[str, ProblemStep]:
    item = Item("lamp", quantity, attributes=entries)
    constrained = {"turning": frozenset({"plug", "colour"})}
    return {step.step: step for step in steps_of(item, LAMP, TRADE, prefix, constrained=constrained)}


def test_only_needed_steps_are_there_and_wait_for_needed_ones_alone() -> None:
    """A step whose condition does not hold is left out, and nothing waits for it."""
    found = steps(Entry("finish", "gold"), Entry("slogan", "Hi"))
    assert list(found) == ["foot", "gild", "engrave", "join"]
    assert found["gild"].after == ()
    assert found["join"].after == ("foot", "engrave"), "engraving waits for gilding already"


def test_one_of_several_conditions_is_enough() -> None:
    """A step with conditions on two attributes is needed as soon as one of them holds."""
    assert "engrave" in steps(Entry("finish", "etched"))
    assert "engrave" in steps(Entry("slogan", "Hi"))
    assert "engrave" not in steps(Entry("finish", "matt"))


def test_unless_has_the_last_word() -> None:
    """A step is left out where its `unless` holds, even if its `when` does too."""
    assert "mark" in steps(Entry("colour", "red"))
    assert "mark" not in steps(Entry("colour", "red"), Entry("slogan", "Hi"))


def test_what_was_excluded_is_no_value() -> None:
    """ "No gold" neither asks for gilding nor counts as a finish."""
    found = steps(Entry("finish", "gold", excluded=True))
    assert "gild" not in found
    assert "finish" not in found["foot"].values


def test_an_excluded_default_does_not_hold() -> None:
    """Whoever refuses the default gets no value instead of it."""
    assert steps()["foot"].values == {"plug": "eu"}
    assert steps(Entry("plug", "eu", excluded=True))["foot"].values == {}


def test_values_are_the_single_value_of_each_choice() -> None:
    """Choices go to the planner under their own names; texts, and attributes with several values, do not."""
    found = steps(
        Entry("colour", "red"),
        Entry("shade_colour", "blue"),
        Entry("slogan", "Hi"),
        Entry("finish", "matt"),
        Entry("finish", "gold"),
    )
    assert found["foot"].values == {"colour": "red", "shade_colour": "blue", "plug": "eu"}


def test_of_several_values_the_one_that_needs_the_step_counts() -> None:
    """With "matt and gold", painting is told of matt and gilding of gold."""
    found = steps(Entry("finish", "matt"), Entry("finish", "gold"))
    assert found["paint"].values["finish"] == "matt"
    assert found["gild"].values["finish"] == "gold"
    assert "finish" not in steps(Entry("finish", "matt"), Entry("finish", "gloss"))["paint"].values


def test_quantities_are_rounded_up_to_whole_units() -> None:
    """Ten lamps at 0.35 a piece need four."""
    found = steps(Entry("colour", "red"))
    assert found["foot"].quantity == 4
    assert isinstance(found["foot"].quantity, int)
    assert found["join"].quantity == 10


def test_variant_is_the_routings_else_what_offers_restrict() -> None:
    """A routing's own variant stands, be it empty; without one it is what any offer for the process restricts."""
    found = steps(Entry("colour", "red"), Entry("finish", "gold"))
    assert found["foot"].variant == ("colour", "plug")
    assert found["foot"].variant_values == {"colour": "red", "plug": "eu"}
    assert found["gild"].variant == ("finish",)
    assert found["join"].variant == ()


def test_names_are_prefixed() -> None:
    """Steps of several items can stand in one order, because names and what they wait for carry a prefix."""
    found = steps(Entry("finish", "gold"), prefix="2.")
    assert list(found) == ["2.foot", "2.gild", "2.join"]
    assert found["2.join"].after == ("2.foot", "2.gild")


def test_an_item_without_a_quantity_is_refused() -> None:
    """Nobody plans an unknown number of pieces."""
    with pytest.raises(ValueError, match="without a quantity"):
        steps(quantity=None)


def test_constrained_attributes_are_those_of_any_offer() -> None:
    """An attribute counts as soon as one supplier's offer for the process restricts it."""

    def partner(name: str, *offers: Offer) -> Partner:
        return Partner(Supplier(name, "here", offers), {}, "en")

    tiers = ((1, Decimal(1)),)
    book = SupplierBook(
        {
            "a": partner("a", Offer("turning", tiers, {"colour": ("red",)}), Offer("joining", tiers)),
            "b": partner("b", Offer("turning", tiers, {"plug": ("eu",)})),
        },
        Shipping(Leg()),
    )
    assert constrained_attributes(book) == {"turning": {"colour", "plug"}, "joining": frozenset()}
