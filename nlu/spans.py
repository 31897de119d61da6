"""Spans of ordered values: "S to XL, 5 each", A3到A5各20张 hold the values between the two as well."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.mention import Sense
from nlu.packed import words
from nlu.parts import Part
from nlu.tokens import Token
from planner.domain.catalogue import Catalogue

_TO = words("to - – — ~ through thru till until up 到 至 -> →")


def fill(parts: Sequence[Part], tokens: Sequence[Token], catalogue: Catalogue) -> list[Part]:
    """The parts with the values between the ends of a span, where a number holds for each of them.

    The catalogue's order is that of the values; "S to XL" by itself may as well be a change.
    """
    if not any(p.tags & {"each", "evenly"} for p in parts):
        return list(parts)
    filled: list[Part] = []
    for place, part in enumerate(parts):
        before = parts[place - 1] if place else None
        hyphened = tokens[part.start].hyphen
        if before is not None and part.text in _TO and place + 1 < len(parts):
            between, last = _between(before, parts[place + 1], catalogue), parts[place + 1]
        else:
            between, last = _between(before, part, catalogue) if before is not None and hyphened else None, part
        for sense in between or ():
            lead = before.start if before else last.start
            filled.append(Part(part.start, part.end, "value", sense.id, (sense,), lead=lead, tail=last.end))
        if between is None or hyphened:
            filled.append(part)
    return filled


def _between(first: Part, last: Part, catalogue: Catalogue) -> list[Sense] | None:
    """The values between two of one attribute whose pieces may be divided; None where they are no span."""
    if first.role != "value" or last.role != "value" or first.excluded or last.excluded:
        return None
    for one in first.senses:
        if one.role != "value" or not catalogue.attributes[one.attribute].split:
            continue
        for other in last.senses:
            if other.attribute == one.attribute and other.id != one.id:
                order = list(catalogue.attributes[one.attribute].values)
                start, end = sorted((order.index(one.id), order.index(other.id)))
                return [Sense("value", value, one.attribute) for value in order[start + 1 : end]]
    return None
