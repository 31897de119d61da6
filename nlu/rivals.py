"""Two readings of the same words: a measure that is a value's wording, a number that is part of another word."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from nlu import counting, measures
from nlu.mention import Mention, Sense
from nlu.vocabulary import Vocabulary
from planner.domain.spec import Measure


def measured(vocabulary: Vocabulary) -> dict[tuple[Measure, ...], tuple[Sense, ...]]:
    """Values that the catalogue calls by a measure: "8 inch" is meant by 8" and 8英寸 too."""
    found: dict[tuple[Measure, ...], tuple[Sense, ...]] = {}
    for wording in vocabulary.wordings:
        senses = tuple(s for s in wording.senses if s.role == "value")
        if not senses or not any(measures.unit_at(wording.tokens, at) for at in range(1, len(wording.tokens))):
            continue
        sized = next(measures.find(wording.tokens, list(counting.find(wording.tokens))), None)
        if sized is not None and (sized.start, sized.end) == (0, len(wording.tokens)):
            found.setdefault(sized.measures, senses)
    return found


def numbered_value(measure: Mention, terms: Mapping[int, Sequence[Mention]]) -> bool:
    """Is it a value that is a plain number beside its attribute's name (6寸), rather than a measure?"""
    starting, ending = terms.get(measure.start, ()), terms.get(measure.end - 1, ())
    values = {s.attribute for t in starting if t.start == measure.start for s in t.role("value")}
    names = {s.id for t in ending if t.end == measure.end for s in t.role("attribute")}
    return bool(values & names)


def is_wording(measure: Mention, terms: Mapping[int, Sequence[Mention]]) -> bool:
    """Is it, number and unit, a wording of a value ("8 inch"), with no name of a measure beside it?"""
    starting = terms.get(measure.start, ())
    same = any(t.role("value") and (t.start, t.end) == (measure.start, measure.end) for t in starting)
    after = [t for place in (measure.end, measure.end + 1) for t in terms.get(place, ()) if t.start == place]
    named = any(t.role("attribute") for t in after)
    return same and not named


def in_every(figure: Mention, every: Mapping[int, Sequence[Mention]]) -> bool:
    """Is the number part of a word for all of them (两样都)?"""
    return any(figure.end <= m.end and m.end - m.start > figure.end - figure.start for m in every.get(figure.start, ()))
