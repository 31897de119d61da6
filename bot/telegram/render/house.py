"""The rules of the house: how much, which files, who speaks for a supplier, and being forgotten."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text, Url

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]
Draw = Callable[[Data, Texts], Text]


def _plain(draw: Callable[[Texts], Text]) -> Draw:
    """A notice that needs no facts."""
    return lambda data, t: draw(t)


def file_kind(data: Data, t: Texts) -> Text:
    """A kind of file that nobody can work from."""
    return lines(t.say("I can't take this kind of file, so I have put it aside."), _files_welcome(data, t))


def file_disguised(data: Data, t: Texts) -> Text:
    """Its name and its content don't fit."""
    return lines(
        t.say("This file is something else than its name says, so I have put it aside. Please export it anew."),
        _files_welcome(data, t),
    )


def file_size(data: Data, t: Texts) -> Text:
    """Too large, or empty."""
    return lines(
        t.say("This file is too large for me (or empty). Please send a smaller version."), _files_welcome(data, t)
    )


def _files_welcome(data: Data, t: Texts) -> Text:
    return t.say(
        "Welcome are: {kinds}, each up to {megabytes} MB.",
        kinds=", ".join(data["kinds"]),
        megabytes=data["megabytes"],
    )


def invitation(data: Data, t: Texts) -> Text:
    """What an admin hands on to a supplier."""
    new = data.get("new")
    whom = t.say("Invitation for {supplier}:", supplier=Bold(data["supplier"]))
    return lines(
        whom if data["supplier"] else t.say("Invitation for a new workshop:"),
        Url(data["link"]),
        t.count(
            "Send it to them only: whoever opens it first stands for them. It is good once, for {n} hour.",
            "Send it to them only: whoever opens it first stands for them. It is good once, for {n} hours.",
            data["hours"],
        ),
        t.say("They set up their workshop in the chat, and you look at it before anybody is served.") if new else None,
    )


def invite_whom(data: Data, t: Texts) -> Text:
    name = data["words"] if data["words"] and not data["keys"] else t.plain("Green Dye Works")
    new = t.say(
        "Not in the book yet? Write {command}: they set themselves up, and you approve them.",
        command=Code(f"/invite {t.plain('new')} {name}"),
    )
    example = t.say("Write for example {command}.", command=Code(f"/invite {data['example']}"))
    return lines(_whom(data, t), example, new)


def disconnect_whom(data: Data, t: Texts) -> Text:
    return lines(_whom(data, t), t.say("Write for example {command}.", command=Code(f"/disconnect {data['example']}")))


def _whom(data: Data, t: Texts) -> Text:
    if data["keys"] and data["words"]:
        return t.say("Which of them? {keys}", keys=", ".join(data["keys"]))
    if data["words"]:
        return t.say("I know no supplier “{words}”. /suppliers lists them.", words=data["words"])
    return t.say("Which supplier? /suppliers lists them.")


def connected(data: Data, t: Texts) -> Text:
    return lines(
        Bold(t.say("Welcome! You now speak for {supplier}.", supplier=data["supplier"])),
        t.say("Each comes with what, how many, when and for how much. Tap Accept or Decline, or just write back."),
        t.say("/jobs shows what is open. /help tells more."),
    )


def _of_supplier(message: Callable[[Texts, Text], Text]) -> Draw:
    return lambda data, t: message(t, Text(Bold(data["supplier"])))


HOUSE_NOTICES: dict[str, Draw] = {
    "too_fast": _plain(
        lambda t: t.say("That's more than I can read at once. Please wait a minute, then write again in one message.")
    ),
    "too_fast_buttons": _plain(lambda t: t.say("That's a lot of tapping. Please wait a minute, then go on.")),
    "file_kind": file_kind,
    "file_disguised": file_disguised,
    "file_size": file_size,
    "invitation": invitation,
    "invite_whom": invite_whom,
    "disconnect_whom": disconnect_whom,
    "connected": connected,
    "supplier_connected": _of_supplier(lambda t, s: t.say("🔗 {supplier} is connected.", supplier=s)),
    "invite_over": _plain(
        lambda t: t.say("This invitation has been used, or is too old. Please ask whoever sent it for a new one.")
    ),
    "invite_elsewhere": _plain(
        lambda t: t.say("This chat speaks for another supplier already. Please open the link with another account.")
    ),
    "invite_for_admin": _plain(lambda t: t.say("You are an admin here. Hand the link on to the supplier.")),
    "invite_not_sent": _plain(lambda t: t.say("The invitation could not be shown. Please ask for another one.")),
    "disconnected": _of_supplier(
        lambda t, s: t.say("{supplier} is disconnected. What it had not begun goes to others.", supplier=s)
    ),
    "disconnected_to_listed": _of_supplier(
        lambda t, s: t.say("{supplier} is disconnected; the chat in the suppliers file counts again.", supplier=s)
    ),
    "disconnect_listed": _of_supplier(
        lambda t, s: t.say("The chat of {supplier} stands in the suppliers file: take it out there.", supplier=s)
    ),
    "not_connected": _of_supplier(lambda t, s: t.say("{supplier} is not connected.", supplier=s)),
    "forget_sure": _plain(
        lambda t: lines(
            Bold(t.say("Shall I forget you?")),
            t.say("Your name, language, messages and wishes go; open drafts are called off. This can't be undone."),
            t.say("Numbers, prices and dates of past orders stay in our books, without you."),
            t.say("If so, tap /forget_yes. If not, just go on."),
        )
    ),
    "forgotten": _plain(
        lambda t: t.say("Done: I have forgotten you. Write again at any time; we'll meet as if for the first time.")
    ),
    "forget_orders_first": _plain(
        lambda t: t.say("Makers are at work for you. Ask again once that order has come, or is called off (/cancel).")
    ),
    "forget_jobs_first": _plain(
        lambda t: t.say("Others rely on your open jobs (/jobs). Once they are done or given back, ask again.")
    ),
    "forget_listed": _plain(
        lambda t: t.say("You are listed as a supplier. Please ask us to take you off the list, then ask again.")
    ),
}
