"""Terms by file: a table to fill in, and what one that comes back says, before it counts."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from bot.services.files import FileRules, SentFile, refusal_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.presenting.payload import Button
from bot.services.price_table import HEADINGS, MOST_FAULTS, offers_in
from bot.services.prices import KINDS
from bot.services.set_up.form import Form
from bot.services.set_up.rows import SLOT
from bot.services.set_up.summary import offer_facts
from bot.services.set_up.unclear import Unclear
from bot.services.set_up.work_answers import sensible
from bot.services.table_files import TableError, read_table
from nlu.offer_said import FIELDS
from planner.domain.problem import Offer
from planner.domain.supplier import Trade
from storage.ports import Transaction

#: Each of our fields, as a book writes it.
_IN_A_BOOK: Mapping[str, str] = {
    "price": "unit_costs",
    "setup": "setup_cost",
    "minimum": "min_quantity",
    "capacity": "daily_capacity",
    "lead": "lead_days",
}


def rules_for(rules: FileRules) -> FileRules:
    """Tables only, as large as any file may be."""
    return FileRules(frozenset(KINDS), rules.largest)


def refusal(file: SentFile, rules: FileRules) -> str | None:
    """Why a file is not even fetched, as the name of a notice; None where it may be."""
    return refusal_of(file, rules, KINDS)


async def rows_in(file: SentFile, content: bytes, rules: FileRules) -> tuple[list[list[str]], str]:
    """The cells of a file; or the name of the notice that says why there are none."""
    if len(content) > rules.largest:
        return [], "file_size"
    try:
        return await asyncio.to_thread(read_table, file.kind, content), ""
    except TableError:
        return [], "setup_no_table"


async def template(tx: Transaction, office: Office, chat_id: int, form: Form, trade: Trade, language: str) -> None:
    """Hand out a table with a row for each process, filled with what is known."""
    rows = [[heading[language] for heading in HEADINGS.values()]]
    for process in form.processes:
        terms = form.offers.get(process, {})
        once = [str(terms.get(name, "")) for name in FIELDS[1:]]
        name = trade.catalogue.process_name(process, language)
        for n, (start, price) in enumerate(terms.get("price", [["1", ""]])):
            rows.append([name, start, price, *(once if n == 0 else [""] * len(once))])
    await notify(tx, office, chat_id, "setup_file", table=rows, files=True)


async def preview(
    tx: Transaction,
    office: Office,
    chat_id: int,
    form: Form,
    trade: Trade,
    rows: Sequence[Sequence[str]],
    language: str,
) -> Unclear | None:
    """Everything that is wrong in a table, or what it says with a button to use it; returns what figure can't be."""
    blank = [Offer(process, ((1, Decimal(0)),), daily_capacity=1) for process in form.processes]
    found, faults = offers_in(rows, blank, trade.catalogue)
    if faults:
        shown = [fault.facts for fault in faults[:MOST_FAULTS]]
        await notify(tx, office, chat_id, "setup_faults", faults=shown, more=max(0, len(faults) - MOST_FAULTS))
        return None
    told = {offer["process"]: {name: _written(offer[key]) for name, key in _IN_A_BOOK.items()} for offer in found}
    for terms in told.values():
        for name, value in _figures(terms):
            if not sensible(name, Decimal(value)):
                return Unclear("figure", form, field=name, said=value)
    for process, terms in told.items():
        form = form.with_terms(process, terms)
    args: dict[str, Any] = {"ticket": form.ticket, "step": form.step}
    buttons = [
        [
            Button("use_it", "setup", {**args, "do": "use_file", "offers": told}, style="success"),
            Button("leave_it", "setup", {**args, "do": "leave_file"}),
        ]
    ]
    facts = [offer_facts(form, process, trade, language) for process in told]
    currency = trade.catalogue.currency
    await notify(tx, office, chat_id, "setup_terms", buttons, slot=SLOT, offers=facts, currency=currency)
    return None


def _figures(terms: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Each figure of a process's terms, with its field."""
    for name in FIELDS:
        yield from ((name, price) for _, price in terms[name]) if name == "price" else ((name, terms[name]),)


def _written(value: Any) -> Any:
    """A figure as a form has it: text; a price as tiers."""
    return value if isinstance(value, list) else str(value)
