"""What an admin should know about an order or one of its jobs."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Italic, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def alert(data: Data, t: Texts) -> Text:
    """One alert; what people wrote stands under it, word for word."""
    job = data["job"]
    who = t.plain("{process}, {supplier}", process=job["process"], supplier=job["supplier"]) if job else ""
    head = _head(data, {"number": data["number"], "who": who}, t)
    return lines(head, Italic(data["text"])) if data.get("text") else head


def _head(data: Data, parts: Data, t: Texts) -> Text:
    match data["what"]:
        case "note":
            return t.say("💬 Order {number}, {who} writes:", **parts)
        case "unreachable":
            return t.say("📵 Order {number}: {who} can't be reached. Planning anew.", **parts)
        case "lost":
            return t.say("📵 Order {number}: {who} is at work on it, but can't be reached now.", **parts)
        case "expired":
            return t.say("⌛ Order {number}: {who} did not answer in time. Planning anew.", **parts)
        case "escalated":
            return t.say("⏫ Order {number}: {who} is slow to answer, so somebody else is asked besides.", **parts)
        case "gave_back":
            return t.say("↩️ Order {number}: {who} has given the job back. Planning anew.", **parts)
        case "delayed":
            return t.say("🐢 Order {number}: {who} will be late, and others can't wait. Planning anew.", **parts)
        case "overdue":
            return t.say("⏰ Order {number}: {who} should have been ready by now, and says nothing.", **parts)
        case "not_received":
            return t.say("📦 Order {number}: what {who} sent should have arrived, and nobody says so.", **parts)
        case "short":
            return t.say(
                "⚠️ Order {number}: of what {who} made, {n} can't be used.", n=t.number(data["missing"]), **parts
            )
        case "undecided":
            return t.say("🤷 Order {number}: work has begun, and the consumer does not choose how to go on.", **parts)
        case "stuck":
            return t.say("🚨 Order {number}: work has begun, and nobody can be found for {who}.", **parts)
        case _:
            return t.say("🚨 Order {number} can't be made any more. See /order {number}.", **parts)
