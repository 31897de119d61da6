"""Products named again: "… and 20 stools, the tables all in oak" says more of the tables, and orders no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from nlu.items import Fragment
from nlu.packed import words
from nlu.parts import Part
from nlu.regions import Region
from planner.domain.catalogue import Catalogue
from planner.domain.spec import Item

#: "Each desk needs 2 drawers", 每张书桌…: said of the pieces, whenever they are ordered.
_OF_EACH = words("each every per 每 每个 每件 所有 all")


def refer_back(
    parts: Sequence[Part], fragments: Sequence[Fragment], regions: Sequence[Region], catalogue: Catalogue
) -> list[Fragment]:
    """The fragments, those about a product that another one orders added to the fragments that order it."""
    kept: list[Fragment] = []
    for fragment in fragments:
        region = next((r for r in regions if r.start == fragment.start), None)
        earlier = [i for i, f in enumerate(kept) if f.item.product == fragment.item.product and f.counted]
        if region is None or not earlier or not _again(parts, fragment, region, earlier, kept, catalogue):
            kept.append(fragment)
            continue
        for place in earlier:
            kept[place] = replace(kept[place], item=_with(kept[place].item, fragment.item, catalogue))
    return _without_sums(_refer_ahead(parts, kept, regions, catalogue), catalogue)


def _without_sums(fragments: Sequence[Fragment], catalogue: Catalogue) -> list[Fragment]:
    """ "two large sodas, one coke and one tea": a kind of thing with the number of the things named after it."""
    kept: list[Fragment] = []
    for place, fragment in enumerate(fragments):
        item = fragment.item
        uses = catalogue.products[item.product].attributes if item.product else {}
        naming = [use.attribute for use in uses.values() if use.identifies]
        if any(item.values(n) for n in naming):
            kept.append(fragment)
            continue
        named: list[int] = []
        for later in range(place + 1, len(fragments)):
            following = fragments[later].item
            if following.product != item.product or not any(following.values(n) for n in naming):
                break
            named.append(later)
        total = sum(fragments[i].item.quantity or 0 for i in named)
        if len(named) < 2 or item.quantity != total:
            kept.append(fragment)
            continue
        for i in named:
            fragments = [*fragments[:i], _joined(fragments[i], item), *fragments[i + 1 :]]
        return [*kept, *_without_sums(fragments[place + 1 :], catalogue)]
    return kept


def _joined(fragment: Fragment, general: Item) -> Fragment:
    further = tuple(e for e in general.attributes if not fragment.item.values(e.name))
    return replace(fragment, item=replace(fragment.item, attributes=(*fragment.item.attributes, *further)))


def _refer_ahead(
    parts: Sequence[Part], fragments: Sequence[Fragment], regions: Sequence[Region], catalogue: Catalogue
) -> list[Fragment]:
    """ "Each desk needs 2 drawers. 3 walnut desks": what was said first of what is ordered later."""
    kept = list(fragments)
    for fragment in fragments:
        region = next((r for r in regions if r.start == fragment.start), None)
        later = [
            i
            for i, f in enumerate(kept)
            if f.start > fragment.start and f.item.product == fragment.item.product and f.counted
        ]
        if region is None or region.head is None or not later or fragment.item.quantity is not None:
            continue
        if fragment.item.attributes and not _definite(parts, region):
            continue
        for place in later:
            told = _with(fragment.item, kept[place].item, catalogue).attributes
            kept[place] = replace(kept[place], item=replace(kept[place].item, attributes=told))
        kept.remove(fragment)
    return kept


def _definite(parts: Sequence[Part], region: Region) -> bool:
    """Do "the", "each", 每个 stand before the product's name?"""
    head = region.head or 0
    return any(
        "the" in p.tags or p.text in _OF_EACH or p.text.startswith("of th") for p in parts[max(head - 3, 0) : head]
    )


def _again(
    parts: Sequence[Part],
    fragment: Fragment,
    region: Region,
    earlier: Sequence[int],
    kept: Sequence[Fragment],
    catalogue: Catalogue,
) -> bool:
    """Is it the same thing? It has no number of its own, and nothing that the first can't have as well."""
    if fragment.item.product is None or region.head is None:
        return False
    first = kept[earlier[0]]
    if (fragment.counted and not fragment.summed) or (
        fragment.summed and fragment.item.quantity != first.item.quantity
    ):
        return False
    if not fragment.item.attributes:
        return not any(p.tags & {"and", "det"} for p in parts[max(0, region.head - 2) : region.head])
    between = any(f.item.product != fragment.item.product for f in kept[earlier[0] + 1 :])
    if between or _definite(parts, region):
        return True
    apart = any(p.role == "sep" and "and" not in p.tags for p in parts[max(0, region.head - 3) : region.head])
    return apart and not any(_conflicts(kept[i].item, fragment.item, catalogue) for i in earlier)


def _conflicts(item: Item, said: Item, catalogue: Catalogue) -> bool:
    """Has it another value of something of which a thing can have only one?"""
    return any(
        old.value != new.value
        for new in said.attributes
        if not catalogue.attributes[new.name].many
        for old in item.values(new.name)
    )


def _with(item: Item, said: Item, catalogue: Catalogue) -> Item:
    """The item with what was said of it later; of a value that can be only one, the later one."""
    for name in dict.fromkeys(e.name for e in said.attributes):
        new = said.values(name)
        old = () if not catalogue.attributes[name].many else tuple(e for e in item.values(name) if e not in new)
        rest = tuple(e for e in item.attributes if e.name != name)
        item = replace(item, attributes=(*rest, *old, *new))
    return item
