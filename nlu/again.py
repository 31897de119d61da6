"""An order of the same once more: "the same again, but 40 and in black", 跟上次一样，换成黑色."""

from __future__ import annotations

import re
from dataclasses import dataclass

from nlu.languages.en import again as en
from nlu.languages.zh import again as zh
from nlu.normalise import fold

_KINDS = tuple((re.compile(one.SAME), re.compile(one.FOLLOWS)) for one in (en, zh))
_NUMBERS = tuple(re.compile(one.NUMBER) for one in (en, zh))
_CONNECTIVE = re.compile(rf"^[\s,.。;:!\-]*(?:(?:{en.BUT}|{zh.BUT})[\s,]*)*")


@dataclass(frozen=True)
class Again:
    """`number`: of the order that is meant, None for the last one; `but`: what is to be different, as it was written,
    "" where nothing is."""

    number: int | None
    but: str


def again_asked(text: str) -> Again | None:
    """What is to be ordered once more; None where a message is anything else."""
    folded = fold(text)
    said = "".join(c.lower() if len(c.lower()) == 1 else c for c in folded.text)
    for same, follows in _KINDS:
        found = same.match(said)
        if found is None or not follows.match(said[found.end() :]):
            continue
        hits = (hit for pattern in _NUMBERS for hit in pattern.finditer(found[0]))
        numbers = [int(digits) for hit in hits for digits in hit.groups() if digits]
        connective = _CONNECTIVE.match(said[found.end() :])
        start = found.end() + (connective.end() if connective else 0)
        return Again(numbers[0] if numbers else None, folded.said(start, len(said)).strip())
    return None
