"""Second thoughts about one value or number ("navy, sorry, charcoal"), and first thoughts that are told of."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence

from nlu.changes import places_of
from nlu.mention import Scan
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

#: So many things may stand between a value and the second thought about it.
_MOST_CROSSED = 2
#: And so many parts may lie between two thoughts about the same.
_FAR = 100


def forget_first_thoughts(scan: Scan, parts: Sequence[Part], catalogue: Catalogue) -> None:
    """What was thought of first counts no more, where something else of its kind follows."""
    text = scan.folded.text
    begins, ends = [scan.tokens[p.start].start for p in parts], [scan.tokens[p.end - 1].end for p in parts]
    for start, end in places_of("FIRST_THOUGHT", text):
        until = bisect_left(begins, end)
        before, after = parts[bisect_left(begins, start) : until], parts[until : until + _FAR]
        if not any(p.role == "product" for p in after):
            _take_over_number(before, after)
        for part in before:
            if any(_rivals(part, other, catalogue) for other in after):
                _forget(part)
    for start, end in places_of("RETHOUGHT", text):
        last, first = bisect_right(ends, start), bisect_left(begins, end)
        earlier, later = parts[max(0, last - _FAR) : last], parts[first : first + _FAR]
        new = next((p for p in later if not (p.tags & {"det", "the", "of"}) and p.text != "是"), None)
        old = next((p for p in _near(earlier) if new is not None and _same_kind(p, new, catalogue)), None)
        if old is not None and new is not None and not _named(old, new):
            _forget(old)
            for part in parts[bisect_left(begins, start) : first]:
                if part.role == "function":
                    _forget(part)


def _take_over_number(before: Sequence[Part], after: Sequence[Part]) -> None:
    """ "I wanted 5 tables, but now 6": the number thought of last stands beside the thing that only the first names."""
    old = next((p for p in before if p.role == "figure" or p.text in ("a", "an")), None)
    new = next((p for p in after if p.role == "figure"), None)
    if old is not None and new is not None and any(p.role == "product" for p in before):
        old.role, old.data, old.tags, old.text = "figure", new.data, new.tags, new.text
        _forget(new)


def _near(earlier: Sequence[Part]) -> Iterator[Part]:
    """The values before a second thought, the last first, as far back as it can be about them."""
    crossed = 0
    for place in range(len(earlier) - 1, -1, -1):
        part = earlier[place]
        crossed += part.role == "product"
        if part.strong or "and" in part.tags or crossed > _MOST_CROSSED:
            return
        if part.role == "value" and not (place and "not" in earlier[place - 1].tags):
            yield part


def _rivals(part: Part, later: Part, catalogue: Catalogue) -> bool:
    """Does what is said later take the place of what was thought of?"""
    if part.role in ("figure", "product", "measure"):
        return later.role == part.role and not _named(part, later)
    if part.text in ("a", "an"):
        return later.role == "figure"
    return part.role == later.role == "value" and _same_kind(part, later, catalogue) and not _named(part, later)


def _same_kind(one: Part, other: Part, catalogue: Catalogue) -> bool:
    """Are they values of which one thing can have only one?"""
    if one.role != "value" or other.role != "value":
        return False
    shared = {s.attribute for s in one.senses} & {s.attribute for s in other.senses}
    return any(not catalogue.attributes[a].many for a in shared)


def _named(one: Part, other: Part) -> bool:
    return bool(one.senses) and set(one.senses) == set(other.senses)


def _forget(part: Part) -> None:
    part.role, part.senses, part.tags = "word", (), frozenset()
