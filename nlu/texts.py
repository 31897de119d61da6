"""Words to be written on the goods ('saying "Hello"', 写着…), and files or links that somebody sent along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from nlu.mention import Mention, Scan, Sense
from nlu.packed import words

_QUOTED = re.compile(r'"([^"\n]{1,300})"|(?<![^\W_])\'([^\'\n]{2,200})\'(?![^\W_])')
_STOPS = frozenset(",.;!?\n，。；！？、()")
_LEADS = frozenset(
    (
        "is",
        "be",
        "should",
        "will",
        "that",
        "says",
        "say",
        "reads",
        "to",
        "as",
        "of",
        "the",
        "words",
        "是",
        "为",
        "用",
        "上",
        "了",
    )
)
_BREAKS = words("on in by for with and at please across under below above to")


@dataclass(frozen=True, slots=True)
class Written:
    """A text to be written on the goods; `attribute` None: no word said which of the texts it is."""

    attribute: str | None
    value: str


def find(scan: Scan, cues: Sequence[Mention], known: Sequence[Mention]) -> Iterator[Mention]:
    """Texts and files. `cues`: mentions of text attributes' names; `known`: all that may end an unquoted text."""
    tokens = scan.tokens
    for index, token in enumerate(tokens):
        if token.kind in ("link", "file"):
            yield Mention(index, index + 1, "file", data=scan.said(index, index + 1))
    cued: list[tuple[int, int, str]] = [(m.start, m.end, s.id) for m in cues for s in m.senses if s.role == "attribute"]
    quoted: list[tuple[int, int]] = []
    for match in _QUOTED.finditer(scan.folded.text):
        group = 1 if match.group(1) is not None else 2
        start, end = scan.cover(*match.span())
        if end <= start or _inches(scan, start):
            continue
        quoted.append((start, end))
        value = scan.folded.said(match.start(group), match.end(group)).strip()
        cue = _cue_of(scan, cued, start, end)
        if cue:
            yield Mention(min(cue[0], start), max(cue[1], end), "text", data=Written(cue[2], value))
        else:
            yield Mention(start, end, "text", data=Written(None, value))
    for start, end, attribute in cued:
        if any((q[0] >= end and q[0] - end <= 5) or (q[1] <= start and start - q[1] <= 1) for q in quoted):
            continue
        found = _unquoted(scan, end, known)
        if found:
            first, last = found
            yield Mention(start, last, "text", data=Written(attribute, scan.said(first, last).strip()))


def _inches(scan: Scan, start: int) -> bool:
    return start > 0 and scan.tokens[start].glued and scan.tokens[start - 1].kind == "number"


def _cue_of(scan: Scan, cued: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[int, int, str] | None:
    best: tuple[int, tuple[int, int, str]] | None = None
    for cue in cued:
        between = scan.tokens[cue[1] : start] if cue[1] <= start else scan.tokens[end : cue[0]]
        if len(between) > 5 or any(t.text in ".;\n。；" for t in between):
            continue
        distance = len(between) + (0 if cue[1] <= start else 3)
        if best is None or distance < best[0]:
            best = (distance, cue)
    return best[1] if best else None


def _unquoted(scan: Scan, here: int, known: Sequence[Mention]) -> tuple[int, int] | None:
    tokens = scan.tokens
    colon = False
    while here < len(tokens) and ((tokens[here].text in _LEADS and not colon) or tokens[here].text in ":="):
        colon = colon or tokens[here].text == ":"
        here += 1
    starts = {m.start: m for m in known}
    end = here
    while end < len(tokens) and tokens[end].text not in _STOPS:
        if (
            not colon
            and tokens[end].text in _BREAKS
            and any(k in starts for k in range(end + 1, min(end + 4, len(tokens))))
        ):
            break
        if (
            colon
            and tokens[end].text in ("on", "in", "by")
            and any(k in starts for k in range(end + 1, min(end + 3, len(tokens))))
        ):
            break
        end += 1
    if end <= here or (not colon and tokens[here].text in _BREAKS):
        return None
    if not colon and here in starts:
        return None
    return here, end


def text_cues(mentions: Sequence[Mention], text_attributes: frozenset[str]) -> list[Mention]:
    """The mentions of names of text attributes."""
    return [
        m for m in mentions if any(s == Sense("attribute", s.id, s.id) and s.id in text_attributes for s in m.senses)
    ]
