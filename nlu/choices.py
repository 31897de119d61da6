"""Choosing among offered plans in words: "the cheapest", "number 2", 最快的那个."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.languages.en import choices as en
from nlu.languages.zh import choices as zh
from nlu.normalise import fold
from nlu.removal import ordinal

_KINDS = {name: re.compile(f"{en.CHOICES[name]}|{zh.CHOICES[name]}") for name in en.CHOICES}
_BESIDE = re.compile(f"{en.BESIDE}|{zh.BESIDE}")
_NUMBER = re.compile(r"\d+|[一二三]")
_CHINESE = {"一": 1, "二": 2, "三": 3}
#: A choice is short; what is longer says something else as well.
_LONGEST = 60


def chosen_option(text: str, labels: Sequence[Sequence[str]]) -> int | None:
    """The index of the offered plan that is meant. `labels`: what each is best at ("cheapest", "fastest", "safest").

    None where none, or more than one, is meant, or the message says anything else besides.
    """
    folded = fold(text).text.strip()
    if not folded or len(folded) > _LONGEST:
        return None
    meant: set[int | None] = set()
    rest = folded
    for name, pattern in _KINDS.items():
        rest, found = pattern.subn(" ", rest)
        if found:
            meant.add(next((i for i, given in enumerate(labels) if name in given), None))
    if not meant:
        place = ordinal(rest)
        number = _NUMBER.search(rest)
        if place is not None:
            meant.add(place)
            rest = re.sub(r"\b\w*(?:st|nd|rd|th)\b|\b(?:first|second|third|last)\b|[一二三]|\d+", " ", rest)
        elif number:
            meant.add(int(_CHINESE.get(number.group(), number.group())) - 1)
            rest = rest.replace(number.group(), " ", 1)
    rest = _BESIDE.sub(" ", rest)
    if re.sub(r"[\W_]+", "", rest) or len(meant) != 1:
        return None
    index = meant.pop()
    return index if index is not None and 0 <= index < len(labels) else None


_STARS = re.compile(
    r"^\s*([1-5]|one|two|three|four|five|[一二两三四五])\s*(?:/\s*5|stars?|星|颗星|分)?\s*[.!。！]*\s*$"
)
_STAR_WORDS = {
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "一": 1,
    "二": 2,
    "两": 2,
    "三": 3,
    "四": 4,
    "五": 5,
}


def stars_of(text: str) -> int | None:
    """A rating from 1 to 5, said in a word or two or in stars; None where it is anything else."""
    folded = fold(text).text.strip().casefold()
    if folded and set(folded) <= {"⭐", "★", "\ufe0f"}:
        count = sum(c in "⭐★" for c in folded)
        return count if count <= 5 else None
    found = _STARS.match(folded)
    return None if found is None else int(_STAR_WORDS.get(found.group(1), found.group(1)))
