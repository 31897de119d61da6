"""Exports in words: what is said of them, and the columns of their tables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.render.notices import status_name
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]
Cell = Callable[[Data], Any]


@dataclass(frozen=True)
class ExportFile:
    """A file that is made of the parts of the export `export`. `file`: "orders", "jobs" or "json"; `name`: its own."""

    export: str
    file: str
    name: str
    texts: Texts


def export_how(data: Data, t: Texts) -> Text:
    """How to ask for one."""
    month = data["month"]
    return lines(
        t.say("I don't know that time. You can write:"),
        Text(Code("/export"), " ", t.say("(all orders)")),
        Text(Code(f"/export {month}"), " ", t.say("(a month)")),
        Text(Code(f"/export {month}-01 {month}-15"), " ", t.say("(some days)")),
        t.say("With “json” in it, you get one file for programs instead of tables."),
    )


def export_progress(data: Data, t: Texts) -> Text:
    """How far it has come."""
    parts = {"n": t.number(data["orders"]), "all": t.number(data["total"])}
    match data["stands"]:
        case "going":
            return t.say("📤 Reading the orders: {n} of {all}", **parts)
        case "stopped":
            return t.say("📤 Stopped. Nothing is sent.")
        case "failed":
            return t.say("📤 That didn't work, and I have told the log why. Please try /export again later.")
        case "large":
            first, month = data["span"][:7], len(data["span"]) == len("2026-10")
            return lines(
                t.say("📤 Stopped: that would be more than 10 MB. Please take less at a time:"),
                None if month else Text(Code(f"/export {first}"), " ", t.say("(a month)")),
                Text(Code(f"/export {first}-01 {first}-15"), " ", t.say("(some days)")),
            )
        case _:
            return t.say("📤 Done. Here are your files:")


def export_file(data: Data, t: Texts) -> Text:
    """What is in a file."""
    orders, jobs = t.count("{n} order", "{n} orders", data["orders"]), t.count("{n} job", "{n} jobs", data["jobs"])
    match data["file"]:
        case "orders":
            return Text("📤 ", Bold(orders))
        case "jobs":
            return Text("📤 ", Bold(jobs))
        case _:
            return Text("📤 ", t.say("{orders} with {jobs}", orders=Bold(orders), jobs=jobs))


def file_of(data: Data, t: Texts) -> ExportFile | None:
    """The file that goes with a notice."""
    if data["code"] != "export_file":
        return None
    stem, ending = ("orders", "json") if data["file"] == "json" else (data["file"], "csv")
    return ExportFile(data["export"], data["file"], f"{stem}-{data['span']}.{ending}", t)


def export_gone(t: Texts) -> str:
    """The parts of a file are no longer there."""
    return t.plain("These files are no longer there. Please write /export again.")


def order_columns(t: Texts) -> dict[str, Cell]:
    """The columns of the table of orders: heading → cell, from an order's facts."""
    return {
        t.plain("Order"): lambda o: o["order"],
        t.plain("Trade"): lambda o: o["trade"],
        t.plain("State"): lambda o: status_name(o["state"], t),
        t.plain("Ordered"): lambda o: _when(o["ordered"]),
        t.plain("Customer"): lambda o: o["customer"],
        t.plain("Products"): lambda o: "; ".join(f"{i['quantity'] or '?'} × {i['name'] or '?'}" for i in o["items"]),
        t.plain("Pieces"): lambda o: sum(i["quantity"] or 0 for i in o["items"]),
        t.plain("Price"): lambda o: o["price"],
        t.plain("Cost"): lambda o: o["cost"],
        t.plain("Owed after cancelling"): lambda o: o["owed"],
        t.plain("Currency"): lambda o: o["currency"],
        t.plain("Promised for"): lambda o: o["promised"],
        t.plain("Arrived"): lambda o: o["arrived"],
        t.plain("Stars"): lambda o: o["stars"],
        t.plain("Jobs"): lambda o: len(o["jobs"]),
    }


def job_columns(t: Texts) -> dict[str, Cell]:
    """The columns of the table of jobs: heading → cell, from a job's facts, with its order's under `of`."""
    return {
        t.plain("Order"): lambda j: j["of"]["order"],
        # Its number alone: office programs take "12-3" for a day in December.
        t.plain("Job"): lambda j: j["job"].partition("-")[2],
        t.plain("Work"): lambda j: j["name"],
        t.plain("Maker"): lambda j: j["maker"],
        t.plain("State"): lambda j: job_state(j["state"], t),
        t.plain("Quantity"): lambda j: j["quantity"],
        t.plain("Spoiled"): lambda j: j["lost"],
        t.plain("Cost"): lambda j: j["cost"],
        t.plain("Currency"): lambda j: j["of"]["currency"],
        t.plain("First day"): lambda j: j["first_day"],
        t.plain("Ready"): lambda j: j["ready"],
        t.plain("Asked"): lambda j: _when(j["asked"]),
        t.plain("Reminders"): lambda j: j["reminders"],
        t.plain("Sent"): lambda j: _when(j["sent"]),
    }


def job_state(state: str, t: Texts) -> str:
    """Where a job stands, in a word or two."""
    return {
        "planned": t.plain("not asked yet"),
        "offered": t.plain("asked"),
        "accepted": t.plain("accepted"),
        "countered": t.plain("named other terms"),
        "declined": t.plain("declined"),
        "expired": t.plain("no answer"),
        "started": t.plain("at work"),
        "ready": t.plain("ready"),
        "shipped": t.plain("on the way"),
        "received": t.plain("done"),
        "withdrawn": t.plain("taken back"),
    }.get(state, state)


def _when(moment: str | None) -> str:
    """A moment as office programs read it: "2026-10-31 09:05"."""
    return moment[:16].replace("T", " ") if moment else ""


EXPORT_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "export_how": export_how,
    "export_going": lambda data, t: t.say(
        "An export is on its way already. Please wait until it has come, or stop it."
    ),
    "export_empty": lambda data, t: t.say("There are no orders in that time."),
    "export_progress": export_progress,
    "export_file": export_file,
}
