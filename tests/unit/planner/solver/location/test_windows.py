"""Between which days runs may lie."""

from __future__ import annotations

import numpy as np

from planner.solver.location.windows import Days, ends_of, windows_of

WEEK = Days(100, np.array([5.0, 5.0, 0.0, 5.0, 5.0, 5.0, 0.0]))


def test_narrowed() -> None:
    """A span shrinks to its first and last free day; outside the days known nothing is free."""
    assert WEEK.narrowed(102, 106) == (103, 105)
    assert WEEK.narrowed(0, 100) == (100, 100)
    assert WEEK.narrowed(102, 102) is None
    assert WEEK.narrowed(104, 103) is None
    assert WEEK.narrowed(107, 200) is None


def test_every_start_with_every_end() -> None:
    """Where capacity is short, wide windows are kept for what they can do, and narrow ones for whom they can serve."""
    assert windows_of(WEEK, [(100, 103), (101, 105)], 1000) == [(100, 103), (101, 103), (101, 105)]


def test_a_window_that_can_do_all_makes_wider_ones_superfluous() -> None:
    """If all that could be wanted fits into the narrowest window, it is the only one."""
    assert windows_of(WEEK, [(100, 103), (101, 105), (100, 105)], 10) == [(101, 103)]


def test_no_window_joins_what_no_order_spans() -> None:
    """A window that is too early for one order and too late for the other serves nobody."""
    assert windows_of(WEEK, [(100, 101), (104, 105)], 1000) == [(100, 101), (104, 105)]


def test_ends_of_what_joins_a_run() -> None:
    """Only orders that may start by the run's first day and end after it count, up to where capacity is ample."""
    spans = [(100, 101), (100, 103), (101, 105), (104, 105)]
    assert ends_of(WEEK, spans, 101, 1000) == [101, 103, 105]
    assert ends_of(WEEK, spans, 101, 10) == [101, 103]
