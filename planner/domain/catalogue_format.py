"""Reads a catalogue from plain data (parsed YAML), as the format describes it, and lists every fault at once."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import Final, TypeVar, cast, get_args

from planner.domain.catalogue import Attribute, Catalogue, Dimension, Kind, Modifier, Names, Product, Unit, Value
from planner.domain.document import Node, instead
from planner.domain.errors import CatalogueError, Fault
from planner.domain.product_format import Vocabulary, product_from

_REQUIRED: Final = ("catalogue", "currency", "locales", "attributes", "products")
_OPTIONAL: Final = ("names", "units", "modifiers", "processes", "step_units")
_FLAGS: Final = ("many", "split", "negatable", "modifiable", "countable")
_ATTRIBUTE: Final = ("kind", "names", "values", "like", "cues", "dimension", *_FLAGS)
_T = TypeVar("_T")
_CURRENCY = re.compile(r"[A-Z]{3}")
_LOCALE = re.compile(r"[a-z]{2,3}([-_][A-Za-z0-9]{2,8})*")


def catalogue_from_data(data: object, source: str) -> Catalogue:
    """The catalogue in `data`. Raises CatalogueError, which lists all faults with their places; `source` names it."""
    faults: list[Fault] = []
    top = Node(data, "", faults).fields(_REQUIRED, _OPTIONAL)
    read = _Reader(_locales(top["locales"]) if "locales" in top else ())
    units = _each(top.get("units"), read.unit)
    processes = _each(top.get("processes"), read.named)
    step_units = _each(top.get("step_units"), read.named)
    attributes = _each(top.get("attributes"), read.attribute)
    attributes = {name: _followed(name, attributes, top["attributes"].child(name, None)) for name in attributes}
    vocabulary = Vocabulary(read.locales, attributes, units, processes, step_units)
    products: dict[str, Product] = {}
    if "products" in top:
        products = _each(top["products"], lambda name, node: product_from(name, node, vocabulary))
        if not products and isinstance(top["products"].data, dict):
            top["products"].fault("no product", "describe at least one")
    catalogue = Catalogue(
        id=(top["catalogue"].id() if "catalogue" in top else None) or "",
        currency=_currency(top["currency"]) if "currency" in top else "",
        locales=read.locales or (),
        attributes=attributes,
        products=products,
        units=units,
        modifiers=_each(top.get("modifiers"), lambda name, node: Modifier(name, node.names(read.locales))),
        processes=processes,
        names=top["names"].names(read.locales) if "names" in top else {},
        step_units=step_units,
    )
    if faults:
        raise CatalogueError(source, faults)
    return catalogue


def _each(node: Node | None, read: Callable[[str, Node], _T]) -> dict[str, _T]:
    return {name: read(name, child) for name, child in node.entries().items()} if node is not None else {}


def _locales(node: Node) -> tuple[str, ...]:
    found: list[str] = []
    for item in node.items():
        locale = item.text()
        if locale is None:
            continue
        if not _LOCALE.fullmatch(locale):
            item.fault(f"'{locale}' is no locale", "write language codes such as en, zh, pt-BR")
        elif locale in found:
            item.fault(f"'{locale}' is listed twice", "list it once")
        found.append(locale)
    if node.data == []:
        node.fault("no locale", "list at least one, such as [en]")
    return tuple(found)


def _currency(node: Node) -> str:
    found = node.text() or ""
    if found and not _CURRENCY.fullmatch(found):
        node.fault(f"'{found}' is no currency code", "write its three capital letters (ISO 4217), such as CNY or USD")
    return found


class _Reader:
    """Reads the parts that products refer to. Where no locale could be read, wordings may be in any."""

    def __init__(self, locales: tuple[str, ...]):
        self.locales: tuple[str, ...] | None = locales or None

    def unit(self, name: str, node: Node) -> Unit:
        fields = node.fields(("names",), ("factor",))
        factor = fields["factor"].whole(least=1) if "factor" in fields else 1
        return Unit(name, self._names(fields), factor or 1)

    def named(self, name: str, node: Node) -> Names:
        return self._names(node.fields(("names",)))

    def attribute(self, name: str, node: Node) -> Attribute:
        fields = node.fields((), _ATTRIBUTE)
        kind = self._kind(node, fields)
        values = self._values(fields["values"]) if "values" in fields else {}
        if kind == "choice":
            if "values" in fields and "like" in fields:
                fields["like"].fault("a choice has either values of its own or those of another", "drop one of the two")
            elif not values and "like" not in fields and "values" not in fields:
                node.fault("a choice without values", "list them under `values:`, or name another choice with `like:`")
            elif "values" in fields and not values:
                fields["values"].fault("no value", "list at least one")
        elif kind is not None:
            for key in ("values", "like", *_FLAGS):
                if key in fields and fields[key].data is not False:
                    fields[key].fault(
                        f"'{key}' is for choices, and this is a {kind}", "drop it, or write `kind: choice`"
                    )
        return Attribute(
            id=name,
            kind=kind or "choice",
            names=self._names(fields),
            values=values,
            like=fields["like"].text() if "like" in fields else None,
            cues=fields["cues"].names(self.locales) if "cues" in fields else {},
            dimension=_dimension(node, fields, kind),
            **{flag: fields[flag].flag() for flag in _FLAGS if flag in fields},
        )

    def _kind(self, node: Node, fields: Mapping[str, Node]) -> Kind | None:
        """What is written, else what the other keys can only mean."""
        if "kind" in fields:
            return cast("Kind | None", fields["kind"].one_of(get_args(Kind)))
        if "values" in fields or "like" in fields:
            return "choice"
        if "dimension" in fields:
            return "measure"
        if isinstance(node.data, dict):
            node.fault("'kind' is missing", f"add `kind:` with one of {', '.join(get_args(Kind))}")
        return None

    def _values(self, node: Node) -> dict[str, Value]:
        return {name: Value(name, child.names(self.locales)) for name, child in node.entries(values=True).items()}

    def _names(self, fields: Mapping[str, Node]) -> Names:
        return fields["names"].names(self.locales) if "names" in fields else {}


def _dimension(node: Node, fields: Mapping[str, Node], kind: Kind | None) -> Dimension | None:
    dimensions = get_args(Dimension)
    if "dimension" in fields:
        if kind is not None and kind != "measure":
            fields["dimension"].fault(f"'dimension' is for measures, and this is a {kind}", "drop it")
        return cast("Dimension | None", fields["dimension"].one_of(dimensions))
    if kind == "measure":
        node.fault("a measure without a dimension", f"add `dimension:` with one of {', '.join(dimensions)}")
    return None


def _followed(name: str, attributes: Mapping[str, Attribute], node: Node) -> Attribute:
    """The attribute with the values of the one it is `like`."""
    place, path, here = node.child("like", None), [name], attributes[name]
    while here.like is not None:
        if here.like not in attributes:
            if len(path) == 1:
                place.fault(f"'{here.like}' is no attribute", instead(here.like, _choices(attributes), "choices"))
            return attributes[name]
        path.append(here.like)
        if path.count(here.like) > 1:
            place.fault(f"goes in circles: {' → '.join(path)}", "one of them needs values of its own")
            return attributes[name]
        here = attributes[here.like]
    if here.kind != "choice" and len(path) > 1:
        place.fault(f"'{here.id}' is a {here.kind}, so it has no values", instead("", _choices(attributes), "choices"))
    return replace(attributes[name], values=here.values)


def _choices(attributes: Mapping[str, Attribute]) -> Collection[str]:
    return [a.id for a in attributes.values() if a.kind == "choice" and a.like is None]
