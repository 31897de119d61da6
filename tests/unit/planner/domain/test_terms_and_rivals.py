"""Other terms taken at once, and a second supplier besides one who is slow."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import FollowUpKind, View
from planner.domain.lifecycle.events import (
    JobAccepted,
    JobCountered,
    JobDeclined,
    JobExpired,
    Replanned,
    RivalFound,
)
from planner.domain.order import Counter, JobStatus, Order, OrderStatus, Replan
from planner.domain.problem import Lot
from tests.unit.planner.domain.orders import DAY, placed, run, ship, then


def countered(order: Order, number: int, cost: int, ready: int = 0, free: bool = True) -> JobCountered:
    """The job's supplier asks for `cost` and so many days more."""
    job = order.job(number)
    assert job is not None
    later = replace(
        job.run,
        cost=cost,
        days={day + timedelta(ready): q for day, q in job.run.days.items()},
        ready=job.run.ready + timedelta(ready),
    )
    return JobCountered(number, Counter(total_price=cost, ready=later.ready), later, free)


def with_rival(order: Order, name: str = "atelier", first: int = 2) -> Order:
    """Another sewer is asked besides."""
    found = RivalFound(
        first,
        run("x", name, "sewing", "0.sew", DAY + timedelta(1), cost=1100),
        (ship("0.fabric", "1", "x", "0.sew"), ship("0.sew", "x", None, arrive=DAY + timedelta(3))),
    )
    return then(order, found).order


def test_terms_within_the_promise_are_taken_at_once() -> None:
    """Dearer, but within what the consumer pays, and in time: accepted, and nobody is planned anew."""
    order = placed()
    decision = then(order, countered(order, 2, 1250))
    job = decision.order.job(2)
    assert job is not None
    assert (job.status, job.run.cost) == (JobStatus.ACCEPTED, 1250)
    assert not decision.order.planning
    assert decision.order.promise == order.promise


@pytest.mark.parametrize(("cost", "ready", "free"), [(1401, 0, True), (1000, 5, True), (1000, 0, False)])
def test_terms_beyond_the_promise_are_weighed(cost: int, ready: int, free: bool) -> None:
    """Dearer than the consumer pays, later than it may come, or with capacity that is gone: the planner looks."""
    order = placed()
    decision = then(order, countered(order, 2, cost, ready, free))
    assert [job.status for job in decision.order.jobs] == [JobStatus.OFFERED, JobStatus.COUNTERED]
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.REPLAN]


def test_a_part_is_taken_and_the_rest_goes_to_another() -> None:
    """20 of 30 at a supplier's own terms: its job stays its own, with that much, and another gets 10."""
    order = placed()
    open_ = then(order, JobCountered(2, Counter(quantity=20))).order
    part = replace(run("2", "shop", "sewing", "0.sew", DAY + timedelta(1), 700), lots=(Lot("1", "0.sew", 20),))
    rest = replace(run("n", "atelier", "sewing", "0.sew", DAY + timedelta(1), 400), lots=(Lot("1", "0.sew", 10),))
    way = Replan(
        (part, rest),
        (
            ship("0.fabric", "1", "2", "0.sew"),
            ship("0.fabric", "1", "n", "0.sew"),
            ship("0.sew", "2", None, arrive=DAY + timedelta(3)),
            ship("0.sew", "n", None, arrive=DAY + timedelta(3)),
        ),
        (1,),
        {"2": 2},
        2400,
        DAY + timedelta(3),
    )
    done = then(open_, Replanned((way,))).order
    assert [(job.number, job.supplier, job.status.value, int(job.quantity)) for job in done.live_jobs] == [
        (1, "mill", "offered", 30),
        (2, "shop", "accepted", 20),
        (3, "atelier", "offered", 10),
    ]
    assert {(s.run, s.to_run) for s in done.shipments} == {("1", "2"), ("1", "3"), ("2", None), ("3", None)}


def test_a_second_supplier_is_asked_besides() -> None:
    """The slow one keeps its offer, the second gets its own; the plan is still the first one's."""
    order = with_rival(placed())
    assert [job.number for job in order.live_jobs] == [1, 2]
    assert [job.supplier for job in order.rivals(2)] == ["atelier"]


@pytest.mark.parametrize(("winner", "loser"), [(2, "atelier"), (3, "shop")])
def test_who_says_yes_first_has_it(winner: int, loser: str) -> None:
    """One of them accepts: the other is out and hears why, the freight is the winner's, nobody is doubled."""
    decision = then(with_rival(placed()), JobAccepted(winner))
    told = [m for m in decision.messages if m.view is View.JOB_WITHDRAWN]
    assert [(m.supplier, m.data["why"]) for m in told] == [(loser, "faster")]
    assert [job.number for job in decision.order.live_jobs] == [1, winner]
    assert {(s.run, s.to_run) for s in decision.order.shipments} == {("1", str(winner)), (str(winner), None)}
    other = 5 - winner
    with pytest.raises(NotAllowed, match="job_withdrawn"):
        then(decision.order, JobAccepted(other))
    assert then(decision.order, JobAccepted(1)).order.status is OrderStatus.CONFIRMED


def test_the_second_takes_the_place_of_a_first_who_says_no() -> None:
    """The slow one declines, or lets its time pass: the second is waited for now, and nothing is planned anew."""
    for event in (JobDeclined(2), JobExpired(2)):
        decision = then(with_rival(placed()), event)
        assert not decision.order.planning
        assert [job.supplier for job in decision.order.live_jobs] == ["mill", "atelier"]
        assert then(decision.order, JobExpired(3)).order.planning


def test_a_second_who_says_no_leaves_the_first() -> None:
    """The second declines or asks for more: the first is still waited for, and nothing is planned anew."""
    order = with_rival(placed())
    for event in (JobDeclined(3), JobCountered(3, Counter(total_price=9000))):
        after = then(order, event).order
        assert not after.planning
        assert [job.number for job in after.live_jobs] == [1, 2]
        assert after.rivals(2) == ()


def test_a_hundred_contenders_end_with_one() -> None:
    """However many were asked besides, one yes settles it: one accepted job, all others out, each told once."""
    order = placed()
    for n in range(99):
        order = with_rival(order, f"sewer{n}")
    decision = then(order, JobAccepted(57))
    sewing = [job for job in decision.order.jobs if job.run.process == "sewing"]
    assert [job.number for job in sewing if job.status is JobStatus.ACCEPTED] == [57]
    told = [m.supplier for m in decision.messages if m.view is View.JOB_WITHDRAWN]
    assert len(told) == len(set(told)) == 99
    assert not decision.order.rivals(2)


def test_whoever_stood_in_is_out_when_the_plan_around_it_changes() -> None:
    """The maker before it is replaced: the second sewer was asked under other circumstances, and is told."""
    open_ = then(with_rival(placed()), JobDeclined(1)).order
    way = Replan(
        (run("k", "weaver", "knitting", "0.fabric"),),
        (ship("0.fabric", "k", "2", "0.sew"), ship("0.sew", "2", None, arrive=DAY + timedelta(3))),
        (2,),
        {},
        2400,
        DAY + timedelta(3),
    )
    decision = then(open_, Replanned((way,)))
    assert [(m.supplier, m.data["why"]) for m in decision.messages if m.view is View.JOB_WITHDRAWN] == [
        ("atelier", "replanned")
    ]
