"""A workshop's form for a reader, line by line; and as the record that a book would have of it."""

from __future__ import annotations

import re
from collections.abc import Collection
from statistics import median
from typing import Any

from bot.services.set_up.form import Form
from bot.services.set_up.steps import attributes_of, units_of
from planner.domain.supplier import SupplierBook, Trade
from planner.domain.supplier_record import recorded

_LONGEST_ID = 40
#: How likely a newcomer is to be on time, where no other workshop of the trade tells.
_UNKNOWN = 0.95


def summary_of(form: Form, trade: Trade, language: str) -> dict[str, Any]:
    """All that was said, with names in the reader's language; what was not said yet is left out."""
    catalogue, done = trade.catalogue, set(form.done)
    facts: dict[str, Any] = {
        "trade": catalogue.names.get(language, (trade.id,))[0],
        "names": list(form.names.values()),
        "zone": trade.book.zone_name(form.zone, language) if form.zone else "",
        "currency": catalogue.currency,
        "offers": [offer_facts(form, process, trade, language) for process in form.processes],
    }
    for name in ("workdays", "timezone", "hours", "quiet"):
        if name in done:
            value = getattr(form, name)
            facts[name] = value if isinstance(value, str) else list(value)
    return facts


def offer_facts(form: Form, process: str, trade: Trade, language: str) -> dict[str, Any]:
    """What was said of one process."""
    catalogue = trade.catalogue
    units = units_of(catalogue, process)
    limits = form.accepts.get(process, {})
    return {
        "id": process,
        "process": catalogue.process_name(process, language),
        "unit": catalogue.unit_name(units[0], language) if len(units) == 1 else "",
        "terms": dict(form.offers.get(process, {})),
        "only": [
            {
                "attribute": catalogue.attribute_name(name, language),
                "values": [catalogue.value_name(name, value, language) for value in limits[name]],
            }
            for name in attributes_of(catalogue, process)
            if name in limits
        ],
    }


def record_of(form: Form, trade: Trade, language: str) -> dict[str, Any]:
    """The whole supplier, as a book writes one. Raises SupplierBookError where it would be none."""
    record: dict[str, Any] = {
        "names": {locale: [name] for locale, name in form.names.items()},
        "zone": form.zone,
        "language": language if language in trade.catalogue.locales else trade.catalogue.locales[0],
        "offers": [_offer(form, process) for process in form.processes],
        "workdays": list(form.workdays),
        "timezone": form.timezone,
        "hours": list(form.hours),
        "quiet": list(form.quiet),
        "reliability": _reliability(trade.book),
    }
    recorded(trade, "newcomer", record)
    return record


def _offer(form: Form, process: str) -> dict[str, Any]:
    terms = form.offers[process]
    return {
        "process": process,
        "unit_costs": [list(tier) for tier in terms["price"]],
        "accepts": {name: list(values) for name, values in form.accepts.get(process, {}).items()},
        "setup_cost": terms["setup"],
        "min_quantity": terms["minimum"],
        "daily_capacity": terms["capacity"],
        "lead_days": int(terms["lead"]),
    }


def _reliability(book: SupplierBook) -> float:
    """A newcomer is taken to be like the others, until it has done something."""
    others = [partner.supplier.reliability for partner in book.partners.values()]
    return round(median(others), 3) if others else _UNKNOWN


def new_id(form: Form, taken: Collection[str]) -> str:
    """An id that no supplier has: of the name where it has Latin letters, else of the place and the first process."""
    words = re.findall(r"[a-z0-9]+", " ".join(form.names.values()).casefold())
    base = "_".join(words)[:_LONGEST_ID].strip("_")
    if not re.match(r"[a-z]", base):
        base = f"{form.zone}_{form.processes[0]}"[:_LONGEST_ID]
    return next(name for n in range(1, len(taken) + 2) if (name := base if n == 1 else f"{base}_{n}") not in taken)
