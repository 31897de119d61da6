"""Who does what from when to when, and how far it is."""

from __future__ import annotations

from typing import Any

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Rectangle

from bot.telegram.pictures.canvas import (
    BLUE,
    GREEN,
    GREY,
    HEIGHT,
    INK,
    PALE,
    RED,
    SKY,
    SMALL,
    day_axis,
    png,
    sheet,
    wide,
    write,
)
from bot.telegram.pictures.charts import Bar, Progress, Timeline
from bot.telegram.pictures.fonts import shortened

#: Filling, pattern and sign of each kind of progress: any one of the three is enough to tell it.
LOOKS: dict[Progress, tuple[str, str, str]] = {
    "done": (GREEN, "", "✓"),
    "under_way": (SKY, "//", "▶"),
    "late": (RED, "xx", "!"),
    "to_come": ("white", "", ""),
}
#: Inches: of one job, of the signs above the jobs, of what stands below them.
_ROW, _TOP, _BOTTOM = 1.0, 1.15, 1.5
#: Where in its row a bar begins and ends; its title stands above.
_UPPER, _LOWER = 0.5, 0.88
_NAME_WIDTH = 42


def timeline_picture(chart: Timeline) -> bytes:
    """One row a job, freight as a dotted line behind its bar; today and the promised day across them all."""
    count = len(chart.bars)
    height = max(HEIGHT, _ROW * count + _TOP + _BOTTOM + 0.9)
    figure, axes = sheet(chart.title, height=height, top=_TOP, bottom=_BOTTOM)
    ends = [chart.today.at, chart.promise.at, *(bar.ready for bar in chart.bars)]
    ends += [way.arrive for bar in chart.bars for way in bar.freight]
    first, last = min([chart.today.at, *(bar.start for bar in chart.bars)]), max(ends) + 1
    axes.set_xlim(first - 0.3, last + 0.3)
    axes.set_ylim(max(count, 4), 0)
    for day in range(first, last + 1):
        axes.axvline(day, color=PALE, linewidth=1, zorder=0)
    for row, bar in enumerate(chart.bars):
        _bar(axes, bar, row, first, last)
    _line(axes, chart.today.at + 0.5, chart.today.label, INK, (0, (5, 3)), 0.10)
    _line(axes, chart.promise.at + 0.5, chart.promise.label, BLUE, "solid", 0.62)
    _legend(figure, chart, height)
    day_axis(axes, chart.days, 0.5)
    return png(figure)


def _bar(axes: Axes, bar: Bar, row: int, first: int, last: int) -> None:
    colour, pattern, sign = LOOKS[bar.progress]
    end = bar.ready + 1
    axes.add_patch(
        Rectangle(
            (bar.start, row + _UPPER),
            end - bar.start,
            _LOWER - _UPPER,
            facecolor=colour,
            edgecolor=INK,
            hatch=pattern,
            linewidth=2,
            zorder=3,
        )
    )
    middle = row + (_UPPER + _LOWER) / 2
    if sign:
        write(
            axes, (bar.start + end) / 2, middle, sign, SMALL, ha="center", va="center_baseline", zorder=5, bbox=_LABEL
        )
    for way in bar.freight:
        axes.plot([end, max(way.arrive + 0.5, end + 0.3)], [middle] * 2, ":", color=INK, linewidth=4, zorder=2)
        axes.plot([max(way.arrive + 0.5, end + 0.3)], [middle], ">", color=INK, markersize=12, zorder=2)
    above: dict[str, Any] = {"zorder": 6, "va": "bottom", "bbox": _LABEL}
    write(axes, first - 0.2, row + _UPPER - 0.06, shortened(bar.title, _NAME_WIDTH), **above)
    write(axes, last + 0.2, row + _UPPER - 0.06, bar.dates, color=GREY, ha="right", **above)


#: A white ground, so that no line runs through letters.
_LABEL = {"facecolor": "white", "edgecolor": "none", "pad": 1.5}


def _line(axes: Axes, at: float, label: str, colour: str, style: Any, height: float) -> None:
    """A day across all rows; `height`: how far above the rows its name stands, in inches."""
    axes.axvline(at, color=colour, linewidth=3, linestyle=style, zorder=4)
    left, right = axes.get_xlim()
    share = (at - left) / (right - left)
    side = "left" if share < 0.2 else "right" if share > 0.8 else "center"
    inches = axes.get_window_extent().height / axes.figure.dpi
    axes.plot([share] * 2, [1, 1 + height / inches], color=colour, linewidth=3, transform=axes.transAxes, clip_on=False)
    write(axes, share, 1 + height / inches, label, transform=axes.transAxes, ha=side, va="bottom", color=colour)


def _legend(figure: Figure, chart: Timeline, height: float) -> None:
    x = 0.045
    y = 0.28 / height
    for progress, name in chart.names:
        colour, pattern, sign = LOOKS[progress]
        box = Rectangle(
            (x, y),
            0.035,
            0.3 / height,
            facecolor=colour,
            edgecolor=INK,
            hatch=pattern,
            linewidth=1.5,
            transform=figure.transFigure,
        )
        figure.add_artist(box)
        if sign:
            write(figure, x + 0.0175, y + 0.15 / height, sign, 15, ha="center", va="center_baseline", bbox=_LABEL)
        write(figure, x + 0.045, y + 0.14 / height, name, 20, va="center_baseline", color=GREY)
        x += 0.045 + wide(name) + 0.03
    middle = y + 0.15 / height
    figure.add_artist(Line2D([x, x + 0.04], [middle] * 2, color=INK, linewidth=4, linestyle=":"))
    figure.add_artist(Line2D([x + 0.042], [middle], color=INK, marker=">", markersize=12))
    write(figure, x + 0.06, y + 0.14 / height, chart.freight, 20, va="center_baseline", color=GREY)
