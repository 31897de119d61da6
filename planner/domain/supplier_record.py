"""What a supplier says about itself, over what its book says: the keys of a supplier in a book, those that it changed.

A record is plain JSON. Its offers stand in the place of the book's for the same processes; every other key stands in
the place of the book's. Whoever no book knows has a record that is whole.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from planner.domain.catalogue import Catalogue
from planner.domain.document import Node
from planner.domain.errors import Fault, SupplierBookError
from planner.domain.money import from_minor, rate_from_minor
from planner.domain.problem import Offer, Quantity
from planner.domain.supplier import Partner, Trade
from planner.domain.supplier_format import partner_from

#: Days in one interval of a book, at most.
LONGEST = 366


def recorded(trade: Trade, supplier: str, record: Mapping[str, Any]) -> Partner:
    """The supplier as its record has it. Raises SupplierBookError with every fault of the record."""
    faults: list[Fault] = []
    base = trade.book.partners.get(supplier)
    node = Node({**record, "id": supplier}, "", faults)
    partner = partner_from(node, trade.catalogue, trade.book.zones, base)
    if faults or partner is None:
        raise SupplierBookError(f"the record of {trade.id}/{supplier}", faults)
    return partner


def with_records(trade: Trade, records: Mapping[str, Mapping[str, Any]]) -> tuple[Trade, list[SupplierBookError]]:
    """The trade with these suppliers as their records have them; a record with faults is left out, and reported."""
    partners, problems = dict(trade.book.partners), []
    for supplier, record in records.items():
        try:
            partners[supplier] = recorded(trade, supplier, record)
        except SupplierBookError as problem:
            problems.append(problem)
    return replace(trade, book=replace(trade.book, partners=partners)), problems


def offer_data(offer: Offer, catalogue: Catalogue) -> dict[str, Any]:
    """An offer as a book writes it."""
    currency = catalogue.currency
    return {
        "process": offer.process,
        "unit_costs": [[str(start), str(rate_from_minor(rate, currency))] for start, rate in offer.unit_costs],
        "accepts": {name: list(values) for name, values in offer.accepts.items()},
        "setup_cost": from_minor(offer.setup_cost, currency),
        "min_quantity": str(offer.min_quantity),
        "daily_capacity": str(offer.daily_capacity),
        "lead_days": offer.lead_days,
    }


def with_offer(record: Mapping[str, Any], offer: Mapping[str, Any]) -> dict[str, Any]:
    """The record with one offer more, in the place of its own for that process."""
    others = [one for one in record.get("offers", ()) if one["process"] != offer["process"]]
    return {**record, "offers": [*others, dict(offer)]}


def days_data(days: Iterable[date]) -> list[str]:
    """Days as a book writes them: those that follow each other as one interval."""
    spans: list[list[date]] = []
    for day in sorted(days):
        if spans and day - spans[-1][1] == timedelta(days=1) and (day - spans[-1][0]).days < LONGEST:
            spans[-1][1] = day
        else:
            spans.append([day, day])
    return [str(a) if a == b else f"{a}/{b}" for a, b in spans]


def limits_data(limits: Mapping[str, Mapping[date, Quantity]]) -> list[dict[str, Any]]:
    """Days with less capacity as a book writes them."""
    return [
        {
            "process": process,
            "days": days_data(d for d, c in by_day.items() if c == capacity),
            "capacity": str(capacity),
        }
        for process, by_day in limits.items()
        for capacity in sorted(set(by_day.values()))
    ]
