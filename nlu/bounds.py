"""Where the phrase about a thing begins: "… and | 3 small oak tables", "… with onions | small fries"."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

#: What a phrase is made of.
INSIDE = words("value degree figure unit name cue")


class Bounds:
    """Finds the bounds between things in messages of one trade."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue

    def begin(self, parts: Sequence[Part], head: int, floor: int, product: str, before: str) -> int:
        """Where the phrase that a head ends begins: at its number or article, else at its first adjacent value."""
        adjacent = head
        here = head - 1
        while here > floor and self._belongs(parts, here):
            if parts[here].role == "figure" or parts[here].tags & {"det"}:
                return self._before_number(parts, here, floor)
            if parts[here].role == "sep" and parts[here - 1].role in ("unit", "figure"):
                return here + 1
            if self._of_before(parts, here, adjacent, product, before):
                return adjacent
            adjacent = here if not loose(parts, adjacent, here) else adjacent
            here -= 1
        if here > floor and parts[here].role == "sep" and "and" not in parts[here].tags:
            return here + 1
        return adjacent

    def _of_before(self, parts: Sequence[Part], here: int, adjacent: int, product: str, before: str) -> bool:
        """ "… add onions small fries": a value that only the thing before can have, next to what the new one has."""
        if parts[here].role != "value" or adjacent != here + 1 or product == before:
            return False
        attributes = {s.attribute for s in parts[here].senses}
        products = self._catalogue.products
        ours, theirs = products[product].attributes.keys(), products[before].attributes.keys()
        return bool(attributes & theirs) and not attributes & ours

    def _belongs(self, parts: Sequence[Part], here: int) -> bool:
        part = parts[here]
        if part.role == "sep":
            return bool(part.tags & {"and"}) or part.text in ("、", "/")
        return part.role in INSIDE or part.role == "word" or bool(part.tags & {"det", "of", "or", "about", "the"})

    def _before_number(self, parts: Sequence[Part], here: int, floor: int) -> int:
        """ "20 white and 10 mint stools", "about 30 stools": the phrase begins before its last number."""
        start = here
        if start - 1 > floor and parts[start - 1].tags & {"about", "least", "most", "det"}:
            start -= 1
        if start - 3 > floor and "and" in parts[start - 1].tags:
            values = start - 2
            while values > floor and parts[values].role == "value" and not parts[values].excluded:
                values -= 1
            described = list(parts[values + 1 : start - 1])
            if (
                described
                and parts[values].role == "figure"
                and values > floor
                and self._varies(described, parts[here:])
            ):
                return self._before_number(parts, values, floor)
        return start

    def _varies(self, one: Sequence[Part], rest: Sequence[Part]) -> bool:
        following = next((p for p in rest if p.role == "value"), None)
        if following is None:
            return False
        names = {s.attribute for p in one for s in p.senses}
        common = names & {s.attribute for s in following.senses}
        return any(not self._catalogue.attributes[a].many for a in common)


def loose(parts: Sequence[Part], adjacent: int, here: int) -> bool:
    """Is there a conjunction or a foreign word between the phrase's start so far and this part?"""
    return any(p.role not in INSIDE and p.text != "的" for p in parts[here:adjacent])
