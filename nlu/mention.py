"""Mentions: what a stretch of a message is taken to be, before it is decided what belongs together."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from nlu.normalise import Folded
from nlu.tokens import Token

Kind = Literal[
    "term", "function", "figure", "money", "measure", "day", "text", "file", "place", "aside", "ordinal", "reference"
]


@dataclass(frozen=True, slots=True)
class Sense:
    """One thing that a wording of the catalogue may stand for: `id` within `attribute` for a value."""

    role: Literal["product", "value", "attribute", "unit", "modifier", "cue"]
    id: str
    attribute: str = ""


@dataclass(frozen=True, slots=True)
class Mention:
    """The tokens from `start` to before `end`. `senses` for terms; `tags` for function words; `data` for the rest."""

    start: int
    end: int
    kind: Kind
    senses: tuple[Sense, ...] = ()
    tags: frozenset[str] = frozenset()
    data: Any = None
    quality: int = 0

    def role(self, role: str) -> tuple[Sense, ...]:
        return tuple(s for s in self.senses if s.role == role)


@dataclass
class Scan:
    """A message being read: its tokens, and what was recognised in it so far."""

    folded: Folded
    tokens: Sequence[Token]
    mentions: list[Mention] = field(default_factory=list)

    def said(self, start: int, end: int) -> str:
        """The wording as it was written, from token `start` to before token `end`."""
        if end <= start:
            return ""
        return self.folded.said(self.tokens[start].start, self.tokens[end - 1].end)

    def cover(self, start: int, end: int) -> tuple[int, int]:
        """The tokens that the characters from `start` to before `end` of the folded text touch."""
        first = bisect_right(self.tokens, start, key=lambda t: t.end)
        last = bisect_left(self.tokens, end, lo=first, key=lambda t: t.start)
        return (first, last) if first < last else (0, 0)

    def spelled(self) -> tuple[str, Callable[[int, int], tuple[int, int]]]:
        """The folded text with its slips mended as in the tokens, and `cover` for places in it."""
        pieces: list[str] = []
        spans: list[tuple[int, int]] = []
        here = length = 0
        for token in self.tokens:
            written = self.folded.text[token.start : token.end]
            mended = token.kind == "word" and written.replace("'", "") != token.text
            piece = token.text if mended else written
            gap = self.folded.text[here : token.start]
            pieces += [gap, piece]
            spans.append((length + len(gap), length + len(gap) + len(piece)))
            length, here = spans[-1][1], token.end
        pieces.append(self.folded.text[here:])

        def cover(start: int, end: int) -> tuple[int, int]:
            inside = [i for i, (first, last) in enumerate(spans) if last > start and first < end]
            return (inside[0], inside[-1] + 1) if inside else (0, 0)

        return "".join(pieces), cover

    def text(self, start: int, end: int) -> str:
        return self.folded.text[self.tokens[start].start : self.tokens[end - 1].end] if end > start else ""


def covering(mentions: Iterable[Mention]) -> dict[int, list[Mention]]:
    """The mentions that lie on each token."""
    found: dict[int, list[Mention]] = {}
    for mention in mentions:
        for place in range(mention.start, mention.end):
            found.setdefault(place, []).append(mention)
    return found


def without_overlap(candidates: Iterable[tuple[int, Mention]], taken: set[int] | None = None) -> list[Mention]:
    """The candidates that stand: the higher rank first, then the longer, then the better written, then the earlier."""
    occupied = set() if taken is None else taken
    kept: list[Mention] = []
    order = sorted(candidates, key=lambda c: (-c[0], c[1].start - c[1].end, c[1].quality, c[1].start))
    for _, mention in order:
        span = range(mention.start, mention.end)
        if occupied.isdisjoint(span):
            occupied.update(span)
            kept.append(mention)
    return sorted(kept, key=lambda m: m.start)
