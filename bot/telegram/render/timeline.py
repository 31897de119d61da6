"""The plan in time: what is drawn, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from aiogram.utils.formatting import Bold, Text

from bot.telegram.pictures.charts import Bar, Freight, Progress, Tick, Timeline
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]

#: So many days have room for their names.
NAMED = 5


def chart(data: Data, t: Texts) -> Timeline:
    """One bar a job; today, and the day that was promised."""
    names = _names(t)
    days = [data["today"], data["arrives"]]
    days += [day for bar in data["bars"] for day in (bar["start"], bar["ready"])]
    return Timeline(
        title=t.plain("Order {number}: with you by {day}", number=data["number"], day=t.date(data["arrives"])),
        bars=tuple(_bar(bar, t) for bar in data["bars"]),
        days=ticks(days, t),
        today=Tick(ordinal(data["today"]), t.plain("today")),
        promise=Tick(ordinal(data["arrives"]), t.plain("promised: {day}", day=t.day(data["arrives"]))),
        names=tuple(names.items()),
        freight=t.plain("on the way"),
    )


def caption(data: Data, t: Texts) -> Text:
    """What the picture shows."""
    picture = data["picture"]
    if picture is None:
        return t.say("There is nothing to show yet.")
    head = t.say("🗓 Order {number}: with you by {day}", number=data["number"], day=t.date(picture["arrives"]))
    return lines(Bold(head), *(_line(bar, t) for bar in picture["bars"]))


def _line(bar: Data, t: Texts) -> Text:
    names = _names(t)
    return t.say(
        "{process}, {days}: {state}",
        process=bar["process"],
        days=t.days(bar["start"], bar["ready"]),
        state=names[bar["progress"]],
    )


def _names(t: Texts) -> dict[Progress, str]:
    return {
        "done": t.plain("done"),
        "under_way": t.plain("at work"),
        "late": t.plain("late"),
        "to_come": t.plain("to come"),
    }


def _bar(bar: Data, t: Texts) -> Bar:
    return Bar(
        title=f"{bar['process']} · {bar['supplier']}",
        dates=t.days(bar["start"], bar["ready"]),
        start=ordinal(bar["start"]),
        ready=ordinal(bar["ready"]),
        progress=bar["progress"],
        freight=tuple(Freight(ordinal(depart), ordinal(arrive)) for depart, arrive in bar["freight"]),
    )


def ordinal(iso: str) -> int:
    """A day as pictures count it."""
    return date.fromisoformat(iso).toordinal()


def ticks(days: Sequence[str], t: Texts) -> tuple[Tick, ...]:
    """A few days, evenly spread from the first to the last."""
    first, last = ordinal(min(days)), ordinal(max(days))
    step = max(1, -(-(last - first) // (NAMED - 1)))
    return tuple(Tick(at, t.day(date.fromordinal(at).isoformat())) for at in range(first, last + 1, step))
