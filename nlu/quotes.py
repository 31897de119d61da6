"""Words in quotation marks, of any kind; an inch sign is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from nlu.normalise import Folded

_SINGLE = re.compile(r"(?<![^\W_])'([^'\n]{2,200})'(?![^\W_])")
_OPENING = "“„‟「『«"
_LONGEST = 300


def quoted(folded: Folded) -> Iterator[tuple[int, int, int, int]]:
    """Where each begins and ends in the folded text, its marks included, and where its words do.

    Marks that have a direction hold several lines together; straight ones end with the line.
    """
    text = folded.text
    here = text.find('"')
    taken: list[range] = []
    while here >= 0:
        directed = folded.source[folded.origin[here]] in _OPENING
        inch = not directed and here > 0 and text[here - 1].isdigit()
        end = -1 if inch else text.find('"', here + 1, here + _LONGEST)
        if end > here + 1 and (directed or "\n" not in text[here:end]):
            yield here, end + 1, here + 1, end
            taken.append(range(here, end + 1))
            here = text.find('"', end + 1)
        else:
            here = text.find('"', here + 1)
    for match in _SINGLE.finditer(text):
        if not any(match.start() in span for span in taken):
            yield *match.span(), *match.span(1)
