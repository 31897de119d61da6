"""Reads what one supplier offers for one process, as a book of suppliers and a planning problem write it."""

from __future__ import annotations

from decimal import Decimal
from typing import Final

from planner.domain.catalogue import Catalogue
from planner.domain.document import Node, instead
from planner.domain.money import rate_to_minor, to_minor
from planner.domain.problem import Offer, Quantity

_REQUIRED: Final = ("process", "unit_costs", "daily_capacity")
_OPTIONAL: Final = ("accepts", "setup_cost", "min_quantity", "lead_days")


def offer_from(node: Node, catalogue: Catalogue) -> Offer | None:
    """The offer in `node`, in minor units of the catalogue's currency; None where its process can't be read."""
    fields = node.fields(_REQUIRED, _OPTIONAL)
    process = fields["process"].one_of(sorted(process_ids(catalogue)), "processes") if "process" in fields else None
    setup = fields["setup_cost"].amount() if "setup_cost" in fields else None
    minimum = fields["min_quantity"].amount() if "min_quantity" in fields else None
    capacity = fields["daily_capacity"].amount(above_zero=True) if "daily_capacity" in fields else None
    lead = fields["lead_days"].whole() if "lead_days" in fields else None
    offer = Offer(
        process=process or "",
        unit_costs=_tiers(fields["unit_costs"], catalogue.currency) if "unit_costs" in fields else (),
        accepts=_accepts(fields["accepts"], catalogue) if "accepts" in fields else {},
        setup_cost=to_minor(setup or Decimal(0), catalogue.currency),
        min_quantity=plain_quantity(minimum or Decimal(0)),
        daily_capacity=plain_quantity(capacity or Decimal(1)),
        lead_days=lead or 0,
    )
    return offer if process is not None else None


def process_ids(catalogue: Catalogue) -> set[str]:
    """Every process that the catalogue names."""
    return {*catalogue.processes, *(s.process for p in catalogue.products.values() for s in p.routing)}


def plain_quantity(quantity: Decimal) -> Quantity:
    """A quantity as the domain counts: an integer where it is one."""
    return int(quantity) if quantity == int(quantity) else quantity


def _tiers(node: Node, currency: str) -> tuple[tuple[Quantity, Decimal], ...]:
    tiers: list[tuple[Quantity, Decimal]] = []
    for item in node.items():
        pair = item.items()
        if len(pair) != 2:
            if isinstance(item.data, list):
                item.fault("must be a quantity and a price", 'write [100, "1.36"]')
            continue
        start, price = pair[0].amount(), pair[1].amount()
        if start is None or price is None:
            continue
        if tiers and start <= tiers[-1][0]:
            item.fault(f"the tier from {start} does not follow the one from {tiers[-1][0]}", "list tiers ascending")
        tiers.append((plain_quantity(start), rate_to_minor(price, currency)))
    if node.data == []:
        node.fault("no price", 'write [[1, "1.60"]]')
    return tuple(tiers)


def _accepts(node: Node, catalogue: Catalogue) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, child in node.entries().items():
        attribute = catalogue.attributes.get(name)
        if attribute is None:
            child.fault(f"'{name}' is no attribute", instead(name, catalogue.attributes, "attributes"))
        elif attribute.kind != "choice":
            child.fault(
                f"{name} is a {attribute.kind}, so no values of it can be listed", "list values of choices alone"
            )
        else:
            values = child.words()
            for value in values:
                if value not in attribute.values:
                    child.fault(f"'{value}' is no value of {name}", instead(value, attribute.values, "values"))
            if child.data == []:
                child.fault("accepts nothing", "list values, or leave the attribute out if it takes any")
            found[name] = tuple(dict.fromkeys(values))
    return found
