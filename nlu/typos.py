"""Slips of the pen: one or two letters in long words, and Chinese characters of the same sound.

Only where nothing else fits: a word that the catalogue or the language knows is never "corrected".
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib import resources

import yaml
from rapidfuzz.distance import OSA

from nlu.inflection import singular, stem
from nlu.languages import LANGUAGES
from nlu.mention import Scan
from nlu.packed import words
from nlu.skeleton import skeleton
from nlu.tokens import Token
from nlu.vocabulary import Vocabulary

_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
_SPELLABLE = words(
    """
    monday tuesday wednesday thursday friday saturday sunday january february october november december
    september august tomorrow without deliver delivered delivery quantity twenty thirty forty fifty
    hundred thousand dozen cancel please budget shipped destination instead actually different order
    another change replace remove before
    """
)


@cache
def sounds() -> dict[str, frozenset[str]]:
    """Character → its sounds without tones."""
    raw = resources.files("nlu.languages").joinpath("pinyin.yaml").read_text(encoding="utf-8")
    found: dict[str, set[str]] = defaultdict(set)
    for sound, characters in yaml.safe_load(raw).items():
        for character in characters:
            found[character].add(str(sound))
    return {character: frozenset(s) for character, s in found.items()}


class Speller:
    """Corrects towards the wordings of one catalogue (and, for English, a few words that steer a reading)."""

    def __init__(self, vocabulary: Vocabulary):
        known = {w for w in vocabulary.words if len(w) >= 4 and w.isalpha() and w.isascii()}
        self._known = vocabulary.words | vocabulary.stems
        self._own = known
        self._by_start: dict[tuple[str, int], list[str]] = defaultdict(list)
        self._by_four: dict[str, list[str]] = defaultdict(list)
        for word in sorted(known | _SPELLABLE):
            self._by_start[word[0], len(word)].append(word)
            for key in _keys_of_four(word):
                self._by_four[key].append(word)
        self._by_skeleton: dict[tuple[str, str], list[str]] = defaultdict(list)
        for word in known:
            if len(word) >= 6:
                self._by_skeleton[word[0], skeleton(word)].append(word)
        self._by_sound: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        for wording in vocabulary.wordings:
            if len(wording.tokens) >= 2 and all(t.kind == "han" for t in wording.tokens):
                first = wording.tokens[0].text
                for sound in {first, *sounds().get(first, ())}:
                    self._by_sound[sound].append(wording.texts)
        for texts in self._by_sound.values():
            texts.sort(key=len, reverse=True)

    def correct(self, scan: Scan) -> list[Token] | None:
        """The tokens with slips mended (their places stay the same), or None where there is nothing to mend."""
        busy = {i for m in scan.mentions if m.kind != "function" or m.end - m.start > 1 for i in range(m.start, m.end)}
        terms = {
            i
            for m in scan.mentions
            if m.kind in ("term", "day", "money", "text", "place", "aside")
            for i in range(m.start, m.end)
        }
        tokens = list(scan.tokens)
        changed = False
        for index, token in enumerate(tokens):
            if token.kind == "word" and index not in busy:
                better = self._word(token)
                if better:
                    tokens[index] = replace(token, text=better, stem=stem(better), singular=singular(better))
                    changed = True
            elif token.kind == "han" and index not in terms:
                texts = self._sounding(tokens, index, terms)
                if texts:
                    for offset, text in enumerate(texts):
                        tokens[index + offset] = replace(tokens[index + offset], text=text, stem=text, singular=text)
                    changed = True
        return tokens if changed else None

    def _word(self, token: Token) -> str | None:
        word = token.text
        if len(word) < 4 or word in _FILLERS or word in self._known or token.stem in self._known or not word.isascii():
            return None
        if token.singular in _FILLERS:
            return None
        best: tuple[int, bool, str] | None = None
        for candidate in self._near(word, token.singular):
            allowed = 2 if min(len(word), len(candidate)) >= 8 else 1
            for form in (word, token.singular):
                distance = OSA.distance(form, candidate, score_cutoff=allowed)
                found = (distance, candidate not in self._own, candidate)
                if distance <= allowed and (best is None or found < best):
                    best = found
        return best[2] if best else self._by_ear(word)

    def _near(self, word: str, singular: str) -> Iterator[str]:
        """Known words with the same first letter and about as many letters."""
        if len(word) == 4:
            # Words of four letters are mended only where letters changed places, or one was left out.
            found = {c for key in (word, "".join(sorted(word)) + "*") for c in self._by_four.get(key, ())}
            yield from (c for c in found if c[0] == word[0])
            return
        for length in range(min(len(word), len(singular)) - 2, len(word) + 3):
            yield from self._by_start.get((word[0], length), ())

    def _by_ear(self, word: str) -> str | None:
        """The catalogue's word that sounds alike, however many letters its sounds are written with."""
        heard: list[tuple[int, str]] = []
        if len(word) >= 6 and len(sound := skeleton(word)) >= 3:
            heard = [(OSA.distance(word, c), c) for c in self._by_skeleton.get((word[0], sound), ())]
        distance, nearest = min(heard, default=(99, None))
        return nearest if distance <= max(2, len(word) // 3) else None

    def _sounding(self, tokens: Sequence[Token], index: int, terms: set[int]) -> tuple[str, ...] | None:
        """The wording that sounds like the characters from `index` on, and differs from them in one."""
        table = sounds()
        first = tokens[index].text
        for sound in (first, *sorted(table.get(first, ()))):
            for texts in self._by_sound.get(sound, ()):
                span = tokens[index : index + len(texts)]
                if len(span) < len(texts) or any(i in terms for i in range(index, index + len(texts))):
                    continue
                differing = [(a.text, b) for a, b in zip(span, texts, strict=True) if a.text != b]
                if len(differing) == 1 and all(
                    table.get(a, frozenset()) & table.get(b, frozenset()) for a, b in differing
                ):
                    return texts
        return None


def _keys_of_four(known: str) -> set[str]:
    """What a word of four letters that was meant for this one is found by: the word itself where a letter was left out,
    its letters in order (and a star) where they changed places."""
    if len(known) == 4:
        return {"".join(sorted(known)) + "*"}
    return {known[:i] + known[i + 1 :] for i in range(5)} if len(known) == 5 else set()
