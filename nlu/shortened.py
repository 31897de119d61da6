"""Wordings cut short: "red and white pine", "six lunch boxes" for lunch size, "grommet" for cable grommet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from nlu.languages import LANGUAGES
from nlu.mention import Mention, Scan, Sense
from nlu.normalise import fold
from nlu.packed import words
from nlu.tokens import split
from nlu.vocabulary import Vocabulary
from planner.domain.catalogue import Attribute, Catalogue

_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
_JOINTS = words("and or & / + , 、 和 与 或 及 跟")
_BEFORE = words("and with extra add plus , & the of or + some in no not without")
_AFTER = words("and with , . ; on in please for or & + ! ? but no by thanks to")


#: Words that only order a message say nothing of a value: "no" of "no sugar", "half" of "half zip".
_ORDERING = frozenset(p for language in LANGUAGES for packed in language.words.values() for p in packed if " " not in p)


def _common(word: str) -> bool:
    return word in _FILLERS or _empty(word)


def _empty(word: str) -> bool:
    return word in _ORDERING or any(language.number((word,), 0) for language in LANGUAGES)


def _names(attribute: Attribute) -> frozenset[tuple[str, ...]]:
    names = (attribute.id.replace("_", " "), *(n for ns in attribute.names.values() for n in ns))
    return frozenset(tuple(t.stem for t in split(fold(name))) for name in names)


class Shortener:
    """Finds shortened wordings of one catalogue, where nothing else was found."""

    def __init__(self, catalogue: Catalogue, vocabulary: Vocabulary):
        self._vocabulary = vocabulary
        self._nameless = self._without_name(catalogue)
        self._telling = self._telling_words()

    def _without_name(self, catalogue: Catalogue) -> dict[tuple[str, ...], tuple[Sense, ...]]:
        """Values' wordings without their attribute's own name: "lunch" for "lunch size"."""
        found: dict[tuple[str, ...], list[Sense]] = defaultdict(list)
        names = {attribute.id: _names(attribute) for attribute in catalogue.attributes.values()}
        for wording in self._vocabulary.wordings:
            stems = wording.stems
            for sense in wording.senses:
                if sense.role != "value" or len(stems) < 2 or wording.tokens[0].kind != "word":
                    continue
                if all(_empty(token.text) for token in wording.tokens[:-1]):
                    continue
                if stems[-1:] in names[sense.attribute]:
                    found[stems[:-1]].append(sense)
        return {k: tuple(dict.fromkeys(v)) for k, v in found.items() if len({s.id for s in v}) == 1}

    def _telling_words(self) -> dict[str, tuple[Sense, ...]]:
        """Words that stand first or last in the wordings of one value alone, and in nothing else."""
        users: dict[str, set[Sense]] = defaultdict(set)
        edges: set[str] = set()
        for wording in self._vocabulary.wordings:
            for place, token in enumerate(wording.tokens):
                users[token.stem].update(wording.senses)
                edge = place in (0, len(wording.tokens) - 1) and len(wording.tokens) > 1
                if edge and token.kind == "word" and len(token.text) >= 4 and not _common(token.text):
                    edges.add(token.stem)
        return {
            stem: tuple(users[stem])
            for stem in edges
            if len({(s.role, s.attribute, s.id) for s in users[stem]}) == 1 and next(iter(users[stem])).role == "value"
        }

    def find(self, scan: Scan, terms: Sequence[Mention]) -> Iterator[Mention]:
        """Shortened wordings among the words that no term covers."""
        covered = {i: t for t in terms for i in range(t.start, t.end)}
        tokens = scan.tokens
        for index, token in enumerate(tokens):
            if index in covered or token.kind != "word" or not token.text.isascii():
                continue
            senses = self._shared_head(scan, index, covered) or self._before_product(scan, index, covered)
            if not senses and not _common(token.text) and self._in_a_list(scan, index, covered):
                senses = self._telling.get(token.stem, ())
            if senses:
                yield Mention(index, index + 1, "term", tuple(senses), quality=4)

    def _shared_head(self, scan: Scan, index: int, covered: dict[int, Mention]) -> tuple[Sense, ...]:
        """ "red and white pine": the first word borrows the last one's head."""
        here = index + 1
        tokens = scan.tokens
        for _ in range(3):
            if here + 1 >= len(tokens) or tokens[here].text not in _JOINTS:
                return ()
            term = covered.get(here + 1)
            if term is not None and term.end - term.start > 1 and term.role("value"):
                rest = tuple(t.stem for t in tokens[term.start + 1 : term.end])
                return self._vocabulary.wordings_of((tokens[index].stem, *rest))
            here += 2
        return ()

    def _before_product(self, scan: Scan, index: int, covered: dict[int, Mention]) -> tuple[Sense, ...]:
        """ "six lunch boxes", "size: lunch": right before the product, or after the attribute's own name."""
        senses = self._nameless.get((scan.tokens[index].stem,), ())
        for place in (index - 1, index - 2):
            named = covered.get(place)
            if named is not None and {s.id for s in named.role("attribute")} & {s.attribute for s in senses}:
                return senses
        following = covered.get(index + 1)
        if (
            len(scan.tokens[index].text) < 2
            or following is None
            or not (following.role("product") or following.role("value"))
        ):
            return ()
        return senses

    def _in_a_list(self, scan: Scan, index: int, covered: dict[int, Mention]) -> bool:
        """Does it stand where values stand: after one or a joint, and before one, a joint or the end?"""
        tokens = scan.tokens
        before = covered.get(index - 1)
        led = (before is not None and bool(before.role("value") or before.role("modifier"))) or (
            index > 0 and tokens[index - 1].text in _BEFORE
        )
        after = covered.get(index + 1)
        ended = index + 1 >= len(tokens) or tokens[index + 1].text in _AFTER or (after is not None)
        return led and ended and any(t.role("value") or t.role("product") for t in covered.values())
