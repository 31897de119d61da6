"""An order with several customers: whatever happens in whatever order, each has an order of their own that fits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from random import Random

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import Decision, View, decide
from planner.domain.lifecycle import events as e
from planner.domain.lifecycle.asking import with_jobs
from planner.domain.lifecycle.members import price_of_leaving
from planner.domain.members import part_of
from planner.domain.order import OVER, JobStatus, Member, Order, OrderStatus, Promise
from planner.domain.plan import Run, Shipment
from planner.domain.problem import Lot
from planner.domain.spec import Item, OrderSpec
from tests.unit.planner.domain.orders import DAY, NOW, POLICY

#: Order 11 is 10 pieces, order 12 is 20; both are knitted and sewn by the same makers, and 12 is packed besides.
PIECES = {11: 10, 12: 20}
PROMISE = Promise(1500, DAY + timedelta(4), DAY + timedelta(6))


def _lots(step: str, orders: tuple[int, ...]) -> tuple[Lot, ...]:
    return tuple(Lot(str(order), f"{order - 11}.{step}", PIECES[order]) for order in orders)


def _run(name: str, step: str, day: int, orders: tuple[int, ...] = (11, 12)) -> Run:
    lots = _lots(step, orders)
    start = DAY + timedelta(day)
    return Run(name, f"{step}er", step, {}, {start: sum(PIECES[order] for order in orders)}, start, lots, 900)


def _ship(order: int, step: str, run: str, to_step: str | None, to_run: str | None, day: int) -> Shipment:
    index, at = order - 11, DAY + timedelta(day)
    target = None if to_step is None else f"{index}.{to_step}"
    return Shipment(str(order), f"{index}.{step}", run, target, to_run or f"-{order}", PIECES[order], at, at, 20)


def whole() -> Order:
    """Made for two customers; its makers have not been asked yet."""
    members = (
        Member(11, 71, (0,), "Hangzhou", PROMISE),
        Member(12, 72, (1,), "Shanghai", replace(PROMISE, price=2500)),
    )
    order = Order(
        9,
        "apparel",
        0,
        "en",
        status=OrderStatus.PLACED,
        spec=OrderSpec(items=(Item("hoodie", 10), Item("hoodie", 20))),
        promise=replace(PROMISE, price=4000),
        members=members,
    )
    runs = (_run("k", "knit", 0), _run("s", "sew", 1), _run("p", "pack", 2, (12,)))
    shipments = (
        _ship(11, "knit", "k", "sew", "s", 1),
        _ship(12, "knit", "k", "sew", "s", 1),
        _ship(12, "sew", "s", "pack", "p", 2),
        _ship(11, "sew", "s", None, None, 4),
        _ship(12, "pack", "p", None, None, 4),
    )
    return with_jobs(order, runs, shipments, NOW, JobStatus.PLANNED)[0]


def own(number: int) -> Order:
    spec = OrderSpec(items=(Item("hoodie", PIECES[number]),))
    return Order(number, "apparel", 60 + number, "en", status=OrderStatus.POOLED, spec=spec, within=9)


def possible(order: Order, random: Random) -> Iterator[e.Event]:
    n = random.choice([job.number for job in order.jobs])
    yield e.OffersDue()
    yield e.JobAccepted(n)
    yield e.JobAccepted(n)
    yield e.JobStarted(n)
    yield e.JobReady(n)
    yield e.JobShipped(n)
    yield e.DeliveryCheckDue()
    for s in order.shipments:
        yield e.GoodsArrived(int(s.run), int(s.to_run or 0))
    if random.random() < 0.05:
        yield e.MemberLeft(random.choice((11, 12)))
    if random.random() < 0.02:
        yield e.OrderCancelled()
    yield e.CloseDue()


def live_through(seed: int, length: int = 80) -> Iterator[tuple[Order, Decision, dict[int, Order]]]:
    random, now, order = Random(seed), NOW, whole()
    parts = {number: part_of(order, member, own(number)) for member in order.members for number in (member.order,)}
    for _ in range(length):
        now += timedelta(minutes=random.randrange(600))
        try:
            decision = decide(order, random.choice(list(possible(order, random))), now, POLICY)
        except NotAllowed:
            continue
        before, order = order, decision.order
        parts = {member.order: part_of(order, member, parts[member.order]) for member in order.members}
        yield before, decision, parts
        if order.status in OVER:
            return


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_each_member_sees_its_own_part_and_nothing_else(seed: int) -> None:
    """A member's jobs make its pieces and no others', its goods come to it, and its day is that of the last of them."""
    for _, decision, parts in live_through(seed):
        for member in decision.order.members:
            part = parts[member.order]
            if member.released:
                continue
            assert {lot.order for job in part.jobs for lot in job.run.lots} <= {str(member.order)}
            assert all(job.quantity == PIECES[member.order] for job in part.jobs)
            assert {s.to_run for s in part.shipments if s.to_customer} <= {None}
            assert {s.order for s in part.shipments} <= {str(member.order)}
            assert part.promise is not None
            assert part.promise.price == member.promise.price


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_everybody_is_delivered_once_theirs_has_come(seed: int) -> None:
    """Nobody waits for others' goods, nobody is said to have what has not come, and with the last one all is over."""
    for _, decision, parts in live_through(seed):
        order = decision.order
        got = {arrival.to for job in order.jobs for arrival in job.arrivals}
        for member in order.members:
            if member.released or order.status in (OrderStatus.CANCELLED, OrderStatus.FAILED):
                continue
            has_it = parts[member.order].status is OrderStatus.DELIVERED
            assert has_it == (member.end in got or order.status in (OrderStatus.DELIVERED, OrderStatus.CLOSED))
        staying = [member for member in order.members if not member.released]
        if staying and all(member.end in got for member in staying) and not order.planning:
            assert order.status in (OrderStatus.DELIVERED, OrderStatus.CLOSED)


