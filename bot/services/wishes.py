"""How a wish changes by a button or a file, rather than by words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from planner.domain.artwork import file_attributes
from planner.domain.catalogue import Catalogue
from planner.domain.questions import DESTINATION
from planner.domain.spec import PRODUCT, QUANTITY, Entry, Item, OrderSpec


def answered(spec: OrderSpec, place: str, value: Any) -> OrderSpec:
    """The wish with the answer that a button gave."""
    if place == DESTINATION:
        return replace(spec, destination=str(value))
    index, _, name = place.partition(".")
    items = spec.items or (Item(product=None),)
    item = items[int(index)]
    if name == PRODUCT:
        item = replace(item, product=str(value))
    elif name == QUANTITY:
        item = with_quantity(item, int(value))
    else:
        item = item.with_entry(Entry(name, value))
    return replace(spec, items=items).with_item(int(index), item)


def with_files(spec: OrderSpec, names: Sequence[str], catalogue: Catalogue) -> OrderSpec | None:
    """The wish with these files, and no other, on every item that can bear any; None where none can."""
    items, said, borne = list(spec.items), ", ".join(names), False
    for index, item in enumerate(items):
        if item.product and (found := file_attributes(catalogue.products[item.product], catalogue)):
            items[index] = item.with_entry(Entry(found[0], said, said=said))
            borne = True
    return replace(spec, items=tuple(items)) if borne else None


def with_quantity(item: Item, quantity: int) -> Item:
    """The item in another quantity; a division that no longer adds up is dropped, so that it is asked for again."""
    kept = tuple(e for e in item.attributes if e.quantity is None or _split_total(item, e.name) == quantity)
    return replace(item, quantity=quantity, quantity_max=None, approximate=False, attributes=kept)


def _split_total(item: Item, name: str) -> int:
    return sum(e.quantity or 0 for e in item.attributes if e.name == name)


def with_swap(spec: OrderSpec, attribute: str, value: str, instead: str) -> OrderSpec:
    """The wish with another value of an attribute, wherever it has `value`, said or by default."""
    items = []
    for item in spec.items:
        said = [entry for entry in item.attributes if entry.name == attribute and not entry.excluded]
        if any(entry.value == value for entry in said):
            entries = tuple(
                replace(entry, value=instead, alternatives=(), said="")
                if entry in said and entry.value == value
                else entry
                for entry in item.attributes
            )
            item = replace(item, attributes=entries)
        elif not said:
            item = item.with_entry(Entry(attribute, instead))
        items.append(item)
    return replace(spec, items=tuple(items))
