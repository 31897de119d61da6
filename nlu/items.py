"""Items: a region's parts put together into what is ordered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nlu import amounts as counting
from nlu.entries import EntryMaker
from nlu.figured import FigureReader
from nlu.grouped import items_of, merge, varied
from nlu.mention import Scan, Sense
from nlu.parts import Part
from nlu.regions import Region, Regions
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Item


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
        product = self._product(inside, region)
        required = frozenset(self._catalogue.products[product].required if product else ())
        once = self._figures.read(scan, inside, region.product)
        several = self._figures.read(scan, inside, region.product, again=True)
        for used in (several, once) if len(several) > len(once) else (once,):
            masked = [_taken(p) if i in used else p for i, p in enumerate(inside)]
            numbers = counting.read(masked, head, self._catalogue, answer, standing, required)
            if numbers.grouping is not None:
                break
        entries = [*used.values(), *self._entries.read(scan, masked, numbers, product)]
        entries = [e for e in entries if e[1] is not None]
        base = Item(product, None)
        if numbers.variants:
            items = varied(masked, numbers, entries, base, head)
            return [Fragment(item, region.start, region.end, True) for item in items]
        if numbers.grouping is not None:
            grouped = items_of(masked, numbers.grouping, entries, base, head or 0, self._catalogue)
            return [Fragment(item, region.start, region.end, True) for item in grouped]
        item = replace(base, attributes=merge([e for _, e in sorted(entries, key=lambda x: x[0])]))
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


def _taken(part: Part) -> Part:
    """A figure that an attribute has taken counts nothing any more."""
    return replace(part, role="word", tags=frozenset({"taken"})) if part.role == "figure" else part
