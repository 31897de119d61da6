"""What an order would cost if it may arrive later or has to arrive sooner: what is drawn, and the same in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Text

from bot.telegram.pictures.charts import Point, PriceChart, Tick
from bot.telegram.render.timeline import ordinal, ticks
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]

#: Lines under the picture: more would be a wall.
LISTED = 4


def chart(data: Data, t: Texts) -> PriceChart:
    """The prices by day, the best ones named."""
    wished = data["wished"]
    currency = data["currency"]
    days = [point["day"] for point in data["points"]]
    return PriceChart(
        title=finding(data, t),
        points=tuple(
            Point(
                ordinal(point["day"]),
                point["price"],
                t.about(point["price"], currency),
                _mark(point["marks"], t),
                point["late"],
            )
            for point in data["points"]
        ),
        days=ticks([*days, *([wished] if wished else [])], t),
        wished=Tick(ordinal(wished), t.plain("later than you want")) if wished else None,
    )


def finding(data: Data, t: Texts) -> str:
    """What the prices say, in a sentence."""
    points = data["points"]
    first, last = points[0], points[-1]
    days = ordinal(last["day"]) - ordinal(first["day"])
    if not days:
        return t.plain("Waiting longer does not make it cheaper")
    saved = first["price"] - last["price"]
    if len(points) > 2:
        return t.plain("Each day later saves about {price}", price=t.about(saved // days, data["currency"]))
    price = t.about(saved, data["currency"])
    return t.count("Waiting {n} day saves {price}", "Waiting {n} days saves {price}", days, price=price).render()[0]


def caption(data: Data, t: Texts) -> Text:
    """The days at which the price falls."""
    picture = data["picture"]
    points = picture["points"]
    telling = {point["day"]: point for point in (*(p for p in points if p["marks"]), points[-1], *points)}
    shown = sorted([*telling.values()][:LISTED], key=lambda point: str(point["day"]))
    head = t.say("📈 {finding}", finding=finding(picture, t))
    return lines(
        Bold(head),
        *(_line(point, picture["currency"], t) for point in shown),
        t.say("The price is the same or lower from each of these days on. Want another day? Just write it."),
    )


def _line(point: Data, currency: str, t: Texts) -> Text:
    day, price = t.date(point["day"]), Bold(t.money(point["price"], currency))
    if point["marks"]:
        return t.say("{day}: {price} ({mark})", day=day, price=price, mark=_mark(point["marks"], t))
    if point["late"]:
        return t.say("{day}: {price} (later than you want)", day=day, price=price)
    return t.say("{day}: {price}", day=day, price=price)


def _mark(marks: list[str], t: Texts) -> str:
    names = {"fastest": t.plain("fastest"), "cheapest": t.plain("cheapest")}
    return t.all_of(names[mark] for mark in marks)
