"""A message to many, as its admin and its readers see it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def broadcast_how(data: Data, t: Texts) -> Text:
    """How to write one."""
    if data["too_long"]:
        return t.say("That is too long for one message. Please say it in {n} characters.", n=t.number(data["most"]))
    return lines(
        t.say("To whom, and what? To all, to consumers, or to suppliers:"),
        Code("/broadcast suppliers " + t.plain("We are closed on Friday.")),
        t.say("You see it first; nothing is sent before you tap."),
    )


def broadcast_preview(data: Data, t: Texts) -> Text:
    """What would be sent, and to whom."""
    people = data["people"]
    head = {
        "all": t.count("This goes to {n} person:", "This goes to {n} people:", people),
        "consumers": t.count("This goes to {n} consumer:", "This goes to {n} consumers:", people),
        "suppliers": t.count("This goes to {n} supplier:", "This goes to {n} suppliers:", people),
    }[data["audience"]]
    return lines(Bold(head), broadcast(data, t), t.say("If it is not right, just write /broadcast again."))


def broadcast(data: Data, t: Texts) -> Text:
    """The message itself: as it was written."""
    return Text("📣 ", data["text"])


def broadcast_progress(data: Data, t: Texts) -> Text:
    """How far it has come."""
    sent = t.number(data["sent"])
    match data["stands"]:
        case "going":
            return t.say("📣 Sending: {sent} of about {people}", sent=sent, people=t.number(data["people"]))
        case "stopped":
            return t.say("📣 Stopped. {sent} have it, nobody else gets it.", sent=sent)
        case _:
            return t.say("📣 Done: {sent} have it.", sent=sent)


BROADCAST_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "broadcast_how": broadcast_how,
    "broadcast_preview": broadcast_preview,
    "broadcast": broadcast,
    "broadcast_progress": broadcast_progress,
}
