"""Function words and phrases of every language, found by spaCy's PhraseMatcher."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from nlu.languages import LANGUAGES
from nlu.mention import Mention
from nlu.normalise import fold
from nlu.tokens import MessageTokenizer, split


class Phrases:
    """Tags for words that order a message: negation, conjunctions, determiners, counters, idioms, asides."""

    def __init__(self, tokenizer: MessageTokenizer):
        self._tags: dict[tuple[str, ...], set[str]] = defaultdict(set)
        for language in LANGUAGES:
            for tag, phrases in language.words.items():
                self._add(phrases, tag)
            self._add(language.counters, "counter")
            self._add(tuple(language.dozens), "dozen")
            self._add(language.idioms, "idiom")
            self._add(language.asides, "self")
            self._add(language.name_ends, "name_end")
        self._matcher = PhraseMatcher(tokenizer.vocab, attr="ORTH")
        empty = fold("")
        self._matcher.add("phrase", [tokenizer.of_tokens(empty, split(fold(" ".join(k)))) for k in self._tags])

    def _add(self, phrases: tuple[str, ...], tag: str) -> None:
        for phrase in phrases:
            self._tags[tuple(t.text for t in split(fold(phrase)))].add(tag)

    def find(self, doc: Doc) -> Iterator[Mention]:
        tokens = doc.user_data["tokens"]
        for _, start, end in self._matcher(doc):
            tags = self._tags[tuple(t.text for t in tokens[start:end])]
            yield Mention(start, end, "function", tags=frozenset(tags))
