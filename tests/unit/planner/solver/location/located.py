"""A plan by location alone, without the rest of the planner; and problems for it."""

from __future__ import annotations

import random
from collections.abc import Callable
from decimal import Decimal

from planner.domain.plan import Plan, Unplanned
from planner.domain.problem import Leg, Problem
from planner.solver.book import Book
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import Draft
from planner.solver.finish import plan_of
from planner.solver.horizon import horizon_of
from planner.solver.location.locate import locate
from planner.solver.location.market import Market
from planner.solver.location.survey import markets_of
from planner.solver.tables import Horizon
from planner.solver.terms import Terms

from ..problems import day, offer, order, problem, step, supplier


def demands_of(of: Problem) -> tuple[list[Demand], dict[str, Horizon]]:
    demands = [demand_of(of, order) for order in of.orders]
    return demands, {demand.order.id: horizon_of(of, demand) for demand in demands}


def empty_draft(of: Problem) -> Draft:
    _, horizons = demands_of(of)
    return Draft(Terms(of), max(horizon.first + horizon.length for horizon in horizons.values()))


def located(
    of: Problem, *, seconds: float = 5.0, seed: int = 0, stop: Callable[[], bool] = lambda: False
) -> tuple[Plan, Draft]:
    """The orders that are placed as a plan, and their draft; the others count as unplanned."""
    demands, horizons = demands_of(of)
    draft, alone = empty_draft(of), dict[str, int]()
    bound = locate(draft, demands, horizons, seconds=seconds, seed=seed, stop=stop, alone=alone)
    left = [Unplanned(demand.order.id, ()) for demand in demands if demand.order.id not in draft.placed]
    return plan_of(draft, bound, 0, left, alone), draft


def market_of(of: Problem) -> Market:
    """The one market of a problem."""
    demands, horizons = demands_of(of)
    (market,) = markets_of(Terms(of), Book(of), demands, horizons)
    return market


def in_one_day(
    seed: int, *, makers: int = 3, orders: int = 3, most: int = 3, spare: int = 0, fixed_freight: bool = True
) -> Problem:
    """Everything is due on the day it can start; tiers, minimum quantities, freight by the shipment and by the unit."""
    rng = random.Random(seed)
    quantities = [rng.randint(1, most) for _ in range(orders)]
    total = sum(quantities) + spare
    suppliers = []
    for i in range(makers):
        tiers = ((rng.randint(2, most + 2), Decimal(rng.randint(0, 15))),) if rng.random() < 0.5 else ()
        terms = {"setup_cost": rng.choice([0, 20, 60]), "min_quantity": rng.choice([0, 0, 3])}
        capacity = rng.randint(-(-total // makers), total)
        made = offer("serve", str(rng.randint(0, 20)), tiers=tiers, daily_capacity=capacity, **terms)
        suppliers.append(supplier(f"s{i}", made, zone=f"z{i}"))
    legs = {
        (f"z{i}", f"c{j}"): Leg(rng.choice([0, 10, 25]) if fixed_freight else 0, Decimal(rng.randint(0, 40)), 0)
        for i in range(makers)
        for j in range(orders)
    }
    served = [
        order(step("serve", quantity), id=f"o{j}", destination=f"c{j}", due=day(0))
        for j, quantity in enumerate(quantities)
    ]
    return problem(suppliers, served, legs=legs)
