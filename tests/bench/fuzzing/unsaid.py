"""What a reading holds that was not said."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from rapidfuzz.distance import OSA

from nlu.normalise import fold
from nlu.standing import Standing
from nlu.tokens import Token, split
from nlu.typos import sounds
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Measure, Reading


def unsaid(
    reading: Reading, texts: Sequence[str], catalogue: Catalogue, draft: Standing | None = None
) -> Iterator[str]:
    """Quotations that stand in none of `texts` (the message, and those before it), and values that their own quotation
    has no word of and `draft` didn't have already; each as a line that says what is wrong."""
    had = {(entry.name, entry.value) for item in draft.spec.items for entry in item.attributes} if draft else set()
    # "The third" names a value by its place among those that were offered.
    asked = (draft.asking or "").rpartition(".")[2] if draft else None
    folded = [_plain(text) for text in texts]

    def stands(said: str) -> bool:
        return any(said in text for text in texts) or any(_plain(said) in text for text in folded)

    for item in reading.spec.items:
        for entry in item.attributes:
            if not entry.said.strip() or not stands(entry.said):
                yield f"{entry.name}={entry.value} quotes {entry.said!r}"
            elif (entry.name, entry.value) not in had and entry.name != asked and not _worded(entry, catalogue):
                yield f"{entry.name}={entry.value} is not in {entry.said!r}"
    for wording in reading.unknown:
        if not stands(wording):
            yield f"unknown {wording!r}"
    if reading.spec.destination is not None and not stands(reading.spec.destination):
        yield f"destination {reading.spec.destination!r}"


def _plain(text: str) -> str:
    return re.sub(r"\s+", "", fold(text).text)


def _worded(entry: Entry, catalogue: Catalogue) -> bool:
    """Is a word of one of the value's wordings in the quotation: as it is, inflected, or with a slip of the pen?"""
    attribute = catalogue.attributes[entry.name]
    if isinstance(entry.value, Measure):
        return any(token.kind in ("number", "word", "han") for token in split(fold(entry.said)))
    if attribute.kind != "choice":
        return _plain(str(entry.value)) in _plain(entry.said) or attribute.kind == "number"
    said = split(fold(entry.said))
    names = attribute.values[str(entry.value)].names
    return any(
        _alike(token, own, said)
        for wordings in names.values()
        for wording in wordings
        for own in split(fold(wording))
        for token in said
    ) or any(_plain(w) in _plain(entry.said) for wordings in names.values() for w in wordings)


def _alike(token: Token, own: Token, said: Sequence[Token]) -> bool:
    if token.text == own.text or token.stem == own.stem or token.singular == own.singular:
        return True
    if token.kind == "han" and own.kind == "han":
        table = sounds()
        return bool(table.get(token.text, frozenset()) & table.get(own.text, frozenset()))
    if token.kind == "word" and own.kind == "word":
        near = 2 if min(len(token.text), len(own.text)) >= 8 else 1
        close = min(OSA.distance(form, own.text) for form in (token.text, token.singular)) <= near
        return (close and len(own.text) >= 4) or own.text in token.text
    return own.kind == "number" and own.text in token.text
