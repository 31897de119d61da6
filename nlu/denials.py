"""What is denied by a short form ("no almonds" for flaked almonds), and denials that nothing in the catalogue fits."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlu.inflection import stem
from nlu.languages import LANGUAGES
from nlu.mention import Sense
from nlu.negation import BETWEEN
from nlu.packed import words
from nlu.parts import Part
from nlu.vocabulary import Vocabulary
from planner.domain.catalogue import Catalogue

_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
#: Said of what must not be in it; "not red" and 不是红色 only correct a choice.
_OUTRIGHT = words("no without w/o zero avoid hold free 不要 不用 不加 不带 不含 不放 无 没有 免 别加 别放 零")
_LONGEST = 4


def complete(parts: Sequence[Part], catalogue: Catalogue, vocabulary: Vocabulary) -> list[Part]:
    """The parts with every denial that a short form names made one of the value that alone has such a wording."""
    found = list(parts)
    for index, part in enumerate(parts):
        if part.role == "value" and part.excluded and not any(_negatable(s, catalogue) for s in part.senses):
            opposite = _opposite(_stems(part.text), vocabulary)
            if opposite:
                found[index] = replace(part, senses=opposite, excluded=False)
                continue
            senses = _partial(_stems(part.text), catalogue, vocabulary)
            if senses:
                found[index] = replace(part, senses=senses)
    here = 0
    while here < len(found):
        if _denies(found[here]):
            _name_words(found, here, catalogue, vocabulary)
        here += 1
    return found


def unfitting(parts: Sequence[Part], catalogue: Catalogue) -> Iterator[Part]:
    """Values denied outright that can't be excluded: they are told, as an allergy may hang on them."""
    for part in parts:
        if part.role == "value" and part.excluded and not any(_negatable(s, catalogue) for s in part.senses):
            lead = next((p for p in parts if p.start == part.first), None)
            if lead is not None and _denies(lead):
                yield part


def _denies(part: Part) -> bool:
    return "not" in part.tags and not _OUTRIGHT.isdisjoint((part.text, *part.text.split()))


def _negatable(sense: Sense, catalogue: Catalogue) -> bool:
    return catalogue.attributes[sense.attribute].negatable


def _stems(text: str) -> tuple[str, ...]:
    return tuple(stem(word) for word in text.split()) if text.isascii() else tuple(text)


def _partial(stems: tuple[str, ...], catalogue: Catalogue, vocabulary: Vocabulary) -> tuple[Sense, ...]:
    """The one value that can be excluded and has a wording which begins or ends like this."""
    senses = [s for s in vocabulary.edges.get(stems, ()) if _negatable(s, catalogue)]
    by_attribute = {s.attribute: s for s in senses}
    if len(by_attribute) != len(senses):
        # Two values of one attribute: which of them is denied isn't said.
        return ()
    return tuple(senses)


def _opposite(stems: tuple[str, ...], vocabulary: Vocabulary) -> tuple[Sense, ...]:
    """The value whose own wording denies the same ("no sugar", 无糖 for "without sugar", 不要糖)."""
    senses = vocabulary.denying.get(stems, ())
    return senses if len({s.attribute for s in senses}) == 1 else ()


def _joined(texts: Sequence[str]) -> str:
    return (" " if all(t.isascii() for t in texts) else "").join(texts)


def _nameable(part: Part) -> bool:
    return part.role == "name" or (part.role == "word" and part.text not in _FILLERS)


def _name_words(parts: list[Part], index: int, catalogue: Catalogue, vocabulary: Vocabulary) -> None:
    """Make the words after a denial a value, where they are a short form of one."""
    here = index + 1
    while here < len(parts) and (parts[here].text in BETWEEN or parts[here].tags & {"det", "the"}):
        here += 1
    end = here
    while end < len(parts) and end - here < _LONGEST and _nameable(parts[end]):
        end += 1
    while end > here:
        joined = _joined([p.text for p in parts[here:end]])
        opposite = _opposite(_stems(joined), vocabulary)
        # "No logo" denies the logo, not the one value that happens to be called "embroidered logo".
        short = len(joined) > 1 and all(p.role == "word" for p in parts[here:end])
        senses = opposite or (_partial(_stems(joined), catalogue, vocabulary) if short else ())
        if senses:
            first, last, lead = parts[here], parts[end - 1], parts[index].start
            made = Part(first.start, last.end, "value", joined, senses, excluded=not opposite, lead=lead)
            parts[here:end] = [made]
            return
        end -= 1
