"""Items that a message takes out of the draft, and numbers that it swaps."""

from __future__ import annotations

import re
from collections.abc import Sequence

from nlu.changes import asks_to
from nlu.intents import says
from nlu.order import Said
from nlu.parts import Part
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Item

_ORDINAL = re.compile(
    r"\b(?P<en>first|second|third|fourth|fifth|last|1st|2nd|3rd|4th|5th)\b(?: (?:one|item|two|product|line|thing))?"
    r"|(?:number|no\.?|item|option|choice|#)\s*(?P<no>[1-9])\b|\bthe (?P<former>former|latter)\b|(?P<zformer>前面|前|"
    r"后面|后|"
    r"上面|下面)(?:那个|那种|那款|那样|一个|一种|一款|者)|第(?P<zh>[一二三四五六1-6])(?:个|项|种|样|款|条|件)?|"
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


def removed_items(items: Sequence[Item], said: Said, catalogue: Catalogue) -> set[int]:
    """The places of the items that the message takes out."""
    text = said.scan.folded.text
    if not items:
        return set()
    others = _not_kept(items, said, catalogue)
    if others:
        return others
    products = [p for p in said.parts if p.role == "product"]
    values = [p for p in said.parts if p.role == "value"]
    denied = {s.id for p in _with_joined(said) if p.role == "product" for s in p.senses}
    naming = [_named_by(items, p, catalogue) for p in values]
    called = bool(values) and all(naming) and not said_quantity(said) and not products
    if called and (says("REMOVE", text) or all(p.excluded for p in values)):
        # "Forget the orchids": the value is what the thing is called.
        return set().union(*naming)
    if not says("REMOVE", text) and not denied:
        return set()
    clauses = clauses_of(said)
    if len(clauses) > 1 and not denied and any(p.role in ("value", "figure") for p in said.parts):
        return set().union(*(_of_clause(items, said, c) for c in clauses))
    gone: set[int] = set()
    named = {s.id for p in products for s in p.senses}
    numbers = [p.data.whole for p in said.parts if p.role == "figure"]
    place = ordinal(text)
    if place is not None and not values and -len(items) <= place < len(items):
        gone.add(place % len(items))
    elif (denied or named) and len(numbers) == 1 and not values and not _counted_elsewhere(said, denied):
        gone = {i for i, item in enumerate(items) if item.product in (denied or named) and item.quantity == numbers[0]}
    elif denied or (named and not numbers and not values):
        gone = {i for i, item in enumerate(items) if item.product in (denied or named)}
    elif values and _whole(text) and not numbers:
        holding = _holding(items, values)
        if len(holding) == 1 and len(items) > 1:
            gone = holding
    if named and values and gone:
        gone = (gone & _holding(items, values)) or gone
    return gone


def _counted_elsewhere(said: Said, denied: set[str]) -> bool:
    """桌子先不做了，凳子加到12个: does the number stand in a clause that takes nothing out?"""
    clause = next(c for c in clauses_of(said) if any(p.role == "figure" for p in c))
    named = {s.id for p in clause if p.role == "product" for s in p.senses}
    return bool(denied) and bool(named) and not named & denied


def _with_joined(said: Said) -> list[Part]:
    """The products that are denied, and those that "and" joins to them ("drop the beds and the leads")."""
    found: list[Part] = []
    reached = False
    for place, part in enumerate(said.parts):
        if part.role == "product":
            before = [p for p in said.parts[max(0, place - 3) : place] if p.role == "sep"]
            reached = part.excluded or (
                reached and bool(before) and ("and" in before[-1].tags or before[-1].text == ",")
            )
            if reached:
                found.append(part)
        elif part.role != "sep" and not part.tags & {"the", "own", "not"}:
            reached = False
    return found


def clauses_of(said: Said) -> list[list[Part]]:
    """The parts between separators."""
    clauses: list[list[Part]] = [[]]
    for part in said.parts:
        if part.role == "sep":
            clauses.append([])
        else:
            clauses[-1].append(part)
    return [c for c in clauses if c]


def _of_clause(items: Sequence[Item], said: Said, clause: Sequence[Part]) -> set[int]:
    """ "Forget the tables, but make the stools white": what goes by a clause that names things and nothing else."""
    named = {s.id for p in clause if p.role == "product" for s in p.senses}
    if not says("REMOVE", said.scan.text(clause[0].start, clause[-1].end)):
        return set()
    if any(p.role in ("value", "figure") for p in clause):
        return set()
    return {i for i, item in enumerate(items) if item.product in named}


def _named_by(items: Sequence[Item], part: Part, catalogue: Catalogue) -> set[int]:
    """The items that a value names by itself ("the orchids", of potted plants)."""
    return {
        i
        for i, item in enumerate(items)
        for s in part.senses
        if item.product is not None
        and s.attribute in catalogue.products[item.product].attributes
        and catalogue.products[item.product].attributes[s.attribute].identifies
        and any(e.value == s.id or s.id in e.alternatives for e in item.values(s.attribute))
    }


def _holding(items: Sequence[Item], values: Sequence[Part]) -> set[int]:
    wanted = {(s.attribute, s.id) for p in values for s in p.senses}
    return {
        i for i, item in enumerate(items) if any((e.name, e.value) in wanted for e in item.attributes if not e.excluded)
    }


def _not_kept(items: Sequence[Item], said: Said, catalogue: Catalogue) -> set[int]:
    """ "Just the basket", 只要花篮: of several, all but those that are named, where nothing else is said of them."""
    text = said.scan.folded.text
    if len(items) < 2 or not asks_to("KEEP", text) or says("CHANGE", text) or says("ADD_MORE", text):
        return set()
    products = {s.id for p in said.parts if p.role == "product" for s in p.senses}
    values = [p for p in said.parts if p.role == "value"]
    plain = all(
        p.role in ("product", "value", "unit", "sep")
        or (p.role in ("word", "function") and not p.tags & {"not", "half", "rest"})
        for p in said.parts
    )
    if not plain or any(p.excluded for p in said.parts) or not (products or values):
        return set()
    if any("with" in p.tags and p.text.isascii() and p.text not in ("want", "need", "get") for p in said.parts):
        return set()
    kept = {i for i, item in enumerate(items) if not products or item.product in products}
    for part in values:
        kept &= _named_by(items, part, catalogue) or _holding(items, [part])
    return set(range(len(items))) - kept if kept else set()


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
