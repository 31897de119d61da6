"""Items: a region's parts put together into what is ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nlu import amounts as counting
from nlu.counts import Amounts
from nlu.entries import EntryMaker
from nlu.figured import FigureReader
from nlu.mention import Scan, Sense
from nlu.parts import Part
from nlu.regions import Region, Regions
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Entry, Item


@dataclass(frozen=True)
class Fragment:
    """An item as far as one message tells it; `start` and `end` are places of parts.

    `summed`: its quantity is no more than the sum of its sizes' numbers.
    """

    item: Item
    start: int
    end: int
    counted: bool = False
    summed: bool = False


class ItemMaker:
    """Makes the items of messages of one trade."""

    def __init__(self, catalogue: Catalogue, regions: Regions, implied: Mapping[tuple[str, ...], tuple[Sense, ...]]):
        self._catalogue = catalogue
        self._regions = regions
        self._figures = FigureReader(catalogue, regions)
        self._entries = EntryMaker(catalogue, regions, implied)

    def make(
        self, scan: Scan, parts: Sequence[Part], region: Region, answer: bool = False, standing: int | None = None
    ) -> list[Fragment]:
        """The items of a region: one, or several where parts of it differ."""
        inside = list(parts[region.start : region.end])
        head = None if region.head is None else region.head - region.start
        used = self._figures.read(scan, inside, region.product)
        masked = [_taken(p) if i in used else p for i, p in enumerate(inside)]
        numbers = counting.read(masked, head, self._catalogue, answer, standing)
        product = self._product(inside, region)
        entries = [*used.values(), *self._entries.read(scan, masked, numbers, product)]
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
        summed = item.quantity is not None and (total is None or numbers.of_one_size)
        return [Fragment(item, region.start, region.end, total is not None or bool(numbers.pairs), summed)]

    def _product(self, inside: Sequence[Part], region: Region) -> str | None:
        """The product named; of several that one name does for, the first that has all the values."""
        if region.product is None or not region.rivals:
            return region.product
        named = {s.attribute for p in inside if p.role == "value" for s in p.senses}

        def fitting(product: str) -> int:
            return sum(self._regions.uses(product, a) for a in named)

        return max((region.product, *region.rivals), key=fitting)

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


def _taken(part: Part) -> Part:
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
