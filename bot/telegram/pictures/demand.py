"""What was asked for by day, and what is expected, with how sure that is."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bot.telegram.pictures.canvas import BLUE, GREY, ORANGE, PALE, SMALL, day_axis, png, sheet, wide, write
from bot.telegram.pictures.charts import DemandChart

#: What is left free for the levels' figures, as a share of what is drawn.
_MARGIN = 0.09


def demand_picture(chart: DemandChart) -> bytes:
    """Bars for what was, a line in its band for what is to come; the level is read at two lines."""
    figure, axes = sheet(chart.title, top=0.2, bottom=1.35)
    count, last = len(chart.values), chart.first + len(chart.values) - 1
    highest = max([*chart.values, *(day.high for day in chart.ahead), 1.0])
    width = count + len(chart.ahead)
    axes.set_xlim(chart.first - 0.7 - width * _MARGIN, last + len(chart.ahead) + 0.7)
    axes.set_ylim(0, highest * 1.1)
    _levels(axes, highest)
    axes.bar(range(chart.first, chart.first + count), chart.values, 0.8, color=BLUE, linewidth=0, zorder=2)
    if chart.ahead:
        days = range(last + 1, last + 1 + len(chart.ahead))
        low, high = [day.low for day in chart.ahead], [day.high for day in chart.ahead]
        axes.fill_between(days, low, high, color=ORANGE, alpha=0.35, linewidth=0, zorder=2)
        axes.plot(days, [day.expected for day in chart.ahead], color=ORANGE, linewidth=4, marker="o", zorder=3)
    day_axis(axes, chart.days)
    _legend(figure, chart)
    return png(figure)


def _levels(axes: Axes, highest: float) -> None:
    for share in (0.5, 1.0):
        level = _round(highest * share)
        axes.axhline(level, color=PALE, linewidth=2, zorder=1)
        x = axes.get_xlim()[0]
        write(axes, x, level + highest * 0.01, f"{level:,}", SMALL, color=GREY, va="bottom", zorder=4)


def _round(n: float) -> int:
    """Down to one digit that counts, or two."""
    whole = max(int(n), 1)
    step = 10 ** max(len(str(whole)) - 2, 0)
    return int(whole // step * step)


def _legend(figure: Figure, chart: DemandChart) -> None:
    height = figure.get_figheight()
    x, y = 0.045, 0.25 / height
    looks = ((BLUE, 1.0), (ORANGE, 1.0), (ORANGE, 0.35))
    for (colour, alpha), name in zip(looks if chart.ahead else looks[:1], chart.names, strict=False):
        figure.add_artist(Rectangle((x, y), 0.035, 0.28 / height, facecolor=colour, alpha=alpha, linewidth=0))
        write(figure, x + 0.045, y + 0.13 / height, name, 20, va="center_baseline", color=GREY)
        x += 0.065 + wide(name) + 0.02
