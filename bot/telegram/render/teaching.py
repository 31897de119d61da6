"""What admins see of wordings that nobody understood, and of those that were taught."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def unknown(data: Data, t: Texts) -> Text:
    """What nobody understood, the most frequent first."""
    if not data["wordings"]:
        return t.say("Everything was understood so far.")
    first = data["wordings"][0]["said"]
    return lines(
        Bold(t.say("What nobody understood")),
        *(_wording(one, t) for one in data["wordings"]),
        t.say("To teach one, write: {example}", example=Code(f'/teach "{first}" = …')),
    )


def _wording(one: Data, t: Texts) -> Text:
    parts = {"wording": Bold(one["said"]), "n": t.number(one["seen"]), "day": t.day(one["last"])}
    if one["product"]:
        return t.say("{wording}: {n} ×, with {product}, last on {day}", product=one["product"], **parts)
    return t.say("{wording}: {n} ×, last on {day}", **parts)


def teach(data: Data, t: Texts) -> Text:
    """How to teach, and what was taught."""
    forget = Code('/teach forget "nvy"')
    example = t.say("For example: {example}", example=Code('/teach "nvy" = colour.navy'))
    return lines(
        t.say("I don't understand that.") if data["unclear"] else None,
        t.say("Write a wording in quotes, and what it means: a product, or a value of something one can choose."),
        example,
        t.say("{command} lets go of it again. /unknown shows what is worth teaching.", command=forget),
        *(("", Bold(t.say("Taught so far"))) if data["lessons"] else ()),
        *(Text(Bold(one["wording"]), " = ", one["means"]) for one in data["lessons"]),
    )


def sure(data: Data, t: Texts) -> Text:
    """Is that right? And what the wording means so far."""
    parts = {"wording": Bold(data["wording"]), "means": Bold(data["means"])}
    also = t.say("So far it means {means}. It will mean both.", means=t.all_of(data["also"])) if data["also"] else None
    return lines(
        t.say("{trade}: from now on {wording} means {means}. Right?", trade=t.all_of(data["trades"]), **parts),
        also,
    )


def no_name(data: Data, t: Texts) -> Text:
    return t.say("“{wording}” can't be a name: it needs two letters or a Chinese character.", wording=data["wording"])


def unclear(data: Data, t: Texts) -> Text:
    """Nothing is called so."""
    if not data["near"]:
        return t.say("Nothing is called “{to}”. Write for example colour.navy or product.hoodie.", to=data["to"])
    return t.say("Nothing is called “{to}”. Did you mean {near}?", to=data["to"], near=t.any_of(data["near"]))


def which(data: Data, t: Texts) -> Text:
    return t.say("“{to}” can be {near}. Please write it in full.", to=data["to"], near=t.any_of(data["near"]))


TEACHING_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "unknown": unknown,
    "teach": teach,
    "teach_sure": sure,
    "teach_no_name": no_name,
    "teach_unclear": unclear,
    "teach_which": which,
    "teach_known": lambda data, t: t.say(
        "{wording} means {means} already.", wording=Bold(data["wording"]), means=data["means"]
    ),
    "teach_done": lambda data, t: t.say("Learned: {wording}. It counts from now on.", wording=Bold(data["wording"])),
    "teach_left": lambda data, t: t.say("All right, nothing was changed."),
    "teach_forgotten": lambda data, t: t.say("Forgotten: {wording}.", wording=Bold(data["wording"])),
    "teach_never": lambda data, t: t.say(
        "{wording} was never taught. /teach lists what was.", wording=Bold(data["wording"])
    ),
}
