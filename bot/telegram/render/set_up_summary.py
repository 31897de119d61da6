"""What a workshop has said of itself, line by line."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from aiogram.utils.formatting import Bold, Text

from bot.telegram.render.set_up_labels import weekday
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def summary(facts: Data, t: Texts) -> Text:
    """All that was said, line by line."""
    quiet = facts.get("quiet")
    return lines(
        Bold(" / ".join(facts["names"])),
        t.say("🏭 {trade}, {city}", trade=facts["trade"], city=facts["zone"]),
        *(line for offer in facts["offers"] for line in offer_lines(offer, facts["currency"], t)),
        Text("📅 ", t.all_of(weekday(day, t) for day in facts["workdays"])) if "workdays" in facts else None,
        t.say("🕘 {start} to {end}, {zone}", start=facts["hours"][0], end=facts["hours"][1], zone=facts["timezone"])
        if "hours" in facts and "timezone" in facts
        else None,
        t.say("🌙 quiet {start} to {end}", start=quiet[0], end=quiet[1]) if quiet else None,
        t.say("🌙 no quiet hours") if quiet == [] else None,
    )


def offer_lines(offer: Data, currency: str, t: Texts) -> list[Text]:
    """One process, with its terms and limits."""
    terms, name = terms_text(offer, currency, t), Bold(offer["process"])
    line = t.say("• {process}: {terms}", process=name, terms=terms) if terms else Text("• ", name)
    return [line, *limits_text(offer, t)]


def terms_text(offer: Data, currency: str, t: Texts) -> Text | None:
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


def limits_text(offer: Data, t: Texts) -> list[Text]:
    """Of which attributes only some values can be done."""
    return [
        t.say("    {attribute}: only {values}", attribute=only["attribute"], values=t.all_of(only["values"]))
        for only in offer["only"]
    ]
