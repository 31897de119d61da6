"""Cost to price and back."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from bot.services.pricing import cost_within, price_limit, price_of
from planner.domain.spec import Budget, Item, OrderSpec


@given(st.integers(0, 10**9), st.integers(0, 100))
def test_the_cost_within_a_price_is_the_greatest_that_fits(price: int, percent: int) -> None:
    """What may be spent keeps the price within the limit, and one minor unit more would not."""
    cost = cost_within(price, percent)
    assert price_of(cost, percent) <= price < price_of(cost + 1, percent)


def spec(budget: Budget | None) -> OrderSpec:
    return OrderSpec(items=(Item("hoodie", 20), Item("tote", 10)), budget=budget)


def test_a_budget_for_each_piece_counts_all_pieces() -> None:
    """ "under ¥150 each" for 30 pieces is ¥4,500 in all."""
    assert price_limit(spec(Budget(Decimal(150), "CNY", "unit")), "CNY") == 450_000


def test_about_leaves_a_tenth_of_room() -> None:
    """ "about 2000" may become 2,200."""
    assert price_limit(spec(Budget(Decimal(2000), "CNY", "order", "about")), "CNY") == 220_000


def test_another_currency_or_a_minimum_does_not_bind() -> None:
    """What can't be compared, or is a least amount, is no limit."""
    assert price_limit(spec(Budget(Decimal(10), "USD", "unit")), "CNY") is None
    assert price_limit(spec(Budget(Decimal(10), "CNY", "unit", "min")), "CNY") is None
    assert price_limit(spec(None), "CNY") is None
