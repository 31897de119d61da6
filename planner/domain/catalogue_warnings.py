"""Tells what is allowed in a catalogue, and still probably not meant."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.catalogue import Catalogue, Names, Product


def catalogue_warnings(catalogue: Catalogue) -> tuple[str, ...]:
    """Warnings, each with its place; an empty tuple where nothing is odd."""
    return (
        *_of_names(catalogue),
        *_of_attributes(catalogue),
        *(warning for product in catalogue.products.values() for warning in _of_product(product, catalogue)),
    )


def _of_names(catalogue: Catalogue) -> Iterator[str]:
    """What people can't say, or be shown, in a language that the catalogue promises."""
    named: list[tuple[str, Names]] = [(f"products.{p.id}", p.names) for p in catalogue.products.values()]
    for attribute in catalogue.attributes.values():
        own = attribute.values.values() if attribute.like is None else ()
        named += [(f"attributes.{attribute.id}.values.{value.id}", value.names) for value in own]
    for place, names in named:
        if silent := [locale for locale in catalogue.locales if locale not in names]:
            yield f"{place}: no wording in {', '.join(silent)}"
    claimed: dict[str, str] = {}
    for product in catalogue.products.values():
        for word in sorted({word.casefold() for words in product.names.values() for word in words}):
            if claimed.setdefault(word, product.id) != product.id:
                yield f"products.{product.id}: '{word}' is a name of {claimed[word]} too"


def _of_attributes(catalogue: Catalogue) -> Iterator[str]:
    used = {name for product in catalogue.products.values() for name in product.attributes}
    for attribute in catalogue.attributes.values():
        if attribute.id not in used:
            yield f"attributes.{attribute.id}: no product uses it"
        if attribute.modifiable and not catalogue.modifiers:
            yield f"attributes.{attribute.id}: modifiable, but the catalogue has no modifiers"


def _of_product(product: Product, catalogue: Catalogue) -> Iterator[str]:
    place = f"products.{product.id}"
    if not product.routing:
        yield f"{place}: no routing, so it can be read but not planned"
    if product.unit is not None and product.unit not in catalogue.units:
        yield f"{place}.unit: '{product.unit}' is not declared under units, so nobody can count in it"
    for use in product.attributes.values():
        if use.required and use.default is not None:
            yield f"{place}.attributes.{use.attribute}: required, but its default answers for everybody"
    for index, step in enumerate(product.routing):
        named = {"when": step.when, "unless": step.unless, "variant": step.variant or ()}
        for key, attributes in named.items():
            for name in attributes:
                if name not in product.attributes:
                    yield f"{place}.routing[{index}].{key}: {product.id} has no attribute {name}"
