"""Which steps work from the files that a customer sends."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.artwork import bears_files, steps_with_files
from planner.domain.catalogue import Attribute, Catalogue, Product, ProductAttribute, RoutingStep
from planner.domain.spec import Entry, Item, OrderSpec

ANY = ("any",)
MUG = Product(
    id="mug",
    names={"en": ("mug",)},
    attributes={name: ProductAttribute(name) for name in ("colour", "glaze", "emblem", "slogan", "picture")},
    routing=(
        RoutingStep("throw", "pottery"),
        RoutingStep("glaze", "glazing", ("throw",), {"glaze": ANY}, variant=("colour",)),
        RoutingStep("stamp", "stamping", ("glaze",), {"emblem": ("stamped",)}),
        RoutingStep("print", "printing", ("glaze",), {"picture": ANY, "slogan": ANY}, unless={"emblem": ANY}),
        RoutingStep("letter", "printing", ("glaze",), {"slogan": ANY}),
        RoutingStep("pack", "packing", ("stamp", "print")),
    ),
)
TRADE = Catalogue(
    id="mugs",
    currency="EUR",
    locales=("en",),
    attributes={
        **{name: Attribute(name, "choice") for name in ("colour", "glaze", "emblem")},
        "slogan": Attribute("slogan", "text"),
        "picture": Attribute("picture", "file"),
    },
    products={"mug": MUG},
)


@pytest.mark.parametrize(
    ("product", "steps"),
    [
        (MUG, {"stamp", "print", "letter"}),
        (replace(MUG, attributes={"colour": ProductAttribute("colour")}), set()),
        (replace(MUG, routing=MUG.routing[:2]), {"throw", "glaze"}),
        (replace(MUG, routing=(MUG.routing[0], RoutingStep("fire", "firing", variant=("picture",)))), {"fire"}),
    ],
)
def test_who_needs_the_files(product: Product, steps: set[str]) -> None:
    """Those there for a file, for what stands beside it, or in its stead; all where none is there for one."""
    assert steps_with_files(product, TRADE) == steps


def test_a_file_that_was_taken_back() -> None:
    """An order bears files while one is named for any of its items, and not where one is excluded."""
    picture = Item(product="mug", quantity=3, attributes=(Entry("picture", "cat.png"),))
    without = Item(product="mug", quantity=3, attributes=(Entry("picture", "cat.png", excluded=True),))
    assert bears_files(OrderSpec((without, picture)), TRADE)
    assert not bears_files(OrderSpec((without,)), TRADE)
    assert not bears_files(OrderSpec((Item(product=None),)), TRADE)
