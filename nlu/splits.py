"""Pieces moved between sizes: "5 of the L should be XL", M码少5件，L码多5件."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from nlu.order import Said
from nlu.packed import words
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item

_OF = re.compile(r"\b(?:of|from)\b|中|里|里面|其中")
_LESS = words("少 减 减少 fewer less minus 少要 少做")
_MORE = words("多 加 增加 more plus extra additional 多要 多做 再加")


def moved(items: Sequence[Item], said: Said, catalogue: Catalogue) -> tuple[Item, ...] | None:
    """The items after pieces moved between the values of a split attribute; None where nothing is moved."""
    parts = said.parts
    sizes = [
        (i, s)
        for i, p in enumerate(parts)
        if p.role == "value"
        for s in p.senses
        if catalogue.attributes[s.attribute].split
    ]
    if not sizes:
        return None
    figures = [(i, int(p.data.value)) for i, p in enumerate(parts) if p.role == "figure" and p.data.whole is not None]
    for place, item in enumerate(items):
        name = sizes[0][1].attribute
        item = _numbered(item, name)
        if not any(e.quantity is not None for e in item.values(name)):
            continue
        changes = _shift(said, sizes, figures) or _more_and_less(said, sizes, figures)
        if changes and all(item_has(item, name, v) or n > 0 for v, n in changes):
            changed = _apply(item, name, changes, said)
            if changed is not None:
                return (*items[:place], changed, *items[place + 1 :])
    return None


def _numbered(item: Item, name: str) -> Item:
    """The item with the number of its only size, which is that of all pieces."""
    sizes = item.values(name)
    if len(sizes) != 1 or sizes[0].quantity is not None or sizes[0].alternatives or item.quantity is None:
        return item
    return replace(
        item, attributes=tuple(replace(e, quantity=item.quantity) if e.name == name else e for e in item.attributes)
    )


def item_has(item: Item, name: str, value: str) -> bool:
    return any(e.value == value for e in item.values(name))


def _shift(
    said: Said, sizes: Sequence[tuple[int, object]], figures: Sequence[tuple[int, int]]
) -> list[tuple[str, int]]:
    """ "5 of the L should be XL", L里5件改成XL: one number, from the first size to the second."""
    if len(figures) != 1 or len(sizes) != 2:
        return []
    text = said.scan.folded.text
    if not _OF.search(text) and not re.search(r"(?:改|换)[成为]?|should be|into|to\b|instead", text):
        return []
    number = figures[0][1]
    first, second = (s[1].id for s in sizes)  # type: ignore[attr-defined]
    between = range(sizes[0][0], sizes[1][0])
    if any("not" in said.parts[i].tags for i in between) and said.parts[sizes[1][0]].excluded:
        # "L instead of M for 5 of them"
        return [(second, -number), (first, number)]
    changes = any(re.search(r"改|换|be|to|into|as|变", said.parts[i].text) for i in between)
    return [(first, -number), (second, number)] if changes and figures[0][0] < sizes[1][0] else []


def _more_and_less(
    said: Said, sizes: Sequence[tuple[int, object]], figures: Sequence[tuple[int, int]]
) -> list[tuple[str, int]]:
    """M码少5件，L码多5件; "5 fewer M and 5 more L"."""
    changes: list[tuple[str, int]] = []
    for place, number in figures:
        near = [(abs(i - place), i, s) for i, s in sizes]
        if not near:
            return []
        _, _, sense = min(near, key=lambda n: n[:2])
        around = [p.text for p in said.parts[max(0, place - 3) : place + 4]]
        beside = said.parts[place - 1].text if place else ""
        after = said.parts[place + 1].text if place + 1 < len(said.parts) else ""
        if beside in _LESS or after in _LESS:
            changes.append((sense.id, -number))  # type: ignore[attr-defined]
        elif beside in _MORE or after in _MORE:
            changes.append((sense.id, number))  # type: ignore[attr-defined]
        elif around:
            return []
    return changes


def _apply(item: Item, name: str, changes: Sequence[tuple[str, int]], said: Said) -> Item | None:
    quantities = {str(e.value): e.quantity or 0 for e in item.values(name)}
    for value, change in changes:
        quantities[value] = quantities.get(value, 0) + change
    if any(n < 0 for n in quantities.values()):
        return None
    text = said.scan.said(said.parts[0].start, said.parts[-1].end)
    entries = [e for e in item.attributes if e.name != name]
    known = {str(e.value): e for e in item.values(name)}
    changed = {value for value, _ in changes}
    for value, number in quantities.items():
        if number == 0:
            continue
        old = known.get(value)
        said_text = text if value in changed or old is None else old.said
        entries.append(Entry(name, value, said_text, quantity=number))
    total = sum(change for _, change in changes)
    quantity = None if item.quantity is None else item.quantity + total
    return replace(item, attributes=tuple(entries), quantity=quantity)
