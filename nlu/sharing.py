"""What holds for several items at once: "…, all with a lock", 都要上锁, "20 each of tables and stools", 各20件."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.counts import beside_each
from nlu.items import Fragment
from nlu.parts import Part
from nlu.regions import Region, Regions

#: Said right after the last of them: "a table and a stool both with a lock".
_OUTRIGHT = frozenset(("both", "both with", "all with", "each with", "both of them", "all of them", "both of which"))

_SAME = frozenset(("same", "the same", "identical", "matching", "一样", "同样", "相同", "同"))


def share(
    parts: Sequence[Part], fragments: Sequence[Fragment], regions: Sequence[Region], trade: Regions
) -> list[Fragment]:
    """The fragments with what was said for all of them; what an item says of itself stands."""
    if len({f.start for f in fragments}) < 2:
        return list(fragments)
    fragments = _same_as_before(parts, list(fragments), trade)
    fragments, zone = _share_number(parts, list(fragments), regions)
    starts = sorted({f.start for f in fragments})
    for start, end in zip(starts, [*starts[1:], len(parts)], strict=True):
        every = next((i for i in range(end - 1, start - 1, -1) if "all" in parts[i].tags), None)
        begin = zone if start == starts[-1] else None
        if every is not None and start != starts[0] and _outright(parts, start, every):
            begin = every if begin is None else min(begin, every)
        if begin is not None:
            fragments = _give(parts[begin:end], start, fragments, trade)
    return fragments


def _same_as_before(parts: Sequence[Part], fragments: list[Fragment], trade: Regions) -> list[Fragment]:
    """ "20 red collars and 10 leads in the same colour": what is named so is that of the thing before."""
    for place in range(1, len(fragments)):
        fragment, before = fragments[place], fragments[place - 1].item
        item = fragment.item
        for at in range(fragment.start, min(fragment.end, len(parts))):
            near = [p.text for p in (*parts[max(0, at - 2) : at], *parts[at + 1 : at + 3])]
            if parts[at].role != "name" or _SAME.isdisjoint(near):
                continue
            for sense in parts[at].senses:
                if trade.uses(item.product, sense.id) and not item.values(sense.id):
                    for entry in before.values(sense.id):
                        item = item.with_entry(replace(entry, quantity=None), keep=True)
        fragments[place] = replace(fragment, item=item)
    return fragments


def _outright(parts: Sequence[Part], start: int, every: int) -> bool:
    return parts[every].text in _OUTRIGHT or any(p.role == "sep" for p in parts[start:every])


def _give(said: Sequence[Part], start: int, fragments: list[Fragment], trade: Regions) -> list[Fragment]:
    """The fragments before `start` with what is said of the one there and of them."""
    source = next(f for f in reversed(fragments) if f.start == start)
    values = {(s.attribute, s.id) for p in said if p.role == "value" for s in p.senses}
    shared = [e for e in source.item.attributes if (e.name, e.value) in values]
    out: list[Fragment] = []
    for fragment in fragments:
        item = fragment.item
        for entry in shared:
            if fragment.start < start and trade.uses(item.product, entry.name) and not item.values(entry.name):
                item = item.with_entry(entry, keep=True)
        out.append(replace(fragment, item=item))
    return out


def _share_number(
    parts: Sequence[Part], fragments: list[Fragment], regions: Sequence[Region]
) -> tuple[list[Fragment], int | None]:
    """Give the number that holds for each to all without one; and where what holds for all begins behind it."""
    for place, part in enumerate(parts):
        if part.role != "figure" or not beside_each(parts, place):
            continue
        region = next(r for r in regions if r.start <= place < r.end)
        own = next((f for f in fragments if f.start == region.start), None)
        if own is None or own.item.quantity is None or region.head is None or own.item.quantity < part.data.value:
            continue
        lacking = [f for f in fragments if f.item.quantity is None]
        behind = place > region.head and all(f.start <= region.start for f in lacking)
        before = place < region.head and all(f.start >= region.start for f in lacking)
        if lacking and (behind or before):
            number = own.item.quantity
            given = [replace(f, item=replace(f.item, quantity=number)) if f in lacking else f for f in fragments]
            heads = [r.head for r in regions if r.head is not None]
            return given, place if behind else max(heads) + 1
    return fragments, None
