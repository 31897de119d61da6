"""Once suppliers are asked: who has answered, what changed, and that it is settled."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.render.wish import reason
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def tracking(data: Data, t: Texts) -> Text:
    """Who makes it, and who has said yes."""
    jobs = data["jobs"]
    number = data["number"]
    if data["status"] == "confirmed":
        head = t.say("✅ Order {number} is confirmed", number=number)
    elif data["status"] == "cancelled":
        return Bold(t.say("↩️ Order {number} is cancelled", number=number))
    elif data["status"] == "failed":
        return Bold(t.say("❌ Order {number} could not be made", number=number))
    else:
        head = t.say(
            "⏳ Order {number}: {done} of {all} makers have said yes",
            number=data["number"],
            done=data["accepted"],
            all=len(jobs),
        )
    return lines(
        Bold(head),
        *(job_line(job, t) for job in jobs),
        Italic(t.say("🔁 Finding somebody else for what is open …")) if data["planning"] else None,
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
    """The only way left costs more or takes longer."""
    if not data:
        return t.say("This question is settled.")
    currency = data["currency"]
    dearer, later = data["price"] > data["was_price"], data["arrives"] > data["was_arrives"]
    parts: list[Text | str] = [
        Bold(t.say("Order {number}: not everybody could take it. This is the best way left", number=data["number"])),
    ]
    if dearer:
        parts.append(
            t.say(
                "💰 {price} in all instead of {was}",
                price=Bold(t.money(data["price"], currency)),
                was=t.money(data["was_price"], currency),
            )
        )
    if data["over_budget"]:
        parts.append(t.say("That is more than you wanted to spend."))
    if later:
        parts.append(
            t.say(
                "📅 with you by {day} instead of {was}",
                day=Bold(t.date(data["arrives"])),
                was=t.date(data["was_arrives"]),
            )
        )
    if not dearer:
        parts.append(t.say("The price stays as agreed."))
    if not later:
        parts.append(t.say("The date stays as agreed."))
    parts += ["", t.say("Shall we go on like that? If not, cancel, and it costs you nothing.")]
    return lines(*parts)


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
    if not data["asked"]:
        return t.say("Order {number} is cancelled. Write any time to start anew.", number=number)
    return t.say("Order {number} is cancelled. Every maker who was asked knows.", number=number)


def failed(data: Data, t: Texts) -> Text:
    """Nothing can make it any more."""
    return lines(
        Bold(t.say("I'm sorry: order {number} can't be made any more.", number=data["number"])),
        *(Text("▪️ ", reason(r, t)) for r in data.get("reasons", ())),
        t.say("Nothing is owed. Write again with a later date or a small change, and I'll look at once."),
    )
