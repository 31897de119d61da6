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
    open_ = data["status"] == "offered"
    status = {
        "planned": t.say("You'll be asked in a moment."),
        "started": t.say("🛠 You've begun."),
        "ready": t.say("📦 It is ready."),
        "shipped": t.say("🚚 It is on its way."),
        "received": t.say("🏁 It has arrived. Done!"),
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
        *(_colleague(data["colleague"], t) if open_ and data.get("colleague") else ()),
        t.say("💰 you get {price}", price=Bold(t.money(data["price"], data["currency"]))),
        _makeup(data["makeup"], data["currency"], t) if data.get("makeup") else None,
        Italic(t.say("Another maker was asked first; who says yes first has it."))
        if open_ and data["beside"]
        else None,
        Italic(t.say("Once all makers have said yes you hear that it's on; then you can begin.")) if open_ else None,
        "",
        status,
    )


def _colleague(colleague: Data, t: Texts) -> list[Text]:
    """Who passes the job on."""
    name = Bold(colleague["name"])
    asks = t.say("🤝 A part of {maker}'s job, who asks whether you could take it over.", maker=name)
    return [asks, t.say("📦 What you need for it comes to you from {maker}.", maker=name)][: 1 + colleague["sends_on"]]


def _makeup(makeup: Data, currency: str, t: Texts) -> Text:
    """How the price comes about."""
    rate, charged = t.amount(makeup["rate"], currency), t.number(makeup["charged"])
    setup = t.money(makeup["setup"], currency)
    if makeup["more"]:
        if makeup["setup"]:
            return t.say("    setup {setup} + {n} × {rate} (your minimum)", setup=setup, n=charged, rate=rate)
        return t.say("    {n} × {rate} (your minimum)", n=charged, rate=rate)
    if makeup["setup"]:
        return t.say("    setup {setup} + {n} × {rate}", setup=setup, n=charged, rate=rate)
    return t.say("    {n} × {rate}", n=charged, rate=rate)


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
    if found["supplier"] is None and found.get("order"):
        return t.say(
            "➡️ {n} for order {number}, to the customer in {city}",
            n=t.number(found["quantity"]),
            number=found["order"],
            city=found["city"] or "?",
        )
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


def artwork(data: Data, t: Texts) -> Text:
    """What the customer has sent for a job: the caption of the files, and what stands for them where they can't be
    shown."""
    names = t.all_of(file["name"] for file in data["files"])
    return t.say("🎨 For job {key}: {names}", key=Bold(data["key"]), names=names)


def go_ahead(data: Data, t: Texts) -> Text:
    """Everybody said yes."""
    return lines(
        Bold(t.say("🎉 Job {key}: all makers have said yes, it's on!", key=data["key"])),
        t.say("Start {start}, ready {ready}.", start=Bold(t.date(data["start"])), ready=Bold(t.date(data["ready"]))),
        *(_input(i, t) for i in data["inputs"]),
        *(_output(o, t) for o in data["outputs"]),
        t.say("I'll tell you when your goods are on the way.") if data["waits"] else t.say("Tap when you begin."),
    )


def job_withdrawn(data: Data, t: Texts) -> Text:
    """A job is taken back, and why."""
    if "paid" in data:
        paid = t.money(data["paid"], data["currency"])
        if data["at_work"]:
            return t.say(
                "🛑 Job {key}: please stop, the order is off. You are paid {paid}.", key=data["key"], paid=paid
            )
        return t.say("Job {key}: the order is off. What you have made is paid: {paid}.", key=data["key"], paid=paid)
    match data["why"]:
        case "faster":
            return t.say("Job {key}: another maker was quicker this time. Thank you all the same!", key=data["key"])
        case "cancelled":
            return t.say("Job {key} is off: the customer has cancelled. Sorry!", key=data["key"])
        case "failed":
            return t.say("Job {key} is off: another step of the order can't be made. Sorry!", key=data["key"])
        case "kept":
            return t.say("Job {key}: your colleague makes it after all. Thank you all the same!", key=data["key"])
        case "counter":
            return t.say("Job {key}: thank you for your terms; this time somebody else fits better.", key=data["key"])
        case _:
            return t.say("Job {key} is off: the order had to be planned anew. Sorry!", key=data["key"])


def job_note(data: Data, t: Texts) -> Text:
    return t.say("Thanks, I've passed that on about job {key}. Somebody will get back to you.", key=data["key"])
