"""Tokens: one Han character a token, Latin words and numbers whole, links and file names whole.

Single Han characters, because no word segmentation finds all of a catalogue's wordings in running text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Doc
from spacy.vocab import Vocab

from nlu.inflection import singular, stem
from nlu.normalise import Folded, fold

_HAN = r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff々〇"
_FILE_ENDINGS = (
    "ai|svg|png|jpe?g|gif|pdf|eps|psd|cdr|dxf|dwg|stl|step|stp|3mf|obj|zip|tiff?|webp|docx?|xlsx?|heic|bmp|skp|igs"
)
_TOKEN = re.compile(
    rf"""
    (?P<link>https?://[^\s<>"{_HAN}，。；、]{{1,500}}|www\.[^\s<>"{_HAN}，。；、]{{1,500}})
  | (?P<file>[\w{_HAN}][\w{_HAN}.()-]{{0,80}}\.(?:{_FILE_ENDINGS})(?![a-z0-9]))
  | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,63}}){{1,5}})
  | (?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,4}})?(?![0-9])|[0-9]{{1,15}}(?:\.[0-9]{{1,6}})?)
  | (?P<han>[{_HAN}])
  | (?P<word>[^\W\d_{_HAN}]{{1,60}}(?:'[^\W\d_{_HAN}]{{1,10}}){{0,3}})
  | (?P<line>\n)
  | (?P<mark>[^\s])
    """,
    re.VERBOSE,
)
_HAN_IN_NAME = re.compile(rf"^[{_HAN}]+")


@dataclass(frozen=True, slots=True)
class Token:
    """`text` folded, `start` and `end` in the folded text, `glued` if nothing stood between it and the one before."""

    text: str
    kind: str
    start: int
    end: int
    glued: bool
    hyphen: bool
    stem: str
    singular: str

    @property
    def wordy(self) -> bool:
        return self.kind in ("word", "han")


def split(folded: Folded) -> list[Token]:
    """The tokens. A hyphen between letters only joins: "bar-stool" and "bar stool" are the same two."""
    found: list[Token] = []
    text = folded.text
    last_end, hyphen = 0, False
    position = 0
    while position < len(text):
        match = _TOKEN.match(text, position)
        if match is None:
            position += 1
            continue
        kind = match.lastgroup or "mark"
        start, end = match.span()
        if kind == "file":
            # A file's name begins after the Chinese words that lead to it, unless it is Chinese to its end.
            lead = _HAN_IN_NAME.match(match.group())
            if lead and text[start + lead.end()] != ".":
                kind, end = "han", start + 1
        if kind == "number" and "，" in folded.said(start, end):
            # A Chinese comma parts two numbers ("A5，100本"), it doesn't group digits.
            end = start + folded.said(start, end).index("，")
        position = end
        word = text[start:end]
        if kind == "mark" and word == "-" and _joins(text, start):
            hyphen = True
            last_end = end
            continue
        norm = word.replace("'", "") if kind == "word" else word
        if kind == "number":
            norm = word.replace(",", "")
        found.append(Token(norm, kind, start, end, start == last_end and start > 0, hyphen, stem(norm), singular(norm)))
        last_end, hyphen = end, False
    return found


def _joins(text: str, place: int) -> bool:
    before, after = text[place - 1 : place], text[place + 1 : place + 2]
    return bool(before and after) and after.isalpha() and (before.isalpha() or before.isdigit())


class MessageTokenizer:
    """spaCy's tokenizer for messages: every token's norm is its folded form, its lemma its stem.

    `doc.user_data` holds what spaCy has no room for: "folded" and "tokens".
    """

    def __init__(self, vocab: Vocab):
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        return self.doc(fold(text))

    def doc(self, folded: Folded) -> Doc:
        return self.of_tokens(folded, split(folded))

    def of_tokens(self, folded: Folded, tokens: Sequence[Token]) -> Doc:
        doc = Doc(self.vocab, words=[t.text for t in tokens], lemmas=[t.stem for t in tokens])
        doc.user_data["folded"] = folded
        doc.user_data["tokens"] = tokens
        return doc

    def to_bytes(self, **_: object) -> bytes:
        return b""

    def from_bytes(self, _: bytes, **__: object) -> MessageTokenizer:
        return self

    def to_disk(self, _: object, **__: object) -> None:
        return None

    def from_disk(self, _: object, **__: object) -> MessageTokenizer:
        return self
