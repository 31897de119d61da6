"""Tells what a catalogue promises and no supplier can make."""

from __future__ import annotations

from collections.abc import Iterator

from planner.domain.catalogue import ANY, Catalogue, Product, RoutingStep
from planner.domain.problem import Offer
from planner.domain.supplier import SupplierBook


def unmakeable(catalogue: Catalogue, book: SupplierBook) -> tuple[str, ...]:
    """Warnings, one a place: steps whose process nobody does, and values that no offer for a step's process takes."""
    offers = [offer for partner in book.partners.values() for offer in partner.supplier.offers]
    return tuple(
        warning
        for product in catalogue.products.values()
        for index, step in enumerate(product.routing)
        for warning in _of_step(f"products.{product.id}.routing[{index}]", step, product, catalogue, offers)
    )


def _of_step(
    place: str, step: RoutingStep, product: Product, catalogue: Catalogue, offers: list[Offer]
) -> Iterator[str]:
    able = [offer for offer in offers if offer.process == step.process]
    if not able:
        yield f"{place}: no supplier offers '{step.process}'"
        return
    for name in product.attributes:
        for value in catalogue.attributes[name].values:
            if _concerns(step, name, value) and not any(offer.takes(step.process, {name: value}) for offer in able):
                yield f"{place}: no offer for '{step.process}' takes {name} '{value}'"


def _concerns(step: RoutingStep, name: str, value: str) -> bool:
    """Can the step be needed while the attribute has this value?"""
    if {value, ANY} & {*step.unless.get(name, ())}:
        return False
    return bool({value, ANY} & {*step.when.get(name, (ANY,))}) or len(step.when) > 1
