"""Prices: what a supplier asks for, what is wrong in a file of theirs, and what a file would change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiogram.utils.formatting import Bold, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def prices(data: Data, t: Texts) -> Text:
    """The offers, and how to change them by file."""
    return lines(
        Bold(t.say("Your prices")),
        *(_row(row, data["currency"], t) for row in data["table"][1:]),
        t.say("To change them, fill in one of these files and send it back. You'll see first what changes."),
    )


def _row(row: Sequence[str], currency: str, t: Texts) -> Text:
    process, start, price, setup, minimum, capacity, lead = row
    if not setup:
        return t.say("    from {n}: {price} each", n=t.number(start), price=t.amount(price, currency))
    return t.say(
        "{process}: {price} each, setup {setup}, minimum {minimum}, {capacity} a day, {lead} lead days",
        process=Bold(process),
        price=t.amount(price, currency),
        setup=t.amount(setup, currency),
        minimum=t.number(minimum),
        capacity=t.number(capacity),
        lead=t.number(lead),
    )


def column_name(column: str, t: Texts) -> str:
    """What a column is called in a sentence."""
    return {
        "process": t.plain("process"),
        "from": t.plain("from quantity"),
        "price": t.plain("unit price"),
        "setup": t.plain("setup"),
        "minimum": t.plain("minimum"),
        "capacity": t.plain("a day"),
        "lead": t.plain("lead days"),
    }[column]


def price_faults(data: Data, t: Texts) -> Text:
    """Everything that is wrong in a file, cell by cell."""
    return lines(
        Bold(t.say("I can't use this file yet. Nothing is changed.")),
        *(fault_text(fault, t) for fault in data["faults"]),
        t.count("… and {n} more", "… and {n} more", data["more"]) if data["more"] else None,
        t.say("Please correct it and send it again. /prices gives you a fresh one."),
    )


def fault_text(fault: Data, t: Texts) -> Text:
    """What is wrong in a cell."""
    row, column, said = t.number(fault["row"]), column_name(fault["column"], t), fault["said"]
    match fault["code"]:
        case "no_column":
            return t.say("There is no column “{column}”.", column=column)
        case "no_process":
            return t.say("Row {row}: you have no process “{said}”.", row=row, said=said)
        case "empty":
            return t.say("Row {row}, {column}: it is empty.", row=row, column=column)
        case "formula":
            return t.say("Row {row}, {column}: please write the number, not a formula.", row=row, column=column)
        case "zero":
            return t.say("Row {row}, {column}: it must be more than 0.", row=row, column=column)
        case "not_whole":
            return t.say("Row {row}, {column}: “{said}” is no whole number.", row=row, column=column, said=said)
        case "said_above":
            return t.say("Row {row}, {column}: it stands in a row above already.", row=row, column=column)
        case "tier_order":
            return t.say("Row {row}, {column}: it must be more than in the row above.", row=row, column=column)
    return t.say("Row {row}, {column}: “{said}” is no number.", row=row, column=column, said=said)


def price_changes(data: Data, t: Texts) -> Text:
    """What a file would change; it counts after a tap."""
    return lines(Bold(t.say("This would change:")), *(_change(line, data["currency"], t) for line in data["changes"]))


def _change(line: Data, currency: str, t: Texts) -> Text:
    before, after = (_figures(line["column"], line[key], currency, t) for key in ("before", "after"))
    return t.say(
        "{process}: {column} {before} → {after}",
        process=Bold(line["process"]),
        column=column_name(line["column"], t),
        before=before,
        after=after,
    )


def _figures(column: str, figures: Sequence[Sequence[str]], currency: str, t: Texts) -> str:
    """One figure, or the price tiers."""
    if column == "setup":
        return t.amount(figures[0][0], currency)
    if column != "price":
        return t.number(figures[0][0])
    if len(figures) == 1:
        return t.amount(figures[0][1], currency)
    parts = [t.plain("{price} from {n}", price=t.amount(price, currency), n=t.number(n)) for n, price in figures]
    return ", ".join(parts)


def _said(message: Callable[[Texts], Text]) -> Callable[[Data, Texts], Text]:
    return lambda data, t: message(t)


PRICE_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "prices": prices,
    "price_faults": price_faults,
    "price_changes": price_changes,
    "prices_same": _said(lambda t: t.say("These are your prices already; there is nothing to change.")),
    "table_large": _said(
        lambda t: t.say("This table is too large for a list of prices. /prices gives you one to fill in.")
    ),
    "table_unreadable": _said(
        lambda t: t.say("I can't read this file. Please save it as XLSX or CSV, or fill in the one from /prices.")
    ),
}
