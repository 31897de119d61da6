"""What is asked for: what changes, what is expected, what nobody can make; in words and drawn."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from aiogram.utils.formatting import Bold, Italic, Text

from bot.telegram.pictures.charts import DemandChart, Expected, Tick
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]
#: Days between two names along the bottom of a picture.
NAMED = 14


def demand(data: Data, t: Texts) -> Text:
    """What matters to a supplier."""
    if not data["signals"] and not data["unmet"]:
        return lines(
            t.say("There's nothing to tell yet of demand for what you make."),
            t.say("I count what is asked for, and show it once enough people stand behind it."),
        )
    free = [_free(one, t) for one in data["free"] if one["days"]]
    signals = data["signals"]
    return lines(
        Bold(t.say("📈 Demand for what you make")),
        t.say("Seven days up to {day}", day=t.date(signals[0]["until"])) if signals else None,
        *(part for signal in signals for part in _signal(signal, t)),
        _how_sure(signals, t),
        "" if free else None,
        Bold(t.say("You have free")) if free else None,
        *free,
        *_make_this(data["unmet"], t),
    )


def overview(data: Data, t: Texts) -> Text:
    """What admins see of a trade."""
    head = Bold(t.say("📈 Demand: {trade}", trade=data["trade"]))
    if not data["products"] and not data["unmet"] and not data["unknown"]:
        return lines(head, t.say("There's nothing to show yet: too few people have asked for the same."))
    unknown = [f"“{one['said']}” ({t.number(one['orders'])})" for one in data["unknown"]]
    return lines(
        head,
        t.say("Seven days up to {day}", day=t.date(data["until"])) if data["products"] else None,
        *(part for product in data["products"] for part in _product(product, t)),
        *(_ahead(data["forecast"], t) if data["forecast"] else []),
        "" if data["unmet"] else None,
        Bold(t.say("Nobody could make")) if data["unmet"] else None,
        *(_unmet(one, t) for one in data["unmet"]),
        t.say("Not understood: {wordings}", wordings=Italic(", ".join(unknown))) if unknown else None,
    )


def rhythm(data: Data, t: Texts) -> Text:
    """How often a supplier hears of demand."""
    how = t.say("Write for example “/demand weekly Wed 9” or “/demand daily 14”.")
    when = t.moment(data["next"]) if data["next"] else None
    if data["unclear"]:
        return lines(t.say("How often shall I tell you of demand?"), how)
    match data["rhythm"]:
        case "daily":
            return lines(t.say("I'll tell you of demand once a day, next time {moment}.", moment=when), how)
        case "weekly":
            return lines(t.say("I'll tell you of demand once a week, next time {moment}.", moment=when), how)
        case _:
            return t.say("I won't write about demand by myself. /demand shows it at any time.")


def chart(data: Data, t: Texts) -> DemandChart:
    """Pieces by day, and what is expected."""
    first, values = date.fromisoformat(data["first"]), data["values"]
    last = first + timedelta(days=len(values) - 1)
    name = _named(data, t)
    ends = last.toordinal() + len(data["ahead"])
    days = range(first.toordinal(), ends + 1, NAMED)
    return DemandChart(
        title=t.plain("{what}: pieces a day", what=name),
        first=first.toordinal(),
        values=tuple(values),
        ahead=tuple(Expected(*one) for one in data["ahead"]),
        days=tuple(Tick(day, t.day(date.fromordinal(day).isoformat())) for day in days),
        names=(t.plain("asked for"), t.plain("expected"), t.plain("8 times in 10 within")),
    )


def _signal(signal: Data, t: Texts) -> list[Text | str]:
    return ["", _change(signal, t), *_expected(signal, t)]


def _ahead(signal: Data, t: Texts) -> list[Text | str | None]:
    """What is expected of the product that is drawn."""
    return ["", Bold(_named(signal, t)), *_expected(signal, t), _how_sure([signal], t)]


def _change(one: Data, t: Texts) -> Text:
    """ "watermelon (cup): 4,620, 18 % more than usual"."""
    parts = {"what": Bold(_named(one, t)), "pieces": t.number(one["week"])}
    if one["change"] is None:
        return t.say("{what}: {pieces}", **parts)
    if abs(one["change"]) < 0.01:
        return t.say("{what}: {pieces}, as usual", **parts)
    parts |= {"share": Bold(t.percent(abs(one["change"]))), "usual": t.number(one["usual"])}
    if one["change"] > 0:
        return t.say("🔺 {what}: {pieces}, {share} more than usual ({usual})", **parts)
    return t.say("🔻 {what}: {pieces}, {share} less than usual ({usual})", **parts)


def _expected(signal: Data, t: Texts) -> list[Text]:
    found = signal["expected"]
    if found is None:
        return [
            t.count(
                "With {n} day of figures I'm not sure enough to look ahead.",
                "With {n} days of figures I'm not sure enough to look ahead.",
                signal["days"],
            )
        ]
    parts: dict[str, Any] = {
        "day": t.date(signal["by"]),
        "low": t.number(found["low"]),
        "high": t.number(found["high"]),
    }
    if not found["more"]:
        return [t.say("By {day}: between {low} and {high}", **parts)]
    parts["n"] = Bold(t.number(abs(found["more"])))
    if found["more"] > 0:
        return [t.say("By {day}: between {low} and {high}, about {n} more than usual", **parts)]
    return [t.say("By {day}: between {low} and {high}, about {n} less than usual", **parts)]


def _how_sure(signals: Sequence[Data], t: Texts) -> Text | None:
    """Of the first of them, which is the one that is drawn."""
    found = next((signal["expected"] for signal in signals if signal["expected"]), None)
    if found is None:
        return None
    if found["off"] is None:
        return Italic(t.say("What comes ought to lie between in 8 of 10 cases."))
    return Italic(
        t.count(
            "What comes ought to lie between in 8 of 10 cases. In the last week I'd have been {off} off, and with “as "
            "in the week before” {naive}.",
            "What comes ought to lie between in 8 of 10 cases. Over the last {n} weeks I'd have been {off} off on "
            "average, and with “as in the week before” {naive}.",
            found["tries"],
            off=t.percent(found["off"]),
            naive=t.percent(found["naive"]),
        )
    )


def _free(one: Data, t: Texts) -> Text:
    """Days with the same room stand together."""
    spans: list[tuple[str, str, str]] = []
    for day, left in one["days"]:
        after = spans and date.fromisoformat(spans[-1][1]) + timedelta(days=1) == date.fromisoformat(day)
        if after and spans[-1][2] == left:
            spans[-1] = (spans[-1][0], day, left)
        else:
            spans.append((day, day, left))
    days = ", ".join(t.plain("{n} a day {days}", n=t.number(n), days=t.days(a, b)) for a, b, n in spans)
    if not one["unit"]:
        return t.say("{process}: {days}", process=one["process"], days=days)
    return t.say("{process} ({unit}): {days}", process=one["process"], unit=one["unit"], days=days)


def _make_this(unmet: list[Data], t: Texts) -> list[Text | str]:
    if not unmet:
        return []
    return [
        "",
        Bold(t.say("💡 Make this and you get these orders")),
        *(_unmet(one, t) for one in unmet),
        t.say("Nobody could make them in the last eight weeks. Can you? Just write so."),
    ]


def _unmet(one: Data, t: Texts) -> Text:
    return t.count(
        "{what}: {n} wish, {pieces} in all",
        "{what}: {n} wishes, {pieces} in all",
        one["orders"],
        what=Bold(_named(one, t)),
        pieces=t.number(one["pieces"]),
    )


def _product(product: Data, t: Texts) -> list[Text | str]:
    values = "; ".join(_short(one, t) for one in product["values"])
    cities = ", ".join(f"{one['what']} {t.number(one['week'])}" for one in product["cities"])
    return [
        "",
        _change(product, t),
        *([Text("  ", values)] if values else []),
        *([t.say("  to {cities}", cities=cities)] if cities else []),
    ]


def _short(one: Data, t: Texts) -> str:
    if one["change"] is None:
        return f"{one['what']} {t.number(one['week'])}"
    sign = "+" if one["change"] >= 0 else "−"
    return f"{one['what']} {t.number(one['week'])} ({sign}{t.percent(abs(one['change']))})"


def _named(one: Data, t: Texts) -> str:
    if one["product"]:
        return t.plain("{what} ({product})", what=one["what"], product=one["product"])
    return str(one["what"])


DEMAND_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "demand": demand,
    "demand_overview": overview,
    "demand_rhythm": rhythm,
    "demand_failed": lambda data, t: t.say("I'm sorry: I couldn't work that out. Please try /demand again later."),
}
