"""Numbers in English words."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from nlu.figures import Figure
from nlu.packed import words

ONES = {
    word: value
    for value, word in enumerate(
        [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ]
    )
}
TENS = {
    word: 10 * n
    for n, word in enumerate(["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], 2)
}
TENS["fourty"] = 40
SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000}
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "last": -1, "1st": 1, "2nd": 2}

#: "that one", "which one", "the second one": a pronoun.
_PRONOUN_BEFORE = words(
    """
    this that the which every each any another other first second third last no some right wrong
    same
    """
)
#: What makes "from 50 to 60" a change and no range.
CHANGES = words(
    """
    change changed changing increase increased increasing raise raised up bump bumped reduce reduced lower cut drop
    dropped go going move moved update updated adjust amend modify switch quantity qty number
    """
)


def read(words: Sequence[str], start: int) -> Figure | None:
    """The number in words that begins at `start`; None where none does. Positions are indices in `words`."""
    here = start
    if words[here] in ("a", "an") and here + 1 < len(words) and words[here + 1] in ("hundred", "thousand", "couple"):
        here += 1
    if words[here] == "couple":
        end = here + 1
        factor = SCALES.get(words[end], 1) if end < len(words) else 1
        end += factor > 1
        return Figure(start, end + (end < len(words) and words[end] == "of"), Decimal(2 * factor))
    if words[here] == "one" and here and words[here - 1] in _PRONOUN_BEFORE:
        return None
    if words[here] == "one" and here > 1 and words[here - 2] in ("the", "that", "this") and words[here - 1].isalpha():
        return None
    total, group, seen, last_small = 0, 0, False, False
    while here < len(words):
        word = words[here]
        if word in ONES:
            if last_small:
                break
            group += ONES[word]
            last_small = True
        elif word in TENS:
            if last_small or group % 100:
                break
            group += TENS[word]
            last_small = False
        elif word in SCALES and (seen or here > start or word != "million"):
            scale = SCALES[word]
            if scale == 100:
                group = max(group, 1) * 100
            else:
                total += max(group, 1) * scale
                group = 0
            last_small = False
        elif word == "and" and seen and group % 100 == 0 and words[here - 1] in SCALES and here + 1 < len(words):
            if words[here + 1] not in ONES and words[here + 1] not in TENS:
                break
        else:
            break
        seen = True
        here += 1
    if not seen:
        return None
    return Figure(start, here, Decimal(total + group))
