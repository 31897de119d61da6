"""What stands after a further message: answers, additions, corrections and removals applied to the draft."""

from __future__ import annotations

from dataclasses import replace

from nlu.changed import Changer
from nlu.changes import asks_to
from nlu.exchanges import exchanged_products, swapped
from nlu.frame import budget_after, deadline_after
from nlu.intents import says
from nlu.items import Fragment
from nlu.lessened import lessened, resized
from nlu.order import Said
from nlu.partly import further_size, some_of_them
from nlu.regions import Regions
from nlu.removal import dropped, removed_items
from nlu.scaling import scaled
from nlu.splits import moved
from nlu.standing import Standing
from nlu.targets import has, old_values, targets_of
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Item, OrderSpec, split_sum


class Amender:
    """Applies messages of one trade to a draft."""

    def __init__(self, catalogue: Catalogue, regions: Regions):
        self._catalogue = catalogue
        self._regions = regions
        self._changer = Changer(catalogue, regions)

    def apply(self, said: Said, standing: Standing) -> OrderSpec:
        """The draft after the message. What the message doesn't touch stays; a value that can't be is not taken."""
        spec = standing.spec
        text = said.scan.folded.text
        spec = replace(
            spec,
            deadline=deadline_after(said, spec.deadline),
            budget=budget_after(said, spec.budget),
            destination=said.destination or spec.destination,
        )
        exchanged = swapped(spec.items, said) or exchanged_products(spec.items, said, self._changer)
        if exchanged is not None:
            return replace(spec, items=exchanged)
        rescaled = scaled(spec.items, said)
        if rescaled is not None:
            return replace(spec, items=rescaled)
        sized = resized(spec.items, said, self._catalogue)
        if sized is not None:
            return replace(spec, items=sized)
        shifted = moved(spec.items, said, self._catalogue)
        if shifted is not None:
            return replace(spec, items=shifted)
        gone = removed_items(spec.items, said, self._catalogue)
        fewer = lessened(spec.items, said)
        items = list(spec.items if fewer is None else fewer)
        for fragment in said.fragments:
            if fewer is not None:
                fragment = replace(fragment, item=replace(fragment.item, quantity=None, quantity_max=None))
            if not any(_names(items[i], fragment.item) for i in gone):
                items = self._take(items, fragment, said, standing, text)
        items = self._denied(items, said)
        if gone:
            keep = [item for i, item in enumerate(items) if i not in gone]
            items = keep
        return replace(spec, items=tuple(items))

    def _take(self, items: list[Item], fragment: Fragment, said: Said, standing: Standing, text: str) -> list[Item]:
        new = fragment.item
        more = says("ADD_MORE", text) or (asks_to("AND", text) and not says("CHANGE", text))
        if not items:
            return [new]
        if new.product is not None:
            return self._with_product(items, fragment, said, more)
        old = old_values(said, fragment)
        targets = targets_of(items, new, old, standing, text, self._regions)
        if not targets:
            return items
        if says("SAME_AGAIN", text):
            before = items[targets[-1]]
            return [*items, self._changer.like(before, replace(new, quantity=new.quantity or before.quantity))]
        if self._another_lot(items[targets[-1]], new, text):
            return [*items, self._changer.like(items[targets[-1]], new)]
        if more and asks_to("LIKE", text) and new.attributes and new.quantity is not None:
            return [*items, self._changer.like(items[targets[-1]], new)]
        some = some_of_them(items, targets, new, text, self._changer)
        if some is not None:
            return some
        if more and new.quantity is not None and not any(e.quantity is not None for e in new.attributes):
            last = targets[-1]
            differing = [
                e for e in new.attributes if not has(items[last], e) and not self._catalogue.attributes[e.name].many
            ]
            sized = further_size(items[last], new, self._catalogue)
            if sized is not None:
                items[last] = sized
                return items
            if differing and not says("EVERY", text):
                return [*items, self._changer.like(items[last], new)]
            if not new.attributes or all(has(items[last], e) for e in new.attributes):
                items[last] = replace(items[last], quantity=(items[last].quantity or 0) + new.quantity)
                return items
        for target in targets:
            items[target] = self._changer.changed(items[target], self._divided(items[target], fragment, text), old)
        return items

    def _another_lot(self, item: Item, new: Item, text: str) -> bool:
        """ "The same in black, 6 of them": like it but for one thing, and with a number of its own."""
        differing = [e for e in new.attributes if self._changer.single(e) and item.values(e.name) and not has(item, e)]
        return bool(differing) and new.quantity is not None and asks_to("LOT", text) and not says("CHANGE", text)

    def _divided(self, item: Item, fragment: Fragment, text: str) -> Item:
        """What the message says of `item`; numbers of sizes divide the quantity that was said, they don't change it."""
        new = fragment.item
        if not fragment.summed or item.quantity is None or says("CHANGE", text):
            return new
        sizes = [e for e in new.attributes if self._catalogue.attributes[e.name].split]
        if not sizes or any(item.values(e.name) and split_sum(item, e.name) in (None, item.quantity) for e in sizes):
            return new
        if len(sizes) == 1 and sizes[0].quantity is None and new.quantity != item.quantity:
            new = new.with_entry(replace(sizes[0], quantity=new.quantity))
        return replace(new, quantity=None)

    def _with_product(self, items: list[Item], fragment: Fragment, said: Said, more: bool) -> list[Item]:
        text, new = said.scan.folded.text, fragment.item
        same = [i for i, item in enumerate(items) if item.product == new.product]
        blank = [i for i, item in enumerate(items) if item.product is None]
        if blank:
            place = blank[0]
            items[place] = self._changer.changed(replace(items[place], product=new.product), new, ())
            return items
        if same:
            matching = [i for i in same if all(has(items[i], e) for e in new.attributes if self._changer.single(e))]
            if more and new.quantity is not None and not matching:
                base = items[same[-1]]
                return [*items, self._changer.like(base, new) if says("SAME", text) else new]
            place = (matching or same)[-1]
            some = some_of_them(items, [place], new, text, self._changer)
            if some is not None:
                return some
            if more and new.quantity is not None and not says("CHANGE", text):
                new = replace(new, quantity=(items[place].quantity or 0) + new.quantity)
            elif not more:
                new = self._divided(items[place], fragment, text)
            items[place] = self._changer.changed(items[place], new, ())
            return items
        if len(items) == 1 and says("CHANGE", text) and not more:
            kept = tuple(e for e in items[0].attributes if new.product and self._regions.uses(new.product, e.name))
            items[0] = self._changer.changed(replace(items[0], product=new.product, attributes=kept), new, ())
            return items
        return [*items, self._completed(new, items[-1], said, text)]

    def _completed(self, new: Item, last: Item, said: Said, text: str) -> Item:
        """A new item with what it shares with the one before: "the same number of", "in the same colour"."""
        if new.quantity is None and says("SAME_NUMBER", text):
            new = replace(new, quantity=last.quantity)
        if says("SAME", text):
            named = {s.id for p in said.parts if p.role == "name" for s in p.senses}
            for entry in last.attributes:
                if entry.name in named and self._regions.uses(new.product, entry.name) and not new.values(entry.name):
                    new = new.with_entry(replace(entry, quantity=None), keep=True)
        return new

    def _denied(self, items: list[Item], said: Said) -> list[Item]:
        """What is denied later and can't be excluded ("not red", "remove the round edge", "no paint") goes."""
        taken_back = says("TAKEN_OUT", said.scan.folded.text) or says("REMOVE", said.scan.folded.text)
        for part in said.parts:
            if part.role != "value" or not part.excluded:
                continue
            for sense in part.senses:
                if self._catalogue.attributes[sense.attribute].negatable:
                    continue
                for i, item in enumerate(items):
                    rest = tuple(e for e in item.attributes if not (e.name == sense.attribute and e.value == sense.id))
                    other = any(e.name == sense.attribute for e in rest)
                    if len(rest) < len(item.attributes) and (other or taken_back):
                        items[i] = replace(item, attributes=rest)
        gone = dropped(said)
        return [replace(i, attributes=tuple(e for e in i.attributes if e.name not in gone)) for i in items]


def _names(item: Item, said: Item) -> bool:
    """Does what was said name no more than the item that goes?"""
    if said.product is not None:
        return said.product == item.product and said.quantity in (None, item.quantity)
    return said.quantity in (None, item.quantity) and all(has(item, e) for e in said.attributes)
