"""Second thoughts in one message ("2 tables, no wait, 3"): it is read as two messages, one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.intents import pattern, says
from nlu.parts import Part
from planner.domain.catalogue import Catalogue
from planner.domain.spec import OrderSpec

#: Nobody thinks again more often in one message; what stands before the last of many is read as one.
_MOST_TURNS = 10


def turns_of(text: str) -> list[tuple[int, int]]:
    """Where the turns of a folded text begin and end; one turn where nothing is corrected."""
    turns: list[tuple[int, int]] = []
    start = 0
    for match in pattern("CORRECTION").finditer(text):
        if match.start() > start and text[start : match.start()].strip() and text[match.end() :].strip():
            turns.append((start, match.start()))
            start = _keep_verb(match.group(), match.start(), match.end())
    turns.append((start, len(text)))
    first = max(0, len(turns) - _MOST_TURNS)
    return [(turns[0][0], turns[first][1]), *turns[first + 1 :]]


def _keep_verb(words: str, start: int, end: int) -> int:
    """ "make it 3" and 应该是 stay part of what follows."""
    for verb in ("make that", "make it", "应该是", "还是改成"):
        place = words.find(verb)
        if place >= 0:
            return start + place
    return end


def overruled(spec: OrderSpec, before: Sequence[Part], after: Sequence[Part], text: str, trade: Catalogue) -> OrderSpec:
    """ "swiss, no wait, provolone": of what a thing may have several of, the value just said gives way to its like."""
    old = next((p for p in reversed(before) if p.role in ("value", "product", "figure", "measure")), None)
    new = next((p for p in after if p.role in ("value", "product", "figure", "measure", "sep")), None)
    if old is None or new is None or old.role != "value" or new.role != "value" or says("ADD_MORE", text):
        return spec
    shared = {s.attribute for s in old.senses} & {s.attribute for s in new.senses}
    gone = {(s.attribute, s.id) for s in old.senses if s.attribute in shared and trade.attributes[s.attribute].many}
    gone -= {(s.attribute, s.id) for s in new.senses}
    for place in range(len(spec.items) - 1, -1, -1):
        item = spec.items[place]
        kept = tuple(e for e in item.attributes if (e.name, e.value) not in gone)
        if len(kept) < len(item.attributes):
            return spec.with_item(place, replace(item, attributes=kept))
    return spec
