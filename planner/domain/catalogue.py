"""What can be made, how people name it, and how it is made: one trade's catalogue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

#: locale → the wordings people use, the first being the one we show.
Names = Mapping[str, tuple[str, ...]]

Kind = Literal["choice", "measure", "number", "text", "file"]
Dimension = Literal["length", "mass", "volume", "area"]

#: `when: {attribute: [ANY]}`: the step is needed if the attribute has a value at all.
ANY = "any"


def shown(names: Names, locale: str, fallback: str) -> str:
    """The name to show in `locale`: its first wording, else the first of any locale, else `fallback` made readable."""
    for wordings in (names.get(locale, ()), *names.values()):
        if wordings:
            return wordings[0]
    return fallback.replace("_", " ")


@dataclass(frozen=True)
class Unit:
    """A word for counting (`piece`, `dozen`); `factor` pieces each."""

    id: str
    names: Names
    factor: int = 1


@dataclass(frozen=True)
class Modifier:
    """A degree that a value may take (`extra`)."""

    id: str
    names: Names


@dataclass(frozen=True)
class Value:
    """One value of a choice."""

    id: str
    names: Names


@dataclass(frozen=True)
class Attribute:
    """Something that can be said of a product. `values` is empty unless `kind` is "choice" (`like` is followed)."""

    id: str
    kind: Kind
    names: Names = field(default_factory=dict)
    values: Mapping[str, Value] = field(default_factory=dict)
    like: str | None = None
    cues: Names = field(default_factory=dict)
    dimension: Dimension | None = None
    many: bool = False
    split: bool = False
    negatable: bool = False
    modifiable: bool = False
    countable: bool = False


@dataclass(frozen=True)
class ProductAttribute:
    """How a product uses an attribute: must it be said, what holds if it isn't, does a value of it name the product."""

    attribute: str
    required: bool = False
    default: str | int | float | None = None
    identifies: bool = False


@dataclass(frozen=True)
class QuantityRule:
    """Limits of an ordered quantity in units; `default` is what a message without a number means (None: ask)."""

    min: int = 1
    max: int | None = None
    default: int | None = None


@dataclass(frozen=True)
class RoutingStep:
    """One step of a product's routing, and the process that does it.

    `when`: needed only where one of these values holds; `unless`: not needed where one of these does.
    """

    step: str
    process: str
    after: tuple[str, ...] = ()
    when: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    variant: tuple[str, ...] | None = None
    per_unit: Decimal = Decimal(1)
    unit: str | None = None
    unless: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class Product:
    """Something that can be ordered. Without a routing it can be read, but not planned."""

    id: str
    names: Names
    attributes: Mapping[str, ProductAttribute]
    unit: str | None = None
    quantity: QuantityRule = QuantityRule()
    routing: tuple[RoutingStep, ...] = ()

    @property
    def required(self) -> tuple[str, ...]:
        """The attributes that must be said before it can be made, in the catalogue's order."""
        return tuple(use.attribute for use in self.attributes.values() if use.required and use.default is None)


@dataclass(frozen=True)
class Catalogue:
    """A trade. `units` are words for counting what is ordered; `processes` and `step_units` name what routings use.

    All three may be empty: then ids are shown.
    """

    id: str
    currency: str
    locales: tuple[str, ...]
    attributes: Mapping[str, Attribute]
    products: Mapping[str, Product]
    units: Mapping[str, Unit] = field(default_factory=dict)
    modifiers: Mapping[str, Modifier] = field(default_factory=dict)
    processes: Mapping[str, Names] = field(default_factory=dict)
    names: Names = field(default_factory=dict)
    step_units: Mapping[str, Names] = field(default_factory=dict)

    def product_name(self, product: str, locale: str) -> str:
        return shown(self.products[product].names, locale, product) if product in self.products else product

    def attribute_name(self, attribute: str, locale: str) -> str:
        known = self.attributes.get(attribute)
        return shown(known.names, locale, attribute) if known else attribute.replace("_", " ")

    def value_name(self, attribute: str, value: str, locale: str) -> str:
        known = self.attributes.get(attribute)
        if known is None or value not in known.values:
            return value
        return shown(known.values[value].names, locale, value)

    def process_name(self, process: str, locale: str) -> str:
        return shown(self.processes.get(process, {}), locale, process)

    def unit_name(self, unit: str | None, locale: str) -> str:
        if unit is None:
            return ""
        names = self.units[unit].names if unit in self.units else self.step_units.get(unit, {})
        return shown(names, locale, unit)

    def choices(self, attribute: str) -> Sequence[str]:
        """The value ids of a choice, in the catalogue's order."""
        return tuple(self.attributes[attribute].values)
