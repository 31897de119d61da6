"""The life of an order, event by event."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import FollowUpKind, Mode, View
from planner.domain.lifecycle.events import (
    JobAccepted,
    JobCountered,
    JobDeclined,
    JobExpired,
    JobStarted,
    OffersDue,
    OptionChosen,
    OrderCancelled,
    ProposalAgreed,
    QuoteFound,
    ReminderDue,
    ReplanFailed,
    Replanned,
    WishChanged,
)
from planner.domain.order import Counter, JobStatus, Order, OrderStatus, Replan
from planner.domain.plan import Reason, ReasonCode, Unplanned
from planner.domain.questions import Question
from tests.unit.planner.domain.orders import (
    DAY,
    NOW,
    SPEC,
    chosen,
    confirmed,
    draft,
    placed,
    priced,
    quoted,
    run,
    ship,
    then,
)


def replan(order: Order, price: int = 2400, late: int = 0, supplier: str = "atelier") -> Replan:
    """The second job goes to somebody else."""
    start = DAY + timedelta(1)
    return Replan(
        runs=(run("r1", supplier, "sewing", "0.sew", start),),
        shipments=(ship("0.fabric", "1", "r1", "0.sew"), ship("0.sew", "r1", None, arrive=DAY + timedelta(3 + late))),
        kept=(1,),
        taken={},
        price=price,
        arrives=DAY + timedelta(3 + late),
    )


def test_an_incomplete_wish_is_asked_about() -> None:
    """Something missing: the question is shown under the consumer's words, and nothing is planned."""
    decision = then(draft(), WishChanged(SPEC, (), Question("0.size"), "en"))
    assert [m.view for m in decision.messages] == [View.CARD, View.QUESTION]
    assert decision.messages[1].mode is Mode.FRESH
    assert not decision.follow_ups
    assert not decision.order.planning


def test_a_complete_wish_is_planned_at_once() -> None:
    """Nothing missing: the planner's work is due now."""
    decision = then(draft(), WishChanged(SPEC, (), None, "en"))
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.QUOTE]
    assert decision.follow_ups[0].due == NOW
    assert decision.order.planning


def test_a_quote_for_an_older_wish_is_ignored() -> None:
    """The wish changed while it was planned: the stale quote changes nothing and tells nobody."""
    first = then(draft(), WishChanged(SPEC, (), None, "en")).order
    second = then(first, WishChanged(SPEC, (), Question("0.size"), "en")).order
    decision = then(second, QuoteFound(first.basis, (priced(),)))
    assert decision.order == second
    assert not decision.messages


def test_choosing_books_the_plan_and_asks_nobody_yet() -> None:
    """The option is the order's plan at once, its jobs hold their capacity, and the offers are due now."""
    order = quoted()
    decision = then(order, OptionChosen(order.basis, 0, free=True))
    assert decision.order.status is OrderStatus.PLACED
    assert [job.status for job in decision.order.live_jobs] == [JobStatus.PLANNED, JobStatus.PLANNED]
    assert [(f.kind, f.due) for f in decision.follow_ups] == [(FollowUpKind.OFFER, NOW)]
    assert not any(m.supplier for m in decision.messages)


def test_offers_go_out_together_and_once() -> None:
    """Every supplier of the plan gets one offer, with reminders and a time-out behind it; a second time nothing."""
    decision = then(chosen(), OffersDue())
    assert not then(decision.order, OffersDue()).messages
    offers = [m for m in decision.messages if m.view is View.OFFER]
    assert [m.supplier for m in offers] == ["mill", "shop"]
    assert sum(f.kind is FollowUpKind.REMIND for f in decision.follow_ups) == 4
    assert sum(f.kind is FollowUpKind.EXPIRE for f in decision.follow_ups) == 2
    assert decision.order.status is OrderStatus.CONFIRMING
    assert {(s.run, s.to_run) for s in decision.order.shipments} == {("1", "2"), ("2", None)}


def test_choosing_twice_is_refused() -> None:
    """A second press on an option does not offer anything again."""
    order = placed()
    with pytest.raises(NotAllowed, match="order_placed"):
        then(order, OptionChosen(order.basis, 0, free=True))


