"""Items of pieces that differ: what is said of some of them, and what holds for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.counts import Amounts, Grouping
from nlu.parts import Part
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item


def items_of(
    parts: Sequence[Part],
    grouping: Grouping,
    entries: Sequence[tuple[int, Entry]],
    base: Item,
    head: int,
    catalogue: Catalogue,
) -> list[Item]:
    """One item for each group; groups that differ by their size alone are one item, divided over its sizes."""
    groups = grouping.groups
    entries = sorted(entries, key=lambda e: e[0])
    shared_from = _shared_from(parts, grouping, entries)
    own = [[(p, e) for p, e in entries if g.start <= p < min(g.end, shared_from)] for g in groups]
    common = [(p, e) for p, e in entries if p >= shared_from or p < groups[0].start]
    items: list[Item] = []
    for index, group in enumerate(groups):
        mine = [e for _, e in own[index]]
        named = {e.name for e in mine}
        taken: list[Entry] = []
        if grouping.heads and index:
            taken = [
                e for p, e in own[0] if e.name not in named and (grouping.some or p < head or _must(e, base, catalogue))
            ]
        if grouping.some and index:
            taken += [e for p, e in own[0] if e.name in named and catalogue.attributes[e.name].many]
        kept = [e for _, e in common if e.name not in named or catalogue.attributes[e.name].many]
        items.append(replace(base, quantity=group.count, attributes=merge([*taken, *mine, *kept])))
    return _by_size(items, catalogue)


def _must(entry: Entry, base: Item, catalogue: Catalogue) -> bool:
    return base.product is not None and entry.name in catalogue.products[base.product].required


def _shared_from(parts: Sequence[Part], grouping: Grouping, entries: Sequence[tuple[int, Entry]]) -> int:
    """Where what holds for all groups begins: "…, all with a lock", or a later clause about something else."""
    last = grouping.groups[-1]
    first = next((p for p, _ in entries if p >= last.start), len(parts))
    together = next((p for p in range(first, len(parts)) if "all" in parts[p].tags), len(parts))
    if together < len(parts) and not any(p > together for p, _ in entries):
        return _of_all(parts, first, together)
    inside = [(p, e) for p, e in entries if p >= grouping.groups[0].start]
    for place in range(first, together):
        if parts[place].role == "sep" and "and" not in parts[place].tags and parts[place].text != "、":
            told = {e.name for p, e in inside if p < place}
            later = {e.name for p, e in inside if place < p < together}
            if later.isdisjoint(told) and later:
                return place
    return together


def _of_all(parts: Sequence[Part], first: int, together: int) -> int:
    """ "… with cheese on all of them": what the word for all stands behind holds for all."""
    for place in range(together - 1, first, -1):
        if "with" in parts[place].tags or (parts[place].role == "sep" and "and" not in parts[place].tags):
            return place
    return together


def _by_size(items: list[Item], catalogue: Catalogue) -> list[Item]:
    """ "three small ones and two large": items that are alike but for their size."""
    names = {e.name for i in items for e in i.attributes if catalogue.attributes[e.name].split}
    if len(names) != 1 or len(items) < 2:
        return items
    name = next(iter(names))
    sizes = [item.values(name) for item in items]
    if any(len(s) != 1 or s[0].excluded for s in sizes) or len({s[0].value for s in sizes}) < len(items):
        return items
    others = [{(e.name, e.value, e.excluded, e.quantity) for e in i.attributes if e.name != name} for i in items]
    if any(o != others[0] for o in others):
        return items
    divided = [replace(s[0], quantity=i.quantity) for s, i in zip(sizes, items, strict=True)]
    rest = tuple(e for e in items[0].attributes if e.name != name)
    return [replace(items[0], quantity=sum(i.quantity or 0 for i in items), attributes=(*rest, *divided))]


def varied(
    parts: Sequence[Part],
    numbers: Amounts,
    entries: Sequence[tuple[int, Entry]],
    base: Item,
    head: int | None,
) -> list[Item]:
    """One item for each value that differs; what stands between two of them goes with the one before."""
    places = sorted(min(v, c.place) for v, c in numbers.variants)
    values = {v for v, _ in numbers.variants}
    last = max(max(v, c.place) for v, c in numbers.variants)
    shared_from = head if head is not None and head > last else len(parts)
    together = all_from(parts, last)
    apart = next((p for p in range(last + 1, len(parts)) if parts[p].role == "sep"), len(parts))
    own_names = {e.name for place, e in entries if places[0] <= place < apart and place not in values}
    items: list[Item] = []
    for value, count in sorted(numbers.variants, key=lambda v: v[0]):
        own_start = max((p for p in places if p <= min(value, count.place)), default=0)
        own_end = min((p for p in places if p > max(value, count.place)), default=len(parts))
        mine: list[Entry] = []
        inherited: list[Entry] = []
        for place, entry in sorted(entries, key=lambda x: x[0]):
            if place in values:
                if place == value:
                    mine.append(replace(entry, quantity=None))
                continue
            shared = (
                place < places[0]
                or place >= min(shared_from, together)
                or (last < place < shared_from and shared_from < len(parts))
                or (place > apart and entry.name not in own_names)
            )
            if shared or own_start <= place < own_end:
                mine.append(entry)
            elif head is not None and places[0] <= place < head < places[1]:
                # "20 white oak stools and 10 mint": what stands before the product's name is said of both.
                inherited.append(entry)
        mine += [e for e in inherited if not any(e.name == m.name for m in mine)]
        items.append(
            replace(
                base,
                quantity=count.value,
                quantity_max=count.most,
                approximate=count.about,
                attributes=merge(mine),
            )
        )
    return items


def all_from(parts: Sequence[Part], last: int) -> int:
    """Where a word for all of them ("all", 都) makes the rest hold for every part."""
    for place in range(last, len(parts)):
        if "all" in parts[place].tags:
            return place
    for place in range(last, len(parts)):
        if parts[place].strong:
            return place
    return len(parts)


def merge(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Each value once; an ambiguous wording gives way where one of its readings was said plainly."""
    kept: list[Entry] = []
    places: dict[object, int] = {}
    plain = {(e.name, e.value, e.excluded) for e in entries if not e.alternatives}
    for entry in entries:
        if entry.alternatives and any(
            (entry.name, v, entry.excluded) in plain for v in (entry.value, *entry.alternatives)
        ):
            continue
        key = (entry.name, entry.value, entry.alternatives)
        same = places.get(key)
        if same is None:
            places[key] = len(kept)
            kept.append(entry)
        elif (kept[same].excluded and not entry.excluded) or (
            kept[same].quantity is None and (entry.quantity is not None or (entry.modifier and not kept[same].modifier))
        ):
            kept[same] = entry
    return tuple(kept)
