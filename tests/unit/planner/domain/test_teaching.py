"""What a catalogue is taught after it was written."""

from __future__ import annotations

import pytest

from planner.domain.catalogue import Attribute, Catalogue, Product, ProductAttribute, Value
from planner.domain.teaching import PRODUCT, Target, Taught, meanings, meant, nearest, taught, teachable

COLOURS = {"navy": Value("navy", {"en": ("navy", "navy blue"), "zh": ("藏青",)}), "red": Value("red", {"en": ("red",)})}
TRADE = Catalogue(
    id="apparel",
    currency="CNY",
    locales=("en", "zh"),
    attributes={
        "colour": Attribute("colour", "choice", {"en": ("colour", "color"), "zh": ("颜色",)}, COLOURS),
        "sleeve_colour": Attribute("sleeve_colour", "choice", {"en": ("sleeve colour",)}, COLOURS, like="colour"),
        "slogan": Attribute("slogan", "text"),
    },
    products={
        "hoodie": Product("hoodie", {"en": ("hoodie",), "zh": ("卫衣",)}, {"colour": ProductAttribute("colour")}),
    },
)
NAVY, SLEEVES, HOODIE = Target("colour", "navy"), Target("sleeve_colour", "navy"), Target(PRODUCT, "hoodie")


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("colour.navy", [NAVY]),
        ("Color . Navy Blue", [NAVY]),
        ("颜色.藏青", [NAVY]),
        ("颜色：藏青", [NAVY]),
        ("sleeve colour/navy", [SLEEVES]),
        ("navy", [NAVY, SLEEVES]),
        ("product.hoodie", [HOODIE]),
        ("卫衣", [HOODIE]),
        ("产品.卫衣", [HOODIE]),
        ("colour.hoodie", []),
        ("slogan.navy", []),
        ("", []),
    ],
)
def test_what_is_meant(words: str, found: list[Target]) -> None:
    """Ids and names do equally well, with or without what they belong to."""
    assert meant(TRADE, words) == found


def test_what_may_have_been_meant() -> None:
    """A slip of the pen finds what is near; nonsense finds nothing."""
    assert "colour.navy" in nearest(TRADE, "colour.nvay")
    assert nearest(TRADE, "hodie") == ["product.hoodie"]
    assert nearest(TRADE, "zzzz") == []


def test_a_taught_wording_is_a_further_name() -> None:
    """It stands behind the names there are, in its own script's language; what is shown stays."""
    learned, left = taught(TRADE, [Taught("nvy", NAVY), Taught("帽衫", HOODIE), Taught("navy", NAVY)])
    assert left == []
    assert learned.attributes["colour"].values["navy"].names == {"en": ("navy", "navy blue", "nvy"), "zh": ("藏青",)}
    assert learned.attributes["sleeve_colour"] == TRADE.attributes["sleeve_colour"]
    assert learned.products["hoodie"].names["zh"] == ("卫衣", "帽衫")
    assert learned.value_name("colour", "navy", "en") == "navy"
    assert meanings(learned, "NVY") == [NAVY]
    assert meanings(TRADE, "nvy") == []


def test_what_is_gone_is_left_out() -> None:
    """A teaching whose product or value the catalogue has no more is named, and harms nothing."""
    targets = (Target(PRODUCT, "cape"), Target("colour", "teal"), Target("fabric", "silk"))
    gone = [Taught(target.value, target) for target in targets]
    assert taught(TRADE, gone) == (TRADE, gone)


@pytest.mark.parametrize(
    ("wording", "can"), [("nvy", True), ("青", True), ("x", False), ("12", False), ("a" * 41, False)]
)
def test_what_can_be_a_name(wording: str, can: bool) -> None:
    """A few letters, or one Chinese character; no bare number, no novel."""
    assert teachable(wording) is can
