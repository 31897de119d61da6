"""From the go-ahead to the last star: makers report, hand over, are late; the customer gets it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import FollowUpKind, View
from planner.domain.lifecycle.closing import price_of_cancelling
from planner.domain.lifecycle.events import (
    CheckDue,
    CloseDue,
    DeliveryCheckDue,
    GoodsArrived,
    JobAccepted,
    JobDeclined,
    JobDelayed,
    JobReady,
    JobShipped,
    JobStarted,
    OrderCancelled,
    ProposalAgreed,
    ProposalExpired,
    Rated,
    ReplanFailed,
    Replanned,
)
from planner.domain.order import JobStatus, Order, OrderStatus, Replan
from planner.domain.plan import Reason, ReasonCode, Unplanned
from tests.unit.planner.domain.orders import DAY, NOW, confirmed, placed, run, ship, then

REFUSAL = Unplanned("1", (Reason(ReasonCode.CAPACITY, "full"),))


def after(order: Order, *events: object) -> Order:
    """The order after some events."""
    for event in events:
        order = then(order, event).order  # type: ignore[arg-type]
    return order


def sent() -> Order:
    """The knitter's fabric is on its way to the sewer."""
    return after(confirmed(), JobStarted(1), JobReady(1), JobShipped(1))


def test_the_go_ahead_sets_the_questions_to_come() -> None:
    """With the last yes each maker is to be asked when it should have begun, and when it should be ready."""
    decision = then(after(placed(), JobAccepted(1)), JobAccepted(2))
    kinds = [(f.kind, f.job) for f in decision.follow_ups]
    assert kinds.count((FollowUpKind.CHECK_START, 1)) == 1
    assert kinds.count((FollowUpKind.OVERDUE, 2)) == 1
    assert all(f.due >= NOW for f in decision.follow_ups)


def test_an_order_lives_from_the_go_ahead_to_its_stars() -> None:
    """Each news of a maker brings order and job on; the last arrival delivers it; the stars close it."""
    order = confirmed()
    seen = []
    events = (
        JobStarted(1), JobReady(1), JobShipped(1), GoodsArrived(1, 2), JobReady(2), JobShipped(2),
        GoodsArrived(2, None), Rated(4),
    )  # fmt: skip
    for event in events:
        order = then(order, event).order
        seen.append((order.status.value, *(job.status.value for job in order.jobs)))
    assert seen == [
        ("in_production", "started", "accepted"),
        ("in_production", "ready", "accepted"),
        ("in_production", "shipped", "accepted"),
        ("in_production", "received", "accepted"),
        ("in_production", "received", "ready"),
        ("in_production", "received", "shipped"),
        ("delivered", "received", "received"),
        ("closed", "received", "received"),
    ]
    assert order.stars == 4


def test_nobody_begins_before_all_have_said_yes() -> None:
    """Begun too early, or before an answer: told so politely, and nothing changes."""
    order = after(placed(), JobAccepted(1))
    with pytest.raises(NotAllowed, match="not_yet"):
        then(order, JobStarted(1))
    with pytest.raises(NotAllowed, match="answer_first"):
        then(order, JobStarted(2))


def test_the_next_maker_hears_of_goods_with_note_and_picture() -> None:
    """Sent goods are announced to whoever gets them, in the sender's words; and asked about later."""
    decision = then(after(confirmed(), JobStarted(1)), JobShipped(1, "two rolls", "photo-id"))
    told = [m for m in decision.messages if m.view is View.HANDOVER]
    assert [(m.supplier, m.job, m.data["note"], m.data["photo"]) for m in told] == [
        ("shop", 2, "two rolls", "photo-id")
    ]
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.CHECK_RECEIVED]


def test_the_customer_hears_of_the_last_leg() -> None:
    """What goes to the customer is announced to the customer, who is asked about it later."""
    decision = then(after(sent(), GoodsArrived(1, 2)), JobShipped(2))
    assert View.ON_ITS_WAY in [m.view for m in decision.messages]
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.CHECK_DELIVERED]


