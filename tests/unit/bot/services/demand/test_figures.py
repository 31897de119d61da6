"""Published blocks as figures by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from bot.services.demand.figures import Figures
from bot.services.demand.report import next_friday
from bot.services.demand.rounding import about
from planner.domain.demand import Cell, Outcome
from storage.ports import DemandBlock

FIRST = date(2026, 10, 5)


def block(first: int, last: int, pieces: int, attribute: str = "", value: str = "", orders: int = 9) -> DemandBlock:
    days = (FIRST + timedelta(days=n) for n in (first, last))
    start, end = days
    return DemandBlock("apparel", "asked", "tee", attribute, start, value, end, orders, pieces)


def test_a_block_is_spread_over_its_days() -> None:
    """Days that were put together share what was asked for; a day outside of every block had nothing."""
    history = Figures([block(0, 0, 10), block(2, 4, 30)]).history(Cell("tee"))
    assert history is not None
    assert history.first == FIRST
    assert history.values == (10, 0, 10, 10, 10)


def test_a_value_has_its_share_of_the_products_days() -> None:
    """So it keeps the product's week; where it was too rare for once it is taken to be as before."""
    blocks = [*(block(n, n, 10 * (n + 1)) for n in range(6))]
    shares = [block(0, 1, 15, "colour", "red"), block(2, 3, 0, "colour", "*", 0), block(4, 5, 22, "colour", "red")]
    history = Figures([*blocks, *shares]).history(Cell("tee", "colour", "red"))
    assert history is not None
    assert history.values == pytest.approx((5, 10, 15, 20, 10, 12))


def test_nothing_is_said_of_a_value_that_is_rare_of_late() -> None:
    """Its last figures may be old news."""
    blocks = [block(0, 1, 30), block(2, 3, 30), block(0, 1, 9, "colour", "red"), block(2, 3, 20, "colour", "black")]
    figures = Figures(blocks)
    assert figures.trend(Cell("tee", "colour", "red")) is None
    assert figures.trend(Cell("tee", "colour", "black")) is not None
    assert figures.trend(Cell("hat")) is None


def test_a_week_is_held_against_the_four_before_it() -> None:
    """In pieces and as a share; not where there are less than two weeks to hold it against."""
    days = [block(n, n, 20 if n >= 35 else 10) for n in range(42)]
    trend = Figures(days).trend(Cell("tee"))
    assert trend is not None
    assert (trend.week, trend.usual, trend.change, trend.moved) == (140, 70, 1.0, 70)
    assert trend.usual_between(FIRST + timedelta(days=43), FIRST + timedelta(days=45)) == 30
    young = Figures(days[:20]).trend(Cell("tee"))
    assert young is not None
    assert (young.usual, young.change, young.moved) == (None, None, 0)


def test_wishes_that_were_not_made_add_up() -> None:
    """Over the blocks of each value, the most wished for first."""
    rows = [
        DemandBlock("apparel", "unmakeable", "tee", "colour", FIRST + timedelta(days=n), v, FIRST, orders, 10)
        for n, (v, orders) in enumerate((("gold", 5), ("puce", 7), ("gold", 6)))
    ]
    found = Figures(rows).unmet(Outcome.UNMAKEABLE)
    assert [(one.cell.value, one.orders, one.pieces) for one in found] == [("gold", 11, 20), ("puce", 7, 10)]


def test_the_friday_that_is_told_of_is_two_days_off_at_least() -> None:
    """From Thursday on it is the next week's."""
    monday = date(2026, 11, 23)
    days = [(next_friday(monday + timedelta(days=n)) - monday).days for n in range(7)]
    assert days == [4, 4, 4, 11, 11, 11, 11]


@pytest.mark.parametrize(
    ("n", "told"), [(0.3, 0), (7.4, 7), (48.6, 49), (1734, 1700), (-1250, -1200), (99_960, 100_000)]
)
def test_what_is_expected_has_two_digits(n: float, told: int) -> None:
    """Nobody can be surer of what is to come."""
    assert about(n) == told
