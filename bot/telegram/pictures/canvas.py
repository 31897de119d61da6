"""The sheet that every picture is drawn on: as large as a phone shows it, with letters that can be read there."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from io import BytesIO
from typing import Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from bot.telegram.pictures.charts import Tick
from bot.telegram.pictures.fonts import drawable, letters

#: Inches at DPI: 1080 x 810 pixels.
WIDTH, HEIGHT, DPI = 10.8, 8.1, 100
#: Points. A phone shows a picture at about a third of its size.
TITLE, LARGE, SMALL = 29, 25, 22
INK, GREY, PALE, PAPER = "#1b1f24", "#5b6470", "#dfe3e8", "#ffffff"
#: Okabe and Ito's colours, which colour-blind people can tell apart.
BLUE, SKY, GREEN, ORANGE, RED = "#0072b2", "#56b4e9", "#009e73", "#e69f00", "#d55e00"
#: How wide a line of the title may be, in Latin letters.
TITLE_WIDTH = 52


def sheet(title: str, *, height: float = HEIGHT, top: float = 0.0, bottom: float = 1.0) -> tuple[Figure, Axes]:
    """A figure with its title, and axes below it. `top`, `bottom`: inches left free above and below the axes."""
    figure = Figure(figsize=(WIDTH, height), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(figure)
    lines = wrapped(title)
    head = 0.35 + 0.55 * len(lines)
    for n, line in enumerate(lines):
        write(figure, 0.035, 1 - (0.3 + 0.55 * n) / height, line, TITLE, va="top")
    axes = figure.add_axes((0.045, bottom / height, 0.92, (height - bottom - head - top) / height))
    axes.set_facecolor(PAPER)
    for side in ("top", "right", "left"):
        axes.spines[side].set_visible(False)
    axes.spines["bottom"].set_color(GREY)
    axes.tick_params(length=0)
    axes.set_yticks([])
    return figure, axes


def write(on: Figure | Axes, x: float, y: float, text: str, size: float = SMALL, **how: Any) -> None:
    """A text as it stands: a dollar sign begins no formula."""
    how = {"color": INK, **how}
    on.text(x, y, drawable(text), fontproperties=letters(size), parse_math=False, **how)


def day_axis(axes: Axes, ticks: Sequence[Tick], shift: float = 0.0) -> None:
    """Days along the bottom. `shift`: 0.5 where days are wide, so that their names stand in the middle."""
    axes.set_xticks([tick.at + shift for tick in ticks], [drawable(tick.label) for tick in ticks])
    for label in axes.get_xticklabels():
        label.set_fontproperties(letters(SMALL))
        label.set_parse_math(False)
        label.set_color(GREY)


def wrapped(title: str) -> list[str]:
    """A title in at most two lines; Chinese has no spaces to break at."""
    text = drawable(title)
    if any(ord(ch) > 0x2E7F for ch in text):
        half = TITLE_WIDTH // 2
        return [text[i : i + half] for i in range(0, len(text), half)][:2]
    return textwrap.wrap(text, TITLE_WIDTH, max_lines=2, placeholder=" …") or [""]


def wide(text: str) -> float:
    """About how much of the sheet's width a text of a legend takes."""
    return sum(0.285 if ord(ch) > 0x2E7F else 0.155 for ch in text) / WIDTH


def png(figure: Figure) -> bytes:
    """The picture's bytes."""
    out = BytesIO()
    figure.savefig(out, format="png", dpi=DPI, facecolor=PAPER, pil_kwargs={"optimize": False, "compress_level": 9})
    return out.getvalue()
