"""What is different between two versions of a trade: its catalogue and its book of suppliers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from planner.domain.supplier import Trade

Sign = Literal["added", "removed", "changed"]


@dataclass(frozen=True)
class Difference:
    """`what`: product, attribute, value, process, zone, supplier, shipping, currency or wordings (all that is called
    otherwise); `id`: of which; `of`: the attribute that a value belongs to."""

    sign: Sign
    what: str
    id: str = ""
    of: str = ""


def differences(old: Trade, new: Trade) -> tuple[Difference, ...]:
    """All differences, what is sold first, then who makes it."""
    return (*_catalogue(old, new), *_book(old, new))


def _catalogue(old: Trade, new: Trade) -> Iterator[Difference]:
    before, after = old.catalogue, new.catalogue
    if before.currency != after.currency:
        yield Difference("changed", "currency", after.currency)
    yield from _each("product", before.products, after.products)
    for found in _each("attribute", before.attributes, after.attributes):
        if found.sign != "changed":
            yield found
    for name in before.attributes.keys() & after.attributes.keys():
        was, now = before.attributes[name], after.attributes[name]
        values = tuple(_each("value", was.values, now.values, name))
        yield from values
        if was != now and not values:
            yield Difference("changed", "attribute", name)
    yield from _each("process", before.processes, after.processes)
    if (before.units, before.modifiers, before.names, before.step_units, before.locales) != (
        after.units,
        after.modifiers,
        after.names,
        after.step_units,
        after.locales,
    ):
        yield Difference("changed", "wordings")


def _book(old: Trade, new: Trade) -> Iterator[Difference]:
    before, after = old.book, new.book
    yield from _each("zone", before.zones, after.zones)
    if before.shipping != after.shipping:
        yield Difference("changed", "shipping")
    yield from _each("supplier", before.partners, after.partners)


def _each(what: str, before: Mapping[str, Any], after: Mapping[str, Any], of: str = "") -> Iterator[Difference]:
    for name in (*after, *(name for name in before if name not in after)):
        if name not in before:
            yield Difference("added", what, name, of)
        elif name not in after:
            yield Difference("removed", what, name, of)
        elif before[name] != after[name]:
            yield Difference("changed", what, name, of)
