"""What stands after a further message: answers, additions, corrections and removals applied to the draft."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.intents import pattern, says
from nlu.items import Fragment
from nlu.order import Said
from nlu.regions import Regions
from nlu.removal import ordinal, removed_items, swapped
from nlu.splits import moved
from nlu.standing import Standing
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Budget, Deadline, Entry, Item, OrderSpec, split_sum


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
            deadline=None if _lifted("deadline", text) else _deadline(said.deadline, spec.deadline, said),
            budget=None if _lifted("budget", text) else _budget(said, spec.budget),
            destination=said.destination or spec.destination,
        )
        exchanged = swapped(spec.items, said)
        if exchanged is not None:
            return replace(spec, items=exchanged)
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
            return self._with_product(items, new, text, more)
        old = _old_values(said, fragment)
        targets = self._targets(items, new, old, standing, text)
        if not targets:
            return items
        some = self._some_of_them(items, targets, new, text)
        if some is not None:
            return some
        if more and new.quantity is not None and not any(e.quantity is not None for e in new.attributes):
            last = targets[-1]
            differing = [
                e for e in new.attributes if not _has(items[last], e) and not self._catalogue.attributes[e.name].many
            ]
            if differing and not says("EVERY", text):
                return [*items, self._like(items[last], new)]
            if not new.attributes or all(_has(items[last], e) for e in new.attributes):
                items[last] = replace(items[last], quantity=(items[last].quantity or 0) + new.quantity)
                return items
        for target in targets:
            items[target] = self._changed(items[target], new, old)
        return items

    def _some_of_them(self, items: list[Item], targets: Sequence[int], new: Item, text: str) -> list[Item] | None:
        """ "make 2 of them walnut", 其中4个要白色: some pieces of an item become an item of their own."""
        item = items[targets[-1]]
        differing = [e for e in new.attributes if self._single(e) and not _has(item, e)]
        if not differing or new.quantity is None or item.quantity is None or new.quantity >= item.quantity:
            return None
        if not says("PART_OF", text) or any(self._catalogue.attributes[e.name].split for e in new.attributes):
            return None
        rest = replace(item, quantity=item.quantity - new.quantity)
        place = targets[-1]
        return [*items[:place], rest, self._like(item, new), *items[place + 1 :]]

    def _with_product(self, items: list[Item], new: Item, text: str, more: bool) -> list[Item]:
        same = [i for i, item in enumerate(items) if item.product == new.product]
        blank = [i for i, item in enumerate(items) if item.product is None]
        if blank:
            place = blank[0]
            items[place] = self._changed(replace(items[place], product=new.product), new, ())
            return items
        if same:
            matching = [i for i in same if all(_has(items[i], e) for e in new.attributes if self._single(e))]
            if more and new.quantity is not None and not matching:
                base = items[same[-1]]
                return [*items, self._like(base, new) if says("SAME", text) else new]
            place = (matching or same)[-1]
            if more and new.quantity is not None and not says("CHANGE", text):
                new = replace(new, quantity=(items[place].quantity or 0) + new.quantity)
            items[place] = self._changed(items[place], new, ())
            return items
        if len(items) == 1 and says("CHANGE", text) and not more:
            kept = tuple(e for e in items[0].attributes if new.product and self._regions.uses(new.product, e.name))
            items[0] = self._changed(replace(items[0], product=new.product, attributes=kept), new, ())
            return items
        return [*items, new]

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

    def _targets(
        self, items: Sequence[Item], new: Item, old: Sequence[Entry], standing: Standing, text: str
    ) -> list[int]:
        """Which items a message without a product is about."""
        fitting = [
            i for i, item in enumerate(items) if all(self._regions.uses(item.product, e.name) for e in new.attributes)
        ]
        if not fitting:
            return []
        if len(fitting) == 1:
            return fitting
        place = ordinal(text)
        if place is not None and -len(items) <= place < len(items) and place % len(items) in fitting:
            return [place % len(items)]
        if old:
            holding = [i for i in fitting if any(_has(items[i], e) for e in old)]
            if holding:
                return holding
        index, _, name = (standing.asking or "").partition(".")
        if index.isdigit() and int(index) in fitting:
            asked_quantity = name == "quantity" and new.quantity is not None
            if asked_quantity or any(e.name == name for e in new.attributes):
                return [int(index)]
        if says("EVERY", text):
            return fitting
        # A value that one item alone has already is how people point to it: "the red ones: 6 of them".
        for entry in new.attributes:
            holding = [i for i in fitting if _has(items[i], entry)]
            if len(holding) == 1 and (new.quantity is not None or len(new.attributes) > 1):
                return holding
        lacking = [i for i in fitting if new.attributes and not any(items[i].values(e.name) for e in new.attributes)]
        if lacking:
            return lacking[:1] if len(lacking) > 1 and index.isdigit() else lacking
        return fitting[-1:]

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
        """A value that is denied later and can't be excluded ("not red") goes."""
        for part in said.parts:
            if part.role != "value" or not part.excluded:
                continue
            for sense in part.senses:
                if self._catalogue.attributes[sense.attribute].negatable:
                    continue
                for i, item in enumerate(items):
                    rest = tuple(e for e in item.attributes if not (e.name == sense.attribute and e.value == sense.id))
                    if len(rest) < len(item.attributes) and any(e.name == sense.attribute for e in rest):
                        items[i] = replace(item, attributes=rest)
        return items


def _has(item: Item, entry: Entry) -> bool:
    return any(e.value == entry.value or entry.value in e.alternatives for e in item.values(entry.name))


def _old_values(said: Said, fragment: Fragment) -> list[Entry]:
    """ "the red ones to blue", 把红色换成蓝色: values before a word of change, with others of theirs after it."""
    parts = said.parts
    change = next(
        (
            i
            for i, p in enumerate(parts)
            if p.text in ("换成", "改成", "改为", "换为", "换", "to", "with", "for", "into", "->", "→", "by") and i > 0
        ),
        None,
    )
    taken = {
        (s.attribute, s.id)
        for p in parts
        if p.role == "value"
        and p.excluded
        and says("TAKEN_OUT", said.scan.text(p.start if p.lead < 0 else p.first, p.last))
        for s in p.senses
    }
    gone = [e for e in fragment.item.attributes if (e.name, e.value) in taken]
    if change is None or (parts[change].text.isascii() and not says("CHANGE", said.scan.folded.text)):
        return gone
    before = {(s.attribute, s.id) for p in parts[:change] if p.role == "value" for s in p.senses}
    after = {s.attribute for p in parts[change:] if p.role == "value" for s in p.senses}
    old = {(a, v) for a, v in before if a in after}
    return gone + [e for e in fragment.item.attributes if (e.name, e.value) in old]


def _deadline(new: Deadline | None, old: Deadline | None, said: Said) -> Deadline | None:
    if new is None:
        return old
    cue = next((p.data.cue for p in said.parts if p.role == "day" and p.data.day == new.date), None)
    return replace(new, bound=old.bound) if old is not None and cue is None else new


def _budget(said: Said, old: Budget | None) -> Budget | None:
    new = said.budget
    if new is None or old is None or said.budget_cued:
        return new or old
    return replace(new, per=old.per, bound=old.bound if new.bound == "max" else new.bound)


def _lifted(limit: str, text: str) -> bool:
    """ "no deadline", 预算不限: the limit holds no more."""
    match = pattern("UNDO_LIMIT").search(text)
    if match is None:
        return False
    money = re.search(r"budget|price|预算", match.group()) is not None
    return money == (limit == "budget")
