"""What of the counts may be seen: never what fewer than K people stand behind, nor what shows by subtracting.

Statistical offices' cell suppression (A. Hundepool et al., Statistical Disclosure Control, Wiley 2012, ch. 4): a cell
is unsafe where too few respondents stand behind it, or one of them makes up nearly all of it; where the rest of a known
total would be unsafe, a further cell is suppressed with it.

Days are put together into blocks, so that what is asked for rarely is seen too, only later. A block is published once
and for good: whatever two looks at the figures differ in is a whole block, so nothing shows by looking twice.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

#: The least number of different people behind anything that is shown.
K: Final = 5
#: The most that one of them may make up of it.
DOMINANT: Final = 0.8
#: Values are published once each of them is safe, or else after so many days, without those that are not.
PATIENCE: Final = 7


@dataclass(frozen=True)
class Asked:
    """One wish in one cell. `who` stands for whoever asked."""

    day: date
    who: str
    pieces: int
    wish: int
    value: str = ""


@dataclass(frozen=True)
class Figure:
    """Wishes and pieces of a value in a block."""

    value: str
    orders: int
    pieces: int


@dataclass(frozen=True)
class Block:
    """What may be seen of the days from `first` to `last`, both included; without `figures` nothing ever will be."""

    first: date
    last: date
    figures: tuple[Figure, ...] = field(default=())


def safe(asked: Iterable[Asked]) -> bool:
    """Are there K people behind it, and is it not nearly all one person's?"""
    by_person: dict[str, int] = {}
    for one in asked:
        by_person[one.who] = by_person.get(one.who, 0) + one.pieces
    total = sum(by_person.values())
    return len(by_person) >= K and max(by_person.values()) <= DOMINANT * total


def totals(asked: Sequence[Asked]) -> list[Block]:
    """The days (ascending) of one cell in as many blocks as are safe; the days behind the last one have to wait."""
    blocks: list[Block] = []
    waiting: list[Asked] = []
    for day, today in _by_day(asked):
        waiting += today
        if safe(waiting):
            blocks.append(Block(waiting[0].day, day, (_figure("", waiting),)))
            waiting = []
    return blocks


def margins(asked: Sequence[Asked], within: Sequence[tuple[date, date]]) -> list[Block]:
    """The values of one attribute, in blocks made of whole blocks of their total (`within`, ascending): as soon as
    every value is safe, or else after PATIENCE days, without those that are not."""
    blocks: list[Block] = []
    days = dict(_by_day(asked))
    waiting: dict[str, list[Asked]] = {}
    first: date | None = None
    for begins, ends in within:
        first = first or begins
        for n in range((ends - begins).days + 1):
            for one in days.get(begins + timedelta(days=n), ()):
                waiting.setdefault(one.value, []).append(one)
        shown = shown_values(waiting)
        if len(shown) == len(waiting) or ends - first >= timedelta(days=PATIENCE - 1):
            blocks.append(Block(first, ends, tuple(_figure(value, waiting[value]) for value in shown)))
            waiting, first = {}, None
    return blocks


def shown_values(asked: Mapping[str, Sequence[Asked]]) -> tuple[str, ...]:
    """Which values may be shown next to their total: what is left over is nothing, or safe too."""
    kept = {value: sum(one.pieces for one in ones) for value, ones in sorted(asked.items()) if safe(ones)}
    while kept:
        rest = [one for value, ones in asked.items() if value not in kept for one in ones]
        if not rest or safe(rest):
            break
        # The smallest goes along, so that the rest can't be told apart.
        del kept[min(kept, key=lambda value: (kept[value], value))]
    return tuple(kept)


def _by_day(asked: Sequence[Asked]) -> list[tuple[date, list[Asked]]]:
    found: dict[date, list[Asked]] = {}
    for one in asked:
        found.setdefault(one.day, []).append(one)
    return sorted(found.items())


def _figure(value: str, asked: Sequence[Asked]) -> Figure:
    return Figure(value, len({one.wish for one in asked}), sum(one.pieces for one in asked))
