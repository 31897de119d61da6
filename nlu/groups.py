"""Pieces of one product that differ: "15 in red, 5 in yellow", "one with a lock, the other without", 一个…，一个…."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu.counts import SHARES, Count, Group, Grouping, is_split
from nlu.openers import EXCEPT, Opener, find_openers
from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

_APART = words("apart aside except other")


def find_groups(
    parts: Sequence[Part],
    head: int | None,
    total: Count | None,
    counts: Sequence[Count],
    catalogue: Catalogue,
    required: frozenset[str],
) -> Grouping | None:
    """The groups of a region; None where its pieces are all alike, or differ in ways that are read elsewhere.

    `required`: the attributes that the product must have: "2 bouquets, one tulip, one peony" are of these.
    """
    if head is None or total is None or total.value is None or total.most is not None:
        return None
    free = {c.place: c for c in counts if not c.used and c is not total and c.place != total.place}
    anchor = max(head, total.place)
    openers = [
        o
        for o in find_openers(parts, free, anchor + 1, total.value > 1, catalogue)
        if not _mere_content(parts, o, required, catalogue)
    ]
    openers += _value_first(parts, free, anchor + 1, openers, catalogue) if not openers else []
    if not openers:
        return None
    return (
        _exceptions(parts, head, total, openers)
        or _partition(parts, total, openers, catalogue)
        or _some_of_them(parts, head, total, openers)
        or _continued(parts, head, total, free, openers, catalogue)
    )


def _mere_content(parts: Sequence[Part], opener: Opener, required: frozenset[str], catalogue: Catalogue) -> bool:
    """ "2 bags, 1 zip": a number of what can be counted, not one of the bags."""
    if opener.link != "value" or opener.kind != "number" or opener.share:
        return False
    value = next((p for p in parts[opener.end :] if p.role == "value"), None)
    if value is None:
        return True
    countable = [s.attribute for s in value.senses if catalogue.attributes[s.attribute].countable]
    led = opener.start > 0 and "with" in parts[opener.start - 1].tags
    return bool(countable) and (led or required.isdisjoint(countable))


def _value_first(
    parts: Sequence[Part], free: Mapping[int, Count], start: int, known: Sequence[Opener], catalogue: Catalogue
) -> list[Opener]:
    """大号两个: the number stands behind what tells its pieces apart, and ends the clause."""
    found: list[Opener] = []
    begin = start
    for place in range(start, len(parts) + 1):
        if place < len(parts) and (parts[place].role != "sep" or parts[place].text == "、"):
            continue
        clause = range(begin, place)
        begin = place + 1
        numbers = [p for p in clause if p in free]
        values = [p for p in clause if parts[p].role == "value"]
        if len(numbers) != 1 or not values or values[-1] > numbers[0] or free[numbers[0]].each:
            continue
        if any(p.role not in ("value", "unit", "name", "function", "figure", "cue") for p in parts[clause[0] : place]):
            continue
        single = {
            s.attribute
            for v in values
            for s in parts[v].senses
            if not parts[v].excluded and not catalogue.attributes[s.attribute].many
        }
        if single:
            number = free[numbers[0]]
            found.append(Opener(clause[0], numbers[0], place, "number", "value", number.value, number.share))
    return found


def _exceptions(parts: Sequence[Part], head: int, total: Count, openers: Sequence[Opener]) -> Grouping | None:
    """ "6 desks, all walnut except one in cherry"."""
    first = openers[0]
    lead = parts[first.start - 1] if first.start else None
    begin = first.start - 1
    if lead is not None and lead.text in ("from", "for", "than") and begin and parts[begin - 1].text in _APART:
        begin -= 1
        lead = parts[begin]
    if lead is None or not (lead.text in EXCEPT or "but" in lead.tags):
        return None
    base = range(begin)
    if begin <= head or not any(parts[p].role == "value" for p in base) or any(o.kind != "number" for o in openers):
        return None
    return _with_remainder(parts, total, openers)


def _with_remainder(parts: Sequence[Part], total: Count, openers: Sequence[Opener]) -> Grouping | None:
    """The pieces left over, and those that some change was said of."""
    number = total.value or 0
    values = [_of_share(o, number) for o in openers]
    if any(v is None for v in values):
        return None
    rest = number - sum(v or 0 for v in values)
    if rest < 1:
        return None
    base = Group(rest, total.place, 0, openers[0].start)
    return Grouping((base, *_groups(parts, openers, [v or 0 for v in values])), heads=True, some=True)


def _of_share(opener: Opener, number: int) -> int | None:
    if opener.share in SHARES:
        part = number * SHARES[opener.share]
        return int(part) if part.denominator == 1 else None
    if opener.share == "percent":
        return number * (opener.value or 0) // 100 if number * (opener.value or 0) % 100 == 0 else None
    return opener.value


def _partition(parts: Sequence[Part], total: Count, openers: Sequence[Opener], catalogue: Catalogue) -> Grouping | None:
    """Groups that make up the number said: "2 tables, one with a lock, the other with drawers"."""
    number = total.value or 0
    if len(openers) < 2:
        return None
    values = [None if o.kind == "rest" else _of_share(o, number) for o in openers]
    left = [i for i, v in enumerate(values) if v is None]
    if len(left) > 1 or any(openers[i].kind != "rest" for i in left):
        return None
    if left:
        values[left[0]] = number - sum(v or 0 for v in values)
    if sum(v or 0 for v in values) != number or any((v or 0) < 1 for v in values):
        return None
    groups = _groups(parts, openers, [v or 0 for v in values])
    if all(_only_sizes(parts, g, catalogue) for g in groups):
        return None
    return Grouping(groups)


def _only_sizes(parts: Sequence[Part], group: Group, catalogue: Catalogue) -> bool:
    values = [p for p in parts[group.start : group.end] if p.role == "value"]
    return bool(values) and all(is_split(p, catalogue) for p in values)


def _some_of_them(parts: Sequence[Part], head: int, total: Count, openers: Sequence[Opener]) -> Grouping | None:
    """ "15 stools in red, 5 of them in yellow", 其中3个带轮子: the others stay as they are."""
    if not openers[0].some or any(o.kind != "number" for o in openers):
        return None
    return _with_remainder(parts, total, openers)


def _continued(
    parts: Sequence[Part],
    head: int,
    total: Count,
    free: Mapping[int, Count],
    openers: Sequence[Opener],
    catalogue: Catalogue,
) -> Grouping | None:
    """ "15 stools in red, 5 in yellow", "a red table and a white one": more of the same, but different."""
    chosen: list[Opener] = []
    end = openers[0].start
    known = _stated(parts, range(end), catalogue)
    for opener, following in zip(openers, [*openers[1:], None], strict=True):
        stop = len(parts) if following is None else following.start
        own = range(opener.start, stop)
        if opener.kind != "number" or opener.share or opener.value is None or opener.some:
            return None
        if opener.link not in ("pronoun", "without") and not _contrasts(parts, opener, own, known, catalogue):
            return None
        chosen.append(opener)
    if _numbered_sizes(parts, free, chosen, catalogue):
        return None
    groups = _groups(parts, chosen, [o.value or 0 for o in chosen])
    return Grouping((Group(total.value or 0, total.place, 0, end), *groups), heads=True)


def _stated(parts: Sequence[Part], places: range, catalogue: Catalogue) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for place in places:
        part = parts[place]
        if part.role == "value" and not part.excluded:
            for sense in part.senses:
                if part.attribute in (None, sense.attribute):
                    found.setdefault(sense.attribute, set()).add(sense.id)
    return found


def _figured(part: Part) -> bool:
    """Is it a measure, a text, or a number of an attribute?"""
    return part.role in ("measure", "text") or "taken" in part.tags


def _contrasts(
    parts: Sequence[Part], opener: Opener, own: range, known: Mapping[str, set[str]], catalogue: Catalogue
) -> bool:
    """Do the pieces have another value where the first ones had one? Of several at once only what "with" leads in."""
    another = parts[opener.place].text in ("another", "one more")
    if any(_figured(parts[p]) for p in own) and any(_figured(p) for p in parts[: own.start]):
        return True
    mine = _stated(parts, own, catalogue)
    for name, values in mine.items():
        other = known.get(name)
        if other is None or values & other:
            continue
        if not catalogue.attributes[name].many or another or opener.value == 1:
            return opener.link != "value" or not catalogue.attributes[name].many
    return False


def _numbered_sizes(
    parts: Sequence[Part], free: Mapping[int, Count], openers: Sequence[Opener], catalogue: Catalogue
) -> bool:
    """ "30 stools M 10 L 20": sizes with numbers of their own divide the number said, they add nothing to it."""
    sized = [o for o in openers if next((is_split(p, catalogue) for p in parts[o.start :] if p.role == "value"), False)]
    if not sized or any(o.link == "pronoun" for o in sized):
        return False
    sizes = [p for p, part in enumerate(parts) if is_split(part, catalogue)]
    behind = any(o.start == o.place and o.place - 1 in sizes for o in sized)
    return behind or len(sizes) != 1 + len(free)


def _groups(parts: Sequence[Part], openers: Sequence[Opener], values: Sequence[int]) -> tuple[Group, ...]:
    ends = [*(o.start for o in openers[1:]), len(parts)]
    return tuple(Group(v, o.place, o.start, e) for o, v, e in zip(openers, values, ends, strict=True))
