"""What is asked of a workshop that sets itself up, why an answer is none, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Italic, Text

from bot.telegram.render.prices import fault_text
from bot.telegram.render.set_up_summary import limits_text, offer_lines, summary, terms_text
from bot.telegram.render.set_up_trouble import trouble
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]
Draw = Callable[[Data, Texts], Text]


def question(data: Data, t: Texts) -> Text:
    """The open question, and why the last answer was none."""
    at = data["at"]
    return lines(
        Text("⚠️ ", trouble(data["trouble"], t)) if "trouble" in data else None,
        Italic(t.plain("{n} of {all}", n=t.number(at[0]), all=t.number(at[1]))) if at else None,
        _QUESTIONS[data["kind"]](data, t),
    )


def _asked(ask: Callable[[Texts], str], hint: Callable[[Texts], Text] | None = None) -> Draw:
    return lambda data, t: lines(Bold(ask(t)), hint(t) if hint else None)


def _other_name(data: Data, t: Texts) -> Text:
    name = Bold(data["name"])
    if data["language"] == "zh":
        return t.say("What is {name} called in Chinese? You can skip this.", name=name)
    return t.say("What is {name} called in English? You can skip this.", name=name)


def _offer(data: Data, t: Texts) -> Text:
    offer, asked = data["offer"], data["asked"]
    known = terms_text(offer, data["currency"], t)
    example = t.plain("3.50 each, setup 80, min 20, 200 a day, 2 days")
    return lines(
        Bold(t.say("{process}: your terms", process=offer["process"])),
        known,
        _term_asked(asked, offer["unit"], t),
        t.say("All in one line is fine, too: “{example}”", example=Code(example)) if asked == "price" else None,
    )


def _term_asked(asked: str, unit: str, t: Texts) -> Text:
    match asked:
        case "price":
            return t.say("What do you ask per {unit}?", unit=unit) if unit else t.say("What do you ask for one?")
        case "setup":
            return t.say("What does it cost to set up, each time?")
        case "minimum":
            return t.say("How many at least (your minimum)?")
        case "capacity":
            return t.say("How many can you do a day?")
        case "lead":
            return t.say("How many days after the work is done can it leave?")
    return t.say("To change one, write it, for example “price 4”.")


def _accepts(data: Data, t: Texts) -> Text:
    offer = data["offer"]
    return lines(
        Bold(t.say("{process}: can you do all of it?", process=offer["process"])),
        t.say("If so, tap “All of them”. If not, tap where you can't, and untick it there."),
        *limits_text(offer, t),
    )


def _values(data: Data, t: Texts) -> Text:
    offer = data["offer"]
    return lines(
        Bold(t.say("{process}: {attribute}", process=offer["process"], attribute=data["attribute"])),
        t.say("Untick what you can't do, then Continue. Or write those you can."),
    )


def _summary(data: Data, t: Texts) -> Text:
    return lines(
        Bold(t.say("Is this right?")), "", summary(data["summary"], t), "", t.say("Tap a line below to change it.")
    )


_QUESTIONS: Mapping[str, Draw] = {
    "trade": _asked(lambda t: t.plain("What kind of workshop is it?")),
    "name": _asked(lambda t: t.plain("What is your workshop called?"), lambda t: t.say("Just write it.")),
    "other_name": _other_name,
    "zone": _asked(
        lambda t: t.plain("Where are you?"),
        lambda t: t.say("Tap your city, or write it. If it is not here, take the nearest."),
    ),
    "processes": _asked(
        lambda t: t.plain("What do you do?"), lambda t: t.say("Tap all that fits, then Continue. Or write it.")
    ),
    "offer": _offer,
    "accepts": _accepts,
    "values": _values,
    "workdays": _asked(
        lambda t: t.plain("On which days do you work?"), lambda t: t.say("Tap, then Continue. Or write “Mon-Sat”.")
    ),
    "timezone": _asked(
        lambda t: t.plain("In which time zone are you?"), lambda t: t.say("Tap it, or write “Shanghai” or “UTC+8”.")
    ),
    "hours": _asked(lambda t: t.plain("When do you work?"), lambda t: t.say("Tap it, or write “8-17”.")),
    "quiet": _asked(
        lambda t: t.plain("When shall I leave you in peace?"), lambda t: t.say("Tap it, or write “22-7” or “none”.")
    ),
    "summary": _summary,
}


def _asked_of_admin(data: Data, t: Texts) -> Text:
    return lines(
        Bold(t.say("🆕 A workshop wants to join")),
        t.say("Set up by {person}. It gets no jobs until you approve it.", person=data["person"]),
        "",
        summary(data["summary"], t),
    )


def _settled(heading: Callable[[str, str, Texts], Text]) -> Draw:
    """What became of a workshop, for the admins. `heading` takes its name and who decided."""
    return lambda data, t: heading(" / ".join(data["summary"]["names"]), data.get("by", ""), t)


def _approved_by(data: Data, t: Texts) -> Text:
    name = Bold(" / ".join(data["summary"]["names"]))
    return lines(
        t.say("✅ {name} is approved, by {by}.", name=name, by=data["by"]),
        t.say("More with {command}", command=Code(f"/supplier {data['key']}")),
    )


def _approved(data: Data, t: Texts) -> Text:
    return lines(
        Bold(t.say("🎉 Welcome! {name} is in.", name=data["name"])),
        t.say("Jobs that fit you come here, each with what, how many, when and for how much."),
        t.say("/jobs: what is open. /prices: change your terms. /away: days off. /capacity, /hours, /score: the rest."),
        t.say("/help tells more."),
    )


def _terms_in_file(data: Data, t: Texts) -> Text:
    return lines(
        Bold(t.say("Your file says:")),
        *(line for offer in data["offers"] for line in offer_lines(offer, data["currency"], t)),
    )


def _faults_in_file(data: Data, t: Texts) -> Text:
    return lines(
        Bold(t.say("I can't use this file yet. Nothing is changed.")),
        *(fault_text(fault, t) for fault in data["faults"]),
        t.count("… and {n} more", "… and {n} more", data["more"]) if data["more"] else None,
        t.say("Please correct it and send it again, or just answer here."),
    )


def _plain(message: Callable[[Texts], Text]) -> Draw:
    return lambda data, t: message(t)


def _named(message: Callable[[Texts, Text], Text]) -> Draw:
    return lambda data, t: message(t, Bold(data["name"]))


SET_UP_NOTICES: dict[str, Draw] = {
    "setup_question": question,
    "setup_waiting": lambda data, t: lines(
        Bold(t.say("🙏 Thank you! Our people look at this now. You'll hear from me here.")),
        "",
        summary(data["summary"], t),
    ),
    "setup_paused": _plain(lambda t: t.say("⏸ Stopped. Nothing is lost: /setup goes on where you were.")),
    "setup_dropped": _plain(lambda t: t.say("It is forgotten. Should you change your mind, ask us for a new link.")),
    "setup_asked": _asked_of_admin,
    "setup_taken_back": _settled(lambda name, by, t: t.say("↩️ {name}: they took it back to change it.", name=name)),
    "setup_approved_by": _approved_by,
    "setup_rejected_by": _settled(lambda name, by, t: t.say("❌ {name} is rejected, by {by}.", name=name, by=by)),
    "setup_approved": _approved,
    "setup_rejected": _named(
        lambda t, name: t.say("Thank you for your trouble with {name}. It doesn't fit us just now, sorry.", name=name)
    ),
    "setup_file": _plain(
        lambda t: t.say("Fill in one of these files and send it back: you'll see what I read. Or just answer above.")
    ),
    "setup_terms": _terms_in_file,
    "setup_faults": _faults_in_file,
    "setup_no_table": _plain(
        lambda t: t.say("I find no table of terms in this file. Please save it as XLSX or CSV, or just answer here.")
    ),
    "invite_nowhere": _plain(
        lambda t: t.say("Nobody can join yet: a book needs zones, and its catalogue routings, for that.")
    ),
}
