"""Once suppliers are asked: who has answered, what changed, and that it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.render.wish import reason, way_out
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def tracking(data: Data, t: Texts) -> Text:
    """Who makes it, and how far they are."""
    number = data["number"]
    match data["status"]:
        case "cancelled":
            return Bold(t.say("↩️ Order {number} is cancelled", number=number))
        case "failed":
            return Bold(t.say("❌ Order {number} could not be made", number=number))
        case "placed":
            head = t.say("📨 Order {number}: asking the makers …", number=number)
        case "confirmed":
            head = t.say("✅ Order {number} is confirmed", number=number)
        case "in_production":
            head = t.say("🛠 Order {number} is being made", number=number)
        case "delivered" | "closed":
            head = t.say("🏁 Order {number} has arrived", number=number)
        case _:
            head = t.say(
                "⏳ Order {number}: {done} of {all} makers have said yes",
                number=number,
                done=data["accepted"],
                all=len(data["jobs"]),
            )
    return lines(
        Bold(head),
        *(job_line(job, t) for job in data["jobs"]),
        Italic(t.say("🔁 Finding somebody else for what is open …")) if data["planning"] else None,
        Italic(t.say("👇 Your choice is needed, see below.")) if data["choosing"] else None,
        "",
        promise(data, t),
    )


def promise(data: Data, t: Texts) -> Text:
    """What the consumer agreed to."""
    return t.say(
        "{price} in all, with you by {day}",
        price=Bold(t.money(data["price"], data["currency"])),
        day=Bold(t.date(data["arrives"])),
    )


def job_line(job: Data, t: Texts) -> Text:
    """One supplier's part, and where it stands."""
    parts = {"process": job["process"], "supplier": Bold(job["supplier"]), "city": job["city"]}
    match job["status"]:
        case "accepted":
            return t.say("✅ {process}: {supplier}, {city}", **parts)
        case "started":
            return t.say("🛠 {process}: {supplier}, {city} (at work)", **parts)
        case "ready":
            return t.say("📦 {process}: {supplier}, {city} (ready)", **parts)
        case "shipped":
            return t.say("🚚 {process}: {supplier}, {city} (on its way)", **parts)
        case "received":
            return t.say("🏁 {process}: {supplier}, {city} (done)", **parts)
        case "planned":
            return t.say("📨 {process}: {supplier}, {city}", **parts)
        case "offered" if job["reminders"]:
            return t.say("⏰ {process}: {supplier}, {city} (reminded)", **parts)
        case "offered":
            return t.say("⏳ {process}: {supplier}, {city} (asked)", **parts)
        case "countered":
            return t.say("💬 {process}: {supplier}, {city} (named other terms)", **parts)
        case "expired":
            return t.say("⌛ {process}: {supplier}, {city} (did not answer)", **parts)
        case "withdrawn":
            return t.say("↩️ {process}: {supplier}, {city} (taken back)", **parts)
        case _:
            return t.say("❌ {process}: {supplier}, {city} (can't do it)", **parts)


def proposal(data: Data, t: Texts) -> Text:
    """What is left costs more, takes longer or is less: what each way means in money and days."""
    if not data:
        return t.say("This question is settled.")
    ways, currency = data["ways"], data["currency"]
    parts: list[Text | str | None] = [
        Bold(t.say("Order {number}: it can't be made quite as agreed", number=data["number"])),
        _why(data["trouble"], t),
        t.count("This is the best way left:", "These ways are left:", len(ways)),
    ]
    for n, way in enumerate(ways, start=1):
        mark = f"{n}. " if len(ways) > 1 else ""
        parts += [Text(mark, line) if i == 0 else line for i, line in enumerate(_way(way, data, currency, t))]
    parts.append("")
    if data["begun"]:
        parts.append(t.say("Shall we go on like that? If you cancel, only what has been made by now is to be paid."))
    else:
        parts.append(t.say("Shall we go on like that? If not, cancel, and it costs you nothing."))
    return lines(*parts)


def _way(way: Data, data: Data, currency: str, t: Texts) -> list[Text]:
    """Price and day, each against what was agreed."""
    price, day = Bold(t.money(way["price"], currency)), Bold(t.date(way["arrives"]))
    if way["short"]:
        return [t.count("{n} piece fewer, for {price}", "{n} pieces fewer, for {price}", way["short"], price=price)]
    if way["dearer"] > 0:
        found = [t.say("💰 {price} in all, {more} more", price=price, more=t.money(way["dearer"], currency))]
    else:
        found = [t.say("💰 {price}, as agreed", price=price)]
    if way["later"]:
        found.append(
            t.count(
                "📅 with you by {day}, {n} day later", "📅 with you by {day}, {n} days later", way["later"], day=day
            )
        )
    else:
        found.append(t.say("📅 with you by {day}, in time", day=day))
    if way["over_budget"]:
        found.append(t.say("That is more than you wanted to spend."))
    return found


