"""What stands after a further message: answers, additions, corrections and removals applied to the draft."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.frame import budget_after, deadline_after
from nlu.intents import says
from nlu.items import Fragment
from nlu.order import Said
from nlu.regions import Regions
from nlu.removal import dropped, removed_items, swapped
from nlu.scaling import scaled
from nlu.splits import moved
from nlu.standing import Standing
from nlu.targets import has, old_values, targets_of
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item, OrderSpec, split_sum


class Amender:
    """Applies messages of one trade to a draft."""

    def __init__(self, catalogue: Catalogue, regions: Regions):
        self._catalogue = catalogue
        self._regions = regions

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
        exchanged = swapped(spec.items, said)
        if exchanged is not None:
            return replace(spec, items=exchanged)
        rescaled = scaled(spec.items, said)
        if rescaled is not None:
            return replace(spec, items=rescaled)
        shifted = moved(spec.items, said, self._catalogue)
        if shifted is not None:
            return replace(spec, items=shifted)
        gone = removed_items(spec.items, said)
        items = list(spec.items)
        for fragment in said.fragments:
            items = self._take(items, fragment, said, standing, text)
        items = self._denied(items, said)
        if gone:
            keep = [item for i, item in enumerate(items) if i not in gone]
            items = keep
        return replace(spec, items=tuple(items))

    def _take(self, items: list[Item], fragment: Fragment, said: Said, standing: Standing, text: str) -> list[Item]:
        new = fragment.item
        more = says("ADD_MORE", text)
        if not items:
            return [new]
        if new.product is not None:
            return self._with_product(items, fragment, said, more)
        old = old_values(said, fragment)
        targets = targets_of(items, new, old, standing, text, self._regions)
        if not targets:
            return items
        if says("SAME_AGAIN", text) and new.quantity is None:
            before = items[targets[-1]]
            return [*items, self._like(before, replace(new, quantity=before.quantity))]
        some = self._some_of_them(items, targets, new, text)
        if some is not None:
            return some
        if more and new.quantity is not None and not any(e.quantity is not None for e in new.attributes):
            last = targets[-1]
            differing = [
                e for e in new.attributes if not has(items[last], e) and not self._catalogue.attributes[e.name].many
            ]
            if differing and not says("EVERY", text):
                return [*items, self._like(items[last], new)]
            if not new.attributes or all(has(items[last], e) for e in new.attributes):
                items[last] = replace(items[last], quantity=(items[last].quantity or 0) + new.quantity)
                return items
        for target in targets:
            items[target] = self._changed(items[target], self._divided(items[target], fragment, text), old)
        return items

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

    def _some_of_them(self, items: list[Item], targets: Sequence[int], new: Item, text: str) -> list[Item] | None:
        """ "make 2 of them walnut", 其中4个要白色: some pieces of an item become an item of their own."""
        item = items[targets[-1]]
        differing = [e for e in new.attributes if self._single(e) and not has(item, e)]
        sized = self._some_sized(item, new, text)
        if sized is not None:
            return [*items[: targets[-1]], sized, *items[targets[-1] + 1 :]]
        if not differing or new.quantity is None or item.quantity is None or new.quantity >= item.quantity:
            return None
        if not says("PART_OF", text) or any(self._catalogue.attributes[e.name].split for e in new.attributes):
            return None
        rest = replace(item, quantity=item.quantity - new.quantity)
        place = targets[-1]
        return [*items[:place], rest, self._like(item, new), *items[place + 1 :]]

    def _some_sized(self, item: Item, new: Item, text: str) -> Item | None:
        """ "20 of them L": of an item that was all of one size, some are of another."""
        sizes = [e for e in new.attributes if self._catalogue.attributes[e.name].split]
        if len(sizes) != 1 or len(new.attributes) != 1 or not says("PART_OF", text):
            return None
        size, old = sizes[0], item.values(sizes[0].name)
        if len(old) != 1 or old[0].value == size.value or item.quantity is None or new.quantity is None:
            return None
        if old[0].quantity is not None or not new.quantity < item.quantity:
            return None
        rest = tuple(e for e in item.attributes if e.name != size.name)
        pair = (replace(old[0], quantity=item.quantity - new.quantity), replace(size, quantity=new.quantity))
        return replace(item, attributes=(*rest, *pair))

    def _with_product(self, items: list[Item], fragment: Fragment, said: Said, more: bool) -> list[Item]:
        text, new = said.scan.folded.text, fragment.item
        same = [i for i, item in enumerate(items) if item.product == new.product]
        blank = [i for i, item in enumerate(items) if item.product is None]
        if blank:
            place = blank[0]
            items[place] = self._changed(replace(items[place], product=new.product), new, ())
            return items
        if same:
            matching = [i for i in same if all(has(items[i], e) for e in new.attributes if self._single(e))]
            if more and new.quantity is not None and not matching:
                base = items[same[-1]]
                return [*items, self._like(base, new) if says("SAME", text) else new]
            place = (matching or same)[-1]
            if more and new.quantity is not None and not says("CHANGE", text):
                new = replace(new, quantity=(items[place].quantity or 0) + new.quantity)
            elif not more:
                new = self._divided(items[place], fragment, text)
            items[place] = self._changed(items[place], new, ())
            return items
        if len(items) == 1 and says("CHANGE", text) and not more:
            kept = tuple(e for e in items[0].attributes if new.product and self._regions.uses(new.product, e.name))
            items[0] = self._changed(replace(items[0], product=new.product, attributes=kept), new, ())
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

    def _single(self, entry: Entry) -> bool:
        return not self._catalogue.attributes[entry.name].many and not entry.excluded

    def _like(self, base: Item, new: Item) -> Item:
        """Another lot of the same thing, with what was said of it."""
        made = replace(base, quantity=new.quantity, quantity_max=new.quantity_max, approximate=new.approximate)
        made = replace(
            made,
            attributes=tuple(
                replace(e, quantity=None) if self._catalogue.attributes[e.name].split else e for e in made.attributes
            ),
        )
        return self._changed(made, replace(new, quantity=None), ())

    def _changed(self, item: Item, new: Item, old: Sequence[Entry]) -> Item:
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
            attribute = self._catalogue.attributes[name]
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
                total = split_sum(made, name) if self._catalogue.attributes[name].split else None
                if total is not None and (new.quantity is None or new.quantity == total):
                    made = replace(made, quantity=total, quantity_max=None)
        return made

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
