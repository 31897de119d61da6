"""An item with what a later message says of it, and another lot of the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.regions import Regions
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item, split_sum


class Changer:
    """Changes items of one trade."""

    def __init__(self, catalogue: Catalogue, regions: Regions):
        self.catalogue = catalogue
        self._regions = regions

    def uses(self, product: str | None, attribute: str) -> bool:
        """Does the product have the attribute?"""
        return self._regions.uses(product, attribute)

    def single(self, entry: Entry) -> bool:
        """Is it a value of which one thing can have only one?"""
        return not self.catalogue.attributes[entry.name].many and not entry.excluded

    def like(self, base: Item, new: Item) -> Item:
        """Another lot of the same thing, with what was said of it."""
        made = replace(base, quantity=new.quantity, quantity_max=new.quantity_max, approximate=new.approximate)
        made = replace(
            made,
            attributes=tuple(
                replace(e, quantity=None) if self.catalogue.attributes[e.name].split else e for e in made.attributes
            ),
        )
        return self.changed(made, replace(new, quantity=None), ())

    def changed(self, item: Item, new: Item, old: Sequence[Entry]) -> Item:
        """`item` with what `new` says: single values replaced, further ones added, sizes divided anew."""
        attributes = [e for e in item.attributes if not any(e.name == o.name and e.value == o.value for o in old)]
        before = replace(item, attributes=tuple(attributes))
        names = list(
            dict.fromkeys(
                e.name for e in new.attributes if not any(e.name == o.name and e.value == o.value for o in old)
            )
        )
        derived = False
        for name in names:
            given = [
                e
                for e in new.attributes
                if e.name == name and not any(e.value == o.value and e.name == o.name for o in old)
            ]
            if not self._regions.uses(item.product, name):
                continue
            attribute = self.catalogue.attributes[name]
            if attribute.many:
                values = {e.value for e in given}
                attributes = [
                    e
                    for e in attributes
                    if not (e.name == name and (e.value in values or values & set(e.alternatives)))
                ] + given
            elif (
                attribute.split
                and len(given) == 1
                and given[0].quantity is not None
                and any(e.quantity is not None for e in before.values(name))
            ):
                derived = split_sum(before, name) == item.quantity
                attributes = [e for e in attributes if not (e.name == name and e.value == given[0].value)] + given
            elif (
                attribute.split
                and len(given) == 1
                and new.quantity is not None
                and any(e.quantity is not None and e.value == given[0].value for e in before.values(name))
            ):
                derived = split_sum(before, name) == item.quantity
                attributes = [
                    replace(e, quantity=new.quantity, said=given[0].said)
                    if e.name == name and e.value == given[0].value
                    else e
                    for e in attributes
                ]
                new = replace(new, quantity=None)
            else:
                derived = derived or (
                    attribute.split and split_sum(before, name) == item.quantity and item.quantity is not None
                )
                attributes = [e for e in attributes if e.name != name] + given
        made = replace(item, attributes=tuple(attributes))
        if new.quantity is not None:
            made = replace(made, quantity=new.quantity, quantity_max=new.quantity_max, approximate=new.approximate)
        if derived:
            for name in names:
                total = split_sum(made, name) if self.catalogue.attributes[name].split else None
                if total is not None and (new.quantity is None or new.quantity == total):
                    made = replace(made, quantity=total, quantity_max=None)
        return made
