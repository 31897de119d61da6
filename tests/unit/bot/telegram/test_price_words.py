"""What a price curve says in a sentence."""

from __future__ import annotations

from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.telegram.render import price_curve
from bot.telegram.texts import Texts

EN, ZH = (Texts(language, ZoneInfo("UTC")) for language in ("en", "zh"))


def curve(*points: tuple[int, int]) -> dict[str, Any]:
    """Points of (day of December, price in minor units)."""
    found = [{"day": f"2026-12-{day:02}", "price": price, "late": False, "marks": []} for day, price in points]
    return {"currency": "CNY", "wished": None, "points": found}


@pytest.mark.parametrize(
    ("points", "english", "chinese"),
    [
        ([(4, 90000)], "Waiting longer does not make it cheaper", "再等也不会更便宜"),
        ([(4, 90000), (5, 80000)], "Waiting 1 day saves ¥100", "晚1天能省¥100"),
        ([(4, 90000), (9, 80000)], "Waiting 5 days saves ¥100", "晚5天能省¥100"),
        ([(4, 90000), (6, 88000), (14, 78000)], "Each day later saves about ¥12", "每晚一天大约省¥12"),
        ([(4, 9000), (6, 8990), (14, 8980)], "Each day later saves about ¥0.02", "每晚一天大约省¥0.02"),
    ],
)
def test_the_finding(points: list[tuple[int, int]], english: str, chinese: str) -> None:
    """The title says what waiting is worth, over all days; where there are two prices, how long one must wait."""
    assert price_curve.finding(curve(*points), EN) == english
    assert price_curve.finding(curve(*points), ZH) == chinese


def test_days_have_few_names() -> None:
    """However long it takes, at most five days are named under the picture, the first among them."""
    for last in (5, 9, 20, 31):
        chart = price_curve.chart(curve((4, 100), (last, 50)), EN)
        assert 1 < len(chart.days) <= 5
        assert chart.days[0].label == "Dec 4"


def test_few_days_are_listed() -> None:
    """Under the picture stand the best days and the last one, at most four lines in all, earliest first."""
    data = curve(*((day, 100_000 - 1_000 * day) for day in range(4, 20)))
    data["points"][0]["marks"], data["points"][9]["marks"] = ["fastest"], ["cheapest"]
    listed = price_curve.caption({"picture": data}, EN).render()[0].split("\n")[1:-1]
    assert 3 <= len(listed) <= 4
    assert "fastest" in listed[0]
    assert any("cheapest" in line for line in listed)
    assert "Dec 19" in listed[-1]
