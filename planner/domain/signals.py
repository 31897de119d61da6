"""Which of what is asked for leads to a supplier's work, and which it would get if it could do more."""

from __future__ import annotations

from planner.domain.catalogue import ANY, Catalogue, Product, RoutingStep
from planner.domain.demand import PROCESS, Cell
from planner.domain.problem import Offer
from planner.domain.supplier import Partner


def cells_for(partner: Partner, catalogue: Catalogue) -> tuple[Cell, ...]:
    """The products, and the values of theirs, that bring work to a supplier.

    Where a step is there for some values only, just those that the supplier takes; else the product, and the values by
    which its offers choose.
    """
    found: dict[Cell, None] = {}
    for offer in partner.supplier.offers:
        for product in catalogue.products.values():
            for step in product.routing:
                if step.process == offer.process:
                    found |= dict.fromkeys(_of_step(step, product, offer, catalogue))
    return tuple(found)


def could_get(cell: Cell, partner: Partner, catalogue: Catalogue) -> bool:
    """Would a supplier get what stands in this cell of wishes that nobody can make, did it only take the value? It does
    the process already, and its offer leaves the value out."""
    product = catalogue.products.get(cell.product)
    if product is None:
        return False
    processes = {step.process for step in product.routing}
    for offer in partner.supplier.offers:
        if offer.process not in processes:
            continue
        if cell.attribute == PROCESS:
            if cell.value == offer.process:
                return True
        elif cell.value not in offer.accepts.get(cell.attribute, (cell.value,)):
            return True
    return False


def _of_step(step: RoutingStep, product: Product, offer: Offer, catalogue: Catalogue) -> list[Cell]:
    cells: list[Cell] = []
    if step.when:
        for name, wanted in step.when.items():
            if name not in product.attributes or catalogue.attributes[name].kind != "choice":
                continue
            values = catalogue.choices(name) if ANY in wanted else wanted
            cells += [Cell(product.id, name, v) for v in values if v in offer.accepts.get(name, (v,))]
        return cells
    cells.append(Cell(product.id))
    for name, accepted in offer.accepts.items():
        if name in product.attributes:
            cells += [Cell(product.id, name, value) for value in accepted]
    return cells
