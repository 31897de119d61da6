"""A reading and a quote in the words of their trade, in each of its languages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.services.pricing import price_of
from planner.domain.money import from_minor
from planner.domain.plan import Option, Quote
from planner.domain.problem import Problem
from planner.domain.reply import SupplierReading
from planner.domain.spec import Item, Measure, Reading
from planner.domain.supplier import Trade

Json = dict[str, Any]
LANGUAGES = ("en", "zh")


def reading_facts(reading: Reading, trade: Trade) -> Json:
    """`items`, `deadline`, `budget`, `destination`, `missing`, `unknown`: only those that were said."""
    catalogue, spec = trade.catalogue, reading.spec
    missing = [name.partition(".")[2] or name for name in reading.missing]
    return {
        "by": "consumer",
        "intent": reading.intent.value,
        "trade": {language: trade_name(trade, language) for language in LANGUAGES},
        "items": [{language: _item(item, trade, language) for language in LANGUAGES} for item in spec.items],
        "deadline": f"{spec.deadline.date:%Y-%m-%d}" if spec.deadline else None,
        "budget": f"{spec.budget.amount} {spec.budget.currency}" if spec.budget else None,
        "destination": spec.destination,
        "missing": [{language: catalogue.attribute_name(name, language) for language in LANGUAGES} for name in missing],
        "unknown": list(reading.unknown),
    }


def reply_facts(reading: SupplierReading) -> Json:
    """What a maker said, as far as they said it."""
    price = reading.unit_price if reading.unit_price is not None else reading.total_price
    return {
        "by": "supplier",
        "intent": reading.intent.value,
        "quantity": reading.quantity,
        "budget": None if price is None else f"{price} {reading.currency or ''}".strip(),
        "deadline": f"{reading.date:%Y-%m-%d}" if reading.date else None,
        "reason": reading.reason,
    }


def plan_facts(problem: Problem, quote: Quote, trades: Mapping[str, Trade], service_percent: int) -> Json:
    """What was looked at, and each option with its price and makers. `rest`: the order's other jobs stand already."""
    trade = _trade_of(problem, trades)
    order = problem.orders[0]
    return {
        "makers": len(problem.suppliers),
        "steps": len(order.steps),
        "rest": any(lot.order == order.id for run in problem.committed for lot in run.lots),
        "currency": problem.currency,
        "options": [_option(option, trade, problem, service_percent) for option in quote.options],
        "refused": [reason.code.value for reason in quote.refusal.reasons] if quote.refusal else [],
    }


def trade_name(trade: Trade, language: str) -> str:
    """The trade's name, else its id."""
    names = trade.catalogue.names
    return (names.get(language) or next(iter(names.values()), ()) or (trade.id,))[0]


def _item(item: Item, trade: Trade, language: str) -> str:
    catalogue = trade.catalogue
    product = catalogue.product_name(item.product, language) if item.product else "?"
    head = f"{item.quantity if item.quantity is not None else '?'} × {product}"
    values: list[str] = []
    for entry in item.attributes:
        value = entry.value
        text = catalogue.value_name(entry.name, value, language) if isinstance(value, str) else _plain(value)
        times = f"{entry.quantity} × " if entry.quantity is not None else ""
        values.append(f"{'− ' if entry.excluded else ''}{times}{text}")
    return " · ".join([head, *values])


def _plain(value: float | Measure) -> str:
    return f"{value.amount} {value.unit}" if isinstance(value, Measure) else str(value)


def _option(option: Option, trade: Trade | None, problem: Problem, service_percent: int) -> Json:
    return {
        "labels": [label.value for label in option.labels],
        "price": from_minor(price_of(option.cost, service_percent), problem.currency),
        "arrives": option.arrives.isoformat(),
        "reliability": round(option.reliability, 3),
        "runs": [
            {
                language: f"{_process(run.process, trade, language)}: {_maker(run.supplier, trade, language)}"
                for language in LANGUAGES
            }
            for run in option.plan.runs
        ],
    }


def _process(process: str, trade: Trade | None, language: str) -> str:
    return trade.catalogue.process_name(process, language) if trade else process


def _maker(supplier: str, trade: Trade | None, language: str) -> str:
    partner = trade.book.partners.get(supplier) if trade else None
    return partner.name(language) if partner else supplier


def _trade_of(problem: Problem, trades: Mapping[str, Trade]) -> Trade | None:
    """The trade that the problem's suppliers belong to."""
    names = {supplier.id for supplier in problem.suppliers}
    return next((trade for trade in trades.values() if names & trade.book.partners.keys()), None)
