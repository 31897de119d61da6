"""Numbers by day, for admins."""

from __future__ import annotations

from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from bot.telegram.pictures.canvas import (
    BLUE,
    GREEN,
    GREY,
    INK,
    ORANGE,
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
from bot.telegram.pictures.charts import StatsChart, Tick

_LOOKS = ((BLUE, ""), (ORANGE, "//"), (GREEN, ".."), (RED, "xx"), (SKY, "\\\\"), (PALE, "--"), (GREY, "++"))
#: More days than this have no room for their names.
_NAMED = 7
#: Shares of the sheet's width: a name's box, what is left free after the name, a full row.
_BOX, _GAP, _FULL = 0.06, 0.02, 0.93


def stats_picture(data: StatsChart) -> bytes:
    """A stacked bar a day, its total above it; each series has a colour and a pattern of its own."""
    rows = _rows(data)
    figure, axes = sheet(data.title, top=0.2, bottom=0.9 + 0.45 * len(rows))
    totals = [sum(series.counts[day] for series in data.series) for day in range(len(data.days))]
    highest = max([*totals, 1])
    axes.set_xlim(-0.6, max(len(data.days), 1) - 0.4)
    axes.set_ylim(0, highest * 1.18)
    base = [0] * len(data.days)
    for n, series in enumerate(data.series):
        colour, pattern = _LOOKS[n % len(_LOOKS)]
        axes.bar(
            range(len(data.days)), series.counts, 0.72, base, color=colour, hatch=pattern, edgecolor=INK, linewidth=1
        )
        base = [below + count for below, count in zip(base, series.counts, strict=True)]
    step = -(-len(data.days) // _NAMED)
    for day, total in enumerate(totals):
        if total and (len(data.days) <= 2 * _NAMED):
            write(axes, day, total + highest * 0.02, str(total), SMALL, ha="center", va="bottom")
    day_axis(axes, [Tick(day, name) for day, name in enumerate(data.days) if day % step == 0])
    _legend(figure, data, rows)
    return png(figure)


def _rows(data: StatsChart) -> list[list[int]]:
    """Which series are named in which row of the legend."""
    rows: list[list[int]] = [[]]
    used = 0.0
    for n, series in enumerate(data.series):
        taken = _BOX + wide(series.name) + _GAP
        if used + taken > _FULL and rows[-1]:
            rows.append([])
            used = 0.0
        rows[-1].append(n)
        used += taken
    return rows


def _legend(figure: Figure, data: StatsChart, rows: list[list[int]]) -> None:
    height = figure.get_figheight()
    for row, members in enumerate(rows):
        x, y = 0.045, (0.25 + 0.45 * (len(rows) - 1 - row)) / height
        for n in members:
            colour, pattern = _LOOKS[n % len(_LOOKS)]
            figure.add_artist(
                Rectangle((x, y), 0.035, 0.28 / height, facecolor=colour, hatch=pattern, edgecolor=INK, linewidth=1.5)
            )
            name = data.series[n].name
            write(figure, x + 0.045, y + 0.13 / height, name, 20, va="center_baseline", color=GREY)
            x += _BOX + wide(name) + _GAP
