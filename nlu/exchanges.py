"""Things that change places: numbers swapped between two items, one product for another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.changed import Changer
from nlu.changes import asks_to
from nlu.intents import says
from nlu.order import Said
from nlu.packed import words
from planner.domain.spec import Item

_FOR = words("for to with into by 换成 改成 换为 改为 换 改 成")


def exchanged_products(items: Sequence[Item], said: Said, changer: Changer) -> tuple[Item, ...] | None:
    """The items with another product in the place of one: "swap the tables for desks", "desks instead of tables"."""
    text = said.scan.folded.text
    heads = [(i, s.id) for i, p in enumerate(said.parts) if p.role == "product" for s in p.senses[:1]]
    if len(heads) != 2 or heads[0][1] == heads[1][1]:
        return None
    (one, first), (two, second) = heads
    between = said.parts[one + 1 : two]
    if said.parts[two].excluded and not said.parts[one].excluded:
        first, second = second, first
    elif not (asks_to("EXCHANGE", text) and any(p.text in _FOR for p in between)):
        return None
    old = [i for i, item in enumerate(items) if item.product == first]
    if len(old) != 1 or any(item.product == second for item in items):
        return None
    place = old[0]
    new = next((f.item for f in said.fragments if f.item.product == second), Item(second, None))
    kept = tuple(e for e in items[place].attributes if changer.uses(second, e.name))
    item = changer.changed(replace(items[place], product=second, attributes=kept), new, ())
    return (*items[:place], item, *items[place + 1 :])


def swapped(items: Sequence[Item], said: Said) -> tuple[Item, ...] | None:
    """The items with their quantities exchanged, where the message asks for that and there are two."""
    text = said.scan.folded.text
    if len(items) != 2 or not says("SWAP", text) or not says("SWAP_NUMBERS", text) or said.fragments:
        return None
    one, two = items
    return (
        replace(one, quantity=two.quantity, quantity_max=two.quantity_max, approximate=two.approximate),
        replace(two, quantity=one.quantity, quantity_max=one.quantity_max, approximate=one.approximate),
    )
