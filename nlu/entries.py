"""Entries: what the values, texts and files of a region say of its product."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from nlu.changes import asks_to
from nlu.counts import Amounts
from nlu.mention import Scan, Sense
from nlu.parts import Part
from nlu.regions import Regions
from nlu.texts import Written
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry


class EntryMaker:
    """Makes the entries of messages of one trade. `implied`: values that products' own names hold."""

    def __init__(self, catalogue: Catalogue, regions: Regions, implied: Mapping[tuple[str, ...], tuple[Sense, ...]]):
        self._catalogue = catalogue
        self._implied_values = implied
        self._regions = regions

    def read(self, scan: Scan, parts: Sequence[Part], numbers: Amounts, product: str | None) -> list[tuple[int, Entry]]:
        """The entries with the places of their parts."""
        found: list[tuple[int, Entry]] = []
        filled: set[str] = set()
        skip: set[int] = set()
        for place, part in enumerate(parts):
            if place in skip:
                continue
            entry: Entry | None = None
            if part.role == "product" and not part.excluded:
                found += self._implied(scan, place, part, product)
            elif part.role == "value":
                entry = self._value(scan, parts, place, part, product, filled, numbers)
                if entry is not None:
                    rival = None if place in numbers.pairs else self._alternative(scan, parts, place, entry)
                    if rival is not None:
                        other, value = rival
                        skip.add(other)
                        entry = replace(
                            entry,
                            alternatives=tuple(dict.fromkeys((*entry.alternatives, value))),
                            said=scan.said(part.first, parts[other].last),
                        )
            elif part.role == "text":
                entry = self._text(scan, part, product)
            elif part.role == "file":
                entry = self._file(scan, parts, place, product)
            if entry is not None:
                filled.add(entry.name)
                found.append((place, entry))
        return found

    def _implied(self, scan: Scan, place: int, part: Part, product: str | None) -> list[tuple[int, Entry]]:
        stems = tuple(t.stem for t in scan.tokens[part.start : part.end])
        return [
            (place, Entry(s.attribute, s.id, scan.said(part.start, part.end)))
            for s in self._implied_values.get(stems, ())[:1]
            if self._regions.uses(product, s.attribute)
        ]

    def _value(
        self,
        scan: Scan,
        parts: Sequence[Part],
        place: int,
        part: Part,
        product: str | None,
        filled: set[str],
        numbers: Amounts,
    ) -> Entry | None:
        senses = [s for s in part.senses if s.role == "value" and self._regions.uses(product, s.attribute)]
        if not senses:
            return None
        names = list(dict.fromkeys(s.attribute for s in senses))
        if part.attribute in names:
            name = str(part.attribute)
        elif len(names) > 1:
            name = self._named_beside(parts, place, names) or next(
                (n for n in names if n not in filled or self._catalogue.attributes[n].many), names[0]
            )
        else:
            name = names[0]
        attribute = self._catalogue.attributes[name]
        if part.excluded and not attribute.negatable:
            return None
        if name in filled and not attribute.many and not attribute.split and self._of_a_part(parts, place):
            return None
        values = [s.id for s in senses if s.attribute == name]
        pair = numbers.pairs.get(place) or numbers.counted.get(place)
        return Entry(
            name,
            values[0],
            scan.said(part.first, part.last),
            quantity=None if pair is None or part.excluded else pair.value,
            excluded=part.excluded,
            modifier=part.degree if attribute.modifiable else None,
            alternatives=tuple(values[1:]),
        )

    def _of_a_part(self, parts: Sequence[Part], place: int) -> bool:
        """ "… and a red drawer": after the thing's own, the colour of a part of it, which nothing fits."""
        before, after = parts[place - 1] if place else None, parts[place + 1] if place + 1 < len(parts) else None
        if before is None or after is None or after.role != "value" or not before.tags & {"det", "with", "the"}:
            return False
        return any(self._catalogue.attributes[s.attribute].many for s in after.senses)

    def _named_beside(self, parts: Sequence[Part], place: int, names: Sequence[str]) -> str | None:
        """The attribute whose own name stands next to the value ("oak legs": the legs' material)."""
        for near in (place + 1, place - 1, place + 2, place - 2):
            if 0 <= near < len(parts) and parts[near].role == "name":
                found = next((s.id for s in parts[near].senses if s.id in names), None)
                if found:
                    return found
        return None

    def _alternative(self, scan: Scan, parts: Sequence[Part], place: int, entry: Entry) -> tuple[int, str] | None:
        """ "oak or walnut": the second is an alternative to the first, not a further value."""
        here = place + 1
        while here < len(parts) and (parts[here].role in ("name", "cue") or parts[here].text == "的"):
            here += 1
        if entry.excluded or here >= len(parts) or (here + 1 == len(parts) and parts[here].role != "value"):
            return None
        if "or" not in parts[here].tags and parts[here].text != "/" and not _whichever(scan, parts, here):
            return None
        if parts[here].role == "value":
            # 白色绿色都可以: side by side.
            here -= 1
        while here + 1 < len(parts) and parts[here + 1].tags & {"the", "det"}:
            here += 1
        other = parts[here + 1]
        if other.role != "value" or other.excluded:
            return None
        value = next((s.id for s in other.senses if s.attribute == entry.name and s.id != entry.value), None)
        return None if value is None else (here + 1, value)

    def _text(self, scan: Scan, part: Part, product: str | None) -> Entry | None:
        written: Written = part.data
        name = written.attribute
        if name is None or not self._regions.uses(product, name):
            of_product = [
                a.id
                for a in self._catalogue.attributes.values()
                if a.kind == "text" and product is not None and self._regions.uses(product, a.id)
            ]
            if len(of_product) != 1:
                return None
            name = of_product[0]
        return Entry(name, written.value, scan.said(part.start, part.end))

    def _file(self, scan: Scan, parts: Sequence[Part], place: int, product: str | None) -> Entry | None:
        files = [
            a.id for a in self._catalogue.attributes.values() if a.kind == "file" and self._regions.uses(product, a.id)
        ]
        if not files:
            return None
        named = [s.id for p in parts[max(0, place - 4) : place] if p.role == "name" for s in p.senses if s.id in files]
        return Entry(
            named[-1] if named else files[0], str(parts[place].data), scan.said(parts[place].start, parts[place].end)
        )


#: What says that either will do stands no more parts behind.
_LONGEST_CLAUSE = 30


def _whichever(scan: Scan, parts: Sequence[Part], joint: int) -> bool:
    """ "white, grey, whichever", 白色、灰色都行: does the clause or the next say that any of the two will do?"""
    if parts[joint].role not in ("sep", "value") or parts[joint].strong or "but" in parts[joint].tags:
        return False
    end, last = joint + 1, min(len(parts), joint + _LONGEST_CLAUSE)
    while end < last and not parts[end].strong and parts[end].role not in ("figure", "product"):
        end += 1
    return asks_to("WHICHEVER", scan.text(parts[joint].start, parts[end - 1].end))
