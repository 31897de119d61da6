"""From an item of an order to the steps that make it."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_CEILING

from planner.domain.catalogue import ANY, Catalogue, Product, RoutingStep
from planner.domain.problem import ProblemStep
from planner.domain.spec import AttributeValue, Item
from planner.domain.supplier import SupplierBook

_NOTHING: Mapping[str, frozenset[str]] = {}


def constrained_attributes(book: SupplierBook) -> dict[str, frozenset[str]]:
    """Process → the attributes that some supplier's offer for it restricts."""
    found: dict[str, frozenset[str]] = {}
    for partner in book.partners.values():
        for offer in partner.supplier.offers:
            found[offer.process] = found.get(offer.process, frozenset()) | offer.accepts.keys()
    return found


def steps_of(
    item: Item,
    product: Product,
    catalogue: Catalogue,
    prefix: str = "",
    *,
    constrained: Mapping[str, frozenset[str]] = _NOTHING,
) -> tuple[ProblemStep, ...]:
    """The steps that `item` needs, named `prefix` + step, in the routing's order.

    A step waits for those of its `after` that are needed. Its quantity is in its own unit, rounded up to a whole one.
    `constrained` (see `constrained_attributes`) gives the variant of steps whose routing names none. Raises ValueError
    where the item has no quantity.
    """
    if item.quantity is None:
        raise ValueError("an item without a quantity can't be planned")
    held = _values(item, product)
    needed = [step for step in product.routing if _needed(step, held)]
    waits = direct_waits({step.step: step.after for step in needed})
    return tuple(
        ProblemStep(
            step=prefix + step.step,
            process=step.process,
            quantity=int((step.per_unit * item.quantity).to_integral_value(ROUND_CEILING)),
            after=tuple(prefix + before for before in waits[step.step]),
            values=_step_values(step, held, catalogue),
            variant=tuple(sorted(constrained.get(step.process, ()))) if step.variant is None else step.variant,
        )
        for step in needed
    )


def direct_waits(after: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """What each step waits for directly: steps that are not there are left out, and so is one that another of its steps
    waits for already. Goods go on from hand to hand, not to two places at once."""
    there = {step: tuple(b for b in before if b in after) for step, before in after.items()}

    def behind(step: str) -> set[str]:
        found: set[str] = set()
        open_ = list(there[step])
        while open_:
            before = open_.pop()
            if before not in found:
                found.add(before)
                open_ += there[before]
        return found

    return {
        step: tuple(b for b in before if not any(b in behind(other) for other in before if other != b))
        for step, before in there.items()
    }


def _values(item: Item, product: Product) -> dict[str, tuple[AttributeValue, ...]]:
    """What holds of each attribute: what was said, else the default unless just that was excluded."""
    found: dict[str, tuple[AttributeValue, ...]] = {}
    for name, use in product.attributes.items():
        said = tuple(dict.fromkeys(entry.value for entry in item.values(name)))
        excluded = [entry.value for entry in item.attributes if entry.name == name and entry.excluded]
        if said:
            found[name] = said
        elif use.default is not None and use.default not in excluded:
            found[name] = (use.default,)
    return found


def _needed(step: RoutingStep, held: Mapping[str, tuple[AttributeValue, ...]]) -> bool:
    if any(_triggers(wanted, held.get(name, ())) for name, wanted in step.unless.items()):
        return False
    return not step.when or any(_triggers(wanted, held.get(name, ())) for name, wanted in step.when.items())


def _triggers(wanted: tuple[str, ...], values: tuple[AttributeValue, ...]) -> tuple[AttributeValue, ...]:
    return values if ANY in wanted else tuple(value for value in values if value in wanted)


def _step_values(
    step: RoutingStep, held: Mapping[str, tuple[AttributeValue, ...]], catalogue: Catalogue
) -> dict[str, str]:
    """One value an attribute: the only one, else the only one that the step is there for."""
    found: dict[str, str] = {}
    for name, values in held.items():
        one = values if len(values) == 1 else _triggers(step.when.get(name, ()), values)
        if catalogue.attributes[name].kind == "choice" and len(one) == 1:
            found[name] = str(one[0])
    return found
