"""Why an answer of a workshop that sets itself up is none, and what to write instead."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Text

from bot.telegram.texts import Texts

Data = Mapping[str, Any]


def trouble(facts: Data, t: Texts) -> Text:
    """Why an answer is none, and what to write instead."""
    said = facts.get("said", "")
    match facts["code"]:
        case "name":
            return t.say("A name has 2 to {most} letters, on one line. Please write it again.", most=facts["most"])
        case "name_contact":
            return t.say("Just the name, please, without numbers or addresses to reach you.")
        case "name_taken":
            return t.say(
                "There is a “{said}” already. If that is you, ask us for your link; else add your city, say.", said=said
            )
        case "zone":
            return t.say("I don't know “{said}”. Please tap the city that is nearest to you.", said=said)
        case "processes":
            return t.say("“{said}” is nothing that is needed here. Please tap what you do.", said=said)
        case "currency":
            return t.say("Prices here are in {currency}, not in {said}.", currency=facts["currency"], said=said)
        case "figure":
            return _figure(facts, t)
        case "terms" if said:
            return t.say("What is {figures}? Write for example “setup 80”.", figures=t.all_of(said))
        case "terms":
            return t.say("I need a number.")
        case "values":
            return t.say("I found none of them in that. Please tap, or write them as they stand here.")
        case "workdays":
            return t.say("Which days? Write for example “Mon-Sat”.")
        case "timezone":
            return t.say("I don't know the time zone “{said}”.", said=said)
        case "hours":
            return t.say("I need two times, such as “9-18”.")
        case "file_later":
            return t.say("Say first what you do, then send the file.")
        case "text_only":
            return t.say("I can't use that here. Please write the answer, or tap it.")
    return t.say("Please tap one of the buttons.")


def _figure(facts: Data, t: Texts) -> Text:
    number = t.number(facts["said"])
    match facts["field"]:
        case "lead":
            return t.say("{n} can't be: write whole days, 365 at most.", n=number)
        case "setup" | "minimum":
            return t.say("{n} is too large.", n=number)
    return t.say("{n} can't be: it must be more than 0, and not too large.", n=number)
