"""Numbers that each go with a different value ("20 white and 10 blue"): parts of an order that differ."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.counts import Amounts, Count, chunks
from nlu.openers import EXCEPT
from nlu.parts import Part
from planner.domain.catalogue import Catalogue


def vary(
    parts: Sequence[Part], head: int | None, counts: Sequence[Count], amounts: Amounts, catalogue: Catalogue
) -> None:
    """ "20 white and 10 blue": numbers that each go with a different value of one attribute."""
    headline = _headline(parts, head, counts)
    free = {c.place: c for c in counts if not c.used and c is not headline}
    groups: dict[str, list[tuple[int, Count]]] = {}
    singles: dict[str, list[int]] = {}
    each: Count | None = None
    for chunk in chunks(parts):
        for side in _sides(chunk, head):
            numbers = [p for p in side if p in free]
            each = next((free[p] for p in numbers if free[p].each), each)
            by_attribute: dict[str, list[int]] = {}
            for place in side:
                attribute = _varying(parts[place], catalogue)
                if attribute is not None:
                    by_attribute.setdefault(attribute, []).append(place)
            for attribute, places in by_attribute.items():
                singles.setdefault(attribute, []).extend(places)
                if len(numbers) == len(places) and not any(free[n].each for n in numbers):
                    pairs = [(place, free[n]) for place, n in zip(places, numbers, strict=True)]
                    groups.setdefault(attribute, []).extend(pairs)
    for pairs in groups.values():
        named = {parts[v].senses[0].id for v, _ in pairs}
        excepted = any(parts[c.place - 1].text in EXCEPT for _, c in pairs if c.place)
        if len(pairs) > 1 and not excepted and len(named) == len(pairs) == len({c.place for _, c in pairs}):
            amounts.variants = pairs
            for _, count in pairs:
                count.used = True
            return
    apart = _told_apart(parts, head, counts, catalogue)
    if apart:
        amounts.variants = apart
        for _, count in apart:
            count.used = True
        return
    for places in singles.values() if each is not None else ():
        if each is not None and len(places) > 1 and len({parts[p].senses[0].id for p in places}) == len(places):
            amounts.variants = [(p, each) for p in places]
            each.used = True
            return


def _headline(parts: Sequence[Part], head: int | None, counts: Sequence[Count]) -> Count | None:
    """ "65 hoodies: 40 black, 25 red": the first number, where those behind it and a colon add up to it."""
    plain = [c for c in counts if c.value is not None and not c.share and not c.each]
    if head is None or len(plain) < 3 or sum(c.value or 0 for c in plain[1:]) != plain[0].value:
        return None
    between = parts[max(head, plain[0].place) + 1 : plain[1].place]
    ends = next((i for i, p in enumerate(between) if p.role == "sep" or p.text in (":", "-")), None)
    return None if ends is None or any(p.role == "value" for p in between[:ends]) else plain[0]


def _told_apart(
    parts: Sequence[Part], head: int | None, counts: Sequence[Count], catalogue: Catalogue
) -> list[tuple[int, Count]]:
    """ "2 tables, one with a lock and one with drawers": the numbers after the product add up to the one before it."""
    if head is None:
        return []
    before = [c for c in counts if c.place < head and c.value is not None and not c.share]
    after = [c for c in counts if c.place > head and c.value is not None and not c.share and not c.each]
    if len(before) != 1 or len(after) < 2 or sum(c.value or 0 for c in after) != before[0].value:
        return []
    found: list[tuple[int, Count]] = []
    for count, following in zip(after, [*after[1:], None], strict=True):
        end = len(parts) if following is None else following.place
        led = parts[count.place + 1 : count.place + 2]
        values = [p for p in range(count.place + 1, end) if parts[p].role == "value"]
        if not led or not led[0].tags & {"with", "of", "not"} or not values:
            return []
        if any(catalogue.attributes[s.attribute].split for s in parts[values[0]].senses):
            return []
        found.append((values[0], count))
    return found


def _sides(chunk: Sequence[int], head: int | None) -> list[list[int]]:
    """What stands before the product's name and what after it."""
    if head is None or head not in chunk:
        return [list(chunk)]
    return [[p for p in chunk if p < head], [p for p in chunk if p > head]]


def _varying(part: Part, catalogue: Catalogue) -> str | None:
    """The attribute of a value of which one thing can have only one."""
    if part.role != "value" or part.excluded:
        return None
    attribute = catalogue.attributes[part.attribute or part.senses[0].attribute]
    return None if attribute.many or attribute.split or attribute.cues else attribute.id
