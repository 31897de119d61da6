"""Items: a region's parts put together into what is ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nlu import amounts as counting
from nlu.counts import Amounts
from nlu.measures import DIMENSIONS, Sized
from nlu.mention import Scan, Sense
from nlu.parts import Part
from nlu.regions import Region, Regions
from nlu.texts import Written
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item


@dataclass(frozen=True)
class Fragment:
    """An item as far as one message tells it; `start` and `end` are places of parts."""

    item: Item
    start: int
    end: int
    counted: bool = False


class ItemMaker:
    """Makes the items of messages of one trade."""

    def __init__(self, catalogue: Catalogue, regions: Regions, implied: Mapping[tuple[str, ...], tuple[Sense, ...]]):
        self._catalogue = catalogue
        self._implied_values = implied
        self._regions = regions

    def make(
        self, scan: Scan, parts: Sequence[Part], region: Region, answer: bool = False, standing: int | None = None
    ) -> list[Fragment]:
        """The items of a region: one, or several where parts of it differ."""
        inside = list(parts[region.start : region.end])
        head = None if region.head is None else region.head - region.start
        used = self._numbers(scan, inside, region)
        masked = [replace_role(p) if i in used else p for i, p in enumerate(inside)]
        numbers = counting.read(masked, head, self._catalogue, answer, standing)
        product = self._product(inside, region)
        entries = [*used.values(), *self._entries(scan, masked, numbers, product)]
        entries = [e for e in entries if e[1] is not None]
        base = Item(product, None)
        if numbers.variants:
            varied = self._variants(masked, numbers, entries, base, head)
            return [Fragment(item, region.start, region.end, True) for item in varied]
        item = replace(base, attributes=_merge([e for _, e in sorted(entries, key=lambda x: x[0])]))
        total = numbers.total
        if total is not None:
            item = replace(item, quantity=total.value, quantity_max=total.most, approximate=total.about)
        elif numbers.pairs and not any(c.share for c in numbers.pairs.values()):
            item = replace(item, quantity=sum(c.value or 0 for c in numbers.pairs.values()))
        return [Fragment(item, region.start, region.end, total is not None or bool(numbers.pairs))]

    def _product(self, inside: Sequence[Part], region: Region) -> str | None:
        """The product named; of several that one name does for, the first that has all the values."""
        if region.product is None or not region.rivals:
            return region.product
        named = {s.attribute for p in inside if p.role == "value" for s in p.senses}

        def fitting(product: str) -> int:
            return sum(self._regions.uses(product, a) for a in named)

        return max((region.product, *region.rivals), key=fitting)

    def _entries(
        self, scan: Scan, parts: Sequence[Part], numbers: Amounts, product: str | None
    ) -> list[tuple[int, Entry]]:
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
                    rival = self._alternative(parts, place, entry)
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

    def _named_beside(self, parts: Sequence[Part], place: int, names: Sequence[str]) -> str | None:
        """The attribute whose own name stands next to the value ("oak legs": the legs' material)."""
        for near in (place + 1, place - 1, place + 2, place - 2):
            if 0 <= near < len(parts) and parts[near].role == "name":
                found = next((s.id for s in parts[near].senses if s.id in names), None)
                if found:
                    return found
        return None

    def _alternative(self, parts: Sequence[Part], place: int, entry: Entry) -> tuple[int, str] | None:
        """ "black or navy": the second is an alternative to the first, not a further value."""
        here = place + 1
        while here < len(parts) and parts[here].role in ("name", "cue"):
            here += 1
        if entry.excluded or here + 1 >= len(parts) or ("or" not in parts[here].tags and parts[here].text != "/"):
            return None
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

    def _numbers(self, scan: Scan, parts: Sequence[Part], region: Region) -> dict[int, tuple[int, Entry]]:
        """Measures and numbers of attributes, by the place of the part that holds them."""
        found: dict[int, tuple[int, Entry]] = {}
        taken: set[str] = set()
        for place, part in enumerate(parts):
            if part.role == "measure":
                for entry in self._measured(scan, parts, place, part, region.product, taken):
                    taken.add(entry.name)
                    found[place if place not in found else -1 - len(found)] = (place, entry)
            elif part.role == "figure":
                name = self._number_name(parts, place, region.product)
                if name is not None and name not in taken:
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
        nearby = (
            [place - 1, place + 1, place - 2, place + 2]
            if chinese
            else [place + 1, place - 1, place + 2, place - 2, place - 3]
        )
        for near in nearby:
            if not 0 <= near < len(parts) or parts[near].role != "name":
                continue
            if any(p.role in ("sep", "measure") for p in parts[min(near, place) + 1 : max(near, place)]):
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

    def _variants(
        self,
        parts: Sequence[Part],
        numbers: Amounts,
        entries: Sequence[tuple[int, Entry]],
        base: Item,
        head: int | None,
    ) -> list[Item]:
        """One item for each value that differs; what stands between two of them goes with the one before."""
        places = sorted(min(v, c.place) for v, c in numbers.variants)
        values = {v for v, _ in numbers.variants}
        last = max(max(v, c.place) for v, c in numbers.variants)
        shared_from = head if head is not None and head > last else len(parts)
        together = _all_from(parts, last)
        apart = next((p for p in range(last + 1, len(parts)) if parts[p].role == "sep"), len(parts))
        own_names = {e.name for place, e in entries if places[0] <= place < apart and place not in values}
        items: list[Item] = []
        for value, count in sorted(numbers.variants, key=lambda v: v[0]):
            own_start = max((p for p in places if p <= min(value, count.place)), default=0)
            own_end = min((p for p in places if p > max(value, count.place)), default=len(parts))
            mine: list[Entry] = []
            for place, entry in sorted(entries, key=lambda x: x[0]):
                if place in values:
                    if place == value:
                        mine.append(replace(entry, quantity=None))
                    continue
                shared = (
                    place < places[0]
                    or place >= min(shared_from, together)
                    or (last < place < shared_from and shared_from < len(parts))
                    or (place > apart and entry.name not in own_names)
                )
                if shared or own_start <= place < own_end:
                    mine.append(entry)
            items.append(
                replace(
                    base,
                    quantity=count.value,
                    quantity_max=count.most,
                    approximate=count.about,
                    attributes=_merge(mine),
                )
            )
        return items


def _all_from(parts: Sequence[Part], last: int) -> int:
    """Where a word for all of them ("all", 都) makes the rest hold for every part."""
    for place in range(last, len(parts)):
        if "all" in parts[place].tags:
            return place
    for place in range(last, len(parts)):
        if parts[place].strong:
            return place
    return len(parts)


def replace_role(part: Part) -> Part:
    """A figure that an attribute has taken counts nothing any more."""
    return replace(part, role="word", tags=frozenset()) if part.role == "figure" else part


def _merge(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    """Each value once; an ambiguous wording gives way where one of its readings was said plainly."""
    kept: list[Entry] = []
    for entry in entries:
        plain = {(e.name, e.value) for e in entries if not e.alternatives and e.excluded == entry.excluded}
        if entry.alternatives and any((entry.name, v) in plain for v in (entry.value, *entry.alternatives)):
            continue
        same = next(
            (
                i
                for i, e in enumerate(kept)
                if (e.name, e.value, e.alternatives) == (entry.name, entry.value, entry.alternatives)
            ),
            None,
        )
        if same is None:
            kept.append(entry)
        elif (kept[same].excluded and not entry.excluded) or (
            kept[same].quantity is None and (entry.quantity is not None or (entry.modifier and not kept[same].modifier))
        ):
            kept[same] = entry
    return tuple(kept)
