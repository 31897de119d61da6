"""Which steps of a product work from the files that its customer sends."""

from __future__ import annotations

from planner.domain.catalogue import Catalogue, Product
from planner.domain.spec import OrderSpec


def file_attributes(product: Product, catalogue: Catalogue) -> tuple[str, ...]:
    """The attributes of a product whose values are files."""
    return tuple(name for name in product.attributes if catalogue.attributes[name].kind == "file")


def steps_with_files(product: Product, catalogue: Catalogue) -> frozenset[str]:
    """The steps whose makers need the files; empty where the product bears none.

    The routing says which step is there because of a file, and what else is a reason for that step, or for another one
    in its stead: those who print an emblem do so whether it is ordered as a picture or as a decoration. Where no step
    is there because of a file, everybody may need it.
    """
    files = set(file_attributes(product, catalogue))
    if not files:
        return frozenset()
    reasons = set(files)
    for step in product.routing:
        named = {*step.when, *step.unless}
        if files & {*named, *(step.variant or ())}:
            reasons |= named
    found = {
        step.step for step in product.routing if reasons & {*step.when, *step.unless} or files & {*(step.variant or ())}
    }
    return frozenset(found or (step.step for step in product.routing))


def bears_files(spec: OrderSpec, catalogue: Catalogue) -> bool:
    """Has a file been named for any item?"""
    return any(
        not entry.excluded and entry.name in catalogue.attributes and catalogue.attributes[entry.name].kind == "file"
        for item in spec.items
        for entry in item.attributes
    )
