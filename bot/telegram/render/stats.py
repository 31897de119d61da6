"""How much of what there is: the orders of the last days drawn, and everything counted in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Text

from bot.telegram.pictures.charts import Series, StatsChart
from bot.telegram.render.exports import job_state
from bot.telegram.render.notices import status_name
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def chart(data: Data, t: Texts) -> StatsChart:
    """A bar a day."""
    names = {
        "done": t.plain("done"),
        "made": t.plain("being made"),
        "asking": t.plain("asking the makers"),
        "off": t.plain("called off or failed"),
        "composing": t.plain("not with the makers yet"),
    }
    counts = data["series"]
    return StatsChart(
        title=t.plain("{orders} in {days}", orders=_orders(counts, t), days=_days(data["days"], t)),
        days=tuple(t.day(day) for day in data["days"]),
        series=tuple(Series(name, tuple(counts[group])) for group, name in names.items()),
    )


def _orders(counts: Mapping[str, list[int]], t: Texts) -> Text:
    return t.count("{n} order", "{n} orders", sum(map(sum, counts.values())))


def _days(days: list[str], t: Texts) -> Text:
    return t.count("{n} day", "{n} days", len(days))


def stats(data: Data, t: Texts) -> Text:
    """How many orders, jobs and messages are in which state."""
    due = data["next_due"]
    return lines(
        _counted(t.say("Orders"), data["orders"], lambda name: status_name(name, t), t),
        _counted(t.say("Jobs"), data["jobs"], lambda name: job_state(name, t), t),
        _counted(t.say("Messages received"), data["inbox"], lambda name: _message_state(name, t), t),
        _counted(t.say("Messages sent"), data["outbox"], lambda name: _message_state(name, t), t),
        t.say("Next follow-up: {moment}", moment=t.moment(due)) if due else t.say("Nothing to follow up."),
    )


def _counted(head: Text, counts: Mapping[str, int], named: Callable[[str], str], t: Texts) -> Text:
    """ "Orders: done 3, cancelled 1": the most first."""
    found: Counter[str] = Counter()
    for state, n in counts.items():
        found[named(state)] += n
    shown = [f"{name} {t.number(n)}" for name, n in found.most_common() if n]
    return Text(Bold(head), ": ", ", ".join(shown) or "0")


def _message_state(state: str, t: Texts) -> str:
    return {
        "waiting": t.plain("waiting"),
        "done": t.plain("dealt with"),
        "sent": t.plain("delivered"),
        "dead": t.plain("given up"),
    }.get(state, state)
