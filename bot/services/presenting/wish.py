"""The card, the question, and what the planner answers: what a consumer sees before choosing."""

from __future__ import annotations

from datetime import date
from typing import Any

from bot.services.presenting import pools
from bot.services.presenting.payload import Button, Content, in_rows
from bot.services.pricing import price_of
from planner.domain.catalogue import Catalogue
from planner.domain.lifecycle.placing import last_day
from planner.domain.order import Order, PricedOption
from planner.domain.plan import Alternative, Run, Unplanned
from planner.domain.questions import DESTINATION, Why
from planner.domain.spec import PRODUCT, QUANTITY, Entry, Item, Measure
from planner.domain.supplier import Trade

CANCEL = Button("cancel_order", "cancel")
CHANGE = Button("change", "edit")
#: More buttons than this are no help (and Telegram takes a hundred at most): the rest can be typed.
MOST_CHOICES = 24


def entry_data(entry: Entry, catalogue: Catalogue, locale: str) -> dict[str, Any]:
    """One said value, named in `locale`."""
    value = entry.value
    if isinstance(value, Measure):
        shown = f"{value.amount.normalize():f} {value.unit}"
    elif isinstance(value, str):
        shown = catalogue.value_name(entry.name, value, locale)
    else:
        shown = str(value)
    modifier = catalogue.modifiers.get(entry.modifier) if entry.modifier else None
    return {
        "name": catalogue.attribute_name(entry.name, locale),
        "value": shown,
        "quantity": entry.quantity,
        "excluded": entry.excluded,
        "modifier": (modifier.names.get(locale) or (entry.modifier,))[0] if modifier else None,
        "alternatives": [catalogue.value_name(entry.name, v, locale) for v in entry.alternatives],
    }


def item_data(item: Item, catalogue: Catalogue, locale: str) -> dict[str, Any]:
    """One item: its name, quantity, what was said of it, and what holds because nothing else was said."""
    product = catalogue.products.get(item.product) if item.product else None
    said = {entry.name for entry in item.attributes}
    assumed = [
        {
            "name": catalogue.attribute_name(use.attribute, locale),
            "value": catalogue.value_name(use.attribute, str(use.default), locale),
        }
        for use in (product.attributes.values() if product else ())
        if use.default is not None and use.attribute not in said
    ]
    return {
        "product": catalogue.product_name(item.product, locale) if item.product else None,
        "quantity": item.quantity,
        "quantity_max": item.quantity_max,
        "approximate": item.approximate,
        "unit": catalogue.unit_name(product.unit if product else None, locale),
        "lines": [entry_data(e, catalogue, locale) for e in item.attributes],
        "assumed": assumed,
    }


def card(order: Order, trade: Trade, locale: str) -> Content:
    """What was understood so far."""
    spec, book = order.spec, trade.book
    zone = book.zone_of(spec.destination) if spec.destination else None
    budget = spec.budget
    return Content(
        {
            "number": order.id,
            "status": order.status.value,
            "items": [item_data(item, trade.catalogue, locale) for item in spec.items],
            "deadline": {"date": spec.deadline.date.isoformat(), "bound": spec.deadline.bound}
            if spec.deadline
            else None,
            "budget": {
                "amount": str(budget.amount),
                "currency": budget.currency,
                "per": budget.per,
                "bound": budget.bound,
                "comparable": budget.currency == trade.catalogue.currency,
            }
            if budget
            else None,
            "destination": book.zone_name(zone, locale) if zone else spec.destination,
            "outside": spec.destination is not None and zone is None,
            "unknown": list(order.unknown),
        }
    )


def question(order: Order, trade: Trade, locale: str) -> Content:
    """The one open question, with buttons for its answers."""
    asked = order.asking
    if asked is None:
        return Content({"place": None})
    catalogue = trade.catalogue
    item = order.spec.items[asked.item] if asked.item is not None and asked.item < len(order.spec.items) else None
    data = {
        "place": asked.attribute,
        "why": asked.why.value,
        "attribute": catalogue.attribute_name(asked.attribute, locale),
        "kind": catalogue.attributes[asked.attribute].kind if asked.attribute in catalogue.attributes else None,
        "split": asked.attribute in catalogue.attributes and catalogue.attributes[asked.attribute].split,
        "product": catalogue.product_name(item.product, locale) if item and item.product else None,
        "item": (asked.item or 0) + 1 if len(order.spec.items) > 1 else None,
        "said": asked.said,
        "sums": list(asked.sums) if asked.sums else None,
        "more": len(asked.choices) > MOST_CHOICES,
    }
    buttons: list[Button] = []
    if asked.why is Why.SUM and asked.sums:
        buttons = [_answer(order, asked.place, total, str(total)) for total in asked.sums]
    elif asked.attribute == QUANTITY:
        buttons = [_answer(order, asked.place, n, str(n)) for n in _round_quantities(item, catalogue)]
    elif asked.attribute == PRODUCT:
        buttons = [_answer(order, asked.place, p, catalogue.product_name(p, locale)) for p in asked.choices]
    elif asked.place == DESTINATION:
        buttons = [_answer(order, asked.place, z, trade.book.zone_name(z, locale)) for z in asked.choices]
    else:
        buttons = [
            _answer(order, asked.place, v, catalogue.value_name(asked.attribute, v, locale))
            for v in asked.choices[:MOST_CHOICES]
        ]
    return Content(data, [*in_rows(buttons, 3), [CANCEL]])


