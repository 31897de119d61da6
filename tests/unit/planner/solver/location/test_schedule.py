"""The days on which runs of one offer work."""

from __future__ import annotations

from planner.solver.location.schedule import Batch, schedule

RED, BLUE = ("m", "dye", frozenset({("colour", "red")})), ("m", "dye", frozenset({("colour", "blue")}))


def test_by_the_day_they_must_be_done_by() -> None:
    """What may end later makes room for what may not, and goes on around it."""
    late, soon = Batch(RED, 1, 4, False, 6), Batch(BLUE, 2, 3, False, 4)
    assert schedule([late, soon], dict.fromkeys(range(1, 5), 3), {}) == [{1: 3, 3: 2, 4: 1}, {2: 3, 3: 1}]


def test_runs_of_a_line_start_on_different_days() -> None:
    """Two runs that began on one day would be one run."""
    first, second = schedule(
        [Batch(RED, 1, 1, False, 1), Batch(RED, 1, 4, False, 1)], dict.fromkeys(range(1, 5), 3), {}
    )
    assert first == {1: 1}
    assert second == {2: 1}


def test_what_joins_has_some_of_its_first_day() -> None:
    """It gets a piece of the day, even if others must be done sooner."""
    joins, soon = Batch(RED, 1, 3, True, 5), Batch(BLUE, 1, 2, False, 5)
    free = {1: 3, 2: 3, 3: 4}
    found = schedule([joins, soon], free, {RED: frozenset({1})})
    assert found == [{1: 1, 3: 4}, {1: 2, 2: 3}]


def test_what_does_not_fit() -> None:
    """A run that does not fit beside the others is left out, and its days are free for them."""
    big, small = Batch(RED, 1, 2, False, 9), Batch(BLUE, 1, 3, False, 3)
    assert schedule([big, small], dict.fromkeys(range(1, 4), 3), {}) == [None, {1: 3}]
