"""Orders planned together, and what each of them pays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import combinations
from threading import Event

from planner.domain.plan import Plan
from planner.domain.pooling import PooledPlan
from planner.domain.problem import Problem
from planner.solver.fair import divide
from planner.solver.progress import Progress
from planner.solver.solve import solve

#: So many orders, and every group of them is asked what it would pay by itself. Of more, those who share a run, and all
#: but one.
EVERY_GROUP = 4
#: Seconds of search for a group.
GROUP_SECONDS = 0.3


def plan_pool(
    problem: Problem, limits: Mapping[str, int], *, seconds: float = 3.0, fair: bool = True, every: int = EVERY_GROUP
) -> PooledPlan:
    """Plan the problem's orders together; those that nothing fits are left out (`plan.unplanned`).

    `limits`: the most that an order may bear, minor units. `fair`: look at what groups would pay by themselves, and how
    many runs are saved; without, nobody pays more than alone, and that is all. `every`: up to so many orders, all
    groups.
    """
    plan = _for_all(problem, seconds)
    parts = {order.id: order.cost for order in plan.orders}
    if not fair:
        over = {name: max(0, part - limits.get(name, part)) for name, part in parts.items()}
        return PooledPlan(plan, {name: part - over[name] for name, part in parts.items()}, {}, sum(over.values()))
    names = list(parts)
    apart = {name: _solved(problem, (name,)) for name in names}
    costs = {name: one.cost for name, one in apart.items() if one.orders}
    if len(names) > 1 and len(costs) == len(names) and sum(costs.values()) < plan.cost:
        # Everybody alone would be a plan too, if capacity allows: look for longer.
        plan = _if_cheaper(problem, plan, 10.0, seed=1)
        parts = {order.id: order.cost for order in plan.orders}
    groups = {frozenset({name}): cost for name, cost in costs.items()}
    for group in _groups(plan, names, every):
        own = _solved(problem, sorted(group))
        if len(own.orders) == len(group):
            groups[group] = own.cost
    division = divide(plan.cost, parts, groups, limits)
    runs = sum(len(one.runs) for one in apart.values())
    return PooledPlan(plan, division.pays, costs, division.borne, max(0, runs - len(plan.runs)))


def _for_all(problem: Problem, seconds: float) -> Plan:
    """A plan; where some orders can't be made, the others are planned as if those had never been there."""
    plan = _searched(problem, seconds)
    if not plan.unplanned or not plan.orders:
        return plan
    return _if_cheaper(problem, plan, seconds)


def _if_cheaper(problem: Problem, plan: Plan, seconds: float, seed: int = 0) -> Plan:
    """Another plan for the orders of this one, where it is cheaper."""
    names = {order.id for order in plan.orders}
    made = tuple(order for order in problem.orders if order.id in names)
    again = _searched(replace(problem, orders=made), seconds, seed)
    if len(again.orders) < len(names) or again.cost >= plan.cost:
        return plan
    return replace(again, status=plan.status, unplanned=plan.unplanned)


def _searched(problem: Problem, seconds: float, seed: int = 0) -> Plan:
    """A plan, searched for until it is proved to be the best, or the time is over."""
    proved = Event()

    def told(progress: Progress) -> None:
        if progress.bound is not None and progress.planned == progress.orders and progress.cost <= progress.bound:
            proved.set()

    return solve(problem, seconds=seconds, seed=seed, progress=told, stop=proved.is_set)


def _solved(problem: Problem, names: Iterable[str]) -> Plan:
    """The orders of these names as if there were no others, whatever they may cost."""
    wanted = set(names)
    orders = tuple(replace(order, budget=None) for order in problem.orders if order.id in wanted)
    return _searched(replace(problem, orders=orders), GROUP_SECONDS)


def _groups(plan: Plan, names: list[str], every: int) -> Iterator[frozenset[str]]:
    """Groups that may have something to complain of, none twice; singles are known already."""
    if len(names) <= every:
        sizes = range(2, len(names))
        yield from (frozenset(group) for size in sizes for group in combinations(names, size))
        return
    seen: set[frozenset[str]] = {frozenset(names)}
    sharing = (frozenset(lot.order for lot in run.lots if lot.order in names) for run in plan.runs)
    all_but_one = (frozenset(names) - {name} for name in names) if len(names) <= 3 * every else ()
    for group in (*sharing, *all_but_one):
        if len(group) > 1 and group not in seen:
            seen.add(group)
            yield group
