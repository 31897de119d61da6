"""Prices as a table, as a file holds them: a row for each process, and one more for each further price tier."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from planner.domain.catalogue import Catalogue
from planner.domain.money import from_minor, rate_from_minor
from planner.domain.problem import Offer

#: The columns, and how they are headed in each language; a file may have either, in any order.
HEADINGS: Final[Mapping[str, Mapping[str, str]]] = {
    "process": {"en": "process", "zh": "工序"},
    "from": {"en": "from quantity", "zh": "起始数量"},
    "price": {"en": "unit price", "zh": "单价"},
    "setup": {"en": "setup cost", "zh": "开机费"},
    "minimum": {"en": "minimum quantity", "zh": "起订量"},
    "capacity": {"en": "a day", "zh": "每天产能"},
    "lead": {"en": "lead days", "zh": "交货天数"},
}
#: What stands in a process's first row, and need not be repeated in the rows of its further tiers.
_ONCE: Final = ("setup", "minimum", "capacity", "lead")
_NUMBER = re.compile(r"\d{1,12}(?:\.\d{1,6})?")
_GROUPED = re.compile(r"\d{1,3}(?:,\d{3})+(?:\.\d+)?")
_COMMA = re.compile(r"\d+,\d{1,2}")
#: As many faults are listed.
MOST_FAULTS = 20


@dataclass(frozen=True)
class CellFault:
    """What is wrong in a cell: `row` as a spreadsheet counts, `column` as in HEADINGS, `code` says what."""

    row: int
    column: str
    code: str
    said: str = ""

    @property
    def facts(self) -> dict[str, Any]:
        return {"row": self.row, "column": self.column, "code": self.code, "said": self.said[:40]}


def table_of(offers: Sequence[Offer], catalogue: Catalogue, language: str) -> list[list[str]]:
    """The offers as rows under their headings, in one language."""
    rows = [[heading.get(language, heading["en"]) for heading in HEADINGS.values()]]
    for offer in offers:
        once = [
            from_minor(offer.setup_cost, catalogue.currency),
            str(offer.min_quantity),
            str(offer.daily_capacity),
            str(offer.lead_days),
        ]
        for n, (start, rate) in enumerate(offer.unit_costs):
            price = f"{rate_from_minor(rate, catalogue.currency):f}"
            tier = [catalogue.process_name(offer.process, language), str(start), price]
            rows.append([*tier, *(once if n == 0 else [""] * len(once))])
    return rows


def offers_in(
    rows: Sequence[Sequence[str]], offers: Sequence[Offer], catalogue: Catalogue
) -> tuple[list[dict[str, Any]], list[CellFault]]:
    """The offers that a table describes, as a book writes them, or everything that is wrong with it.

    Processes that it leaves out are left as they are; what a table has no column for is taken over.
    """
    faults: list[CellFault] = []
    columns = _columns(rows[0] if rows else ())
    faults += [CellFault(1, name, "no_column") for name in HEADINGS if name not in columns]
    if faults:
        return [], faults
    known = {offer.process: offer for offer in offers}
    names = _names(known, catalogue)
    found: dict[str, dict[str, Any]] = {}
    for number, cells in enumerate(rows[1:], start=2):
        row = {name: cells[place].strip() if place < len(cells) else "" for name, place in columns.items()}
        if any(row.values()):
            process = names.get(row["process"].casefold())
            if process is None:
                faults.append(CellFault(number, "process", "no_process" if row["process"] else "empty", row["process"]))
            else:
                _add_row(found, number, row, known[process], faults)
    if not found and not faults:
        faults.append(CellFault(2, "process", "empty"))
    return list(found.values()), faults


def _columns(headings: Sequence[str]) -> dict[str, int]:
    known = {text.casefold(): name for name, texts in HEADINGS.items() for text in (name, *texts.values())}
    places: dict[str, int] = {}
    for place, text in enumerate(headings):
        if (name := known.get(text.strip().casefold())) is not None:
            places.setdefault(name, place)
    return places


def _names(known: Mapping[str, Offer], catalogue: Catalogue) -> dict[str, str]:
    return {
        name.casefold(): process
        for process in known
        for name in (process, *(catalogue.process_name(process, locale) for locale in catalogue.locales))
    }


def _add_row(
    found: dict[str, dict[str, Any]], number: int, row: Mapping[str, str], offer: Offer, faults: list[CellFault]
) -> None:
    """One row: the first of its process says everything, the others a tier each."""
    first = offer.process not in found
    start, price = _number(row, "from", number, faults), _number(row, "price", number, faults)
    if first:
        once = {name: _number(row, name, number, faults) for name in _ONCE}
        if once["capacity"] == 0:
            faults.append(CellFault(number, "capacity", "zero", row["capacity"]))
        if once["lead"] is not None and once["lead"] % 1:
            faults.append(CellFault(number, "lead", "not_whole", row["lead"]))
        found[offer.process] = {
            "process": offer.process,
            "unit_costs": [],
            "accepts": {name: list(values) for name, values in offer.accepts.items()},
            "setup_cost": str(once["setup"] or 0),
            "min_quantity": str(once["minimum"] or 0),
            "daily_capacity": str(once["capacity"] or 1),
            "lead_days": int(once["lead"] or 0),
        }
    else:
        faults += [CellFault(number, name, "said_above", row[name]) for name in _ONCE if row[name]]
    tiers = found[offer.process]["unit_costs"]
    if tiers and start is not None and start <= Decimal(tiers[-1][0]):
        faults.append(CellFault(number, "from", "tier_order", row["from"]))
    if start is not None and price is not None:
        tiers.append([str(start), str(price)])


def _number(row: Mapping[str, str], column: str, number: int, faults: list[CellFault]) -> Decimal | None:
    """The number in a cell, as people and spreadsheets write it: 1,200.50 or 12,50 or ¥80."""
    said = row[column]
    text = re.sub(r"[\s¥￥$€£元块件天]", "", said)
    if not text:
        faults.append(CellFault(number, column, "empty"))
        return None
    if text.startswith("="):
        faults.append(CellFault(number, column, "formula", said))
        return None
    if _GROUPED.fullmatch(text):
        text = text.replace(",", "")
    elif _COMMA.fullmatch(text):
        text = text.replace(",", ".")
    try:
        value = Decimal(text) if _NUMBER.fullmatch(text) else None
    except InvalidOperation:
        value = None
    if value is None:
        faults.append(CellFault(number, column, "no_number", said))
    return value


def differences(
    new: Sequence[Offer], old: Sequence[Offer], catalogue: Catalogue, language: str
) -> list[dict[str, Any]]:
    """What the new offers change, a line for each figure: process, column, before, after."""
    before = {offer.process: offer for offer in old}
    lines: list[dict[str, Any]] = []
    for offer in new:
        was, now = _figures(before[offer.process], catalogue), _figures(offer, catalogue)
        name = catalogue.process_name(offer.process, language)
        lines += [
            {"process": name, "column": column, "before": was[column], "after": now[column]}
            for column in now
            if was[column] != now[column]
        ]
    return lines


def _figures(offer: Offer, catalogue: Catalogue) -> dict[str, list[list[str]]]:
    """An offer's figures by column; the price as tiers (from, price), every other as one figure."""
    currency = catalogue.currency
    return {
        "price": [[str(start), f"{rate_from_minor(rate, currency).normalize():f}"] for start, rate in offer.unit_costs],
        "setup": [[from_minor(offer.setup_cost, currency)]],
        "minimum": [[str(offer.min_quantity)]],
        "capacity": [[str(offer.daily_capacity)]],
        "lead": [[str(offer.lead_days)]],
    }