@pytest.mark.parametrize(("free", "later"), [(False, timedelta()), (True, timedelta(hours=25))])
def test_an_option_that_is_gone_is_quoted_anew(free: bool, later: timedelta) -> None:
    """Taken meanwhile, or a day old: nobody is asked, and the planner looks again."""
    order = quoted()
    decision = then(order, OptionChosen(order.basis, 0, free=free), NOW + later)
    assert not decision.order.jobs
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.QUOTE]
    assert decision.order.basis == order.basis + 1


def test_the_last_yes_confirms_the_order() -> None:
    """With the last acceptance the consumer and every supplier hear that it is on."""
    first = then(placed(), JobAccepted(1))
    assert first.order.status is OrderStatus.CONFIRMING
    last = then(first.order, JobAccepted(2))
    assert last.order.status is OrderStatus.CONFIRMED
    views = [m.view for m in last.messages]
    assert views.count(View.CONFIRMED) == 1
    assert [m.supplier for m in last.messages if m.view is View.GO_AHEAD] == ["mill", "shop"]


@pytest.mark.parametrize("again", [JobAccepted(1), JobCountered(1, Counter(quantity=3))])
def test_an_answered_job_can_not_be_answered_again(again: JobAccepted | JobCountered) -> None:
    """A second answer to an accepted job is refused by name, and changes nothing."""
    order = then(placed(), JobAccepted(1)).order
    with pytest.raises(NotAllowed, match="job_accepted"):
        then(order, again)


def test_a_declined_job_is_planned_anew_at_once() -> None:
    """After a no the other job stays as it is, and the planner is due now."""
    decision = then(placed(), JobDeclined(2, "full"))
    assert [job.status for job in decision.order.jobs] == [JobStatus.OFFERED, JobStatus.DECLINED]
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.REPLAN]
    assert decision.order.planning


def test_an_accepted_job_may_be_given_back_before_confirmation() -> None:
    """A supplier who said yes too early can still say no while others are being asked."""
    accepted = then(placed(), JobAccepted(2)).order
    assert then(accepted, JobDeclined(2)).order.planning


def test_a_replan_within_the_promise_goes_ahead() -> None:
    """Same price and date: only the new supplier is asked, the kept job is not touched."""
    open_ = then(then(placed(), JobAccepted(1)).order, JobDeclined(2)).order
    decision = then(open_, Replanned((replan(open_),)))
    asked = [m for m in decision.messages if m.view is View.OFFER]
    assert [m.supplier for m in asked if not m.data.get("changed")] == ["atelier"]
    assert [m.supplier for m in asked if m.data.get("changed")] == ["mill"], "the mill now sends to somebody else"
    assert [j.status for j in decision.order.live_jobs] == [JobStatus.ACCEPTED, JobStatus.OFFERED]
    assert {(s.run, s.to_run) for s in decision.order.shipments} == {("1", "3"), ("3", None)}
    assert then(decision.order, JobAccepted(3)).order.status is OrderStatus.CONFIRMED


@pytest.mark.parametrize(("price", "late"), [(2401, 0), (2400, 1)])
def test_a_dearer_or_later_replan_asks_the_consumer(price: int, late: int) -> None:
    """Nobody is asked to make anything before the consumer agrees; then the new figures are the promise."""
    open_ = then(placed(), JobDeclined(2)).order
    proposed = then(open_, Replanned((replan(open_, price, late),)))
    assert [m.view for m in proposed.messages] == [View.TRACKING, View.PROPOSAL]
    assert not any(m.view is View.OFFER for m in proposed.messages)
    agreed = then(proposed.order, ProposalAgreed(0, free=True))
    offers = [m for m in agreed.messages if m.view is View.OFFER]
    assert [m.supplier for m in offers if not m.data.get("changed")] == ["atelier"]
    assert agreed.order.promise is not None
    assert agreed.order.promise.price == price


def test_a_proposal_that_is_out_of_date_is_planned_anew() -> None:
    """Agreed to days later, when it could no longer be made like that: nobody is asked, the planner looks again."""
    open_ = then(placed(), JobDeclined(2)).order
    proposed = then(open_, Replanned((replan(open_, 2500),))).order
    decision = then(proposed, ProposalAgreed(0, free=False))
    assert not any(m.view is View.OFFER for m in decision.messages)
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.REPLAN]
    assert decision.order.planning


def test_a_lost_supplier_of_a_confirmed_order_is_replaced() -> None:
    """Unreachable before the work has begun: somebody else is looked for, and the admins hear it."""
    decision = then(confirmed(), JobExpired(1, unreachable=True))
    assert decision.order.status is OrderStatus.CONFIRMING
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.REPLAN]
    assert any(m.admins for m in decision.messages)


