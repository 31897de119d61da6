"""What suppliers read about their workshop: days off, capacity, hours, and what was understood of a change."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def days_text(first: str, last: str, t: Texts) -> str:
    """One day, or the first to the last."""
    if first == last:
        return t.date(first)
    return t.plain("{first} to {last}", first=t.date(first), last=t.date(last))


def _days(change: Data, t: Texts) -> str:
    return days_text(change["first"], change["last"], t)


def change_text(change: Data, t: Texts) -> Text:
    """What a change says, in a line."""
    days = _days(change, t) if "first" in change else ""
    match change["what"]:
        case "closed":
            return t.say("Closed: {days}", days=days)
        case "open":
            return t.say("Open again: {days}", days=days)
        case "hours":
            return t.say("Working hours: {start} to {end}", start=change["start"], end=change["end"])
        case "prices":
            return t.say("Prices: {processes}", processes=t.all_of(change["names"]))
        case "quiet":
            return t.say("Quiet hours: {start} to {end}", start=change["start"], end=change["end"])
    parts = {"process": change["process"], "units": t.number(change["units"])}
    if days:
        return t.say("{process}: at most {units} a day, {days}", **parts, days=days)
    return t.say("{process}: {units} a day, from now on", **parts)


def workshop_sure(data: Data, t: Texts) -> Text:
    """What was understood; it counts after a tap."""
    change = data["change"]
    if data["picks"]:
        return Text(Bold(_of_what(change, t)))
    jobs = data["jobs"]
    return lines(
        t.say("Did I get this right?"),
        Bold(change_text(change, t)),
        t.say("No new job will have work on these days.") if change["what"] == "closed" else None,
        *_jobs(jobs, t),
    )


def _of_what(change: Data, t: Texts) -> Text:
    units = t.number(change["units"])
    if "first" not in change:
        return t.say("{units} a day, from now on: of what?", units=units)
    return t.say("At most {units} a day, {days}: of what?", units=units, days=_days(change, t))


def _jobs(jobs: Sequence[Data], t: Texts) -> list[Text]:
    if not jobs:
        return []
    return [
        t.count("{n} job of yours is on these days:", "{n} jobs of yours are on these days:", len(jobs)),
        *(_job(job, t) for job in jobs[:10]),
        t.say("They stay as agreed; I'll ask about each of them."),
    ]


def _job(job: Data, t: Texts) -> Text:
    parts = {"key": job["key"], "process": job["process"], "start": t.date(job["start"]), "ready": t.date(job["ready"])}
    if job["offered"]:
        return t.say("⏳ {key}: {process}, {start} to {ready}", **parts)
    return t.say("✅ {key}: {process}, {start} to {ready}", **parts)


def workshop_done(data: Data, t: Texts) -> Text:
    return lines(
        t.say("👍 Noted: {change}", change=change_text(data["change"], t)),
        t.say("It counts for new jobs from now on. What is agreed stays as agreed."),
    )


def workshop_left(data: Data, t: Texts) -> Text:
    return t.say("All right, nothing is changed.")


def job_on_day_off(data: Data, t: Texts) -> Text:
    """A job that has work on a day off."""
    job = data["job"]
    if job["offered"]:
        return lines(
            _job(job, t), t.say("It is on your days off, and waits for your answer. Can you do it all the same?")
        )
    return lines(_job(job, t), t.say("It is on your days off. Do nothing if you'll do it all the same."))


def away(data: Data, t: Texts) -> Text:
    """Days off to come, and how to say others."""
    rows = [Text("🏖 ", days_text(first, last, t)) for first, last in data["days"]]
    return lines(
        t.say("I didn't get which days.") if data["unclear"] else None,
        Bold(t.say("Your days off")) if rows else t.say("You have no days off to come."),
        *rows,
        t.say("To add some: {example}", example=Code("/away " + t.plain("12-20 Dec"))),
        t.say("To end the next ones: {example}", example=Code("/away off")) if rows else None,
    )


def capacity(data: Data, t: Texts) -> Text:
    """What can be done a day, and how to change it."""
    example = data["offers"][0]["process"] if data["offers"] else ""
    rows: list[Text] = []
    for offer in data["offers"]:
        rows.append(t.say("{process}: {units} a day", process=Bold(offer["process"]), units=t.number(offer["units"])))
        rows += [t.say("    {day}: {units}", day=t.date(day), units=t.number(units)) for day, units in offer["less"]]
    return lines(
        t.say("I didn't get that number.") if data["unclear"] else None,
        Bold(t.say("What you can do a day")),
        *rows,
        t.say("For good: {example}", example=Code(f"/capacity {example} 200")),
        t.say("For some days: {example}", example=Code(f"/capacity {example} 50 " + t.plain("on 12 Dec"))),
    )


def hours(data: Data, t: Texts) -> Text:
    """Working hours and quiet hours, and how to change them."""
    (start, end), (quiet_from, quiet_until) = data["hours"], data["quiet"]
    none = quiet_from == quiet_until
    return lines(
        t.say("I didn't get those times.") if data["unclear"] else None,
        t.say("Working hours: {start} to {end}", start=Bold(start), end=Bold(end)),
        t.say("Quiet hours: none")
        if none
        else t.say("Quiet hours: {start} to {end}", start=Bold(quiet_from), end=Bold(quiet_until)),
        t.say("Time zone: {zone}", zone=data["timezone"]),
        t.say("Write for example {one} or {other}.", one=Code("/hours 9-18"), other=Code("/hours quiet 21-8")),
    )


WORKSHOP_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "workshop_sure": workshop_sure,
    "workshop_done": workshop_done,
    "workshop_left": workshop_left,
    "job_on_day_off": job_on_day_off,
    "away": away,
    "capacity": capacity,
    "hours": hours,
}
