"""What admins see who look after suppliers, and after the bot itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.render.events import event_name
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def supplier_card(data: Data, t: Texts) -> Text:
    """All that is known of a supplier."""
    count = len(data["jobs"])
    return lines(
        Text("🏭 ", Bold(data["name"]), ", ", data["city"], "  ", Code(data["key"])),
        _reach(data, t),
        t.say("⏸ gets no new jobs since {moment}", moment=t.moment(data["paused"])) if data["paused"] else None,
        t.say("keeps its word {percent} of the time", percent=Bold(t.percent(data["reliability"]))),
        t.count("{n} job under way: {jobs}", "{n} jobs under way: {jobs}", count, jobs=", ".join(data["jobs"][:12]))
        if count
        else t.say("no job under way"),
        *(_partner(pair, t) for pair in data.get("partners", ())),
        "",
        *(part for offer in data["offers"] for part in _offer(offer, data["currency"], t)),
    )


def _partner(pair: Data, t: Texts) -> Text:
    """Somebody it finishes well with."""
    parts = {"sender": pair["from"], "receiver": pair["to"], "fine": t.number(pair["fine"])}
    return t.count(
        "🤝 {sender} → {receiver}: {n} hand-over, {fine} whole and on time",
        "🤝 {sender} → {receiver}: {n} hand-overs, {fine} whole and on time",
        pair["times"],
        **parts,
    )


def _reach(data: Data, t: Texts) -> Text:
    if not data["connected"]:
        return t.say("📵 not connected yet: /invite gives a link")
    if data["unreachable"]:
        return t.say("📵 has blocked the bot, or can't be reached")
    return t.say("💬 reads what we write")


def _offer(offer: Data, currency: str, t: Texts) -> list[Text]:
    rates = [
        t.say("    from {n}: {price} each", n=t.number(least), price=t.amount(rate, currency))
        for least, rate in offer["rates"]
    ]
    terms = {"setup": t.money(offer["setup"], currency), "minimum": t.number(offer["minimum"])}
    rest = t.say("    setup {setup}, minimum {minimum}, {n} a day", **terms, n=t.number(offer["capacity"]))
    return [Text(Bold(offer["process"])), *rates, rest]


def supplier_whom(data: Data, t: Texts) -> Text:
    """Which one was not clear."""
    if data["keys"]:
        which = t.say("Which of them? {keys}", keys=", ".join(data["keys"]))
    elif data["words"]:
        which = t.say("I know no supplier “{words}”. /suppliers lists them.", words=data["words"])
    else:
        which = t.say("Which supplier? /suppliers lists them.")
    command = Code(f"/{data['command']} {data['example']}")
    return lines(which, t.say("Write for example {command}.", command=command))


def paused(data: Data, t: Texts) -> Text:
    name = Bold(data["supplier"])
    if data["already"]:
        return t.say("{supplier} is out of the planning already.", supplier=name)
    return t.say("⏸ {supplier} gets no new jobs from now on. What it has accepted stays.", supplier=name)


def resumed(data: Data, t: Texts) -> Text:
    name = Bold(data["supplier"])
    if data["already"]:
        return t.say("{supplier} was not paused: it is asked as ever.", supplier=name)
    return t.say("▶️ {supplier} is asked for new jobs again.", supplier=name)


def audit(data: Data, t: Texts) -> Text:
    """Who did what, the newest first."""
    if not data["events"]:
        return t.say("Nothing has happened yet.")
    return lines(Bold(t.say("Who did what")), *(event_line(event, t) for event in data["events"]))


def event_line(event: Data, t: Texts) -> Text:
    """Something that happened: when, who, what, and about which job or order."""
    about = event.get("about") or (event["order"] and f"#{event['order']}")
    parts = [t.moment(event["at"]), "  ", Code(event["actor"]), "  ", event_name(event["event"], t)]
    return Text(*parts, *(("  ", Code(str(about))) if about else ()))


def health(data: Data, t: Texts) -> Text:
    """Is anything stuck, and what waits."""
    waiting = {name: data[name].get("waiting", 0) for name in ("inbox", "outbox")}
    dead = {name: data[name].get("dead", 0) for name in ("inbox", "outbox")}
    minutes = data["late"] // 60
    head = t.say("✅ All is well") if data["ok"] else t.say("⚠️ Something is stuck")
    return lines(
        Bold(head),
        None
        if data["ok"]
        else t.count(
            "A follow-up has been due for {n} minute: is a worker running?",
            "A follow-up has been due for {n} minutes: is a worker running?",
            minutes,
        ),
        t.say("Messages to read: {waiting}; given up: {dead}", waiting=waiting["inbox"], dead=dead["inbox"]),
        t.say("Messages to send: {waiting}; given up: {dead}", waiting=waiting["outbox"], dead=dead["outbox"]),
        t.say(
            "Suppliers: {all}, of them {connected} connected, {unreachable} people can't be reached",
            all=data["suppliers"],
            connected=data["connected"],
            unreachable=data["unreachable"],
        ),
        t.say("Paused: {names}", names=", ".join(data["paused"])) if data["paused"] else None,
        t.say("Trades: {names}", names=", ".join(data["trades"])),
    )


OVERSIGHT_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "supplier_card": supplier_card,
    "supplier_whom": supplier_whom,
    "paused": paused,
    "resumed": resumed,
    "audit": audit,
    "health": health,
}