@given(st.integers(0, 2**32))
@settings(max_examples=150, deadline=None)
def test_who_leaves_pays_no_more_than_agreed_and_makers_hear_once(seed: int) -> None:
    """What is theirs alone is withdrawn, what is made with others' goes on, and no maker is told twice."""
    for before, decision, _ in live_through(seed):
        if decision.note.startswith("member_left") and "order" in decision.facts:
            number = int(decision.facts["order"])
            member = next(m for m in before.members if m.order == number)
            assert 0 <= price_of_leaving(before, number) <= member.promise.price
            assert not [s for s in decision.order.shipments if s.order == str(number)]
        told = [(m.supplier, m.job) for m in decision.messages if m.view is View.JOB_WITHDRAWN]
        assert len(told) == len(set(told))


def _confirmed() -> Order:
    order = decide(whole(), e.OffersDue(), NOW, POLICY).order
    for number in (1, 2, 3):
        order = decide(order, e.JobAccepted(number), NOW, POLICY).order
    return order


def _then(order: Order, *events: e.Event) -> Decision:
    decision = Decision(order)
    for event in events:
        decision = decide(decision.order, event, NOW, POLICY)
    return decision


def test_what_one_customer_misses_is_theirs_alone() -> None:
    """Torn pieces of one are lost, with what went into them; what the other has got is not in question."""
    made = _then(_confirmed(), e.JobReady(1), e.GoodsArrived(1, 2), e.JobShipped(2))
    short = _then(made.order, e.GoodsArrived(2, -11, 7)).order
    sewn, knitted = short.job(2), short.job(1)
    assert sewn is not None
    assert knitted is not None
    assert sewn.spoilt == {"0.sew": 3}
    assert knitted.spoilt == {"0.knit": 3}
    assert sewn.useful == Decimal(27)
    assert short.planning


def test_one_leaves_before_anybody_has_said_yes_and_owes_nothing() -> None:
    """Nothing is made for them yet, and the packer, who works for them alone, is not needed any more."""
    asked = decide(whole(), e.OffersDue(), NOW, POLICY).order
    assert price_of_leaving(asked, 12) == 0
    left = _then(asked, e.MemberLeft(12)).order
    assert [job.status for job in left.jobs] == [JobStatus.OFFERED, JobStatus.OFFERED, JobStatus.WITHDRAWN]


def test_one_leaves_late_and_pays_their_part_of_what_others_count_on() -> None:
    """Two makers work for both: two thirds of their price is the part of who has two thirds of the pieces."""
    assert price_of_leaving(_confirmed(), 12) == 1200
    last = _then(_confirmed(), e.MemberLeft(12), e.MemberLeft(11))
    assert last.order.status is OrderStatus.CANCELLED


def test_questions_about_the_delivery_go_to_those_who_wait() -> None:
    """Whoever has said that it has come is not asked again."""
    sent = _then(
        _confirmed(), e.JobReady(1), e.GoodsArrived(1, 2), e.JobShipped(2), e.GoodsArrived(2, 3), e.JobShipped(3)
    )
    assert {m.end for m in _then(sent.order, e.DeliveryCheckDue()).messages} == {-11, -12}
    one = _then(sent.order, e.GoodsArrived(2, -11)).order
    assert {m.end for m in _then(one, e.DeliveryCheckDue()).messages} == {-12}