def test_a_lost_supplier_at_work_is_the_admins_business() -> None:
    """Unreachable with the work begun: nothing is undone behind anybody's back, and the admins hear it."""
    order = then(confirmed(), JobStarted(1)).order
    decision = then(order, JobExpired(1, unreachable=True))
    assert decision.order == order
    assert [m.admins for m in decision.messages] == [True]


def test_another_decline_withdraws_the_proposal() -> None:
    """A proposal around a job that falls out meanwhile can no longer be agreed to."""
    open_ = then(placed(), JobDeclined(2)).order
    proposed = then(open_, Replanned((replan(open_, 2500),))).order
    again = then(proposed, JobDeclined(1)).order
    with pytest.raises(NotAllowed, match="nothing_proposed"):
        then(again, ProposalAgreed(0, free=True))


def test_a_counter_that_is_taken_up_needs_no_second_yes() -> None:
    """The planner chose the supplier at the supplier's own terms: the new job is accepted already."""
    order = then(then(placed(), JobAccepted(1)).order, JobCountered(2, Counter(unit_price=Decimal(40)))).order
    taken = replan(order, supplier="shop")
    decision = then(order, Replanned((Replan(taken.runs, taken.shipments, (1,), {"r1": 2}, 2400, taken.arrives),)))
    assert decision.order.status is OrderStatus.CONFIRMED
    assert not any(m.view is View.JOB_WITHDRAWN for m in decision.messages)


def test_a_counter_that_is_not_taken_up_is_told() -> None:
    """Somebody else fits better: the supplier who named terms hears so."""
    order = then(placed(), JobCountered(2, Counter(unit_price=Decimal(900)))).order
    decision = then(order, Replanned((replan(order),)))
    withdrawn = [m for m in decision.messages if m.view is View.JOB_WITHDRAWN]
    assert [(m.supplier, m.data["why"]) for m in withdrawn] == [("shop", "counter")]


def test_reminders_and_time_outs_leave_answered_jobs_alone() -> None:
    """A follow-up that fires after the answer changes nothing and tells nobody."""
    order = then(placed(), JobAccepted(1)).order
    for event in (ReminderDue(1), JobExpired(1)):
        decision = then(order, event)
        assert decision.order == order
        assert not decision.messages


def test_a_time_out_goes_to_the_planner_and_the_admins() -> None:
    """Silence to the end: the job is planned anew, and the admins hear it."""
    decision = then(placed(), JobExpired(1))
    assert decision.order.jobs[0].status is JobStatus.EXPIRED
    assert any(m.admins for m in decision.messages)
    assert FollowUpKind.REPLAN in [f.kind for f in decision.follow_ups]


def test_when_nothing_works_everybody_is_told_once() -> None:
    """No way left: live jobs are withdrawn, the consumer and the admins are told, no follow-up stays."""
    order = then(placed(), JobDeclined(2)).order
    decision = then(order, ReplanFailed(Unplanned("1", (Reason(ReasonCode.CAPACITY, "full"),))))
    assert decision.order.status is OrderStatus.FAILED
    assert [m.supplier for m in decision.messages if m.view is View.JOB_WITHDRAWN] == ["mill"]
    assert sum(m.view is View.FAILED for m in decision.messages) == 1
    assert decision.cancels[0].kinds is None


@pytest.mark.parametrize("make", [draft, quoted, placed])
def test_cancelling_works_until_it_is_over(make: object) -> None:
    """From a draft to a placed order /cancel ends it; a second one is refused."""
    order = make()  # type: ignore[operator]
    decision = then(order, OrderCancelled())
    assert decision.order.status is OrderStatus.CANCELLED
    assert len([m for m in decision.messages if m.view is View.JOB_WITHDRAWN]) == len(order.live_jobs)
    with pytest.raises(NotAllowed, match="order_over"):
        then(decision.order, OrderCancelled())


def test_a_placed_order_can_not_be_rewritten() -> None:
    """Words about a new wish never change an order that suppliers are working on."""
    with pytest.raises(NotAllowed, match="order_placed"):
        then(placed(), WishChanged(SPEC, (), None, "en"))


def test_deciding_is_pure() -> None:
    """The same state, event and time give the same decision, and the state is untouched."""
    order = placed()
    assert then(order, JobAccepted(1)) == then(order, JobAccepted(1))
    assert order == placed()
