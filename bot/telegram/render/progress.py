"""What makers see once an order is on: how their job goes, and the goods that come from others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def progress(data: Data, t: Texts) -> Text:
    """Where a job stands; what its maker is asked, if anything."""
    head = {
        "accepted": t.say("Job {key}: {process}", key=data["key"], process=data["process"]),
        "started": t.say("🛠 Job {key}: {process} has begun", key=data["key"], process=data["process"]),
        "ready": t.say("📦 Job {key}: {process} is ready", key=data["key"], process=data["process"]),
        "shipped": t.say("🚚 Job {key}: on its way", key=data["key"]),
        "received": t.say("🏁 Job {key}: arrived. Done, thank you!", key=data["key"]),
    }.get(data["status"], t.say("Job {key}: {process}", key=data["key"], process=data["process"]))
    return lines(Bold(head), _dates(data, t), _asked(data, t))


def _dates(data: Data, t: Texts) -> Text | None:
    if data["status"] in ("shipped", "received"):
        return None
    ready = Bold(t.date(data["ready"]))
    if data["was"]:
        return t.say("Ready {ready} now, instead of {was}. Those after you know.", ready=ready, was=t.date(data["was"]))
    return t.say("Start {start}, ready {ready}.", start=Bold(t.date(data["start"])), ready=ready)


def _asked(data: Data, t: Texts) -> Text | None:
    match data["ask"]:
        case "begin":
            return t.say("All that you need is here. Tap when you begin.")
        case "start":
            return t.say("Have you begun? One tap is enough.")
        case "ready":
            return t.say("Will it be ready tomorrow? If not, tell me the day, and I'll tell those after you.")
        case "sent":
            return t.say("It is ready. Has it left by now?")
        case "overdue":
            return t.say("It should have been ready. Is it? If not: which day?")
    match data["status"]:
        case "accepted":
            return t.say("Tap as you go, or write; a picture is welcome.")
        case "started":
            return t.say("Tap when it is ready, or when it has left; or write “a day late”.")
        case "ready":
            return t.say("Tap when it has left.")
    return None


def handover(data: Data, t: Texts) -> Text:
    """News of goods that come from another maker."""
    if not data:
        return t.say("This question is settled.")
    parts = {
        "key": data["key"],
        "supplier": Bold(data["supplier"]),
        "process": data["process"],
        "quantity": t.number(data["quantity"]),
        "day": t.date(data["day"]),
    }
    note = Text("💬 ", Italic(data["note"])) if data["note"] else None
    match data["what"]:
        case "ready":
            return lines(
                t.say("📦 For job {key}: {supplier} has finished {process}; it comes to you next.", **parts), note
            )
        case "arrived":
            if data["missing"] and float(data["missing"]) > 0:
                short = t.number(data["missing"])
                return t.say("📝 For job {key}: {n} of what {supplier} sent can't be used.", n=short, **parts)
            return t.say("✅ For job {key}: what {supplier} sent is here.", **parts)
    if data.get("through"):
        head = t.say(
            "🚚 For job {key}: {quantity} ({process}, made by {supplier}) come to you from {maker}, by {day}.",
            **parts,
            maker=Bold(data["through"]),
        )
    else:
        head = t.say("🚚 For job {key}: {supplier} has sent {quantity} ({process}), with you by {day}.", **parts)
    if data["again"]:
        head = t.say("❓ For job {key}: {quantity} from {supplier} ({process}) should be here by now.", **parts)
    return lines(
        Bold(head),
        note,
        t.say("Has it all arrived, and whole? Tap, or reply here: what you write goes to {supplier}.", **parts),
    )


def arrived(data: Data, t: Texts) -> Text:
    """To whoever sent the goods."""
    if data["missing"] and float(data["missing"]) > 0:
        n = t.number(data["missing"])
        if data["to"] is None:
            return t.say("Job {key}: the customer says that {n} of it can't be used.", key=data["key"], n=n)
        return t.say("Job {key}: {to} says that {n} of it can't be used.", key=data["key"], to=data["to"], n=n)
    if data["to"] is None:
        return t.say("🏁 Job {key}: the customer has it. Well done!", key=data["key"])
    return t.say("🏁 Job {key}: {to} has it. Well done!", key=data["key"], to=data["to"])


def told(data: Data, t: Texts) -> Text:
    """What another maker writes."""
    return lines(
        t.say("💬 Order {number}, {who} writes:", number=data["number"], who=Bold(data["who"])),
        Italic(data["text"]) if data["text"] else None,
        t.say("Reply to this message to answer."),
    )


def passed_to_maker(data: Data, t: Texts) -> Text:
    return t.say("Passed on to {who}.", who=Bold(data["who"]))


def tell_how(data: Data, t: Texts) -> Text:
    """How to write to another maker of the order."""
    if data["makers"]:
        return t.say(
            "To whom? Write for example /tell dyeing Hello. In this order: {makers}.", makers=t.all_of(data["makers"])
        )
    return t.say("Write for example: /tell dyeing The fabric comes at noon.")


def tell_which(data: Data, t: Texts) -> Text:
    return t.say(
        "You work on several orders ({orders}). Write the number first: /tell 12 dyeing Hello.",
        orders=", ".join(data["orders"]),
    )


def tell_nobody(data: Data, t: Texts) -> Text:
    return t.say("You have no open order with other makers just now.")


def thread(data: Data, t: Texts) -> Text:
    """What the makers of an order have written to each other."""
    if not data["lines"]:
        return t.say("The makers of order {number} have written nothing to each other yet.", number=data["number"])
    return lines(
        Bold(t.say("What the makers of order {number} write", number=data["number"])),
        *(
            Text(t.moment(line["at"]), "  ", Bold(line["from"]), " → ", line["to"], ": ", line["text"])
            for line in data["lines"]
        ),
    )


def no_thread(data: Data, t: Texts) -> Text:
    return t.say("Which order? Write for example /thread 12, with the number of one of your orders.")


def picture_of(data: Data, t: Texts) -> Text:
    return t.say("📷 Job {key}: thank you! Shall I pass it on to whoever comes after you?", key=data["key"])


def how_long(data: Data, t: Texts) -> Text:
    return t.say("Job {key}: how much longer do you need? Tap, or reply with a day.", key=data["key"])


def how_many(data: Data, t: Texts) -> Text:
    return t.say(
        "Job {key}: how much came whole? {expected} were expected. Please reply to this message with a number.",
        key=data["key"],
        expected=t.number(data["expected"]),
    )


def give_back_sure(data: Data, t: Texts) -> Text:
    return t.say("Job {key}: others rely on your yes. Do you really have to give it back?", key=data["key"])
