"""The bar that shows how far a plan is."""

from __future__ import annotations

import io

from bot.runtime.bar import Bar, line_of
from planner.solver.progress import Progress


def test_what_the_line_says() -> None:
    """It shows the time spent, the orders placed, the cost, and how far that can be from the least."""
    line = line_of(Progress(15, 30, 49, 50, 46_357, 43_651), "CNY")
    assert line == f"[{'#' * 15}{'-' * 15}] 15 s, 49/50 orders, cost 463.57 CNY, bound 436.51, gap 5.8 %"


def test_nothing_known_yet() -> None:
    """Before a bound is known, none is shown."""
    assert "bound" not in line_of(Progress(0, 30, 0, 50, 0), "CNY")


def test_it_leaves_nothing_behind() -> None:
    """When it is closed, its line is cleared for what comes next."""
    stream = io.StringIO()
    bar = Bar(stream, "CNY")
    bar(Progress(1, 30, 1, 2, 100))
    bar.close()
    assert stream.getvalue().endswith("\r\x1b[K")
