"""What is asked of a workshop that sets itself up, why an answer is none, and what became of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any

from aiogram.utils.formatting import Bold, Code, Italic, Text

from bot.telegram.render.prices import fault_text
from bot.telegram.render.set_up_labels import weekday
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]
Draw = Callable[[Data, Texts], Text]


def question(data: Data, t: Texts) -> Text:
    """The open question, and why the last answer was none."""
    at = data["at"]
    return lines(
        Text("⚠️ ", _trouble(data["trouble"], t)) if "trouble" in data else None,
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
    known = _terms(offer, data["currency"], t)
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


def _terms(offer: Data, currency: str, t: Texts) -> Text | None:
    """What is known of the terms, in a line."""
    terms = offer["terms"]
    parts: list[str] = []
    if "price" in terms:
        first, *more = terms["price"]
        price = t.amount(first[1], currency)
        parts.append(t.plain("{price} per {unit}", price=price, unit=offer["unit"]) if offer["unit"] else price)
        parts += [t.plain("{price} from {n}", price=t.amount(p, currency), n=t.number(n)) for n, p in more]
    if "setup" in terms:
        free = Decimal(terms["setup"]) == 0
        cost = t.amount(terms["setup"], currency)
        parts.append(t.plain("no setup cost") if free else t.plain("setup {price}", price=cost))
    if "minimum" in terms:
        least = Decimal(terms["minimum"])
        parts.append(t.plain("minimum {n}", n=t.number(least)) if least else t.plain("no minimum"))
    if "capacity" in terms:
        parts.append(t.plain("{n} a day", n=t.number(terms["capacity"])))
    if "lead" in terms:
        days = int(terms["lead"])
        later = t.count("can leave after {n} day", "can leave after {n} days", days).render()[0]
        parts.append(later if days else t.plain("can leave the same day"))
    return Text(", ".join(parts) if t.language == "en" else "，".join(parts)) if parts else None


def _limits(offer: Data, t: Texts) -> list[Text]:
    return [
        t.say("    {attribute}: only {values}", attribute=only["attribute"], values=t.all_of(only["values"]))
        for only in offer["only"]
    ]


def _accepts(data: Data, t: Texts) -> Text:
    offer = data["offer"]
    return lines(
        Bold(t.say("{process}: can you do all of it?", process=offer["process"])),
        t.say("If so, tap “All of them”. If not, tap where you can't, and untick it there."),
        *_limits(offer, t),
    )


def _values(data: Data, t: Texts) -> Text:
    offer = data["offer"]
    return lines(
        Bold(t.say("{process}: {attribute}", process=offer["process"], attribute=data["attribute"])),
        t.say("Untick what you can't do, then Continue. Or write those you can."),
    )


def summary(facts: Data, t: Texts) -> Text:
    """All that was said, line by line."""
    quiet = facts.get("quiet")
    return lines(
        Bold(" / ".join(facts["names"])),
        t.say("🏭 {trade}, {city}", trade=facts["trade"], city=facts["zone"]),
        *(line for offer in facts["offers"] for line in _offer_lines(offer, facts["currency"], t)),
        Text("📅 ", t.all_of(weekday(day, t) for day in facts["workdays"])) if "workdays" in facts else None,
        t.say("🕘 {start} to {end}, {zone}", start=facts["hours"][0], end=facts["hours"][1], zone=facts["timezone"])
        if "hours" in facts and "timezone" in facts
        else None,
        t.say("🌙 quiet {start} to {end}", start=quiet[0], end=quiet[1]) if quiet else None,
        t.say("🌙 no quiet hours") if quiet == [] else None,
    )


def _offer_lines(offer: Data, currency: str, t: Texts) -> list[Text]:
    terms, name = _terms(offer, currency, t), Bold(offer["process"])
    line = t.say("• {process}: {terms}", process=name, terms=terms) if terms else Text("• ", name)
    return [line, *_limits(offer, t)]


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


def _trouble(trouble: Data, t: Texts) -> Text:
    """Why an answer is none, and what to write instead."""
    said = trouble.get("said", "")
    match trouble["code"]:
        case "name":
            return t.say("A name has 2 to {most} letters, on one line. Please write it again.", most=trouble["most"])
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
            return t.say("Prices here are in {currency}, not in {said}.", currency=trouble["currency"], said=said)
        case "figure":
            return _figure(trouble, t)
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


def _figure(trouble: Data, t: Texts) -> Text:
    number = t.number(trouble["said"])
    match trouble["field"]:
        case "lead":
            return t.say("{n} can't be: write whole days, 365 at most.", n=number)
        case "setup" | "minimum":
            return t.say("{n} is too large.", n=number)
    return t.say("{n} can't be: it must be more than 0, and not too large.", n=number)


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
        *(line for offer in data["offers"] for line in _offer_lines(offer, data["currency"], t)),
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
