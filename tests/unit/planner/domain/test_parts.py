"""A maker passes a part of its job on."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import Decision, FollowUpKind, View
from planner.domain.lifecycle.events import (
    JobAccepted,
    JobCountered,
    JobDeclined,
    JobDelayed,
    JobExpired,
    JobReady,
    JobShipped,
    JobStarted,
    OrderCancelled,
    PartAgreed,
    PartOffered,
    PartTakenBack,
    RivalFound,
)
from planner.domain.order import Counter, JobStatus, Order, Part
from planner.domain.plan import Run
from planner.domain.problem import Lot
from tests.unit.planner.domain.orders import DAY, NOW, confirmed, placed, run, ship, then

SEWN = DAY + timedelta(1)


def ten_of_thirty(order: Order, *makers: str, cost: int = 300, rest: int = 700, whole: bool = False) -> PartOffered:
    """Of the sewer's thirty ten are passed on, to whoever says yes; all of them where `whole`."""
    job = order.job(2)
    assert job is not None
    left = None if whole else replace(job.run, lots=(Lot("1", "0.sew", 20),), days={SEWN: 20}, cost=rest)
    asked: list[tuple[Run, Part]] = []
    for name in makers or ("atelier",):
        part = run(name, name, "sewing", "0.sew", SEWN, cost)
        amount = 30 if whole else 10
        part = replace(part, lots=(Lot("1", "0.sew", amount),), days={SEWN: amount})
        freight = [
            replace(ship("0.fabric", "1", name, "0.sew"), quantity=amount, cost=20),
            replace(ship("0.sew", name, None, arrive=DAY + timedelta(3)), quantity=amount, cost=20),
        ]
        if not whole:
            freight += [
                replace(ship("0.fabric", "1", "2", "0.sew"), quantity=20, cost=30),
                replace(ship("0.sew", "2", None, arrive=DAY + timedelta(3)), quantity=20, cost=30),
            ]
        asked.append((part, Part(2, left, tuple(freight))))
    return PartOffered(2, tuple(asked))


def offered(*makers: str, cost: int = 300) -> Order:
    """The sewer of a confirmed order has asked."""
    order = confirmed()
    return then(order, ten_of_thirty(order, *makers, cost=cost)).order


def suppliers_told(decision: Decision) -> set[str | None]:
    return {message.supplier for message in decision.messages}


def test_nothing_changes_until_somebody_says_yes() -> None:
    """Asked, refused, left unanswered or taken back: the plan is what it was, and the maker hears what came of it."""
    before = confirmed()
    order = offered()
    for event in (JobDeclined(3), JobExpired(3), PartTakenBack(2)):
        decision = then(order, event)
        for after in (order, decision.order):
            assert (after.live_jobs, after.shipments) == (before.live_jobs, before.shipments)
            assert after.promise == before.promise
        assert "shop" in suppliers_told(decision)
        assert decision.order.parts() == ()
        assert not decision.order.planning
        assert all(seen.supplier != "shop" for seen in decision.observed)


def test_a_yes_divides_the_job() -> None:
    """One makes twenty for less, the other ten; freight is divided; whoever sends to both hears it, and the maker who
    gave a part away is neither praised nor blamed."""
    order = offered()
    decision = then(order, JobAccepted(3))
    mine, other = decision.order.job(2), decision.order.job(3)
    assert mine is not None
    assert other is not None
    assert (int(mine.quantity), mine.run.cost, mine.status) == (20, 700, JobStatus.ACCEPTED)
    assert (int(other.quantity), other.run.cost, other.status, other.go) == (10, 300, JobStatus.ACCEPTED, NOW)
    assert {(s.run, s.to_run, s.quantity) for s in decision.order.shipments} == {
        ("1", "2", 20), ("1", "3", 10), ("2", None, 20), ("3", None, 10),
    }  # fmt: skip
    assert {"mill", "shop", "atelier"} <= suppliers_told(decision)
    assert [(seen.supplier, seen.what) for seen in decision.observed] == [("atelier", "accepted")]
    assert decision.order.cost <= order.cost
    assert decision.order.promise == order.promise
    assert FollowUpKind.OVERDUE in {due.kind for due in decision.follow_ups if due.job == 3}


def test_what_it_costs_more_is_borne_by_who_passes_it_on() -> None:
    """Where two makers cost more than one, the first one's pay is less by that; more than its pay it can't bear."""
    order = confirmed()
    asked = then(order, ten_of_thirty(order, cost=500)).order
    part = asked.job(3)
    assert part is not None
    assert part.part is not None
    assert part.part.bears == 200
    after = then(asked, JobAccepted(3)).order
    assert [job.run.cost for job in after.live_jobs] == [1000, 500, 500]
    assert after.cost == order.cost
    with pytest.raises(NotAllowed, match="pass_too_dear"):
        then(order, ten_of_thirty(order, cost=2000))


