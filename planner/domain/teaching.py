"""Wordings that a catalogue was taught after it was written: what people say, and which of its names it means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches

from planner.domain.catalogue import Catalogue, Names

#: What stands before the dot for a product: `product.hoodie`.
PRODUCT = "product"
#: Shorter ones could be anything, longer ones are no names.
SHORTEST, LONGEST = 2, 40
_HAN = re.compile("[\u4e00-\u9fff]")
_SHOWN = 8


@dataclass(frozen=True)
class Target:
    """What a wording means: a product (`attribute` is PRODUCT), or a value of a choice."""

    attribute: str
    value: str

    @property
    def written(self) -> str:
        return f"{self.attribute}.{self.value}"


@dataclass(frozen=True)
class Taught:
    """A wording and what it means."""

    wording: str
    target: Target


def folded(words: str) -> str:
    """A wording as it is compared: case and spaces aside."""
    return " ".join(words.split()).casefold()


def teachable(wording: str) -> bool:
    """Could it be a name: some letters, not too many?"""
    letters = sum(c.isalpha() for c in wording)
    return len(wording) <= LONGEST and (letters >= SHORTEST or _HAN.search(wording) is not None)


def targets(catalogue: Catalogue) -> dict[Target, Names]:
    """All that can be taught a wording, with the names it has."""
    found = {Target(PRODUCT, product.id): product.names for product in catalogue.products.values()}
    for attribute in catalogue.attributes.values():
        found |= {Target(attribute.id, value.id): value.names for value in attribute.values.values()}
    return found


def meant(catalogue: Catalogue, words: str) -> Sequence[Target]:
    """What `colour.navy`, 颜色.藏青, "navy" or `product.hoodie` can mean: ids and names do equally well."""
    before, dot, after = (folded(part) for part in re.sub(r"\s*[.．。:：/]\s*", ".", words).partition("."))
    name = after if dot else before
    found = []
    for target, names in targets(catalogue).items():
        if dot and before not in _called(catalogue, target):
            continue
        if name == folded(target.value) or name in _all(names):
            found.append(target)
    return found


def nearest(catalogue: Catalogue, words: str) -> Sequence[str]:
    """What somebody may have wanted to write who wrote `words`."""
    known = {target.written: target for target in targets(catalogue)}
    wordings = {wording: target.written for target, names in targets(catalogue).items() for wording in _all(names)}
    wanted = folded(words)
    close = get_close_matches(wanted, known, n=_SHOWN, cutoff=0.6)
    close += [wordings[one] for one in get_close_matches(wanted.rpartition(".")[2], wordings, n=_SHOWN, cutoff=0.6)]
    return list(dict.fromkeys(close))[:_SHOWN]


def meanings(catalogue: Catalogue, wording: str) -> Sequence[Target]:
    """What a wording means as the catalogue is."""
    wanted = folded(wording)
    return [target for target, names in targets(catalogue).items() if wanted in _all(names)]


def taught(catalogue: Catalogue, wordings: Iterable[Taught]) -> tuple[Catalogue, Sequence[Taught]]:
    """The catalogue with these wordings as further names; and those that it has no use for any more."""
    products, attributes = dict(catalogue.products), dict(catalogue.attributes)
    left: list[Taught] = []
    for one in wordings:
        target, locale = one.target, _locale(catalogue, one.wording)
        if target.attribute == PRODUCT and target.value in products:
            product = products[target.value]
            products[target.value] = replace(product, names=_with(product.names, locale, one.wording))
        elif target.attribute in attributes and target.value in attributes[target.attribute].values:
            attribute = attributes[target.attribute]
            value = attribute.values[target.value]
            value = replace(value, names=_with(value.names, locale, one.wording))
            attributes[target.attribute] = replace(attribute, values={**attribute.values, value.id: value})
        else:
            left.append(one)
    return replace(catalogue, products=products, attributes=attributes), left


def _with(names: Names, locale: str, wording: str) -> Names:
    """Behind the names there are: the first one is what is shown."""
    if folded(wording) in _all(names):
        return names
    return {**names, locale: (*names.get(locale, ()), wording)}


def _locale(catalogue: Catalogue, wording: str) -> str:
    chinese = [locale for locale in catalogue.locales if locale == "zh"]
    others = [locale for locale in catalogue.locales if locale != "zh"]
    return (chinese + others if _HAN.search(wording) else others + chinese)[0]


def _called(catalogue: Catalogue, target: Target) -> set[str]:
    """How the part before the dot may be written."""
    if target.attribute == PRODUCT:
        return {PRODUCT, "products", "产品", "商品"}
    return {folded(target.attribute), *_all(catalogue.attributes[target.attribute].names)}


def _all(names: Names) -> set[str]:
    return {folded(wording) for wordings in names.values() for wording in wordings}
