"""What is asked for, in cells: a product, or one value of one of its attributes, and how many pieces of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from planner.domain.catalogue import Catalogue
from planner.domain.plan import Reason, ReasonCode
from planner.domain.spec import Item, OrderSpec
from planner.domain.supplier import SupplierBook, Trade

#: What is counted besides a product's own attributes. None of them can be an attribute's id.
CITY, STATE, PROCESS, WORDING = "@city", "@state", "@process", "@wording"
#: The states of a wish that could be made.
OPEN, PLACED = "open", "placed"


class Outcome(StrEnum):
    """What became of a wish. `asked`: it could be made; `unmakeable`: nobody could make it, at any date or price;
    `not_understood`: words in it meant nothing to us."""

    ASKED = "asked"
    UNMAKEABLE = "unmakeable"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, order=True)
class Cell:
    """A product (`attribute` ""), or what was said of it: `attribute` an attribute's id or one of the names above."""

    product: str
    attribute: str = ""
    value: str = ""


def cells_of(spec: OrderSpec, trade: Trade, state: str = OPEN) -> dict[Cell, int]:
    """What a wish that can be made counts as: pieces by cell. Values that hold without being said count too."""
    found: Counter[Cell] = Counter()
    city = city_of(spec, trade.book)
    for item in spec.items:
        if item.product is None or item.product not in trade.catalogue.products:
            continue
        pieces = item.quantity or 0
        found[Cell(item.product)] += pieces
        found[Cell(item.product, CITY, city)] += pieces
        found[Cell(item.product, STATE, state)] += pieces
        for cell, n in _values(item, item.product, trade.catalogue).items():
            found[cell] += n
    return dict(found)


def unmakeable_cells(spec: OrderSpec, reasons: Sequence[Reason], trade: Trade) -> dict[Cell, int]:
    """What a refused wish counts as: the values that nobody takes, or else the process that nobody does. Empty where
    only date, price or quantity stood in the way."""
    found: Counter[Cell] = Counter()
    for reason in reasons:
        index, _, step = (reason.step or "").partition(".")
        if reason.code is not ReasonCode.NO_SUPPLIER or not index.isdigit() or int(index) >= len(spec.items):
            continue
        item = spec.items[int(index)]
        product = trade.catalogue.products.get(item.product or "")
        if product is None:
            continue
        process = next((one.process for one in product.routing if one.step == step), None)
        if reason.attribute and reason.value:
            cell = Cell(product.id, reason.attribute, reason.value)
        elif process is not None:
            cell = Cell(product.id, PROCESS, process)
        else:
            continue
        # Several steps may fail for the same value.
        found[cell] = max(found[cell], item.quantity or 0)
    return dict(found)


def unknown_cells(spec: OrderSpec, wordings: Sequence[str]) -> dict[Cell, int]:
    """What a wish with words that nobody understood counts as; `wordings` folded, and free of contact data."""
    product = next((item.product for item in spec.items if item.product), None) or ""
    return {Cell(product, WORDING, words): spec.pieces for words in wordings if words}


def city_of(spec: OrderSpec, book: SupplierBook) -> str:
    """The zone that a wish is for; "" where it is none of ours, or was not said."""
    return (spec.destination and book.zone_of(spec.destination)) or ""


def _values(item: Item, product: str, catalogue: Catalogue) -> dict[Cell, int]:
    """Pieces by value of every choice of an item, "" where nothing holds: who has none can't be found by subtracting
    then. What was split ("10 M and 20 L") counts as it was split."""
    found: dict[Cell, int] = {}
    for name, use in catalogue.products[product].attributes.items():
        if catalogue.attributes[name].kind != "choice":
            continue
        said = item.values(name)
        for entry in said:
            found[Cell(product, name, str(entry.value))] = entry.quantity or item.quantity or 0
        excluded = {entry.value for entry in item.attributes if entry.name == name and entry.excluded}
        if not said:
            holds = use.default is not None and use.default not in excluded
            found[Cell(product, name, str(use.default) if holds else "")] = item.quantity or 0
    return found
