"""What somebody asked for: the reading of a consumer's message, or of a whole dialogue."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Literal

from planner.domain.catalogue import Catalogue

Bound = Literal["by", "before", "on", "around"]
BudgetBound = Literal["max", "about", "min"]

#: The pseudo-attributes of `missing`: what an item needs besides its attributes.
PRODUCT = "product"
QUANTITY = "quantity"


class Intent(StrEnum):
    """What a consumer's message is for."""

    ORDER = "order"
    AMEND = "amend"
    CANCEL = "cancel"
    STATUS = "status"
    ACCEPT = "accept"
    REJECT = "reject"
    QUESTION = "question"
    GREET = "greet"
    OTHER = "other"


@dataclass(frozen=True)
class Measure:
    """An amount in the unit as it was said ("cm", "ft", "kg")."""

    amount: Decimal
    unit: str


#: choice: a value id; text and file: the text; number: int or float; measure: Measure.
AttributeValue = str | int | float | Measure


@dataclass(frozen=True)
class Entry:
    """One attribute value of an item, and the wording it came from (`said`; "" where a button or default gave it)."""

    name: str
    value: AttributeValue
    said: str = ""
    quantity: int | None = None
    excluded: bool = False
    modifier: str | None = None
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Item:
    """One kind of thing in an order. `product` None: values were given, but no product."""

    product: str | None
    quantity: int | None = None
    quantity_max: int | None = None
    approximate: bool = False
    attributes: tuple[Entry, ...] = ()

    def values(self, attribute: str) -> tuple[Entry, ...]:
        """What was said of an attribute, exclusions left out."""
        return tuple(e for e in self.attributes if e.name == attribute and not e.excluded)

    def with_entry(self, entry: Entry, *, keep: bool = False) -> Item:
        """This item with `entry`; other entries of the same attribute stay only if `keep`."""
        rest = tuple(e for e in self.attributes if keep or e.name != entry.name)
        return replace(self, attributes=(*rest, entry))


@dataclass(frozen=True)
class Deadline:
    """The day named and how it binds: "before" means the day before it at the latest."""

    date: date
    bound: Bound = "by"


@dataclass(frozen=True)
class Budget:
    """What it may cost; `amount` is in major units, as it was said."""

    amount: Decimal
    currency: str
    per: Literal["unit", "order"]
    bound: BudgetBound = "max"


@dataclass(frozen=True)
class OrderSpec:
    """What stands after the last message: items, and what holds for the whole order."""

    items: tuple[Item, ...] = ()
    deadline: Deadline | None = None
    budget: Budget | None = None
    destination: str | None = None

    def with_item(self, index: int, item: Item) -> OrderSpec:
        return replace(self, items=(*self.items[:index], item, *self.items[index + 1 :]))

    @property
    def pieces(self) -> int:
        """Ordered units in all; items without a quantity count nothing."""
        return sum(item.quantity or 0 for item in self.items)


@dataclass(frozen=True)
class Reading:
    """What a consumer's message (and the dialogue before it) says. `missing` and `unknown` are as in the formats.

    `topic`: the product that was talked of without being ordered ("do you make mugs?").
    """

    intent: Intent
    language: str
    spec: OrderSpec = OrderSpec()
    missing: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    topic: str | None = None


def missing_of(spec: OrderSpec, catalogue: Catalogue) -> tuple[str, ...]:
    """What must still be said, as "item index.attribute", the best next question first.

    The product comes first, because it decides what else to ask; then the quantity, then the catalogue's order.
    """
    found: list[str] = []
    for index, item in enumerate(spec.items):
        if item.product is None:
            found.append(f"{index}.{PRODUCT}")
            continue
        product = catalogue.products[item.product]
        if item.quantity is None:
            found.append(f"{index}.{QUANTITY}")
        found += [f"{index}.{name}" for name in product.required if not item.values(name)]
    return tuple(found)


def split_sum(item: Item, attribute: str) -> int | None:
    """The sum of the quantities given with an attribute's values ("10 M and 20 L": 30); None where none were given."""
    parts: Sequence[int] = [e.quantity for e in item.values(attribute) if e.quantity is not None]
    return sum(parts) if parts else None
