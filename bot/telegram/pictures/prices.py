"""What an order costs by the day on which it arrives."""

from __future__ import annotations

from matplotlib.axes import Axes

from bot.telegram.pictures.canvas import BLUE, GREY, INK, LARGE, ORANGE, PALE, SMALL, day_axis, png, sheet, write
from bot.telegram.pictures.charts import Point, PriceChart

#: Symbols of the points that are best at something, the first for the first of them.
_SYMBOLS = ("D", "^", "s")


def price_picture(chart: PriceChart) -> bytes:
    """A falling line, its best points named; what comes after the day wished is on grey ground, and hollow."""
    figure, axes = sheet(chart.title, top=0.1, bottom=0.8)
    first, last = chart.points[0].day, max(chart.points[-1].day, chart.wished.at if chart.wished else 0)
    margin = max(1.0, (last - first) * 0.12)
    axes.set_xlim(first - margin, last + margin)
    low, high = min(p.price for p in chart.points), max(p.price for p in chart.points)
    room = max(high - low, high // 20, 1)
    axes.set_ylim(low - room * 0.45, high + room * 0.45)
    if chart.wished is not None:
        axes.axvspan(chart.wished.at + 0.5, last + margin, color=PALE, alpha=0.6, linewidth=0)
        write(axes, 0.99, 0.97, chart.wished.label, transform=axes.transAxes, ha="right", va="top", color=GREY)
    days, prices = [p.day for p in chart.points], [p.price for p in chart.points]
    axes.step([*days, last + margin], [*prices, prices[-1]], where="post", color=BLUE, linewidth=3.5, zorder=2)
    marks = list(dict.fromkeys(p.mark for p in chart.points if p.mark))
    for place, point in enumerate(chart.points):
        _point(axes, point, marks, place, len(chart.points), room, last - first + 2 * margin)
    day_axis(axes, chart.days)
    return png(figure)


def _point(axes: Axes, point: Point, marks: list[str], place: int, count: int, room: float, width: float) -> None:
    symbol = _SYMBOLS[marks.index(point.mark) % len(_SYMBOLS)] if point.mark else "o"
    axes.plot(
        [point.day],
        [point.price],
        symbol,
        markersize=20 if point.mark else 12,
        markerfacecolor="white" if point.beyond else ORANGE if point.mark else BLUE,
        markeredgecolor=INK if point.mark else BLUE,
        markeredgewidth=2.5,
        zorder=3,
    )
    if not (point.mark or place in (0, count - 1)):
        return
    # The line comes from above and goes to the right: above it on the right is room, and below it on the left.
    cramped = place == count - 1 and count > 1
    side, anchor, down = ("right", "top", -1) if cramped else ("left", "bottom", 1)
    for line, size, colour in ((point.label, LARGE, INK), (point.mark, SMALL, GREY)):
        if line:
            up = room * down * (0.08 if line is point.label else 0.23)
            write(
                axes, point.day + width * 0.008 * down, point.price + up, line, size, ha=side, va=anchor, color=colour
            )
