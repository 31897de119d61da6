"""Why an option costs what it costs, and why it can't be sooner."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, ExpandableBlockQuote, Italic, Text

from bot.telegram.render.wish import reason, way_out
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def why_price(data: Data, t: Texts) -> Text:
    """The parts of the price, its largest part, and what would lower it."""
    currency = data["currency"]
    price = t.money(data["price"], currency)
    head = t.say("Why {price}? That is the cheapest way, and this is what it is made of:", price=price)
    sums = data["sums"]
    names = {
        "setup": t.say("🔧 setting up the machines: {price}", price=t.money(sums["setup"], currency)),
        "material": t.say("🧵 material: {price}", price=t.money(sums["material"], currency)),
        "work": t.say("🛠 work: {price}", price=t.money(sums["work"], currency)),
        "freight": t.say("🚚 freight: {price}", price=t.money(sums["freight"], currency)),
        "service": t.say("🤝 our share: {price}", price=t.money(sums["service"], currency)),
    }
    steps = lines(*(_part(part, currency, t) for part in data["parts"]))
    lower = [Text("▪️ ", way) for found in data["lower"] if (way := _lower(found, currency, t)) is not None]
    ways = [Bold(t.say("What would make it cheaper:")), *lower] if lower else []
    return lines(
        Bold(head),
        *(line for kind, line in names.items() if sums[kind]),
        ExpandableBlockQuote(steps),
        *(pair(known, t) for known in data.get("pairs", ())),
        _largest(data["largest"], t),
        *(ways or [t.say("Nobody does it cheaper, and waiting would not help either.")]),
    )


def pair(known: Data, t: Texts) -> Text:
    """Two who finish well together."""
    parts = {"sender": Bold(known["from"]), "receiver": Bold(known["to"])}
    if known["fine"] == known["times"]:
        return t.count(
            "🤝 {sender} → {receiver}: {n} hand-over, whole and on time. So I like to choose them together.",
            "🤝 {sender} → {receiver}: {n} hand-overs, all whole and on time. So I like to choose them together.",
            known["times"],
            **parts,
        )
    return t.count(
        "🤝 {sender} → {receiver}: {n} hand-over, {fine} whole and on time. So I like to choose them together.",
        "🤝 {sender} → {receiver}: {n} hand-overs, {fine} whole and on time. So I like to choose them together.",
        known["times"],
        fine=t.number(known["fine"]),
        **parts,
    )


def _part(part: Data, currency: str, t: Texts) -> Text:
    parts = {
        "process": part["process"],
        "supplier": part["supplier"],
        "price": t.money(part["cost"], currency),
        "setup": t.money(part["setup"], currency),
    }
    if part["setup"]:
        return t.say("{process}: {supplier}, {price} (setup {setup})", **parts)
    return t.say("{process}: {supplier}, {price}", **parts)


def _largest(largest: Data, t: Texts) -> Text:
    kinds = {"freight": t.plain("freight"), "service": t.plain("our share")}
    name = largest["process"] or kinds[largest["kind"]]
    return t.say("The largest part is {name}: {share} of it.", name=Bold(name), share=t.percent(largest["share"]))


def _lower(found: Data, currency: str, t: Texts) -> Text | None:
    match found["what"]:
        case "later":
            return t.say(
                "with you by {day} instead: {price} less",
                day=t.date(found["day"]),
                price=Bold(t.money(found["less"], currency)),
            )
        case "more":
            setup = t.money(found["setup"], currency)
            return t.say("more pieces: {setup} are paid once, however many you order", setup=setup)
    return _other(found, currency, t)


def _other(found: Data, currency: str, t: Texts) -> Text | None:
    """A cheaper maker, and what speaks against it."""
    parts = {
        "supplier": found["supplier"],
        "process": found["process"],
        "price": t.money(found["less"], currency),
    }
    if found["because"] == "full":
        if found["free"]:
            day = t.date(found["free"])
            return t.say("{process} by {supplier}: {price} less, but full until {day}", day=day, **parts)
        return t.say("{process} by {supplier}: {price} less, but full", **parts)
    if found["days"] and found["days"] > 0:
        n = found["days"]
        return t.count(
            "{process} by {supplier}: {price} less, but {n} day later",
            "{process} by {supplier}: {price} less, but {n} days later",
            n,
            **parts,
        )
    return None


def why_not_sooner(data: Data, t: Texts) -> Text:
    """The chain of steps, its longest link, and the constraint behind it."""
    arrives = t.date(data["arrives"])
    if data["possible"]:
        return lines(
            Bold(t.say("It can be sooner by now: {day}!", day=t.date(data["possible"]))),
            t.say("Write “by {day}”, and I'll look for the best way.", day=t.day(data["possible"])),
        )
    head = t.count(
        "Why not before {day}? One step waits for the other, and that takes {n} day:",
        "Why not before {day}? One step waits for the other, and that takes {n} days:",
        data["days"],
        day=arrives,
    )
    chain = [_link(link, t) for link in data["chain"]]
    longest = data["chain"][data["longest"]] if data["longest"] is not None else None
    binding = [Text("▪️ ", reason(r, t)) for r in data["reasons"] if r["code"] != "due"]
    binding = binding or [t.say("These are the quickest makers for each step, and nobody is quicker.")]
    ways = [Text("▪️ ", way_out(way, data["currency"], t)) for way in data["ways"]]
    return lines(
        Bold(head),
        *(part for link in chain for part in link),
        _longest(longest, t),
        *binding,
        *([Bold(t.say("What could help:")), *ways] if ways else []),
        Italic(t.say("Fewer pieces or another wish can be quicker: just write it.")),
    )


def _link(link: Data, t: Texts) -> list[Text]:
    found: list[Text] = []
    if link["waits"]:
        found.append(t.count("    {n} day until a place is free", "    {n} days until a place is free", link["waits"]))
    days = t.days(link["start"], link["ready"])
    names = {"process": link["process"], "supplier": link["supplier"]}
    found.append(t.say("⚙️ {process}: {supplier}, {days}", days=days, **names))
    if link["freight"]:
        found.append(t.count("    🚚 {n} day on the road", "    🚚 {n} days on the road", link["freight"]))
    return found


def _longest(link: Data | None, t: Texts) -> Text | None:
    if link is None:
        return None
    process = Bold(link["process"])
    return t.count(
        "The longest is {process}: {n} day.", "The longest is {process}: {n} days.", link["days"], process=process
    )


def reason_unknown(data: Data, t: Texts) -> Text:
    return t.say("Sorry, I couldn't find that out just now. Please ask again in a while.")
