"""The search of large markets finds what the exact one does, or is honest about the gap."""

from __future__ import annotations

import pytest

from planner.solver.location import search as search_module
from planner.solver.location.allowance import Allowance
from planner.solver.location.exchange import Exchange
from planner.solver.location.market import Solution
from planner.solver.location.multipliers import Multipliers
from planner.solver.location.search import search

from .located import in_one_day, market_of

ALLOWANCE = Allowance(5.0, 0, lambda: 60.0, lambda: False, lambda cost, bound: None)


def exact(seed: int) -> tuple[float, Solution]:
    market = market_of(in_one_day(seed, makers=8, orders=12, most=9, spare=10))
    found = search(market, ALLOWANCE)
    assert found.amounts is not None
    return market.cost(found.amounts), found


@pytest.mark.parametrize("seed", range(12))
def test_prices_exchanges_and_the_rest(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A market that counts as large is solved to the same cost as one that counts as small."""
    market = market_of(in_one_day(seed, makers=8, orders=12, most=9, spare=10))
    cost, found = exact(seed)
    assert found.bound == pytest.approx(cost)
    monkeypatch.setattr(search_module, "SMALL", 0)
    again = search(market, ALLOWANCE)
    assert again.amounts is not None
    assert market.cost(again.amounts) == pytest.approx(cost)
    assert again.bound == pytest.approx(cost)


@pytest.mark.parametrize("seed", range(12))
def test_what_is_left_alone_is_still_bounded(seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no exact programme at all, the plan serves everybody and the bound is none too high."""
    market = market_of(in_one_day(seed, makers=8, orders=12, most=9, spare=10))
    cost, _ = exact(seed)
    monkeypatch.setattr(search_module, "SMALL", 0)
    monkeypatch.setattr(search_module, "MEDIUM", 0)
    found = search(market, ALLOWANCE)
    assert found.amounts is not None
    assert found.amounts.sum(axis=0) == pytest.approx(market.wanted)
    assert (found.amounts.sum(axis=1) <= market.capacity + 1e-6).all()
    assert found.bound <= cost + 1e-6
    assert cost - 1e-6 <= market.cost(found.amounts) <= 1.1 * cost


def test_prices_rise_towards_the_optimum() -> None:
    """The bound grows with the steps, and never beyond what a plan costs."""
    market = market_of(in_one_day(3, makers=8, orders=12, most=9, spare=10, fixed_freight=False))
    found = search(market, ALLOWANCE)
    assert found.amounts is not None
    cost, prices = market.cost(found.amounts), Multipliers(market)
    first = prices.best.bound
    for _ in range(200):
        prices.step(cost)
    assert first < prices.best.bound <= cost + 1e-6
    assert prices.best.bound > 0.8 * cost


def test_no_trials_no_plan() -> None:
    """An exchange that may try nothing has nothing."""
    exchange = Exchange(market_of(in_one_day(3)), 0, lambda: False)
    exchange.improve(3, 0, lambda cost: False)
    assert exchange.amounts is None
    assert not exchange.opened.any()
