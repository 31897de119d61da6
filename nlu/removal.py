"""Items that a message takes out of the draft, and numbers that it swaps."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.intents import says
from nlu.order import Said
from planner.domain.spec import Item

_ORDINAL = re.compile(
    r"\b(?P<en>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\b(?: (?:one|item|two|product|line|thing))?"
    r"|(?:number|no\.?|item|#)\s*(?P<no>[1-9])\b|\bthe (?P<former>former|latter)\b|(?P<zformer>前面|前|后面|后|"
    r"上面|下面)(?:那个|那种|那款|那样|一个|者)|第(?P<zh>[一二三四五六1-6])(?:个|项|种|样|款|条|件)?|"
    r"(?P<zlast>最后)(?:一)?(?:个|"
    r"项|种|样|款|条)?"
)
_NUMBERS = {"first": 0, "1st": 0, "second": 1, "2nd": 1, "third": 2, "3rd": 2, "fourth": 3, "4th": 3, "fifth": 4,
            "5th": 4, "last": -1, "一": 0, "二": 1, "三": 2, "四": 3, "五": 4, "六": 5}  # fmt: skip


def ordinal(text: str) -> int | None:
    """The place that an ordinal names, from 0 ("last": -1)."""
    match = _ORDINAL.search(text)
    if match is None:
        return None
    if match["zlast"]:
        return -1
    if match["former"] or match["zformer"]:
        return 0 if (match["former"] or match["zformer"]) in ("former", "前面", "前", "上面") else -1
    word = match["en"] or match["zh"] or ""
    if match["no"] or word.isdigit():
        return int(match["no"] or word) - 1
    return _NUMBERS[word]


def removed_items(items: Sequence[Item], said: Said) -> set[int]:
    """The places of the items that the message takes out."""
    text = said.scan.folded.text
    if not items or not says("REMOVE", text):
        return set()
    gone: set[int] = set()
    named = {s.id for p in said.parts if p.role == "product" for s in p.senses}
    denied = {s.id for p in said.parts if p.role == "product" and p.excluded for s in p.senses}
    counted = any(p.role == "figure" for p in said.parts)
    values = [p for p in said.parts if p.role == "value"]
    place = ordinal(text)
    if place is not None and not values and -len(items) <= place < len(items):
        gone.add(place % len(items))
    elif denied or (named and not counted and not values):
        gone = {i for i, item in enumerate(items) if item.product in (denied or named)}
    elif values and _whole(text) and not said_quantity(said):
        wanted = {(s.attribute, s.id) for p in values for s in p.senses}
        holding = {
            i
            for i, item in enumerate(items)
            if any((e.name, e.value) in wanted for e in item.attributes if not e.excluded)
        }
        if len(holding) == 1 and len(items) > 1:
            gone = holding
    if named and values and gone:
        wanted = {(s.attribute, s.id) for p in values for s in p.senses}
        narrowed = {i for i in gone if any((e.name, e.value) in wanted for e in items[i].attributes)}
        gone = narrowed or gone
    return gone


def dropped(said: Said) -> set[str]:
    """The attributes that the message takes back by their names ("remove the colour", 不要刻字了)."""
    if not says("REMOVE", said.scan.folded.text):
        return set()
    padded = [*said.parts, None]
    return {
        sense.id
        for before, part, after in zip(padded, padded[1:-1], padded[2:], strict=False)
        if before is not None and part is not None and part.role == "name" and "not" in before.tags
        if after is None or after.role in ("sep", "function", "word")
        for sense in part.senses
    }


def said_quantity(said: Said) -> bool:
    return any(p.role == "figure" for p in said.parts)


def _whole(text: str) -> bool:
    """ "the red ones", 红的: an item named by a value of it."""
    return bool(re.search(r"\bones?\b|的(?:就|先|那|这)?(?:不|取消|去|删)|(?:不要|取消|去掉|删掉)\S{1,4}的", text))


def swapped(items: Sequence[Item], said: Said) -> tuple[Item, ...] | None:
    """The items with their quantities exchanged, where the message asks for that and there are two."""
    text = said.scan.folded.text
    if len(items) != 2 or not says("SWAP", text) or not says("SWAP_NUMBERS", text) or said.fragments:
        return None
    one, two = items
    return (
        replace(one, quantity=two.quantity, quantity_max=two.quantity_max, approximate=two.approximate),
        replace(two, quantity=one.quantity, quantity_max=one.quantity_max, approximate=one.approximate),
    )
