"""What of a wish can be changed by a button: every field that stands, and those that could."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.services.presenting.payload import Button, Content, in_rows
from bot.services.presenting.wish import entry_data
from planner.domain.order import Order
from planner.domain.questions import DESTINATION, Question, choices_at
from planner.domain.spec import QUANTITY, OrderSpec
from planner.domain.supplier import Trade

#: Fields of the whole order that are said in words rather than picked: a day, an amount.
DEADLINE, BUDGET = "deadline", "budget"


def fields(order: Order, trade: Trade, locale: str) -> Content:
    """A button for each field, with what stands there; the data names the buttons' fields in the same order."""
    catalogue, found = trade.catalogue, list[tuple[str, dict[str, str]]]()
    for index, item in enumerate(order.spec.items):
        product = catalogue.products.get(item.product) if item.product else None
        # Two of one kind are told apart by their numbers.
        of = str(index + 1) if len(order.spec.items) > 1 else ""
        found.append((f"{index}.{QUANTITY}", {"kind": QUANTITY, "of": of, "value": str(item.quantity or "")}))
        for attribute in product.attributes if product else ():
            if catalogue.attributes[attribute].kind == "file":
                continue
            said = [str(entry_data(e, catalogue, locale)["value"]) for e in item.attributes if e.name == attribute]
            name = catalogue.attribute_name(attribute, locale)
            field = {"kind": "attribute", "of": of, "name": name, "value": ", ".join(said)}
            found.append((f"{index}.{attribute}", field))
    zone = trade.book.zone_of(order.spec.destination) if order.spec.destination else None
    place = trade.book.zone_name(zone, locale) if zone else (order.spec.destination or "")
    found.append((DESTINATION, {"kind": DESTINATION, "of": "", "value": place}))
    found += [(kind, {"kind": kind, "of": "", "value": ""}) for kind in (DEADLINE, BUDGET)]
    buttons = [Button("field", "change", {"place": place, "basis": order.basis}) for place, _ in found]
    data = {"code": "change_what", "fields": [field for _, field in found]}
    return Content(data, [*in_rows(buttons, 2), [Button("leave", "keep", {"basis": order.basis})]])


def asked(order: Order, place: str) -> Content:
    """A field that is said in words: how, and buttons to do without it, or to leave it."""
    buttons = [Button("leave", "keep", {"basis": order.basis})]
    spec = order.spec
    if (spec.deadline if place == DEADLINE else spec.budget) is not None:
        buttons.insert(0, Button(f"no_{place}", "without", {"place": place, "basis": order.basis}))
    data: dict[str, Any] = {"code": f"say_{place}"}
    return Content(data, [buttons])


def without(spec: OrderSpec, place: str) -> OrderSpec:
    """The wish without its day, or without its limit."""
    return replace(spec, deadline=None) if place == DEADLINE else replace(spec, budget=None)


def question_at(spec: OrderSpec, place: str, trade: Trade) -> Question:
    """What is asked about a field that may be answered already."""
    return Question(place, choices=choices_at(place, spec, trade.catalogue, trade.book))