def _why(trouble: Data | None, t: Texts) -> Text | None:
    """What went wrong with whom."""
    if trouble is None:
        return None
    parts = {"process": trouble["process"], "supplier": Bold(trouble["supplier"])}
    match trouble["what"]:
        case "short":
            return t.say("Some of what {supplier} ({process}) sent can't be used.", **parts)
        case "late":
            return t.say("{supplier} ({process}) needs longer.", **parts)
        case "expired":
            return t.say("{supplier} ({process}) does not answer.", **parts)
        case "countered" | "withdrawn":
            return t.say("{supplier} ({process}) can do it at other terms only.", **parts)
        case _:
            return t.say("{supplier} ({process}) can't do it.", **parts)


def changed(data: Data, t: Texts) -> Text:
    """What has changed in a placed order, and why."""
    parts: list[Text | None] = [
        Bold(t.say("🔁 Order {number}: a change", number=data["number"])),
        _why(data["trouble"], t),
    ]
    if data["trouble"] and data["trouble"]["what"] == "short" and data["instead"]:
        makers = t.all_of(dict.fromkeys(job["supplier"] for job in data["instead"]))
        parts.append(t.say("What is missing is made again, by {makers}.", makers=makers))
    else:
        parts += [
            t.say("{process} is done by {supplier} now.", process=job["process"], supplier=Bold(job["supplier"]))
            for job in data["instead"]
        ]
    if data["short"]:
        parts.append(t.count("{n} piece fewer comes.", "{n} pieces fewer come.", data["short"]))
    same_price = data["was_price"] is None or data["was_price"] == data["price"]
    same_day = data["was"] is None or data["was"] == data["arrives"]
    if same_price and same_day and data["was"] is not None:
        parts.append(t.say("Price and date stay as agreed."))
    else:
        parts.append(promise(data, t))
    return lines(*parts)


def trouble(data: Data, t: Texts) -> Text:
    """Work has begun, and nobody can be found for a part of it."""
    return lines(
        Bold(t.say("⚠️ Order {number}: a step is stuck", number=data["number"])),
        _why(data["trouble"], t),
        *(Text("▪️ ", reason(r, t)) for r in data["reasons"]),
        t.say(
            "We keep looking, and you hear at once when there is a way. "
            "You can also cancel; I'll first say what it costs."
        ),
    )


def on_its_way(data: Data, t: Texts) -> Text:
    """The goods are coming."""
    number = data["number"]
    if data["here"]:
        return t.say("✅ Order {number}: it is with you.", number=number)
    head = t.say(
        "🚚 Order {number} is on its way to you, there by {day}.", number=number, day=Bold(t.date(data["day"]))
    )
    if data["again"]:
        head = t.say("❓ Order {number} should be with you by now.", number=number)
    note = Text("💬 ", Italic(data["note"])) if data["note"] else None
    return lines(head, note, t.say("Please tap, or write, when it has come."))


def delivered(data: Data, t: Texts) -> Text:
    """It is all there: how good is it?"""
    number = data["number"]
    return lines(
        Bold(t.say("🏁 Order {number} is complete. Enjoy it!", number=number)),
        t.say("How good is it? Your stars help us to choose makers."),
    )


def closed(data: Data, t: Texts) -> Text:
    """Rated, or not."""
    if data["stars"]:
        return t.say("Order {number}: {stars} Thank you!", number=data["number"], stars="⭐" * data["stars"])
    return t.say("🏁 Order {number} is complete. Write any time to start anew.", number=data["number"])


def confirmed(data: Data, t: Texts) -> Text:
    """Everybody has said yes."""
    return lines(
        Bold(t.say("🎉 Confirmed! Every maker of order {number} has said yes.", number=data["number"])),
        promise(data, t),
        t.say("/orders shows where it stands."),
    )


def cancelled(data: Data, t: Texts) -> Text:
    """Called off."""
    number = data["number"]
    if data.get("by_us"):
        return lines(
            Bold(t.say("I'm sorry: we had to call off order {number}.", number=number)),
            t.say("You owe nothing. Write again at any time, and I'll look for another way."),
        )
    if not data["asked"]:
        return t.say("Order {number} is cancelled. Write any time to start anew.", number=number)
    if data["owed"]:
        owed = Bold(t.money(data["owed"], data["currency"]))
        return t.say("Order {number} is cancelled. For what was made already you owe {owed}.", number=number, owed=owed)
    return t.say("Order {number} is cancelled. Every maker who was asked knows.", number=number)


def failed(data: Data, t: Texts) -> Text:
    """Nothing can make it any more; what could be made instead."""
    ways = enumerate(data.get("ways", ()), start=1)
    numbered = [Text(f"{n}. ", way_out(way, data["currency"], t)) for n, way in ways]
    return lines(
        Bold(t.say("I'm sorry: order {number} can't be made any more.", number=data["number"])),
        *(Text("▪️ ", reason(r, t)) for r in data.get("reasons", ())),
        *((t.say("But this would work, as a new order:"), *numbered) if numbered else ()),
        t.say("Nothing is owed. Write again with a later date or a small change, and I'll look at once."),
    )
