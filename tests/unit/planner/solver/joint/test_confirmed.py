"""Orders of which some is confirmed already, planned together with others."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planner.domain.problem import Problem
from planner.solver.aims import Aims
from planner.solver.book import Book
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.joint.adopt import fit_for_it
from planner.solver.joint.alone import alone_of
from planner.solver.joint.shared import orders_of
from planner.solver.solve import solve
from planner.solver.tables import Horizon
from planner.solver.terms import Terms

from ..invariants import faults
from ..problems import random_problem


@pytest.mark.parametrize("seed", range(40))
def test_confirmed_lots_stay(seed: int) -> None:
    """With lots confirmed, whole or in part, what is planned around them for several orders breaks no rule."""
    asked = random_problem(seed, orders=4, most=6, days=12, confirmed=True)
    plan = solve(asked, seconds=0.3)
    assert not faults(asked, plan)


def test_orders_for_which_nothing_is_left() -> None:
    """An order with confirmed lots that can no longer be in time is left out, and harms no other."""
    asked = random_problem(186, orders=8, most=6, days=14, confirmed=True)
    plan = solve(asked, seconds=0.1)
    assert plan.unplanned
    assert not faults(asked, plan)


def test_the_cheapest_way_around_confirmed_lots() -> None:
    """An order with confirmed lots costs the same in arrays as by the programme for single orders."""
    compared = 0
    for seed in range(60):
        asked = random_problem(seed, steps=4, most=6, days=12, confirmed=True)
        demand = demand_of(asked, asked.orders[0])
        terms, horizon = Terms(asked), horizon_of(asked, demand)
        if fit_for_it(terms, demand, horizon):
            (cost,) = alone_of(orders_of(terms, Book(asked), [demand], horizon.first, horizon.length))
            single = _single(asked, terms, demand, horizon)
            assert np.isinf(cost) if single is None else abs(cost - single) <= len(demand.open) * 3
            compared += 1
    assert compared > 20


def _single(asked: Problem, terms: Terms, demand: Demand, horizon: Horizon) -> int | None:
    """Rounded step by step."""
    draft = Draft(terms, horizon.first + horizon.length)
    found = Aims(draft, replace(demand, order=replace(demand.order, budget=None)), horizon).best("cost", None)
    return None if found is None else found.cost
