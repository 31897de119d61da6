"""Quantities and days changed by a factor or a difference: "double it", 少做5件, "10 more of each", "a week later"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta

from nlu.changes import asks_to
from nlu.intents import pattern, says
from nlu.languages import LANGUAGES
from nlu.order import Said
from nlu.parts import Part
from nlu.removal import clauses_of, ordinal
from planner.domain.spec import Deadline, Item


def scaled(items: Sequence[Item], said: Said) -> tuple[Item, ...] | None:
    """The items with other quantities; None where the message changes none by a factor or a difference."""
    text = said.scan.folded.text
    one_by_one = _one_by_one(items, said)
    if one_by_one is not None:
        return one_by_one
    factor = 2 if says("DOUBLE", text) else 3 if says("TRIPLE", text) else 0
    halves = says("HALVE", text)
    change = 0 if factor or halves else _difference(said, text)
    if not factor and not halves and not change:
        return None
    if change and len({_products(c) for c in clauses_of(said)} - {frozenset()}) > 1:
        return None
    places = _meant(items, said, text)
    changed = list(items)
    for place in places:
        item = items[place]
        if item.quantity is None or (halves and item.quantity % 2) or item.quantity + change < 1:
            return None
        quantity = item.quantity // 2 if halves else item.quantity * (factor or 1) + change
        changed[place] = replace(item, quantity=quantity, quantity_max=None)
    return tuple(changed) if places else None


def _one_by_one(items: Sequence[Item], said: Said) -> tuple[Item, ...] | None:
    """桌子加10张，凳子减5张; "2 more tables and 3 fewer stools": a difference for each of several things."""
    changed = list(items)
    clauses = [c for c in clauses_of(said) if any(p.role in ("figure", "product") for p in c)]
    for clause in clauses:
        text = said.scan.text(clause[0].start, clause[-1].end)
        figures = [p.data.whole for p in clause if p.role == "figure"]
        named = {s.id for p in clause if p.role == "product" for s in p.senses}
        places = [i for i, item in enumerate(items) if item.product in named]
        less = says("FEWER", text) or asks_to("SUBTRACT", text)
        if len(figures) != 1 or len(places) != 1 or not (less or says("ADD_MORE", text)):
            return None
        if figures[0] is None or any(p.role not in ("figure", "product", "unit", "word", "function") for p in clause):
            return None
        quantity = (items[places[0]].quantity or 0) + (-figures[0] if less else figures[0])
        if quantity < 1:
            return None
        changed[places[0]] = replace(items[places[0]], quantity=quantity, quantity_max=None)
    return tuple(changed) if len(clauses) > 1 else None


def _difference(said: Said, text: str) -> int:
    """So many fewer (negative), or so many more of each; 0 where the message says neither."""
    figures = [p.data.whole for p in said.parts if p.role == "figure"]
    if len(figures) != 1 or figures[0] is None or any(p.role in ("value", "money", "measure") for p in said.parts):
        return 0
    if says("FEWER", text) or subtracts(text):
        return -int(figures[0])
    return int(figures[0]) if says("MORE_OF_EACH", text) else 0


def subtracts(text: str) -> bool:
    """ "remove 2", 去掉两个: so many pieces fewer, not a place in the list."""
    return asks_to("SUBTRACT", text) and ordinal(text) is None


def _products(clause: Sequence[Part]) -> frozenset[str]:
    return frozenset(s.id for p in clause if p.role == "product" for s in p.senses)


def _meant(items: Sequence[Item], said: Said, text: str) -> list[int]:
    named = {s.id for p in said.parts if p.role == "product" for s in p.senses}
    if named:
        return [i for i, item in enumerate(items) if item.product in named]
    place = ordinal(text)
    if place is not None and -len(items) <= place < len(items):
        return [place % len(items)]
    if len(items) == 1 or says("EVERY", text) or says("DOUBLE", text) or says("HALVE", text):
        return list(range(len(items)))
    return [len(items) - 1]


def shifted(deadline: Deadline | None, said: Said) -> Deadline | None:
    """The deadline moved by so many days ("a week later", 提前两天); None where the message says no such thing."""
    match = pattern("SHIFT").search(said.scan.folded.text)
    if deadline is None or match is None:
        return None
    groups = {name.rstrip("0123456789"): value for name, value in match.groupdict().items() if value}
    count = _count(groups["n"])
    days = count * (7 if re.match(r"w|周|个?星期|个?礼拜", groups["u"]) else 1)
    earlier = re.search(r"earl|soon|forward|提前|早|往前", groups["way"]) is not None
    return replace(deadline, date=deadline.date + timedelta(days=-days if earlier else days)) if count else None


def _count(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text in ("a", "an"):
        return 1
    words = text.split() if text.isascii() else list(text)
    figures = [figure for language in LANGUAGES if (figure := language.number(words, 0))]
    return int(figures[0].value) if figures else 0
