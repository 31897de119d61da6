"""Differences that are only part of a message, or of an item: "5 fewer, and waxed", "3 off the M", "scratch the L"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.changes import asks_to
from nlu.intents import says
from nlu.order import Said
from nlu.parts import Part
from nlu.removal import clauses_of
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item, split_sum

_PLAIN = ("figure", "product", "unit", "word", "function")


def resized(items: Sequence[Item], said: Said, catalogue: Catalogue) -> tuple[Item, ...] | None:
    """The items with other numbers of one size; None where the message says no such thing."""
    text = said.scan.folded.text
    values = [p for p in said.parts if p.role == "value"]
    figures = [p.data.whole for p in said.parts if p.role == "figure"]
    if len(values) != 1 or len(figures) > 1 or said.deadline or asks_to("SOME", text):
        return None
    sizes = {(s.attribute, s.id) for s in values[0].senses if catalogue.attributes[s.attribute].split}
    place = next((i for i in range(len(items) - 1, -1, -1) if _sized(items[i], sizes)), None)
    if place is None:
        return None
    item, entry = items[place], _sized(items[place], sizes)[0]
    number = _new_number(entry.quantity or 0, figures, text)
    if number is None or number < 0:
        return None
    whole = split_sum(item, entry.name) == item.quantity and item.quantity is not None
    kept = tuple(replace(e, quantity=number) if e is entry else e for e in item.attributes if number or e is not entry)
    total = (item.quantity or 0) - (entry.quantity or 0) + number if whole else item.quantity
    if not total:
        return None
    changed = replace(item, attributes=kept, quantity=total)
    return (*items[:place], changed, *items[place + 1 :])


def _sized(item: Item, sizes: set[tuple[str, str]]) -> list[Entry]:
    """Its entries of one of the sizes, where that has a number and is not the only one."""
    return [
        e
        for e in item.attributes
        if (e.name, e.value) in sizes and e.quantity is not None and len(item.values(e.name)) > 1
    ]


def _new_number(old: int, figures: Sequence[int | None], text: str) -> int | None:
    less = says("FEWER", text) or asks_to("SUBTRACT", text)
    if not figures:
        return 0 if says("REMOVE", text) and not says("CHANGE", text) else None
    if figures[0] is None:
        return None
    if less:
        return old - figures[0]
    return old + figures[0] if says("ADD_MORE", text) else None


def lessened(items: Sequence[Item], said: Said) -> tuple[Item, ...] | None:
    """The items with the difference that one clause among others tells ("drop 5, and make them black")."""
    clauses = clauses_of(said)
    numbered = [c for c in clauses if any(p.role == "figure" for p in c)]
    if len(clauses) < 2 or len(numbered) != 1 or any(p.role not in _PLAIN for p in numbered[0]):
        return None
    clause = numbered[0]
    text = said.scan.text(clause[0].start, clause[-1].end)
    figures = [p.data.whole for p in clause if p.role == "figure"]
    if len(figures) != 1 or figures[0] is None or not (says("FEWER", text) or asks_to("SUBTRACT", text)):
        return None
    place = _meant(items, clause)
    if place is None or (items[place].quantity or 0) <= figures[0]:
        return None
    changed = replace(items[place], quantity=(items[place].quantity or 0) - figures[0], quantity_max=None)
    return (*items[:place], changed, *items[place + 1 :])


def _meant(items: Sequence[Item], clause: Sequence[Part]) -> int | None:
    named = {s.id for p in clause if p.role == "product" for s in p.senses}
    places = [i for i, item in enumerate(items) if not named or item.product in named]
    return places[-1] if places else None
