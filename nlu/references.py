"""Products named again: "… and 20 stools, the tables all in oak" says more of the tables, and orders no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.items import Fragment
from nlu.parts import Part
from nlu.regions import Region
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Item


def refer_back(
    parts: Sequence[Part], fragments: Sequence[Fragment], regions: Sequence[Region], catalogue: Catalogue
) -> list[Fragment]:
    """The fragments, those about a product named before added to the fragments that ordered it."""
    kept: list[Fragment] = []
    for fragment in fragments:
        region = next((r for r in regions if r.start == fragment.start), None)
        earlier = [i for i, f in enumerate(kept) if f.item.product == fragment.item.product and f.counted]
        if region is None or not earlier or not _again(parts, fragment, region, kept[earlier[0]], earlier, kept):
            kept.append(fragment)
            continue
        for place in earlier:
            kept[place] = replace(kept[place], item=_with(kept[place].item, fragment.item, catalogue))
    return kept


def _again(
    parts: Sequence[Part],
    fragment: Fragment,
    region: Region,
    first: Fragment,
    earlier: Sequence[int],
    kept: Sequence[Fragment],
) -> bool:
    """Is it the same thing? "The" says so, or no number of its own where other things were named in between."""
    if fragment.item.product is None or region.head is None:
        return False
    if (fragment.counted and not fragment.summed) or (
        fragment.summed and fragment.item.quantity != first.item.quantity
    ):
        return False
    definite = any("the" in p.tags for p in parts[max(region.start, region.head - 2) : region.head])
    between = any(f.item.product != fragment.item.product for f in kept[earlier[0] + 1 :])
    told = bool(fragment.item.attributes)
    return told and (definite or between)


def _with(item: Item, said: Item, catalogue: Catalogue) -> Item:
    """The item with what was said of it later; of a value that can be only one, the later one."""
    for name in dict.fromkeys(e.name for e in said.attributes):
        new = said.values(name)
        old = () if not catalogue.attributes[name].many else tuple(e for e in item.values(name) if e not in new)
        rest = tuple(e for e in item.attributes if e.name != name)
        item = replace(item, attributes=(*rest, *old, *new))
    return item
