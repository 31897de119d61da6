"""The same problem, seed and limits give the same plan, in this process or another."""

from __future__ import annotations

import subprocess
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import replace

import pytest

from planner.domain.plan import Plan
from planner.domain.problem import Problem
from planner.solver.progress import Progress
from planner.solver.quote import quote
from planner.solver.solve import solve

from .problems import day, offer, order, problem, random_problem, step, supplier


def timeless(plan: Plan) -> Plan:
    return replace(plan, seconds=0)


def divided() -> Problem:
    """One that CP-SAT has to look at."""
    makers = [
        supplier(f"s{i}", offer("cut", str(3 + i), daily_capacity=7), offer("sew", str(9 - i), daily_capacity=5 + i))
        for i in range(4)
    ]
    return problem(makers, order(step("cut", 40), step("sew", 40, ["cut"]), due=day(3)))


@pytest.mark.parametrize("objective", ["cost", "time", "reliability"])
def test_solving_again(objective: str) -> None:
    """Solving twice gives the same plan, also where lots are divided."""
    first, second = (solve(divided(), objective, seconds=2) for _ in range(2))  # type: ignore[arg-type]
    assert first.status == "complete"
    assert timeless(first) == timeless(second)


def test_in_another_process() -> None:
    """Problems and answers cross to a worker process and back unchanged."""
    asked = random_problem(5, days=6)
    with ProcessPoolExecutor(1) as pool:
        there = pool.submit(quote, asked).result()
    here = quote(asked)
    assert [timeless(option.plan) for option in there.options] == [timeless(option.plan) for option in here.options]
    assert there.refusal == here.refusal


def test_progress() -> None:
    """Whoever waits is told how many orders are planned, up to all of them."""
    told: list[Progress] = []
    orders = [order(step("sew", 10), id=f"o{i}") for i in range(3)]
    plan = solve(problem([supplier("s", offer("sew"))], orders), progress=told.append)
    assert {one.orders for one in told} == {3}
    assert [one.planned for one in told] == sorted(one.planned for one in told)
    assert (told[-1].planned, told[-1].cost) == (3, plan.cost)


def test_a_quote_is_for_one_order() -> None:
    """A problem with no order, or several, is refused."""
    with pytest.raises(ValueError, match="one order, this problem has 2"):
        quote(problem([], [order(step("sew")), order(step("sew"), id="o2")]))


def test_nothing_to_plan() -> None:
    """A problem without orders has an empty, complete plan."""
    plan = solve(problem([], []))
    assert (plan.status, plan.cost, plan.runs) == ("complete", 0, ())


def test_starting_up_is_quick() -> None:
    """OR-Tools, which takes a second to import, is not imported before lots must be divided."""
    code = "import sys; from planner.solver import formats, quote, solve; print('ortools' in sys.modules)"
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert said.stdout.strip() == "False"