def test_all_of_it_can_be_passed_on_before_it_has_begun() -> None:
    """Whoever says yes has the job, and the first one is out without a mark; not once work has begun."""
    order = confirmed()
    asked = then(order, ten_of_thirty(order, whole=True)).order
    after = then(asked, JobAccepted(3))
    assert [job.number for job in after.order.live_jobs] == [1, 3]
    gone = after.order.job(2)
    assert gone is not None
    assert gone.status is JobStatus.WITHDRAWN
    started = then(asked, JobStarted(2)).order
    assert started.parts() == ()
    with pytest.raises(NotAllowed, match="pass_begun"):
        then(then(order, JobStarted(2)).order, ten_of_thirty(order, whole=True))


def test_a_started_job_can_be_passed_on_in_part() -> None:
    """What is not made yet can still go to somebody else; its maker goes on with the rest."""
    order = then(confirmed(), JobStarted(2)).order
    after = then(then(order, ten_of_thirty(order)).order, JobAccepted(3)).order
    mine = after.job(2)
    assert mine is not None
    assert (mine.status, int(mine.quantity)) == (JobStatus.STARTED, 20)


def test_the_first_yes_wins() -> None:
    """Of several who were asked one has it, and the others hear that somebody was quicker."""
    order = offered("atelier", "studio")
    decision = then(order, JobAccepted(4))
    assert [job.supplier for job in decision.order.live_jobs] == ["mill", "shop", "studio"]
    (told,) = [m for m in decision.messages if m.view is View.JOB_WITHDRAWN]
    assert (told.supplier, told.data["why"]) == ("atelier", "faster")


@pytest.mark.parametrize(
    "event", [JobReady(2), JobShipped(2), JobDelayed(2, DAY + timedelta(2)), JobShipped(1), JobDeclined(2)]
)
def test_what_it_was_built_on_changes(event: JobReady) -> None:
    """The maker is ready after all, late, or out, or its material has left: the request is off, and nobody can say yes
    to it any more."""
    decision = then(offered(), event)
    assert decision.order.parts() == ()
    assert any(m.view is View.JOB_WITHDRAWN and m.supplier == "atelier" for m in decision.messages)
    with pytest.raises(NotAllowed):
        then(decision.order, JobAccepted(3))


def test_a_cancelled_order_takes_its_requests_along() -> None:
    """Everybody hears once that it is off, whoever was only asked for a part too."""
    decision = then(offered(), OrderCancelled())
    told = [m.supplier for m in decision.messages if m.view is View.JOB_WITHDRAWN]
    assert sorted(told, key=str) == ["atelier", "mill", "shop"]


def counter(cost: int, later: int = 0, free: bool = True) -> JobCountered:
    order = offered()
    part = order.job(3)
    assert part is not None
    asked = replace(part.run, cost=cost, days={SEWN + timedelta(later): 10}, ready=SEWN + timedelta(later))
    return JobCountered(3, Counter(total_price=cost), asked, free)


def test_other_terms_need_the_makers_word() -> None:
    """Dearer terms wait for who would bear them, and only its yes divides the job; a no leaves all as it was."""
    waiting = then(offered(), counter(450))
    part = waiting.order.job(3)
    assert part is not None
    assert part.status is JobStatus.COUNTERED
    assert part.part is not None
    assert part.part.bears == 150
    agreed = then(waiting.order, PartAgreed(3, free=True)).order
    assert [job.run.cost for job in agreed.live_jobs] == [1000, 550, 450]
    assert then(waiting.order, PartTakenBack(2)).order.live_jobs == confirmed().live_jobs
    assert then(waiting.order, PartAgreed(3, free=False)).order.live_jobs == confirmed().live_jobs
    assert then(waiting.order, JobExpired(3)).order.parts() == ()


def test_cheaper_terms_are_taken_at_once() -> None:
    """What costs the maker nothing more needs no second word."""
    after = then(offered(), counter(250)).order
    assert [job.run.cost for job in after.live_jobs] == [1000, 700, 250]


@pytest.mark.parametrize(("cost", "later", "free"), [(300, 9, True), (450, 0, False), (9000, 0, True)])
def test_terms_that_don_t_fit_end_it(cost: int, later: int, free: bool) -> None:
    """Too late for whoever waits, no room, or more than the maker's pay: thank you, and everything stays."""
    decision = then(offered(), counter(cost, later, free))
    assert decision.order.live_jobs == confirmed().live_jobs
    assert decision.order.parts() == ()


def test_who_may_not_pass_on() -> None:
    """An offer is to be answered first, one request at a time is open, and nobody stands in for who is only asked."""
    with pytest.raises(NotAllowed, match="answer_first"):
        then(placed(), ten_of_thirty(confirmed()))
    order = offered()
    with pytest.raises(NotAllowed, match="pass_asked"):
        then(order, ten_of_thirty(order))
    with pytest.raises(NotAllowed, match="pass_over"):
        then(confirmed(), PartTakenBack(2))
    rival = RivalFound(3, run("x", "late", "sewing", "0.sew"), ())
    assert then(order, rival).order == order