def test_goods_arrive_once() -> None:
    """The same arrival said twice changes nothing the second time."""
    order = after(sent(), GoodsArrived(1, 2))
    with pytest.raises(NotAllowed, match="arrived_already"):
        then(order, GoodsArrived(1, 2))


def test_a_shortfall_is_planned_anew_with_what_went_into_it() -> None:
    """Of 30, 10 come unusable at the customer's: 10 of the sewing and 10 of the fabric are to be made again."""
    order = after(sent(), GoodsArrived(1, 2), JobShipped(2))
    decision = then(order, GoodsArrived(2, None, 20))
    assert [job.lost for job in decision.order.jobs] == [10, 10]
    assert decision.order.planning
    assert FollowUpKind.REPLAN in [f.kind for f in decision.follow_ups]
    assert decision.order.status is OrderStatus.IN_PRODUCTION, "not delivered before the rest has come"
    assert [(o.what, round(o.share, 2)) for o in decision.observed] == [("arrived", 0.67)]


def test_what_is_on_its_way_is_asked_about_whatever_is_missing_elsewhere() -> None:
    """The last maker has sent what it has, and finds only then that some of its goods were bad: has it come?"""
    order = after(confirmed(), JobStarted(1), JobShipped(1), JobShipped(2))
    decision = then(order, GoodsArrived(1, 2, 20))
    assert decision.order.planning
    assert not [c for c in decision.cancels if c.kinds is None or FollowUpKind.CHECK_DELIVERED in c.kinds]


def test_what_was_lost_can_be_left_out() -> None:
    """Fewer pieces, agreed to by the consumer: nothing is made again, and the order is delivered with what there is."""
    order = after(sent(), GoodsArrived(1, 2), JobShipped(2), GoodsArrived(2, None, 20))
    assert order.promise is not None
    less = Replan((), order.shipments, (1, 2), {}, 1600, order.promise.arrives, fewer={0: 10}, unneeded={1: 10, 2: 10})
    proposed = after(order, Replanned((less,)))
    assert proposed.proposals == (less,)
    agreed = then(proposed, ProposalAgreed(0, free=True))
    assert agreed.order.status is OrderStatus.DELIVERED
    assert agreed.order.promise is not None
    assert agreed.order.promise.price == 1600
    assert [job.lost for job in agreed.order.jobs] == [0, 0]
    assert [int(job.useful) for job in agreed.order.jobs] == [20, 20]
    assert [item.quantity for item in agreed.order.spec.items] == [20]


def test_with_fewer_pieces_no_more_are_waited_for() -> None:
    """Ten of the fabric were bad: the rest is sewn, and 20 are all that the customer waits for."""
    order = after(sent(), GoodsArrived(1, 2, 20))
    assert order.promise is not None
    less = Replan((), order.shipments, (1, 2), {}, 1600, order.promise.arrives, fewer={0: 10}, unneeded={1: 10, 2: 10})
    agreed = after(order, Replanned((less,)), ProposalAgreed(0, free=True))
    assert [s.quantity for s in agreed.shipments] == [30, 20], "what has come, and what is to come"
    done = after(agreed, JobShipped(2), GoodsArrived(2, None))
    assert done.status is OrderStatus.DELIVERED
    sewer = done.job(2)
    assert sewer is not None
    assert sewer.arrivals[0].expected == 20


def test_what_was_planned_for_fewer_already_stays() -> None:
    """Goods that were planned after the loss are no fewer for it: 20 were to leave the sewer, and 20 do."""
    order = after(sent(), GoodsArrived(1, 2, 20))
    assert order.promise is not None
    known = (order.shipments[0], replace(order.shipments[1], quantity=20))
    less = Replan((), known, (1, 2), {}, 1600, order.promise.arrives, fewer={0: 10}, unneeded={1: 10, 2: 10})
    agreed = after(order, Replanned((less,)), ProposalAgreed(0, free=True))
    assert [s.quantity for s in agreed.shipments] == [30, 20]


