"""What a maker sees who passes a part of a job on."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def passing(data: Data, t: Texts) -> Text:
    """What became of a request to take over a part of a job."""
    job, one = data["job"], data["one"]
    head = {"key": job["key"], "process": job["process"]}
    match data["what"]:
        case "asked":
            return lines(
                Bold(t.say("🤝 Job {key}: asked", **head)),
                *(_asked(a, job, t) for a in data["asked"]),
                t.say("Until one of them says yes, nothing changes: the job is yours as it was."),
            )
        case "terms":
            return lines(
                Bold(t.say("🤝 Job {key}: {maker} would do it at other terms", key=job["key"], maker=one["name"])),
                _asked(one, job, t),
                t.say("Shall I take it? If you don't answer, everything stays as it was."),
            )
        case "taken":
            return _taken(data, t)
        case "refused":
            no = t.say("🤝 Job {key}: {maker} can't take it.", key=job["key"], maker=one["name"])
            if data["asked"]:
                names = t.all_of(a["name"] for a in data["asked"])
                return lines(no, t.say("I'm still waiting for {makers}.", makers=names))
            return lines(no, t.say("So everything stays as it was. /pass asks others, or for fewer."))
        case "stale":
            return lines(
                t.say("🤝 Job {key}: something has changed meanwhile, so I've taken the request back.", key=job["key"]),
                t.say("If you still need somebody: /pass."),
            )
        case _:
            return t.say("🤝 Job {key} stays yours, all of it. Whoever was asked knows.", key=job["key"])


def _asked(asked: Data, job: Data, t: Texts) -> Text:
    parts = {
        "maker": Bold(asked["name"]),
        "quantity": _amount(asked["quantity"], job, t),
        "price": t.money(asked["price"], job["currency"]),
        "day": t.date(asked["ready"]),
    }
    line = t.say("▪️ {maker}: {quantity} for {price}, ready {day}", **parts)
    return lines(line, _money(asked, job, t))


def _money(asked: Data, job: Data, t: Texts) -> Text:
    """What it would mean for the first maker's pay."""
    left = Bold(t.money(asked["left"], job["currency"]))
    if asked["bears"]:
        bears = t.money(asked["bears"], job["currency"])
        return t.say("    you'd get {left}; {bears} of your pay would go to it", left=left, bears=bears)
    return t.say("    you'd get {left}", left=left)


def _amount(quantity: str, job: Data, t: Texts) -> Text:
    """So much of a job, in what it is counted in."""
    if job["pieces"]:
        return t.count("{n} piece", "{n} pieces", int(quantity), unit=job["unit"])
    return t.say("{n} {unit}", n=t.number(quantity), unit=job["unit"])


def _taken(data: Data, t: Texts) -> Text:
    job, one = data["job"], data["one"]
    names = {"key": job["key"], "maker": Bold(one["name"]), "quantity": _amount(one["quantity"], job, t)}
    own = {
        "quantity": Bold(_amount(job["quantity"], job, t)),
        "price": Bold(t.money(job["price"], job["currency"])),
        "was": t.money(data["was"], job["currency"]),
    }
    return lines(
        Bold(t.say("🤝 Job {key}: {maker} takes {quantity}", **names)),
        t.say("You have nothing left to do for it. Thank you for saying it in time!")
        if data["whole"]
        else t.say("You make {quantity} and get {price} (it was {was}). Your days stay as they are.", **own),
        t.say("📦 Please send {maker} what they need for it: it is with you.", maker=Bold(one["name"]))
        if data["forward"]
        else None,
    )


def pass_which(data: Data, t: Texts) -> Text:
    example = Code(f"/pass {data['jobs'][0]['key']} 20")
    return lines(
        Bold(t.say("Which job? I'll look for somebody who does a part of it.")),
        *(_job(job, t) for job in data["jobs"]),
        t.say("Tap it, or write for example {command}.", command=example),
    )


def _job(job: Data, t: Texts) -> Text:
    return t.say(
        "{key} {process}: {quantity}, ready {day}",
        key=Bold(job["key"]),
        process=job["process"],
        quantity=_amount(job["quantity"], job, t),
        day=t.date(job["ready"]),
    )


def pass_how_many(data: Data, t: Texts) -> Text:
    """A number is asked for."""
    job = data["job"]
    amount = _amount(job["quantity"], job, t)
    wrong = t.say("That can't be: the job is {quantity}.", quantity=amount) if data["wrong"] else None
    return lines(
        wrong,
        Bold(t.say("How many of job {key} ({quantity}) shall somebody else make?", key=job["key"], quantity=amount)),
        t.say("You've begun: please count only what is not made yet.") if data["begun"] else None,
        t.say("Tap a number, or reply with one."),
    )


def pass_who(data: Data, t: Texts) -> Text:
    """Who could, and what it would mean in money."""
    job = data["job"]
    names = {"key": job["key"], "process": job["process"], "quantity": _amount(data["quantity"], job, t)}
    if not data["makers"]:
        nobody = t.say("Nobody could make {quantity} of job {key} in time, and within your own pay.", **names)
        if data["fewer"] != "0":
            return lines(nobody, t.say("{quantity} could be done.", quantity=_amount(data["fewer"], job, t)))
        return lines(nobody, t.say("Everything stays as it is. If you'll be late, write “two days later”."))
    return lines(
        Bold(t.say("Who could make {quantity} of job {key} ({process})", **names)),
        *(_maker(maker, job, t) for maker in data["makers"]),
        t.say("The customer's price and day stay. Whom shall I ask?"),
    )


def _maker(maker: Data, job: Data, t: Texts) -> Text:
    line = t.say(
        "▪️ {maker}, {city}: {price}, ready {day}",
        maker=Bold(maker["name"]),
        city=maker["city"],
        price=t.money(maker["price"], job["currency"]),
        day=t.date(maker["ready"]),
    )
    return lines(line, _money(maker, job, t))


def pass_nothing(data: Data, t: Texts) -> Text:
    return t.say("There's no job of yours that could be passed on just now. /jobs shows what you have.")


def material(data: Data, t: Texts) -> Text:
    """How a maker orders something itself."""
    return lines(
        Bold(t.say("🧵 What do you need for your workshop?")),
        t.say("I can have these made: {products}.", products=t.all_of(data["products"])),
        t.say("Just write it: what, how many, by when. It comes to you in {city}.", city=data["city"]),
        t.say("While you order, what you write is about the order. Jobs you answer with their buttons, or by a reply."),
        t.say("/cancel drops it."),
    )


PART_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "pass_which": pass_which,
    "pass_how_many": pass_how_many,
    "pass_who": pass_who,
    "pass_nothing": pass_nothing,
    "material": material,
}
