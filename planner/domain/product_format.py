"""Reads the products of a catalogue: what may be said of them, and the routing that makes them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from graphlib import CycleError, TopologicalSorter
from typing import Final

from planner.domain.catalogue import ANY, Attribute, Names, Product, ProductAttribute, QuantityRule, RoutingStep, Unit
from planner.domain.document import Node, instead, near

_PRODUCT: Final = ("unit", "quantity", "routing")
_USE: Final = ("required", "default", "identifies")
_STEP: Final = ("after", "when", "unless", "variant", "per_unit", "unit")


@dataclass(frozen=True)
class Vocabulary:
    """What products may refer to. `locales` None: they could not be read."""

    locales: Collection[str] | None
    attributes: Mapping[str, Attribute]
    units: Mapping[str, Unit]
    processes: Mapping[str, Names]
    step_units: Mapping[str, Names]


def product_from(name: str, node: Node, known: Vocabulary) -> Product:
    """The product in `node`; what is wrong in it is noted there."""
    fields = node.fields(("names", "attributes"), _PRODUCT)
    uses: dict[str, ProductAttribute] = {}
    for attribute, child in (fields["attributes"].entries() if "attributes" in fields else {}).items():
        if attribute in known.attributes:
            uses[attribute] = _use(known.attributes[attribute], child)
        else:
            remedy = instead(attribute, known.attributes, "attributes")
            child.fault(f"'{attribute}' is not among the catalogue's attributes", remedy)
    return Product(
        id=name,
        names=fields["names"].names(known.locales) if "names" in fields else {},
        attributes=uses,
        unit=_unit(fields["unit"], known) if "unit" in fields else None,
        quantity=_quantity(fields["quantity"]) if "quantity" in fields else QuantityRule(),
        routing=_routing(fields["routing"], known) if "routing" in fields else (),
    )


def _use(attribute: Attribute, node: Node) -> ProductAttribute:
    if node.data is None:
        return ProductAttribute(attribute.id)
    fields = node.fields((), _USE)
    identifies = "identifies" in fields and fields["identifies"].flag()
    if identifies and attribute.kind != "choice":
        fields["identifies"].fault(f"only choices name a product, and {attribute.id} is a {attribute.kind}", "drop it")
    return ProductAttribute(
        attribute=attribute.id,
        required="required" in fields and fields["required"].flag(),
        default=_default(attribute, fields["default"]) if "default" in fields else None,
        identifies=identifies,
    )


def _default(attribute: Attribute, node: Node) -> str | int | float | None:
    if attribute.kind == "number" and isinstance(node.data, int | float) and not isinstance(node.data, bool):
        return node.data
    if attribute.kind == "number":
        node.fault(f"the default of the number {attribute.id} is no number", "write digits without quotes")
        return None
    found = node.text()
    if attribute.kind == "choice" and found is not None and attribute.values and found not in attribute.values:
        node.fault(f"'{found}' is no value of {attribute.id}", instead(found, attribute.values, "values"))
    return found


def _unit(node: Node, known: Vocabulary) -> str | None:
    """A unit need not be declared (metres of cloth never appear in a chat), but a slip of the pen is told."""
    found = node.id()
    declared = [*known.units, *known.step_units]
    if found is not None and found not in declared and (meant := near(found, declared)):
        node.fault(f"'{found}' is no unit of the catalogue", f"did you mean '{meant}'? Else declare it under `units:`")
    return found


def _quantity(node: Node) -> QuantityRule:
    fields = node.fields((), ("min", "max", "default"))
    least = (fields["min"].whole(least=1) if "min" in fields else None) or 1
    most = fields["max"].whole(least=1) if "max" in fields else None
    default = fields["default"].whole(least=1) if "default" in fields else None
    if most is not None and least > most:
        node.fault(f"min {least} is more than max {most}", "swap them, or correct one")
    elif default is not None and not least <= default <= (most or default):
        fields["default"].fault(f"the default {default} is outside min and max", f"{least} to {most or '…'}")
    return QuantityRule(least, most, default)


def _routing(node: Node, known: Vocabulary) -> tuple[RoutingStep, ...]:
    steps = [(item, step) for item in node.items() if (step := _step(item, known)) is not None]
    names: set[str] = set()
    for item, step in steps:
        if step.step in names:
            item.child("step", None).fault(f"the step '{step.step}' is there already", "give each its own name")
        names.add(step.step)
    for item, step in steps:
        for before in step.after:
            if before not in names:
                remedy = instead(before, names, "steps")
                item.child("after", None).fault(f"'{before}' is no step of this routing", remedy)
    try:
        TopologicalSorter({step.step: names.intersection(step.after) for _, step in steps}).prepare()
    except CycleError as problem:
        node.fault(f"steps wait for each other: {' → '.join(problem.args[1])}", "take one of the `after` out")
    return tuple(step for _, step in steps)


def _step(node: Node, known: Vocabulary) -> RoutingStep | None:
    fields = node.fields(("step", "process"), _STEP)
    name = fields["step"].id() if "step" in fields else None
    process = fields["process"].id() if "process" in fields else None
    if process is not None and known.processes and process not in known.processes:
        remedy = instead(process, known.processes, "processes")
        fields["process"].fault(f"'{process}' is not among the catalogue's processes", remedy)
    variant = fields["variant"].words() if "variant" in fields else None
    for attribute in variant or ():
        _known(attribute, fields["variant"], known)
    per_unit = fields["per_unit"].amount(above_zero=True) if "per_unit" in fields else None
    step = RoutingStep(
        step=name or "",
        process=process or "",
        after=fields["after"].words() if "after" in fields else (),
        when=_condition(fields["when"], known) if "when" in fields else {},
        variant=variant,
        per_unit=per_unit or Decimal(1),
        unit=_unit(fields["unit"], known) if "unit" in fields else None,
        unless=_condition(fields["unless"], known) if "unless" in fields else {},
    )
    return step if name is not None else None


def _condition(node: Node, known: Vocabulary) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for name, child in node.entries().items():
        values = child.words()
        if child.data == []:
            child.fault("no value", f"list at least one, or write [{ANY}]")
        attribute = _known(name, child, known)
        if attribute is None:
            continue
        for value in values:
            if value != ANY and attribute.kind != "choice":
                child.fault(f"{name} is a {attribute.kind}, so it has no value '{value}'", f"write [{ANY}]")
            elif value != ANY and value not in attribute.values and attribute.values:
                child.fault(f"'{value}' is no value of {name}", instead(value, [*attribute.values, ANY], "values"))
        found[name] = values
    return found


def _known(name: str, node: Node, known: Vocabulary) -> Attribute | None:
    if name not in known.attributes:
        node.fault(f"'{name}' is no attribute of the catalogue", instead(name, known.attributes, "attributes"))
    return known.attributes.get(name)