def test_a_delay_that_others_can_wait_for_is_only_told() -> None:
    """Ready a day later, and the next maker starts after that: nobody is planned anew."""
    order = confirmed()
    sew = order.job(2)
    assert sew is not None
    room = replace(sew, run=replace(sew.run, days={DAY + timedelta(2): 30}, ready=DAY + timedelta(2)))
    decision = then(order.with_job(room), JobDelayed(1, DAY + timedelta(1)))
    assert not decision.order.planning
    assert decision.order.shipments[0].arrive == DAY + timedelta(1)
    assert [m.supplier for m in decision.messages if m.view is View.OFFER] == ["shop"]


def test_a_delay_that_others_can_not_wait_for_is_planned_anew() -> None:
    """Ready after the next maker should start: the plan is opened, and the admins know."""
    decision = then(confirmed(), JobDelayed(1, DAY + timedelta(3)))
    assert decision.order.planning
    assert decision.order.troubled == 1
    job = decision.order.job(1)
    assert job is not None
    assert (job.run.ready, job.due) == (DAY + timedelta(3), DAY)
    assert any(m.admins for m in decision.messages)


def test_a_late_last_maker_moves_the_promise_and_the_consumer_knows() -> None:
    """The customer's own date leaves room: the new day is told, with who is late."""
    order = confirmed()
    assert order.promise is not None
    roomy = replace(order, promise=replace(order.promise, latest=DAY + timedelta(30)))
    decision = then(roomy, JobDelayed(2, DAY + timedelta(4)))
    assert decision.order.promise is not None
    assert decision.order.promise.arrives == DAY + timedelta(4)
    assert [m.data["what"] for m in decision.messages if m.view is View.CHANGED] == ["later_day"]


def test_late_work_is_remembered_from_the_first_date() -> None:
    """A maker that announces a delay and keeps that is still late, by the days since the date it had promised."""
    order = after(confirmed(), JobDelayed(1, DAY + timedelta(3)))
    order = after(replace(order, planning=False), JobStarted(1))
    decision = then(order, JobReady(1), NOW + timedelta(4))
    assert [(o.what, o.days) for o in decision.observed] == [("ready", 3)]


@pytest.mark.parametrize(
    ("check", "before", "asks"),
    [
        ("start", (), True),
        ("start", (JobStarted(1),), False),
        ("ready", (JobStarted(1),), True),
        ("ready", (JobReady(1),), False),
        ("overdue", (), True),
        ("overdue", (JobShipped(1),), False),
        ("received", (JobShipped(1),), True),
        ("received", (JobShipped(1), GoodsArrived(1, 2)), False),
    ],
)
def test_questions_are_asked_only_where_the_answer_is_not_known(
    check: str, before: tuple[object, ...], asks: bool
) -> None:
    """Begun, ready, overdue, received: asked about while open, and no more after that."""
    decision = then(after(confirmed(), *before), CheckDue(1, check))  # type: ignore[arg-type]
    assert bool(decision.messages) is asks


def test_a_confirmed_job_given_back_opens_the_order_again() -> None:
    """A maker gives its job back after the go-ahead: others keep theirs, somebody else is looked for."""
    decision = then(confirmed(), JobDeclined(1, "machine broke"))
    assert decision.order.status is OrderStatus.CONFIRMING
    assert [job.status for job in decision.order.live_jobs] == [JobStatus.ACCEPTED]
    assert [(o.supplier, o.what) for o in decision.observed] == [("mill", "gave_back")]


