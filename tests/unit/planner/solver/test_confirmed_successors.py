"""Re-planning a step whose successors are confirmed already."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest

from planner.domain.problem import (
    CommittedRun,
    Leg,
    Lot,
    Offer,
    Problem,
    ProblemOrder,
    ProblemStep,
    Shipping,
    Supplier,
)
from planner.solver.quote import quote

DAY = date(2026, 12, 1)


def problem(start: int) -> Problem:
    """Knitting is open; sewing, which waits for it, is confirmed to start `start` days after the first."""

    def supplier(name: str, process: str, rate: int, lead: int = 0) -> Supplier:
        return Supplier(name, "z", (Offer(process, ((1, Decimal(rate)),), daily_capacity=100, lead_days=lead),))

    begins = DAY + timedelta(start)
    return Problem(
        start=DAY,
        currency="CNY",
        suppliers=(
            supplier("slow", "knit", 100, lead=3),
            supplier("quick", "knit", 200),
            supplier("sewer", "sew", 100),
        ),
        shipping=Shipping(Leg()),
        orders=(
            ProblemOrder(
                "1",
                DAY,
                DAY + timedelta(20),
                "z",
                (ProblemStep("k", "knit", 10), ProblemStep("s", "sew", 10, after=("k",))),
            ),
        ),
        committed=(CommittedRun("sewer", "sew", {}, {begins: 10}, (Lot("1", "s", 10),), begins),),
    )


@pytest.mark.parametrize(("start", "chosen"), [(5, "slow"), (1, "quick")])
def test_an_open_step_before_a_confirmed_one_is_planned_in_time_for_it(start: int, chosen: str) -> None:
    """The cheapest supplier whose goods arrive before the confirmed run starts gets the step."""
    plan = quote(problem(start)).options[0].plan
    assert [(run.supplier, run.lots[0].step) for run in plan.runs] == [(chosen, "k")]
    assert [(s.run, s.to_run) for s in plan.shipments] == [(plan.runs[0].id, "committed:0")]
    assert plan.shipments[0].arrive <= DAY + timedelta(start)


def test_a_confirmed_run_that_starts_too_early_can_not_be_kept() -> None:
    """Nothing can arrive before a confirmed run that starts before the first day: there is no plan around it."""
    assert not quote(problem(-1)).options
