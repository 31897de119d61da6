"""Attributes whose values are meant only beside a word of theirs ("white legs", 桌腿白色)."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

_BRIDGES = words("is are be should in of 是 要 用 的 为 做 换 换成 改成 改 改为 should colour color 颜色 to 成 选 做成")


def settle_cues(parts: Sequence[Part], catalogue: Catalogue) -> None:
    """Give values beside a cue to the cue's attribute, and take the cue's attributes from all others."""
    cued = frozenset(a.id for a in catalogue.attributes.values() if a.cues)
    used = _used(parts, catalogue)
    for index, part in enumerate(parts):
        if part.role != "cue":
            continue
        attributes = [s.attribute for s in part.senses if s.role == "cue" and s.attribute in used]
        value = _before(parts, index, attributes) or _after(parts, index, attributes)
        if value is not None:
            value.attribute = next(s.attribute for s in value.senses if s.attribute in attributes)
            value.lead = part.start if part.start < value.start else value.lead
            value.tail = part.end if part.end > value.end else value.tail
            part.tags = part.tags | {"used"}
        elif named := tuple(s for s in part.data or () if s.role == "attribute"):
            part.role, part.senses = "name", named
    for part in parts:
        if part.role == "value" and part.attribute is None:
            senses = tuple(s for s in part.senses if s.attribute not in cued)
            if senses:
                part.senses = senses
        elif part.role == "value":
            part.senses = tuple(s for s in part.senses if s.attribute == part.attribute)


def _used(parts: Sequence[Part], catalogue: Catalogue) -> frozenset[str]:
    """The attributes of the products that are named, or of all where none is."""
    named = {s.id for p in parts if p.role == "product" for s in p.senses}
    return frozenset(a for p in catalogue.products.values() if p.id in named or not named for a in p.attributes)


def _fits(part: Part, attributes: Sequence[str]) -> bool:
    return part.role == "value" and part.attribute is None and any(s.attribute in attributes for s in part.senses)


def _before(parts: Sequence[Part], index: int, attributes: Sequence[str]) -> Part | None:
    here = index - 1
    while here >= 0 and (
        parts[here].text == "的" or (parts[here].role == "word" and index - here < 3 and parts[here].text.isascii())
    ):
        here -= 1
    return parts[here] if here >= 0 and _fits(parts[here], attributes) else None


def _after(parts: Sequence[Part], index: int, attributes: Sequence[str]) -> Part | None:
    here = index + 1
    while (
        here < len(parts)
        and here - index < 5
        and (
            parts[here].text in _BRIDGES
            or parts[here].role == "name"
            or parts[here].text == ":"
            or "the" in parts[here].tags
        )
    ):
        here += 1
    return parts[here] if here < len(parts) and _fits(parts[here], attributes) else None
