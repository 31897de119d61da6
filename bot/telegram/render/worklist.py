"""A maker's list of work."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def worklist(data: Data, t: Texts) -> Text:
    """What waits for an answer, what is to be done today, what comes."""
    if not data["jobs"]:
        return t.say("No jobs at the moment. You'll hear from me as soon as one fits you.")
    headings = {
        "answer": t.say("❓ Waiting for your answer"),
        "today": t.say("🛠 To be done today"),
        "working": t.say("⚙️ At work"),
        "coming": t.say("📅 Coming"),
        "sent": t.say("🚚 On its way"),
    }
    parts: list[Any] = []
    for group, heading in headings.items():
        jobs = [job for job in data["jobs"] if job["group"] == group]
        if jobs:
            parts += ["" if parts else None, Bold(heading), *(_job(job, t) for job in jobs)]
    if not any(job["group"] == "today" for job in data["jobs"]):
        parts += ["", t.say("Nothing has to be done today.")]
    return lines(*parts)


def _job(job: Data, t: Texts) -> Text:
    head = {"key": Bold(job["key"]), "process": job["process"]}
    dates = {"start": t.date(job["start"]), "ready": t.date(job["ready"])}
    match job["status"]:
        case "offered" | "countered":
            price = t.money(job["price"], job["currency"])
            return t.say("{key} {process}, {start} to {ready}, {price}", **head, **dates, price=price)
        case "ready":
            to = t.all_of(job["to"])
            if to:
                return t.say("{key} {process}: ready, to be sent to {supplier}", **head, supplier=to)
            return t.say("{key} {process}: ready, to be sent to the customer", **head)
        case "shipped":
            return t.say("{key} {process}", **head)
        case "started" if job["late"]:
            return t.say("{key} {process}: was to be ready on {ready}", **head, ready=Bold(dates["ready"]))
        case "started":
            return t.say("{key} {process}: ready on {ready}", **head, ready=Bold(dates["ready"]))
    if job["waits_for_others"]:
        return t.say("{key} {process}, {start} to {ready}: the other makers have not all answered", **head, **dates)
    if job["waits_for"]:
        supplier = t.all_of(job["waits_for"])
        return t.say("{key} {process}, {start} to {ready}: waits for {supplier}", **head, **dates, supplier=supplier)
    if job["late"]:
        return t.say("{key} {process}: was to be ready on {ready}", **head, ready=Bold(dates["ready"]))
    return t.say("{key} {process}: begin on {start}, ready on {ready}", **head, **dates)
