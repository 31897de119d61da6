"""What the trained part sees of a message: its words, pairs of neighbours, and pieces of Latin words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

from nlu.packed import words
from nlu.tokens import Token

#: Which number, link or file stands there says nothing about what a message is for.
_MASKS = {"number": "#", "link": "@", "file": "@", "mail": "@", "line": ","}
_NUMBERS = words(
    """
    one two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty
    hundred thousand dozen
    """
)
_PIECE_LENGTHS = (3, 4)
#: Pieces of words repeat what the words say: they weigh less.
_PIECE_WEIGHT = 0.5
#: The length of every vector; so much longer than 1 trains faster.
_LENGTH = 3.0


def features(tokens: Sequence[Token]) -> dict[str, float]:
    """Each feature with its weight; a vector of length 3, whatever the length of the message."""
    row = [_masked(token) for token in tokens]
    framed = ["^", *row, "$"]
    found = dict.fromkeys(row, 1.0)
    found |= dict.fromkeys((f"{one} {two}" for one, two in pairwise(framed)), 1.0)
    for token in tokens:
        if token.kind == "word":
            found |= dict.fromkeys(_pieces(token.text), _PIECE_WEIGHT)
    length = math.sqrt(sum(weight * weight for weight in found.values())) or 1.0
    return {name: _LENGTH * weight / length for name, weight in found.items()}


def _masked(token: Token) -> str:
    return "#" if token.text in _NUMBERS else _MASKS.get(token.kind, token.text)


def _pieces(word: str) -> list[str]:
    edged = f"<{word}>"
    return [f"~{edged[i : i + n]}" for n in _PIECE_LENGTHS for i in range(len(edged) - n + 1)]
