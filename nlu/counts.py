"""The numbers of a region, before it is settled what each of them counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction

from nlu.figures import Figure
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

#: Parts of a whole that have a name of their own.
SHARES = {"half": Fraction(1, 2), "third": Fraction(1, 3), "quarter": Fraction(1, 4), "two_thirds": Fraction(2, 3)}


@dataclass(slots=True)
class Count:
    """A number in a region: `place` of its part, the pieces it stands for, and the words it belongs to."""

    place: int
    value: int | None
    most: int | None = None
    about: bool = False
    share: str = ""  # a key of SHARES, "rest", "even", "percent" (`value` then), or ""
    each: bool = False
    used: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """`count` pieces that have what stands from `start` to before `end`; their number is at `place`.

    All are places of parts in the region.
    """

    count: int
    place: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Grouping:
    """Groups of pieces that differ, in order.

    `heads`: the first is what was ordered first; the others take over from it what they don't change: all of it where
    they are `some` of its pieces, else what stands before the product's name.
    """

    groups: tuple[Group, ...]
    heads: bool = False
    some: bool = False


@dataclass(slots=True)
class Amounts:
    """What the numbers of a region say. Keys are places of parts in the region.

    `of_one_size`: the total is the number of the only size named ("10 M").
    """

    total: Count | None = None
    of_one_size: bool = False
    pairs: dict[int, Count] = field(default_factory=dict)
    counted: dict[int, Count] = field(default_factory=dict)
    variants: list[tuple[int, Count]] = field(default_factory=list)
    grouping: Grouping | None = None


def collect(parts: Sequence[Part], catalogue: Catalogue) -> list[Count]:
    """Every number that may count something, with shares ("half", "the rest", "20 %")."""
    found: list[Count] = []
    for place, part in enumerate(parts):
        if part.role == "figure":
            figure: Figure = part.data
            if is_pronoun(parts, place):
                continue
            if _names_measure(parts, place, catalogue):
                continue
            factor = Decimal(1)
            following = parts[place + 1] if place + 1 < len(parts) else None
            if following and following.role == "unit" and following.senses:
                factor = Decimal(catalogue.units[following.senses[0].id].factor)
            value = figure.scaled(factor, figure.end)
            if following and following.text in ("%", "percent"):
                found.append(Count(place, figure.whole, share="percent"))
                continue
            if value.whole is None or not 0 < value.whole <= 10_000_000:
                continue
            most = None if value.most is None else int(value.most)
            found.append(
                Count(place, value.whole, most, figure.about or _about(parts, place), each=beside_each(parts, place))
            )
        elif part.tags & SHARES.keys() and not (place + 1 < len(parts) and parts[place + 1].role == "figure"):
            found.append(Count(place, None, share=next(iter(part.tags & SHARES.keys()))))
        elif "rest" in part.tags:
            found.append(Count(place, None, share="rest"))
    return found


def is_pronoun(parts: Sequence[Part], place: int) -> bool:
    """ "a large one", "two white ones": the word stands for the product, it counts nothing."""
    if parts[place].text not in ("one", "ones"):
        return False
    if _heads_line(parts, place):
        return True
    here = place - 1
    while here >= 0 and parts[here].role in ("value", "degree", "cue") and not parts[here].excluded:
        here -= 1
    if here < 0 or (parts[here].role != "figure" and not parts[here].tags & {"det", "the"}):
        return parts[place].text == "ones"
    if parts[place].text == "one" and parts[here].role == "figure" and parts[here].data.whole != 1:
        # "Two white lamps one with …": one of them.
        return False
    if here == place - 1 and not parts[here].text.startswith("another"):
        return parts[place].text == "ones"
    after = parts[place + 1] if place + 1 < len(parts) else None
    return after is None or after.role not in ("value", "product", "degree")


def _heads_line(parts: Sequence[Part], place: int) -> bool:
    """ "Quick one - 25 cards", "an easy one: 3 mugs": said of the message, before the number that counts."""
    before, after = parts[place - 1] if place else None, list(parts[place + 1 : place + 3])
    if before is None or before.role != "word" or len(after) < 2:
        return False
    return after[0].text in ("-", ":", "–", "—", ",") and after[1].role == "figure"


def _names_measure(parts: Sequence[Part], place: int, catalogue: Catalogue) -> bool:
    """ "150 wide": a measure whose unit was left out counts no pieces."""
    following = parts[place + 1] if place + 1 < len(parts) else None
    if following is None or following.role != "name":
        return False
    return any(catalogue.attributes[s.id].kind == "measure" for s in following.senses)


def _about(parts: Sequence[Part], place: int) -> bool:
    before = parts[place - 1] if place else None
    if before and "about" in before.tags and before.text != "来":
        return True
    after = list(parts[place + 1 : place + 4])
    if after and after[0].role == "unit":
        after = after[1:]
    return (
        bool(after)
        and "about" in after[0].tags
        and after[0].text
        in ("左右", "上下", "or so", "ish", "more or less", "give or take", "approx", "approximately", "来")
    )


def beside_each(parts: Sequence[Part], place: int) -> bool:
    """Does the number hold for each of several things (各20件, "20 each")?"""
    near = [*parts[max(0, place - 1) : place], *parts[place + 1 : place + 4]]
    for part in near:
        if "each" in part.tags:
            return True
        if part.role in ("value", "sep", "figure") and part is not near[0]:
            return False
    return False


def chunks(parts: Sequence[Part]) -> list[list[int]]:
    """Places between separators. An opening bracket before a number belongs to what stands before it."""
    chunks: list[list[int]] = [[]]
    for place, part in enumerate(parts):
        if part.role == "sep":
            lone = part.text in "()" and _only_number(parts, place)
            if not lone:
                chunks.append([])
            continue
        chunks[-1].append(place)
    return [c for c in chunks if c]


def _only_number(parts: Sequence[Part], place: int) -> bool:
    if parts[place].text == ")":
        return True
    inside: list[Part] = []
    for part in parts[place + 1 : place + 5]:
        if part.text == ")":
            return bool(inside) and all(p.role in ("figure", "unit") or p.text == "x" for p in inside)
        inside.append(part)
    return False


def is_split(part: Part, catalogue: Catalogue) -> bool:
    """Is the part a value over which a quantity may be divided?"""
    return (
        part.role == "value" and not part.excluded and any(catalogue.attributes[s.attribute].split for s in part.senses)
    )


def share_of(count: Count, total: int | None) -> int | None:
    """Half, or so many per cent, of the total; None where that is no whole number."""
    if total is None:
        return None
    part = total * (Fraction(count.value or 0, 100) if count.share == "percent" else SHARES[count.share])
    return int(part) if part.denominator == 1 else None
