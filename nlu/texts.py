"""Words to be written on the goods ('saying "Hello"', 写着…), and files or links that somebody sent along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nlu import quotes
from nlu.languages import LANGUAGES
from nlu.mention import Mention, Scan, Sense
from nlu.packed import words

_STOPS = frozenset(",.;!?\n，。；！？、()")
_LEADS = frozenset().union(*(language.text_leads for language in LANGUAGES))
#: "with the words X", 写上X: what says that a text follows, whatever the catalogue calls it.
_OPENERS = re.compile("|".join(rf"(?:{language.text_openers})" for language in LANGUAGES))
#: 四个字, 的字样: how much is written, not what.
_CLOSING = re.compile(r"(?:这?[一二两三四五六七八九十几0-9]{1,2}个(?:大?字|字母)|的?字样|的字)$")
_OWN = words("our my your his her their its you us we")
#: 写上我们的logo, "with our slogan": what is told of, not what is written.
_REFERS = words("our my your his her their 我 你 咱 本 公 图 logo")
#: Words before a text that let nothing else follow.
_TELLING = words("say says saying read reads reading words name 写 内 容 刻 印 绣")
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
    cued = _longest([(m.start, m.end, s.id) for m in cues for s in m.senses if s.role == "attribute"])
    quoted: list[tuple[int, int]] = []
    for first, last, inner, outer in quotes.quoted(scan.folded):
        start, end = scan.cover(first, last)
        if end <= start:
            continue
        quoted.append((start, end))
        value = scan.folded.said(inner, outer).strip()
        cue = _cue_of(scan, cued, start, end)
        if cue:
            yield Mention(min(cue[0], start), max(cue[1], end), "text", data=Written(cue[2], value))
        else:
            yield Mention(start, end, "text", data=Written(None, value))
    reached = 0
    for start, end, attribute in sorted(cued):
        beside = any((q[0] >= end and q[0] - end <= 5) or (q[1] <= start and start - q[1] <= 1) for q in quoted)
        found = None if start < reached or beside else _unquoted(scan, end, known)
        if found:
            reached = found[1]
            yield _written(scan, start, found, attribute)
    for match in _OPENERS.finditer(scan.folded.text):
        start, end = scan.cover(*match.span())
        if start < reached or end <= start or any(q[0] < end + 3 and start < q[1] for q in quoted):
            continue
        cue = next((c for c in cued if c[0] <= start <= c[1] + 2), None)
        found = None if any(start < c[0] < end for c in cued) else _unquoted(scan, end, known, opened=True)
        if found and scan.tokens[found[0]].text not in _REFERS:
            reached = found[1]
            yield _written(scan, cue[0] if cue else start, found, cue[2] if cue else None)


def _written(scan: Scan, start: int, found: tuple[int, int], attribute: str | None) -> Mention:
    value = _CLOSING.sub("", scan.said(*found).strip())
    return Mention(start, found[1], "text", data=Written(attribute, value))


def _longest(cues: Sequence[tuple[int, int, str]]) -> list[tuple[int, int, str]]:
    """The cues that are not part of a longer one ("card" in "card saying")."""
    return [
        cue
        for cue in cues
        if not any(o[0] <= cue[0] and cue[1] <= o[1] and o[1] - o[0] > cue[1] - cue[0] for o in cues)
    ]


def _cue_of(scan: Scan, cued: Sequence[tuple[int, int, str]], start: int, end: int) -> tuple[int, int, str] | None:
    best: tuple[int, tuple[int, int, str]] | None = None
    for cue in cued:
        if max(start - cue[1], cue[0] - end) > 5:
            continue
        between = scan.tokens[cue[1] : start] if cue[1] <= start else scan.tokens[end : cue[0]]
        if any(t.text in ".;\n。；" for t in between):
            continue
        distance = len(between) + (0 if cue[1] <= start else 3)
        if best is None or distance < best[0]:
            best = (distance, cue)
    return best[1] if best else None


def _unquoted(scan: Scan, here: int, known: Sequence[Mention], *, opened: bool = False) -> tuple[int, int] | None:
    """The words up to their natural end. `opened`: the words before say that a text follows, as a colon does."""
    tokens = scan.tokens
    colon, ended = opened, False
    while here < len(tokens) and (tokens[here].text in ":=" or (tokens[here].text in _LEADS and not ended)):
        ended = ended or tokens[here].text in ":="
        colon = colon or ended or tokens[here].text in _TELLING
        here += 1
    starts = {m.start: m for m in known}
    end = here
    while end < len(tokens) and not _stops(scan, end, colon):
        near = 3 if colon else 4
        breaks = ("on", "in", "by") if colon else _BREAKS
        following = tokens[end + 1].text if end + 1 < len(tokens) else ""
        if (
            tokens[end].text in breaks
            and following not in _OWN
            and any(k in starts for k in range(end + 1, end + near))
        ):
            break
        end += 1
    if end <= here or (not colon and tokens[here].text in _BREAKS):
        return None
    if not colon and here in starts:
        return _capitals(scan, here, starts)
    return here, end


def _stops(scan: Scan, at: int, colon: bool) -> bool:
    text = scan.tokens[at].text
    if text == "." and colon and at + 1 < len(scan.tokens):
        # "Est. 1999", "J. Smith": an abbreviation; a sentence that ends is followed by another one.
        return len(scan.tokens[at - 1].text) > 3 or scan.tokens[at + 1].text == "\n"
    return text in _STOPS


def _capitals(scan: Scan, here: int, starts: Mapping[int, Mention]) -> tuple[int, int] | None:
    """ "engraving Black Oak Ltd": a row of capitals that begins with a word of the catalogue, and holds others."""
    end = here
    while end < len(scan.tokens) and (
        scan.tokens[end].text == "&"
        or (scan.tokens[end].kind == "word" and scan.folded.capital(scan.tokens[end].start))
    ):
        end += 1
    inside = {i for m in starts.values() for i in range(m.start, m.end)}
    named = [i for i in range(here, end) if i not in inside and scan.tokens[i].text != "&"]
    return (here, end) if named and not scan.folded.shouted else None


def text_cues(mentions: Sequence[Mention], text_attributes: frozenset[str]) -> list[Mention]:
    """The mentions of names of text attributes."""
    return [
        m for m in mentions if any(s == Sense("attribute", s.id, s.id) and s.id in text_attributes for s in m.senses)
    ]
