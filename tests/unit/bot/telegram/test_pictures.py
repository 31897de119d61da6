"""Pictures: drawn with a font that has Chinese, legible on a phone, small."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from matplotlib.font_manager import FontPath

from bot.sandbox.images import size_of
from bot.telegram.pictures import fonts
from bot.telegram.pictures.charts import (
    Bar,
    Chart,
    Freight,
    Point,
    PriceChart,
    Series,
    StatsChart,
    Tick,
    Timeline,
)
from bot.telegram.pictures.draw import draw

LARGEST = 150 * 1024


def day(n: int) -> int:
    return date(2026, 12, n).toordinal()


def prices() -> PriceChart:
    return PriceChart(
        "每晚一天大约省¥64 (each day later saves about $64, or $60)",
        (
            Point(day(4), 332000, "¥3,320", "最快"),
            Point(day(7), 305000, "¥3,050"),
            Point(day(9), 290000, "$2,900", "cheapest"),
            Point(day(12), 281000, "¥2,810", beyond=True),
        ),
        (Tick(day(4), "12月4日"), Tick(day(12), "Dec 12")),
        Tick(day(9), "晚于您要的日期"),
    )


def timeline() -> Timeline:
    return Timeline(
        "订单12：12月17日前送到",
        (
            Bar("织造 · 江南织造厂", "12月1日–4日", day(1), day(4), "done", (Freight(day(4), day(6)),)),
            Bar("染色 · 蓝缸染坊 📦", "12月6日–8日", day(6), day(8), "late", (Freight(day(8), day(8)),)),
            Bar("Cutting · Quick Cut", "Dec 9", day(9), day(9), "under_way"),
            Bar("Sewing · Deft Hands Garment Company of the East", "Dec 10–13", day(10), day(13), "to_come"),
        ),
        (Tick(day(1), "12月1日"), Tick(day(9), "12月9日")),
        Tick(day(8), "今天"),
        Tick(day(17), "承诺：12月17日"),
        (("done", "完成"), ("under_way", "制作中"), ("late", "迟到"), ("to_come", "待开始")),
        "运输",
    )


def stats() -> StatsChart:
    return StatsChart(
        "最近14天的订单",
        [f"{n}日" for n in range(1, 15)],
        [Series(name, [n % 4 for n in range(14)]) for name in ("已送达", "being made", "取消", "failed", "询问厂家")],
    )


CHARTS = pytest.mark.parametrize("chart", [prices(), timeline(), stats()], ids=["prices", "timeline", "stats"])


@pytest.fixture
def written_in(monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[[FontPath | None], None]]:
    """Makes everything be written in one font."""

    def forget() -> None:
        fonts.font.cache_clear()
        fonts._known.cache_clear()

    def use(path: FontPath | None) -> None:
        if path is None:
            pytest.skip("not installed here")
        monkeypatch.setattr(fonts, "system_font", lambda: path)
        forget()

    forget()
    yield use
    monkeypatch.undo()
    forget()


@CHARTS
@pytest.mark.parametrize("source", [fonts.system_font, fonts.packaged_font])
def test_chinese_is_drawn(
    chart: Chart,
    source: Callable[[], FontPath | None],
    written_in: Callable[[FontPath | None], None],
) -> None:
    """With the system's font as with the package's, every character of either language has a glyph, emoji or not."""
    written_in(source())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        picture = draw(chart)
    assert size_of(picture) is not None


def test_the_package_has_a_font() -> None:
    """A machine without any Chinese font draws with the one that is installed along."""
    assert fonts.packaged_font() is not None


@CHARTS
def test_a_picture_fits_a_phone(chart: Chart) -> None:
    """A picture is 1080 pixels wide, at least 810 high, and at most 150 KB."""
    picture = draw(chart)
    size = size_of(picture)
    assert size is not None
    assert size[0] == 1080
    assert 810 <= size[1] <= 1400
    assert len(picture) <= LARGEST


def test_a_long_plan_gets_a_higher_picture() -> None:
    """Twelve jobs are as legible as four: the picture grows, and stays small enough to be a photo."""
    plan = timeline()
    picture = draw(replace(plan, bars=plan.bars * 3))
    size = size_of(picture)
    assert size is not None
    assert 1200 <= size[1] <= 2000
    assert len(picture) <= 2 * LARGEST


def test_one_price_alone_can_be_drawn() -> None:
    """Where waiting saves nothing, there is one point, and still a picture."""
    chart = prices()
    assert draw(replace(chart, points=chart.points[:1], wished=None)).startswith(b"\x89PNG")


def test_another_state_is_another_picture() -> None:
    """A job that is done looks different from one that is late."""
    plan = timeline()
    moved = replace(plan, bars=(*plan.bars[:1], replace(plan.bars[1], progress="done"), *plan.bars[2:]))
    assert draw(plan) != draw(moved)


def test_names_are_cut_by_width() -> None:
    """A Chinese character counts twice, and what is cut ends in an ellipsis."""
    assert fonts.shortened("abcdef", 6) == "abcdef"
    assert fonts.shortened("abcdefgh", 6) == "abcde…"
    assert fonts.shortened("江南织造厂", 6) == "江南…"
