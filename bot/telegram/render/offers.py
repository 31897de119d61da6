"""What suppliers see of their jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.render.wish import value
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def offer(data: Data, t: Texts) -> Text:
    """A job: what, how many, in which variant, what comes from whom, by when, for how much; and where it stands."""
    until = Bold(t.moment(data["expires"]))
    status = {
        "offered": t.say("Can you take it? Please answer by {moment}, or write what you could do.", moment=until),
        "accepted": Bold(t.say("✅ You've taken it. Thank you!")),
        "declined": t.say("You've declined. Thank you for the quick answer."),
        "countered": t.say("You've named other terms. We'll be back at once."),
        "expired": t.say("⌛ The time to answer is over."),
        "withdrawn": t.say("↩️ Taken back: there's nothing to do."),
    }[data["status"]]
    changed = t.say("🔁 Something has changed: please look at ⬅️ and ➡️ again.") if data.get("changed") else None
    return lines(
        Bold(t.say("Job {key}: {process}", key=data["key"], process=data["process"])),
        changed,
        *(part for lot in data["parts"] for part in _part(lot, t)),
        *(_input(i, t) for i in data["inputs"]),
        t.say("🛠 start {start}, ready {ready}", start=Bold(t.date(data["start"])), ready=Bold(t.date(data["ready"]))),
        *(_output(o, t) for o in data["outputs"]),
        t.say("💰 you get {price}", price=Bold(t.money(data["price"], data["currency"]))),
        "",
        status,
    )


def _part(lot: Data, t: Texts) -> list[Text]:
    amount = Bold(f"{t.number(lot['quantity'])} {lot['unit']}".strip())
    parts = {"amount": amount, "product": lot["product"], "pieces": lot["pieces"], "unit": lot["counted"]}
    if lot["unit"]:
        head = t.say("📦 {amount}, for {pieces} × {product}", **parts)
    else:
        head = t.say("📦 {amount} × {product}", **parts)
    variant = [Text("    ", v["name"], ": ", Bold(v["value"])) for v in lot["variant"]]
    whole = t.all_of(value(d, t) for d in lot["details"])
    return [head, *variant, *([Text("    ", Italic(t.say("besides: {whole}", whole=whole)))] if whole else [])]


def _input(found: Data, t: Texts) -> Text:
    return t.say(
        "⬅️ comes from {supplier}, {city} ({process}) on {day}",
        supplier=found["supplier"],
        city=found["city"],
        process=found["process"],
        day=t.date(found["date"]),
    )


def _output(found: Data, t: Texts) -> Text:
    if found["supplier"] is None:
        return t.say("➡️ goes to the customer in {city}", city=found["city"] or "?")
    return t.say(
        "➡️ goes to {supplier}, {city} ({process})",
        supplier=found["supplier"],
        city=found["city"],
        process=found["process"],
    )


def reminder(data: Data, t: Texts) -> Text:
    """The offer again, in short."""
    return lines(
        Bold(t.say("⏰ Job {key} still waits for your answer", key=data["key"])),
        t.say(
            "{process}, start {start}, ready {ready}, {price}",
            process=data["process"],
            start=t.date(data["start"]),
            ready=t.date(data["ready"]),
            price=t.money(data["price"], data["currency"]),
        ),
        t.say("Please answer by {moment}; then we have to ask somebody else.", moment=Bold(t.moment(data["expires"]))),
    )


def go_ahead(data: Data, t: Texts) -> Text:
    """Everybody said yes."""
    return lines(
        Bold(t.say("🎉 Job {key}: all makers have said yes, it's on!", key=data["key"])),
        t.say("Start {start}, ready {ready}.", start=Bold(t.date(data["start"])), ready=Bold(t.date(data["ready"]))),
        *(_input(i, t) for i in data["inputs"]),
        *(_output(o, t) for o in data["outputs"]),
    )


def job_withdrawn(data: Data, t: Texts) -> Text:
    """A job is taken back, and why."""
    match data["why"]:
        case "cancelled":
            return t.say("Job {key} is off: the customer has cancelled. Sorry!", key=data["key"])
        case "failed":
            return t.say("Job {key} is off: another step of the order can't be made. Sorry!", key=data["key"])
        case "counter":
            return t.say("Job {key}: thank you for your terms; this time somebody else fits better.", key=data["key"])
        case _:
            return t.say("Job {key} is off: the order had to be planned anew. Sorry!", key=data["key"])


def job_note(data: Data, t: Texts) -> Text:
    return t.say("Thanks, I've passed that on about job {key}. Somebody will get back to you.", key=data["key"])


def alert(data: Data, t: Texts) -> Text:
    """Something an admin should know."""
    job = data["job"]
    who = t.plain("{process}, {supplier}", process=job["process"], supplier=job["supplier"]) if job else ""
    match data["what"]:
        case "note":
            head = t.say("💬 Order {number}, {who} writes:", number=data["number"], who=who)
            return lines(head, Italic(data["text"]))
        case "unreachable":
            return t.say("📵 Order {number}: {who} can't be reached. Planning anew.", number=data["number"], who=who)
        case "lost":
            return t.say(
                "📵 Order {number}: {who} has accepted, but can't be reached now.", number=data["number"], who=who
            )
        case "expired":
            return t.say(
                "⌛ Order {number}: {who} did not answer in time. Planning anew.", number=data["number"], who=who
            )
        case _:
            return t.say("🚨 Order {number} can't be made any more. See /order {number}.", number=data["number"])
