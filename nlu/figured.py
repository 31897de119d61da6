"""Measures and numbers as values of attributes ("180 cm wide", "8 seats")."""

from __future__ import annotations

from collections.abc import Sequence

from nlu.measures import DIMENSIONS, Sized
from nlu.mention import Scan
from nlu.parts import Part
from nlu.regions import Regions
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry


class FigureReader:
    """Finds the entries that are figures, in messages of one trade."""

    def __init__(self, catalogue: Catalogue, regions: Regions):
        self._catalogue = catalogue
        self._regions = regions

    def read(
        self, scan: Scan, parts: Sequence[Part], product: str | None, again: bool = False
    ) -> dict[int, tuple[int, Entry]]:
        """Measures and numbers of attributes, by the place of the part that holds them.

        `again`: one attribute may have several, as those of pieces that differ.
        """
        found: dict[int, tuple[int, Entry]] = {}
        taken: set[str] = set()
        for place, part in enumerate(parts):
            if part.role == "measure":
                for entry in self._measured(scan, parts, place, part, product, set() if again else taken):
                    taken.add(entry.name)
                    found[place if place not in found else -1 - len(found)] = (place, entry)
            elif part.role == "figure":
                name = self._number_name(parts, place, product)
                if name is not None and (again or name not in taken):
                    taken.add(name)
                    value = part.data.value
                    entry = Entry(
                        name, int(value) if value == int(value) else float(value), scan.said(part.start, part.end)
                    )
                    found[place] = (place, entry)
        return found

    def _measured(
        self, scan: Scan, parts: Sequence[Part], place: int, part: Part, product: str | None, taken: set[str]
    ) -> list[Entry]:
        sized: Sized = part.data
        fitting = [
            a.id
            for a in self._catalogue.attributes.values()
            if a.kind == "measure"
            and self._regions.uses(product, a.id)
            and (a.dimension is None or a.dimension == DIMENSIONS[sized.measures[0].unit])
        ]
        if len(sized.measures) > 1:
            if len(fitting) < len(sized.measures):
                return []
            fitting = _named_before(parts, place, fitting, len(sized.measures)) or fitting
            return [Entry(n, m, scan.said(part.start, part.end)) for n, m in zip(fitting, sized.measures, strict=False)]
        near = self._measure_name(parts, place, fitting, taken)
        if near is not None:
            name, span = near
            return [Entry(name, sized.measures[0], scan.said(min(part.start, span.start), max(part.end, span.end)))]
        if len(fitting) == 1 and fitting[0] not in taken:
            return [Entry(fitting[0], sized.measures[0], scan.said(part.start, part.end))]
        return []

    def _measure_name(
        self, parts: Sequence[Part], place: int, fitting: Sequence[str], taken: set[str]
    ) -> tuple[str, Part] | None:
        """The name beside a measure: Chinese names come first (宽36公分), English ones mostly last ("36 cm wide")."""
        chinese = any(
            "\u4e00" <= c <= "\u9fff" for p in parts[max(0, place - 2) : place + 2] if p.role == "name" for c in p.text
        )
        # "w38 h42": so do letters.
        lettered = place > 0 and parts[place - 1].role == "name" and len(parts[place - 1].text) == 1
        nearby = (
            [place - 1, place + 1, place - 2, place + 2]
            if chinese or lettered
            else [place + 1, place - 1, place + 2, place - 2, place - 3]
        )
        for near in nearby:
            if not 0 <= near < len(parts) or parts[near].role != "name":
                continue
            if any(
                p.role == "measure" or (p.role == "sep" and p.text != "(")
                for p in parts[min(near, place) + 1 : max(near, place)]
            ):
                continue
            name = next((s.id for s in parts[near].senses if s.id in fitting and s.id not in taken), None)
            if name is not None:
                return name, parts[near]
        return None

    def _number_name(self, parts: Sequence[Part], place: int, product: str | None) -> str | None:
        fitting = {
            a.id
            for a in self._catalogue.attributes.values()
            if a.kind == "number" and self._regions.uses(product, a.id)
        }
        if not fitting:
            return None
        for near in (place + 1, place - 1, place - 2, place + 2):
            if 0 <= near < len(parts) and parts[near].role == "name":
                between = parts[min(near, place) + 1 : max(near, place)]
                if any(p.role in ("sep", "figure", "value", "product") for p in between):
                    continue
                name = next((s.id for s in parts[near].senses if s.id in fitting), None)
                if name:
                    return name
        return None


def _named_before(parts: Sequence[Part], place: int, fitting: Sequence[str], number: int) -> list[str]:
    """The names of 宽高60x180厘米 in their order; none where they are not as many as the measures."""
    found: list[str] = []
    for part in reversed(parts[max(0, place - 3 * number) : place]):
        name = next((s.id for s in part.senses if part.role == "name" and s.id in fitting), None)
        if name is not None:
            found.insert(0, name)
        elif part.role in ("product", "value", "figure", "measure") or part.strong:
            break
    return found if len(found) == number else []
