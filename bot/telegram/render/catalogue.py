"""What admins see of the catalogues that are served, and of others that they send in."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def catalogue(data: Data, t: Texts) -> Text:
    """The trades that are served, and how to change them."""
    example = Code(f"/catalogue {data['trades'][0]['id']}")
    trades = [part for trade in data["trades"] for part in _trade(trade, t)]
    return lines(
        t.say("There is no trade of that name.") if data["unclear"] else None,
        *trades,
        "",
        t.say(
            "{command} sends the files of a trade. Change one, send it back: I check it, and show what is different.",
            command=example,
        ),
    )


def _trade(trade: Data, t: Texts) -> list[Text]:
    numbers = t.say(
        "{attributes} attributes, {processes} processes, {suppliers} suppliers",
        attributes=t.number(trade["attributes"]),
        processes=t.number(trade["processes"]),
        suppliers=t.number(trade["suppliers"]),
    )
    mark = Code(trade["mark"])
    if trade["since"]:
        since = t.say("version {mark}, sent in on {moment}", mark=mark, moment=t.moment(trade["since"]))
    else:
        since = t.say("version {mark}, from the files", mark=mark)
    return [Text(Bold(trade["name"]), " (", Code(trade["id"]), "): ", t.all_of(trade["products"])), numbers, since]


def compared(data: Data, t: Texts) -> Text:
    """What would be different."""
    if not data["changes"]:
        return t.say("{trade}: nothing is different from what is served.", trade=Bold(data["trade"]))
    signs = {"added": "➕", "removed": "➖", "changed": "✏️"}
    return lines(
        Bold(t.say("{trade}: what would be different", trade=data["trade"])),
        *(Text(signs[one["sign"]], " ", _what(one, t)) for one in data["changes"]),
        _more(data["more"], t),
        t.say("Orders that are under way keep what was agreed."),
    )


def _what(one: Data, t: Texts) -> Text:
    name = Bold(one["name"])
    match one["what"]:
        case "product":
            return t.say("product {name}", name=name)
        case "attribute":
            return t.say("attribute {name}", name=name)
        case "value":
            return name
        case "process":
            return t.say("process {name}", name=name)
        case "zone":
            return t.say("city {name}", name=name)
        case "supplier":
            return t.say("supplier {name}", name=name)
        case "currency":
            return t.say("currency {name}", name=name)
        case "shipping":
            return t.say("freight")
    return t.say("units and other wordings")


def faults(data: Data, t: Texts) -> Text:
    """Why it can't be used."""
    return lines(
        Bold(t.say("That can't be used yet:")),
        *(Text("• ", fault) for fault in data["faults"]),
        _more(data["more"], t),
        t.say("Nothing has changed. Correct it, and send it again."),
    )


def _more(n: int, t: Texts) -> Text | None:
    return t.count("… and {n} more", "… and {n} more", n) if n else None


def working(data: Data, t: Texts) -> Text:
    if data["do"] == "check":
        return t.say("🔎 Checking and comparing …")
    return t.say("⏳ Taking it over …")


CATALOGUE_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "catalogue": catalogue,
    "catalogue_compared": compared,
    "catalogue_faults": faults,
    "catalogue_working": working,
    "catalogue_files": lambda data, t: t.say(
        "{trade}, as it is served. Change a file, and send it back.", trade=Bold(data["trade"])
    ),
    "catalogue_used": lambda data, t: t.say("✅ {trade} is served like this from now on.", trade=Bold(data["trade"])),
    "catalogue_left": lambda data, t: t.say("All right, nothing was changed."),
    "catalogue_old": lambda data, t: t.say("That is out of date. Please send the file again."),
    "catalogue_failed": lambda data, t: t.say("That didn't work, and the log says why. Nothing has changed."),
    "catalogue_fixed": lambda data, t: t.say("The catalogues of this bot can't be changed while it runs."),
    "catalogue_back": lambda data, t: t.say("Shall {trade} be served from its files again?", trade=Bold(data["trade"])),
    "catalogue_no_way_back": lambda data, t: t.say("That is served from its files already. /catalogue shows what is."),
}
