"""One order as admins see it, and what happened with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Italic, Text

from bot.telegram.render.notices import order_line
from bot.telegram.render.oversight import event_line
from bot.telegram.render.placed import job_line
from bot.telegram.render.wish import value
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]

#: So much of what a maker wrote about a job.
LONGEST_NOTE = 120


def order(data: Data, t: Texts) -> Text:
    """What it is, for whom, who makes it, and the last that happened."""
    currency = data["order"]["currency"]
    return lines(
        order_line(data["order"], t),
        t.say("for {consumer}", consumer=Bold(data["consumer"]))
        if data["consumer"]
        else t.say("for somebody who asked to be forgotten"),
        *(part for item in data["items"] for part in _item(item, t)),
        t.say("📍 to {place}", place=Bold(data["destination"])) if data["destination"] else None,
        t.say("🔎 being planned anew") if data["planning"] else None,
        t.say("🤔 waiting for the customer's choice") if data["choosing"] else None,
        "⭐" * data["stars"] if data["stars"] else None,
        *(("", Bold(t.say("Who makes it"))) if data["jobs"] else ()),
        *(part for job in data["jobs"] for part in _job(job, currency, t)),
        t.count("… and {n} more job", "… and {n} more jobs", data["more_jobs"]) if data["more_jobs"] else None,
        "",
        Bold(t.say("What happened")),
        *(event_line(event, t) for event in data["events"]),
    )


def _item(item: Data, t: Texts) -> list[Text]:
    """What was said of it, then what holds because nothing was said."""
    said: dict[str, list[str]] = {}
    for entry in item["lines"]:
        said.setdefault(entry["name"], []).append(value(entry, t))
    if not said and not item["assumed"]:
        return []
    shown = [Text(name, ": ", Bold(t.all_of(values))) for name, values in said.items()]
    shown += [Italic(f"{a['name']}: {a['value']}") for a in item["assumed"]]
    name = Text("▪️ ", item["product"] or t.plain("something"))
    return [name, *(Text("    ", part) for part in shown)]


def _job(job: Data, currency: str, t: Texts) -> list[Text]:
    terms = Text(
        "    ", Code(job["key"]), ", ", t.days(job["start"], job["ready"]), ", ", t.money(job["price"], currency)
    )
    note = " ".join(job["note"].split())
    shown = note if len(note) <= LONGEST_NOTE else note[: LONGEST_NOTE - 1] + "…"
    extra = [
        t.say("    late: it was due on {day}", day=t.day(job["due"])) if job["due"] else None,
        t.say("    📵 can't be reached") if job["deaf"] else None,
        Text("    ", Italic(f"“{shown}”")) if shown else None,
    ]
    return [job_line(job, t), terms, *(part for part in extra if part is not None)]


def order_trail(data: Data, t: Texts) -> Text:
    """What happened with an order, a page of it."""
    head = t.say("Order {number}: what happened before", number=data["number"])
    return lines(Bold(head), *(event_line(event, t) for event in data["events"]))


def no_such_order(data: Data, t: Texts) -> Text:
    if data["number"] is None:
        return t.say("Which one? Write for example /order 12. /orders lists them.")
    return t.say("There's no order {number}. /orders lists them.", number=data["number"])


ORDER_SHEET_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "order": order,
    "order_trail": order_trail,
    "no_such_order": no_such_order,
}
