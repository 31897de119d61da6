"""Which words belong to which thing that is ordered: a region for every product named, or implied by a value."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from nlu.bounds import INSIDE, Bounds, loose
from nlu.packed import words
from nlu.parts import Part
from planner.domain.catalogue import Catalogue

#: A thing that is named again after so many parts is named for its own sake.
_FAR = 60


@dataclass(slots=True)
class Region:
    """Parts from `start` to before `end`, about `product` (None: none was named); `head` is the part that names it."""

    start: int
    end: int
    product: str | None
    head: int | None
    #: Further products that the naming value would do for.
    rivals: tuple[str, ...] = ()
    shared: list[int] = field(default_factory=list)


class Regions:
    """Divides messages of one trade."""

    def __init__(self, catalogue: Catalogue):
        self._catalogue = catalogue
        self._uses = {p.id: frozenset(p.attributes) for p in catalogue.products.values()}
        self._identified: dict[str, tuple[str, ...]] = {}
        for name in catalogue.attributes:
            self._identified[name] = tuple(
                p.id for p in catalogue.products.values() if name in p.attributes and p.attributes[name].identifies
            )
        self._bounds = Bounds(catalogue)
        self._hints = {p.id: _hints(p.id) for p in catalogue.products.values()}

    def uses(self, product: str | None, attribute: str) -> bool:
        return product is None or attribute in self._uses[product]

    def divide(self, parts: Sequence[Part], asked: str | None = None) -> list[Region]:
        """The regions of a message, in order; together they cover it. One without a product where none is named.

        `asked`: the attribute that was asked for, whose values answer and name no other product.
        """
        anchors = self._anchors(parts, asked)
        if not anchors:
            return [Region(0, len(parts), None, None)]
        begins = [0]
        for (previous, before, _), (head, products, _) in pairwise(anchors):
            begins.append(self._bounds.begin(parts, head, previous, products[0], before[0]))
        ends = [*begins[1:], len(parts)]
        return [
            Region(begin, end, products[0], head, products[1:])
            for (head, products, _), begin, end in zip(anchors, begins, ends, strict=True)
        ]

    def _anchors(self, parts: Sequence[Part], asked: str | None) -> list[tuple[int, tuple[str, ...], bool]]:
        anchors: list[tuple[int, tuple[str, ...], bool]] = []
        heads = [i for i, p in enumerate(parts) if p.role == "product" and not p.excluded]
        for index, part in enumerate(parts):
            if part.role == "product" and not part.excluded:
                products = tuple(s.id for s in part.senses)
                if anchors and self._same_thing(parts, anchors[-1], index, products):
                    if anchors[-1][2] and not loose(parts, index, anchors[-1][0] + 1):
                        anchors[-1] = (index, products, False)
                    continue
                anchors.append((index, products, False))
            elif part.role == "value" and not part.excluded:
                if any(s.attribute == asked for s in part.senses) and not self._counted(parts, index):
                    continue
                products = self._implied(parts, index, heads, anchors)
                if products:
                    anchors.append((index, products, True))
                elif anchors and self._named_again(parts, anchors[-1], index):
                    anchors[-1] = (index, anchors[-1][1], True)
        return anchors

    def _same_thing(
        self, parts: Sequence[Part], last: tuple[int, tuple[str, ...], bool], index: int, products: tuple[str, ...]
    ) -> bool:
        """Is this name only a second word for the thing just named ("shoe rack shelf")?"""
        head, named, implied = last
        between = parts[head + 1 : index]
        if len(between) > _FAR:
            return False
        if set(named) & set(products) and not any(p.role in ("sep", "figure") or p.tags & {"det"} for p in between):
            return True
        if implied and set(named) & set(products):
            return not any(p.role == "figure" or p.strong for p in between)
        return self._is_topic(parts, head, index)

    def _is_topic(self, parts: Sequence[Part], head: int, index: int) -> bool:
        """桌子不要锁: after a counted product, one not counted nor described, only something denied of it."""
        if (
            index + 1 >= len(parts)
            or parts[index - 1].role != "sep"
            or "and" in parts[index - 1].tags
            or "not" not in parts[index + 1].tags
        ):
            return False
        if not any(p.role == "figure" for p in parts[:index]):
            return False
        for part in parts[index + 1 :]:
            if part.role == "sep":
                break
            if part.role == "figure" or (part.role == "value" and not part.excluded):
                return False
        return any(p.excluded for p in parts[index + 1 : index + 5])

    def _implied(
        self,
        parts: Sequence[Part],
        index: int,
        heads: Sequence[int],
        anchors: Sequence[tuple[int, tuple[str, ...], bool]],
    ) -> tuple[str, ...]:
        """The products that a value names by itself, or () where it only describes one that is named."""
        part = parts[index]
        naming = [(s, p) for s in part.senses for p in self._identified.get(s.attribute, ())]
        if not naming:
            return ()
        products = tuple(dict.fromkeys(p for _, p in naming))
        following = next((h for h in heads if h > index), None)
        if following is not None and self._leads_to(parts, index, following):
            named = {s.id for s in parts[following].senses}
            if any(self.uses(p, s.attribute) for p in named for s in part.senses):
                return ()
        if not anchors:
            return products
        hinted = self._hinted(parts, index, products)
        if hinted:
            last_head, last_products, _ = anchors[-1]
            if (
                hinted in last_products
                and not self._counted(parts, index)
                and not self._separate(parts, last_head, index)
            ):
                return ()
            return (hinted,)
        last_head, last_products, last_implied = anchors[-1]
        own = last_products[0]
        for sense in part.senses:
            if self.uses(own, sense.attribute):
                if own not in products:
                    return ()
                taken = last_implied or any(
                    p.role == "value" and not p.excluded and any(s.attribute == sense.attribute for s in p.senses)
                    for p in parts[last_head:index]
                )
                if (not taken or not self._counted(parts, index)) and not self._one_of_several(parts, last_head, index):
                    return ()
        return products

    def _one_of_several(self, parts: Sequence[Part], head: int, index: int) -> bool:
        """ "two sodas, one coke, one tea": the number of the kind of thing, then those of the things themselves."""
        lead = head - 1
        while lead >= 0 and parts[lead].role in ("value", "unit"):
            lead -= 1
        if lead < 0 or parts[lead].role != "figure" or parts[index - 1].role not in ("figure", "unit"):
            return False
        return not any("with" in p.tags for p in parts[head:index])

    def _named_again(self, parts: Sequence[Part], last: tuple[int, tuple[str, ...], bool], index: int) -> bool:
        """ "for drinks, two teas": the kind of thing first, then the thing itself with its number."""
        head, products, implied = last
        if implied or self._counted(parts, head) or not self._counted(parts, index):
            return False
        if any(p.role in ("value", "figure") for p in parts[: index - 1] if p.role == "value"):
            return False
        return any(set(self._identified.get(s.attribute, ())) & set(products) for s in parts[index].senses)

    def _separate(self, parts: Sequence[Part], head: int, index: int) -> bool:
        return any(p.strong for p in parts[head:index])

    def _leads_to(self, parts: Sequence[Part], index: int, head: int) -> bool:
        for part in parts[index + 1 : head]:
            if part.role not in INSIDE and not (
                part.role == "word" or part.tags & {"of", "and", "or"} or part.text == "的"
            ):
                return False
            if part.tags & {"det"} or part.role == "figure" or "with" in part.tags:
                return False
        return True

    def _counted(self, parts: Sequence[Part], index: int) -> bool:
        """Does a number or an article begin the phrase that this part ends?"""
        here = index - 1
        while here >= 0 and (parts[here].role in ("value", "degree", "unit", "word") or parts[here].tags & {"of"}):
            if parts[here].role == "word" and index - here > 3:
                break
            here -= 1
        return here >= 0 and (parts[here].role == "figure" or bool(parts[here].tags & {"det"}))

    def _hinted(self, parts: Sequence[Part], index: int, products: Sequence[str]) -> str | None:
        """ "a lemonade to drink", "nuts on the side": a word of a product's own id beside the value points to it."""
        for product in products:
            for place in range(max(0, index - 5), min(len(parts), index + 5)):
                part = parts[place]
                if part.role in ("word", "function", "name") and part.text in self._hints[product]:
                    between = parts[min(place, index) + 1 : max(place, index)]
                    # "nuts with a side of cream": that side is another thing.
                    if place > index and (
                        (place + 1 < len(parts) and parts[place + 1].text == "of") or _introduced(between)
                    ):
                        continue
                    if not any(
                        p.role in ("product", "figure") or p.strong or (p.role == "value" and place < index)
                        for p in between
                    ):
                        return product
        return None


def _introduced(between: Sequence[Part]) -> bool:
    return any(p.tags & {"det"} for p in between)


_DULL = words("order orders type item items kind product size style name")


def _hints(product: str) -> frozenset[str]:
    return frozenset(
        w for word in product.split("_") if len(word) > 2 and word not in _DULL for w in (word, word + "s")
    )