def test_a_job_replanned_after_the_go_ahead_gets_its_own() -> None:
    """The new maker of a confirmed order hears that it is on, and those who know already do not hear it twice."""
    open_ = after(confirmed(), JobDeclined(2))
    way = Replan(
        (run("r9", "atelier", "sewing", "0.sew", DAY + timedelta(1)),),
        (ship("0.fabric", "1", "r9", "0.sew"), ship("0.sew", "r9", None, arrive=DAY + timedelta(3))),
        (1,),
        {},
        2400,
        DAY + timedelta(3),
    )
    decision = then(after(open_, Replanned((way,))), JobAccepted(3))
    assert decision.order.status is OrderStatus.CONFIRMED
    assert [m.supplier for m in decision.messages if m.view is View.GO_AHEAD] == ["atelier"]


def test_cancelling_withdraws_what_has_not_begun_and_pays_what_has() -> None:
    """The fabric is made, the sewing not begun: the knitter is paid and told once, the sewer is told once."""
    order = sent()
    assert price_of_cancelling(order) == 1050
    decision = then(order, OrderCancelled())
    assert decision.order.owed == 1050
    told = [m for m in decision.messages if m.view is View.JOB_WITHDRAWN]
    assert [(m.supplier, m.data.get("paid")) for m in told] == [("shop", None), ("mill", 1000)]
    assert decision.order.jobs[0].status is JobStatus.SHIPPED, "what is done stays done"


def test_cancelling_stops_work_that_goes_on() -> None:
    """A maker at work is told to stop, and what it is paid."""
    decision = then(after(confirmed(), JobStarted(1)), OrderCancelled())
    told = next(m for m in decision.messages if m.view is View.JOB_WITHDRAWN and m.supplier == "mill")
    assert told.data["at_work"]
    assert decision.order.jobs[0].status is JobStatus.WITHDRAWN


def test_nothing_is_thrown_away_where_work_has_begun() -> None:
    """No way left with the fabric made: the order stays, the consumer and the admins hear it, it is tried again."""
    order = after(sent(), JobDeclined(2))
    decision = then(order, ReplanFailed(REFUSAL))
    assert decision.order.status is OrderStatus.IN_PRODUCTION
    assert [f.kind for f in decision.follow_ups] == [FollowUpKind.REPLAN]
    assert View.TROUBLE in [m.view for m in decision.messages]


def test_a_choice_not_made_in_time_cancels_what_has_not_begun() -> None:
    """Nobody has begun: no answer to the proposals calls the order off, and everybody is told."""
    open_ = after(placed(), JobDeclined(2))
    late = Replan((), (), (1,), {}, 9999, DAY + timedelta(30))
    decision = then(after(open_, Replanned((late,))), ProposalExpired())
    assert decision.order.status is OrderStatus.CANCELLED
    assert [m.supplier for m in decision.messages if m.view is View.JOB_WITHDRAWN] == ["mill"]


def test_silence_of_the_customer_is_a_yes_in_the_end() -> None:
    """Asked several times whether it has come, the customer says nothing: it is taken as delivered."""
    order = after(sent(), GoodsArrived(1, 2), JobShipped(2))
    asked = 0
    while order.status is OrderStatus.IN_PRODUCTION:
        decision = then(order, DeliveryCheckDue())
        asked += View.ON_ITS_WAY in [m.view for m in decision.messages if m.mode == "fresh"]
        order = decision.order
    assert asked == 3
    assert order.status is OrderStatus.DELIVERED
    assert after(order, CloseDue()).status is OrderStatus.CLOSED


def test_quantities_are_exact() -> None:
    """Metres may come in fractions, and what is lost is counted in them."""
    order = sent()
    fabric = order.job(1)
    assert fabric is not None
    metres = replace(
        fabric, run=replace(fabric.run, lots=tuple(replace(lot, quantity=Decimal("30.0")) for lot in fabric.run.lots))
    )
    decision = then(order.with_job(metres), GoodsArrived(1, 2, Decimal("27.5")))
    assert decision.order.jobs[0].lost == Decimal("2.5")
