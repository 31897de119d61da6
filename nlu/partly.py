"""Some pieces of what was ordered that shall be different: "make 2 of them walnut", "20 of them L", 其中4个要白色."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.changed import Changer
from nlu.changes import asks_to
from nlu.targets import has
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item


def some_of_them(
    items: list[Item], targets: Sequence[int], new: Item, text: str, changer: Changer
) -> list[Item] | None:
    """ "make 2 of them walnut", 其中4个要白色: some pieces of an item become an item of their own."""
    item = items[targets[-1]]
    differing = [e for e in new.attributes if not has(item, e) or not _as_said(item, e)]
    sized = _some_sized(item, new, text, changer)
    if sized is not None:
        return [*items[: targets[-1]], sized, *items[targets[-1] + 1 :]]
    if not differing or new.quantity is None or item.quantity is None or new.quantity >= item.quantity:
        return None
    if not asks_to("SOME", text) or any(changer.catalogue.attributes[e.name].split for e in new.attributes):
        return None
    rest = replace(item, quantity=item.quantity - new.quantity)
    place = targets[-1]
    return [*items[:place], rest, changer.like(item, new), *items[place + 1 :]]


def _as_said(item: Item, entry: Entry) -> bool:
    """Is it wanted, or excluded, as it was before?"""
    return any(e.value == entry.value and e.excluded == entry.excluded for e in item.values(entry.name)) or any(
        entry.value in e.alternatives for e in item.values(entry.name)
    )


def further_size(item: Item, new: Item, catalogue: Catalogue) -> Item | None:
    """ "5 more in L": pieces of another size, added to an item that is otherwise alike."""
    if len(new.attributes) != 1 or new.quantity is None or item.quantity is None:
        return None
    size = new.attributes[0]
    sizes = item.values(size.name)
    if not catalogue.attributes[size.name].split or not sizes or has(item, size):
        return None
    if len(sizes) == 1 and sizes[0].quantity is None:
        sizes = (replace(sizes[0], quantity=item.quantity),)
    if sum(e.quantity or 0 for e in sizes) != item.quantity:
        return None
    rest = tuple(e for e in item.attributes if e.name != size.name)
    attributes = (*rest, *sizes, replace(size, quantity=new.quantity))
    return replace(item, quantity=item.quantity + new.quantity, quantity_max=None, attributes=attributes)


def _some_sized(item: Item, new: Item, text: str, changer: Changer) -> Item | None:
    """ "20 of them L": of an item that was all of one size, some are of another."""
    sizes = [e for e in new.attributes if changer.catalogue.attributes[e.name].split]
    if len(sizes) != 1 or len(new.attributes) != 1 or not asks_to("SOME", text):
        return None
    size, old = sizes[0], item.values(sizes[0].name)
    if len(old) != 1 or old[0].value == size.value or item.quantity is None or new.quantity is None:
        return None
    if old[0].quantity is not None or not new.quantity < item.quantity:
        return None
    rest = tuple(e for e in item.attributes if e.name != size.name)
    pair = (replace(old[0], quantity=item.quantity - new.quantity), replace(size, quantity=new.quantity))
    return replace(item, attributes=(*rest, *pair))