def _round_quantities(item: Item | None, catalogue: Catalogue) -> list[int]:
    """A few usual quantities within the product's limits: buttons spare typing, any other number can be typed."""
    rule = catalogue.products[item.product].quantity if item and item.product else None
    usual = (10, 20, 30, 50, 100, 200)
    return [n for n in usual if rule is None or (rule.min <= n and (rule.max is None or n <= rule.max))]


def _answer(order: Order, place: str, value: str | int, text: str) -> Button:
    return Button(text, "answer", {"place": place, "value": value, "basis": order.basis}, literal=True)


def planning(order: Order, trade: Trade, locale: str) -> Content:
    """Being worked on; `again`: why it has to be planned once more."""
    return Content({"again": order.requoted})


def in_order(run: Run, order: Order, trade: Trade) -> tuple[date, date, int]:
    """Sorts runs as the work goes: by day, and within a day as the routing has them."""
    index, _, step = run.lots[0].step.partition(".")
    product = order.spec.items[int(index)].product
    routing = [s.step for s in trade.catalogue.products[product].routing] if product else []
    return min(run.days), run.ready, routing.index(step) if step in routing else len(routing)


def option_data(priced: PricedOption, order: Order, trade: Trade, locale: str) -> dict[str, Any]:
    """One option: price, date, who makes it."""
    option = priced.option
    partners = trade.book.partners
    freight = sum(s.cost for s in option.plan.shipments)
    return {
        "labels": [label.value for label in option.labels],
        "price": priced.price,
        "each": priced.price // order.spec.pieces if order.spec.pieces else None,
        "arrives": option.arrives.isoformat(),
        "reliability": round(option.reliability, 3),
        "makers": [
            {
                "process": trade.catalogue.process_name(run.process, locale),
                "supplier": partners[run.supplier].name(locale),
                "city": trade.book.zone_name(partners[run.supplier].supplier.zone, locale),
                "cost": run.cost,
            }
            for run in sorted(option.plan.runs, key=lambda run: in_order(run, order, trade))
        ],
        "freight": freight,
        "service": priced.price - option.cost,
    }


def options(order: Order, trade: Trade, locale: str) -> Content:
    """What can be chosen."""
    data = {
        "currency": trade.catalogue.currency,
        "again": order.requoted,
        "range": any(item.quantity_max for item in order.spec.items),
        "options": [option_data(priced, order, trade, locale) for priced in order.options],
        "pool": pools.offer_data(order, trade, locale),
    }
    buttons: list[list[Button]] = [
        [Button(f"choose_{priced.option.labels[0]}", "choose", {"index": i, "basis": order.basis}, style="primary")]
        for i, priced in enumerate(order.options)
    ]
    curve, price, sooner = (
        Button(name, name, {"basis": order.basis}) for name in ("price_curve", "why_price", "why_not_sooner")
    )
    if order.pool_offer is not None:
        buttons.append([Button("join_pool", "join_pool", {"basis": order.basis}, style="success")])
    return Content(data, [*buttons, [curve], [price, sooner], [CHANGE, CANCEL]])


def refusal(order: Order, trade: Trade, locale: str, refused: Unplanned, service_percent: int) -> Content:
    """Why nothing fits, and buttons for the nearest ways out."""
    ways = [way for a in refused.alternatives if (way := way_out(order, a, service_percent))]
    data = {
        "currency": trade.catalogue.currency,
        "reasons": reasons_data(order, trade, locale, refused),
        "ways": [swapped(way, trade, locale) for way in ways],
    }
    buttons = [
        [Button("way_out", "relax", {**way, "basis": order.basis, "way": n}, style="primary")]
        for n, way in enumerate(ways, start=1)
    ]
    return Content(data, [*buttons, [CHANGE, CANCEL]])


def reasons_data(order: Order, trade: Trade, locale: str, refused: Unplanned) -> list[dict[str, Any]]:
    """What stands in the way, with the process it hangs on."""
    processes = {
        f"{i}.{step.step}": trade.catalogue.process_name(step.process, locale)
        for i, item in enumerate(order.spec.items)
        if item.product
        for step in trade.catalogue.products[item.product].routing
    }
    return [{"code": r.code.value, "process": processes.get(r.step or "")} for r in refused.reasons]


def swapped(way: dict[str, Any], trade: Trade, locale: str) -> dict[str, Any]:
    """A way out with its other values named."""
    names = [
        {
            "attribute": trade.catalogue.attribute_name(attribute, locale),
            "value": trade.catalogue.value_name(attribute, value, locale),
            "instead": trade.catalogue.value_name(attribute, instead, locale),
        }
        for attribute, value, instead in way.get("swaps", ())
    ]
    return {**way, "swaps": names} if names else way


def way_out(order: Order, alternative: Alternative, service_percent: int) -> dict[str, Any]:
    """What would have to change, compared to what was asked for: only that is offered."""
    way: dict[str, Any] = {}
    asked = last_day(order.spec.deadline)
    if alternative.due is not None and asked is not None and alternative.due > asked:
        way["due"] = alternative.due.isoformat()
    if alternative.cost is not None and order.spec.budget is not None:
        way["price"] = price_of(alternative.cost, service_percent)
    if alternative.quantity is not None and len(order.spec.items) == 1:
        way["quantity"] = alternative.quantity
    if alternative.swaps:
        way["swaps"] = [[swap.attribute, swap.value, swap.instead] for swap in alternative.swaps]
    return way
