"""What a message seems to ask for and nothing in the catalogue fits: it is told, never guessed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nlu.denials import unfitting
from nlu.intents import says
from nlu.languages import LANGUAGES
from nlu.order import Said
from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

_FILLERS = frozenset().union(*(language.fillers for language in LANGUAGES))
#: Words that join an unknown wording together ("glow in the dark").
_INNER = words("in the of a an to and for 的 & on")
#: "in time", "with love": what follows is no wish for the goods.
_IDLE = words("time general advance total mind case stock touch fact short love regards best thanks care hand hands")
_LONGEST = 5
#: So many characters show where the part of a message begins that was too long to read.
_SHOWN = 60
_RELATIVES = words("that which who")
#: Characters that begin many a word (大理石) and say little by themselves.
_SHAPES = words("大 小 高 低 长 短 厚 薄 宽 窄 新 旧 圆 方")
_AUXILIARIES = words("can will could would should also really actually all both do does")


def unknown_of(said: Said, known: frozenset[str], catalogue: Catalogue) -> tuple[str, ...]:
    """The wordings, as they were written, in order, each once. `known`: the words that the catalogue is made of."""
    denied = [(p.first, said.scan.said(p.first, p.last)) for p in unfitting(said.parts, catalogue) if said.fragments]
    found = [*denied, *_unfit(said), *_strange(said, known)]
    found.sort(key=lambda pair: pair[0])
    unread = said.scan.folded.rest.strip()[:_SHOWN].strip()
    return tuple(dict.fromkeys(text for text in (*(t for _, t in found), unread) if text))


def _unfit(said: Said) -> Iterator[tuple[int, str]]:
    """Values, measures and texts that the product has no place for."""
    entries = [e for f in said.fragments for e in f.item.attributes]
    used = {(e.name, e.value) for e in entries} | {(e.name, a) for e in entries for a in e.alternatives}
    if not said.fragments:
        return
    for part in said.parts:
        if part.role == "value" and not part.excluded:
            if not any((s.attribute, s.id) in used for s in part.senses):
                yield part.start, said.scan.said(part.start, part.end)
        elif part.role == "figure" and part.data.value <= 0 and any(f.item.quantity is None for f in said.fragments):
            yield part.start, said.scan.said(part.start, part.end)
        elif part.role in ("measure", "text", "file"):
            text = said.scan.said(part.start, part.end)
            if not any(text in e.said or e.said in text for e in entries):
                yield part.start, text


def _strange(said: Said, known: frozenset[str]) -> Iterator[tuple[int, str]]:
    """Words that stand where wishes stand and that neither the catalogue nor the language knows."""
    parts = said.parts
    wishes = bool(said.fragments) or says("WANT", said.scan.folded.text)
    if not wishes:
        return
    here = 0
    while here < len(parts):
        if not _unknown(said, parts[here], known):
            here += 1
            continue
        end = _run(said, parts, here, known)
        if end < len(parts) and _attributive(said, parts, here, end):
            yield parts[here].start, said.scan.said(parts[here].start, parts[end].end)
            here = end
            continue
        if _asked_for(said, parts, here, end):
            start, end = _whole_word(parts, here, end)
            yield parts[start].start, said.scan.said(parts[start].start, parts[end - 1].end)
        here = end


def _unknown(said: Said, part: Part, known: frozenset[str]) -> bool:
    if part.role != "word" or part.tags or part.text in _FILLERS or part.text in _IDLE:
        return False
    token = said.scan.tokens[part.start]
    if token.kind == "han":
        return True
    if token.text in known or token.singular in known:
        return False
    return token.kind == "word" and token.singular not in _FILLERS and len(token.text) > 2


def _run(said: Said, parts: Sequence[Part], here: int, known: frozenset[str]) -> int:
    """The end of a run of unknown words, small words inside it included."""
    end = here + 1
    while end < len(parts):
        if _unknown(said, parts[end], known):
            end += 1
            continue
        inner = end
        while inner < len(parts) and parts[inner].text in _INNER and inner - end < 2 and parts[inner].role != "sep":
            inner += 1
        if inner == end or inner >= len(parts) or not _strange_inside(said, parts[inner], known):
            break
        end = inner + 1
    return end


def _whole_word(parts: Sequence[Part], start: int, end: int) -> tuple[int, int]:
    """大理石台面 around 理石: the characters of the same word that mean something else by themselves."""
    if parts[start].text in _SHAPES or parts[start].text < "\u4e00":
        return start, end
    while start and parts[start - 1].text in _SHAPES:
        start -= 1
    closing = end
    while closing < len(parts) and parts[closing].role == "unit" and "counter" in parts[closing].tags:
        closing += 1
    return start, closing if closing == len(parts) or parts[closing].role == "sep" else end


def _strange_inside(said: Said, part: Part, known: frozenset[str]) -> bool:
    """ "glow in the dark": inside a wish a word of the catalogue that stands for nothing by itself is part of it."""
    return _unknown(said, part, known) or (part.role == "word" and not part.tags and part.text in known)


def _asked_for(said: Said, parts: Sequence[Part], start: int, end: int) -> bool:
    before = parts[start - 1] if start else None
    after = parts[end] if end < len(parts) else None
    han = said.scan.tokens[parts[start].start].kind == "han"
    if end - start > (8 if han else _LONGEST) or (han and end - start < 2):
        return False
    if not han and _looks_like_name(said, parts, start):
        return False
    lead = start - 1
    while lead >= 0 and (
        parts[lead].tags & {"det", "the"}
        or parts[lead].role in ("degree", "figure", "unit")
        or (parts[lead].text in (_SHAPES if han else _AUXILIARIES) and not parts[lead].tags)
    ):
        lead -= 1
    led = lead >= 0 and bool(parts[lead].tags & {"with", "not"} or parts[lead].text == "in")
    led = led or _relative(parts, start)
    if led:
        return True
    if han:
        # 竹子桌子: right before the product, and nothing of talk in between.
        joined = before is None or before.role in ("unit", "value", "sep", "figure") or "with" in before.tags
        return joined and after is not None and after.role == "product" and end - start <= 4
    described = (
        after is not None
        and after.role in ("product", "value")
        and bool(before is not None and (before.role in ("value", "figure", "degree") or before.tags & {"det"}))
    )
    listed = bool(said.fragments) and _alone(parts, start, end) and end - start <= 3
    return described or listed


def _relative(parts: Sequence[Part], start: int) -> bool:
    """ "stools that glow in the dark": a clause about the goods."""
    here = start - 1
    while here >= 0 and parts[here].text in _AUXILIARIES:
        here -= 1
    return here > 0 and parts[here].text in _RELATIVES and parts[here - 1].role in ("product", "value", "sep")


def _attributive(said: Said, parts: Sequence[Part], start: int, end: int) -> bool:
    """夜光的桌子: a word with 的 before the goods, after their number or another word of theirs."""
    if parts[end].text != "的" or end + 1 >= len(parts) or parts[end + 1].role not in ("value", "product"):
        return False
    if said.scan.tokens[parts[start].start].kind != "han" or not 1 < end - start <= _LONGEST:
        return False
    before = parts[start - 1] if start else None
    led = before is None or before.role in ("unit", "value", "sep", "figure") or "and" in before.tags
    return led and "".join(p.text for p in parts[start:end]) not in _FILLERS


def _alone(parts: Sequence[Part], start: int, end: int) -> bool:
    """Is it an element of a list by itself, after something known?"""
    before, after = parts[start - 1] if start else None, parts[end] if end < len(parts) else None
    if before is None or before.role != "sep" or before.strong or (after is not None and after.role != "sep"):
        return False
    return any(p.role in ("product", "value") for p in parts[:start])


def _looks_like_name(said: Said, parts: Sequence[Part], start: int) -> bool:
    token = said.scan.tokens[parts[start].start]
    return said.scan.folded.capital(token.start) and start > 0 and not parts[start - 1].strong
