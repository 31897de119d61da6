"""Readings as JSON, and cases read line by line for the command line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, Literal

from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.reply import JobTerms, SupplierReading
from planner.domain.spec import Entry, Intent, Item, Measure, OrderSpec, Reading

_DIALOGUE_ORDER = frozenset((Intent.AMEND, Intent.QUESTION, Intent.GREET, Intent.STATUS, Intent.OTHER))


def reading_to_json(reading: Reading, id_: str | None = None) -> dict[str, Any]:
    """A consumer's reading in the format of readings."""
    spec = reading.spec
    out: dict[str, Any] = {} if id_ is None else {"id": id_}
    out |= {
        "intent": reading.intent.value,
        "language": reading.language,
        "items": [_item(item) for item in spec.items],
        "deadline": None
        if spec.deadline is None
        else {"date": spec.deadline.date.isoformat(), "bound": spec.deadline.bound},
        "budget": None
        if spec.budget is None
        else {
            "amount": _money(spec.budget.amount),
            "currency": spec.budget.currency,
            "per": spec.budget.per,
            "bound": spec.budget.bound,
        },
        "destination": spec.destination,
        "missing": list(reading.missing),
        "unknown": list(reading.unknown),
    }
    return out


def supplier_reading_to_json(reading: SupplierReading, id_: str | None = None) -> dict[str, Any]:
    """A supplier's reading in the format of readings; what the reply doesn't say is null."""
    out: dict[str, Any] = {} if id_ is None else {"id": id_}
    out |= {
        "intent": reading.intent.value,
        "language": reading.language,
        "quantity": reading.quantity,
        "unit_price": None if reading.unit_price is None else _money(reading.unit_price),
        "total_price": None if reading.total_price is None else _money(reading.total_price),
        "currency": reading.currency,
        "date": None if reading.date is None else reading.date.isoformat(),
        "bound": reading.bound,
        "reason": reading.reason,
    }
    return out


def read_cases(
    lines: Iterable[str], reader: Reader, as_: Literal["consumer", "supplier"] = "consumer", now: datetime | None = None
) -> Iterator[str]:
    """One JSON line for every case, in order; a case that can't be read gives one with an "error", and ends nothing.

    `now` holds for cases without one of their own.
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        id_: Any = None
        try:
            case = json.loads(line)
            if not isinstance(case, dict):
                raise ValueError("a case must be a JSON object with an id and a text (or turns)")
            id_ = case.get("id")
            out = _consumer(case, reader, now) if as_ == "consumer" else _supplier(case, reader, now)
            yield json.dumps({"id": id_, **out}, ensure_ascii=False)
        except Exception as error:
            yield json.dumps({"id": id_, "error": f"line {number}: {error}"}, ensure_ascii=False)


def _now(case: Mapping[str, Any], fallback: datetime | None) -> datetime:
    if case.get("now"):
        return datetime.fromisoformat(str(case["now"]))
    return fallback or datetime.now()  # noqa: DTZ005 - the reader's own calendar day, wherever it runs


def _turns(case: Mapping[str, Any]) -> list[str]:
    turns = case.get("turns", [case["text"]] if "text" in case else None)
    if not isinstance(turns, list) or not turns or not all(isinstance(t, str) for t in turns):
        raise ValueError('a case needs "text" (a string) or "turns" (a list of strings)')
    return turns


def _consumer(case: Mapping[str, Any], reader: Reader, fallback: datetime | None) -> dict[str, Any]:
    now = _now(case, fallback)
    standing: Standing | None = None
    turns = _turns(case)
    reading = reader.read(turns[0], now)
    for text in turns[1:]:
        standing = Standing(reading.spec, asking_of(reading), reading.unknown, reading.topic)
        reading = reader.read(text, now, standing)
    if len(turns) > 1 and reading.spec.items and reading.intent in _DIALOGUE_ORDER:
        reading = Reading(Intent.ORDER, reading.language, reading.spec, reading.missing, reading.unknown)
    elif reading.intent is not Intent.ORDER:
        reading = Reading(reading.intent, reading.language, OrderSpec(), (), reading.unknown)
    return reading_to_json(reading)


def asking_of(reading: Reading) -> str | None:
    """The question that a reading leaves open: the first thing missing, else the first doubt."""
    if reading.missing:
        return reading.missing[0]
    for index, item in enumerate(reading.spec.items):
        for entry in item.attributes:
            if entry.alternatives:
                return f"{index}.{entry.name}"
    return None


def _supplier(case: Mapping[str, Any], reader: Reader, fallback: datetime | None) -> dict[str, Any]:
    job = case.get("job")
    return supplier_reading_to_json(reader.reply(_turns(case)[-1], _now(case, fallback), _job(job) if job else None))


def _job(raw: Mapping[str, Any]) -> JobTerms:
    try:
        price = Decimal(str(raw["unit_price"])) if raw.get("unit_price") is not None else None
        quantity = Decimal(str(raw["quantity"])) if raw.get("quantity") is not None else None
    except InvalidOperation:
        raise ValueError("job.quantity and job.unit_price must be decimal numbers") from None
    due = date.fromisoformat(str(raw["due"])) if raw.get("due") else None
    return JobTerms(quantity, price, str(raw.get("currency", "CNY")), due)


def _item(item: Item) -> dict[str, Any]:
    return {
        "product": item.product,
        "quantity": item.quantity,
        "quantity_max": item.quantity_max,
        "approximate": item.approximate,
        "attributes": [_entry(entry) for entry in item.attributes],
    }


def _entry(entry: Entry) -> dict[str, Any]:
    value: Any = entry.value
    if isinstance(value, Measure):
        value = {"amount": _plain(value.amount), "unit": value.unit}
    out: dict[str, Any] = {"name": entry.name, "value": value}
    if entry.quantity is not None:
        out["quantity"] = entry.quantity
    if entry.excluded:
        out["excluded"] = True
    if entry.modifier is not None:
        out["modifier"] = entry.modifier
    if entry.alternatives:
        out["alternatives"] = list(entry.alternatives)
    out["said"] = entry.said
    return out


def _plain(amount: Decimal) -> int | float:
    return int(amount) if amount == amount.to_integral_value() else float(amount)


def _money(amount: Decimal) -> str:
    """At least two digits after the point, more only where they were said."""
    exact = amount.normalize()
    exponent = exact.as_tuple().exponent
    digits = max(2, -exponent if isinstance(exponent, int) else 2)
    return f"{amount:.{digits}f}"
