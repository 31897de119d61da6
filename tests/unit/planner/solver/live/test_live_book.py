"""A book held in memory: orders come, go, are confirmed, and are planned around what happens."""

from __future__ import annotations

import random
from datetime import timedelta

import pytest

from planner.domain.problem import Problem
from planner.solver.aims import Aims
from planner.solver.demand import demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.live.live_book import LiveBook
from planner.solver.live.loading import load
from planner.solver.live.replanning import counter, decline, delay, shortfall
from planner.solver.live.whole import plan, planned_problem
from planner.solver.single import Effort, Single
from planner.solver.solve import solve
from planner.solver.terms import Terms

from ..invariants import faults
from ..problems import booked, day, offer, order, problem, random_problem, step, supplier


def filled(asked: Problem) -> LiveBook:
    book = LiveBook(asked, 40)
    for one in asked.orders:
        book.insert(one)
    return book


def sound(book: LiveBook) -> None:
    """The book's plan breaks no rule, and costs what the book says."""
    found = plan(book)
    assert not faults(planned_problem(book), found)
    assert found.cost == pytest.approx(book.cost, abs=3 * len(found.runs) + 3 * len(found.shipments) + 1)


@pytest.mark.parametrize("seed", range(30))
def test_orders_come_and_go(seed: int) -> None:
    """After orders have come in and some have gone again, the plan of the rest is valid."""
    asked, rng = random_problem(seed, orders=8, most=6, days=14), random.Random(seed)
    book = filled(asked)
    sound(book)
    for name in [name for name in book.held if rng.random() < 0.5]:
        book.remove(name)
        assert name not in book.held
    sound(book)


@pytest.mark.parametrize("seed", range(40))
def test_the_first_order_is_placed_best(seed: int) -> None:
    """An order that comes into the book costs no more than the best undivided plan over what is committed."""
    asked = random_problem(seed, steps=4, most=6, days=14)
    placed = LiveBook(asked, 40).insert(asked.orders[0])
    demand = demand_of(asked, asked.orders[0])
    horizon = horizon_of(asked, demand)
    draft = Draft(Terms(asked), horizon.first + max(1, horizon.length))
    anyhow = Single(draft, demand, horizon).best("cost", Effort()) if horizon.length else None
    assert (placed is None) == (anyhow is None)
    best = None if anyhow is None else Aims(draft, demand, horizon).best("cost", None)
    if placed is not None and best is not None:
        assert placed.cost <= best.cost + 3 * len(demand.open)


def test_a_run_that_is_paid_for_is_joined() -> None:
    """A dearer supplier is taken where a run of it that is paid for has room under its minimum."""
    makers = [
        supplier("cheap", offer("cut", rate="5")),
        supplier("dear", offer("cut", rate="20", min_quantity=100, setup_cost=500)),
    ]
    asked = problem(makers, order(step("cut", 30)), [booked("dear", "cut", 3, 50)])
    placed = LiveBook(asked).insert(asked.orders[0])
    assert placed is not None
    assert (placed.cost, placed.spots[0].supplier, placed.spots[0].joins) == (0, "dear", True)


def test_a_budget_is_kept() -> None:
    """An order that would cost more than its budget is not taken in, and leaves nothing behind."""
    asked = problem([supplier("a", offer("cut"))], order(step("cut", 30), budget=299))
    book = LiveBook(asked)
    assert book.insert(asked.orders[0]) is None
    assert (book.cost, dict(book.held)) == (0.0, {})
    assert book.insert(order(step("cut", 30), budget=300)) is not None


@pytest.mark.parametrize("seed", range(30))
def test_whatever_happens(seed: int) -> None:
    """Confirmed, declined, late, short, countered: the plan stays valid, and no confirmed lot moves but as told."""
    asked, rng = random_problem(seed, orders=8, most=6, days=14), random.Random(seed)
    book = filled(asked)
    for _ in range(12):
        planned = [(name, spot) for name in book.held for spot in book.spots(name).values()]
        confirmed = [(name, run) for name, held in book.held.items() for run in held.confirmed if run.lots]
        before = {name: list(held.confirmed) for name, held in book.held.items()}
        cost, kind = book.cost, rng.choice(["confirm", "confirm", "decline", "delay", "short", "counter"])
        change = None
        if kind == "confirm" and planned:
            name, spot = rng.choice(planned)
            book.confirm(name, spot.step)
        elif kind == "decline" and planned:
            name, spot = rng.choice(planned)
            change = decline(book, spot.supplier, spot.process, spot.start)
            assert {n: h.confirmed for n, h in book.held.items()}.items() <= before.items()
            now = book.spots(name).get(spot.step) if name in book.held else None
            assert now is None or (now.supplier, now.process) != (spot.supplier, spot.process)
        elif kind == "delay" and confirmed:
            name, run = rng.choice(confirmed)
            change = delay(book, name, run.lots[0].step, run.ready + timedelta(days=rng.randint(1, 2)))
        elif kind == "short" and confirmed:
            name, run = rng.choice(confirmed)
            change = shortfall(book, name, run.lots[0].step, 1)
        elif kind == "counter" and planned:
            name, spot = rng.choice(planned)
            if book.held[name].number is not None:
                ready = spot.ready + timedelta(days=rng.randint(0, 2))
                change = counter(book, name, spot.step, ready=ready, more=rng.choice([0, 10]))
        if change is not None and not change.taken:
            assert change.cost == pytest.approx(book.cost - cost, abs=1)
        sound(book)


def test_a_decline_says_what_moved_and_why() -> None:
    """The declined lot goes to the next supplier; the other lots of its order stay where that costs nothing."""
    makers = [
        supplier("a", offer("cut")),
        supplier("b", offer("cut", rate="12")),
        supplier("s", offer("sew")),
    ]
    asked = problem(makers, order(step("cut", 30), step("sew", 30, after=("cut",))))
    book = filled(asked)
    book.confirm("o1", "sew")
    change = decline(book, "a", "cut")
    assert change.cost == 60
    assert [(m.step, m.because, m.was and m.was.supplier, m.now and m.now.supplier) for m in change.moved] == [
        ("cut", "declined", "a", "b")
    ]
    assert [run.supplier for run in book.held["o1"].confirmed] == ["s"]


def test_a_decline_that_nothing_mends() -> None:
    """Where nobody else can do it, the order leaves the plan with the reason and the ways out."""
    asked = problem([supplier("a", offer("cut"))], order(step("cut", 30)))
    book = filled(asked)
    change = decline(book, "a", "cut")
    assert [(one.order, one.reasons[0].code) for one in change.unplanned] == [("o1", "no_supplier")]
    assert change.moved[0].now is None
    assert not book.held


def test_a_delay_moves_what_waits_for_it() -> None:
    """When a confirmed lot is ready later, the next step starts later, and the lot itself stays."""
    asked = problem(
        [supplier("a", offer("cut")), supplier("s", offer("sew"))], order(step("cut"), step("sew", after=("cut",)))
    )
    book = filled(asked)
    book.confirm("o1", "cut")
    change = delay(book, "o1", "cut", day(5))
    assert [(m.step, m.because, m.now and m.now.start) for m in change.moved] == [("sew", "follows", day(5))]


def test_a_shortfall_is_made_anew() -> None:
    """What is missing of a confirmed lot is made again, and nothing else."""
    asked = problem(
        [supplier("a", offer("cut")), supplier("s", offer("sew"))], order(step("cut"), step("sew", after=("cut",)))
    )
    book = filled(asked)
    book.confirm("o1", "cut")
    change = shortfall(book, "o1", "cut", 3)
    assert ("cut", "short", 3) in [(m.step, m.because, m.now and m.now.quantity) for m in change.moved]
    sound(book)
    with pytest.raises(ValueError, match="can't be missing"):
        shortfall(book, "o1", "cut", 30)


def test_a_counter_is_taken_where_nothing_is_better() -> None:
    """Ten more is taken where another supplier costs sixty more, a hundred more is not."""
    makers = [supplier("a", offer("cut")), supplier("b", offer("cut", rate="12"))]
    asked = problem(makers, order(step("cut", 30)))
    book = filled(asked)
    change = counter(book, "o1", "cut", more=10)
    assert (change.taken, change.cost) == (True, 10)
    assert book.confirmed("o1", "cut")[0].supplier == "a"
    book = filled(asked)
    change = counter(book, "o1", "cut", more=100)
    assert (change.taken, change.cost) == (False, 60)
    assert book.spots("o1")["cut"].supplier == "b"


def test_a_smaller_quantity_is_taken_and_the_rest_made_elsewhere() -> None:
    """A supplier who can do only twenty of thirty keeps them, and another makes ten."""
    makers = [supplier("a", offer("cut")), supplier("b", offer("cut", rate="30"))]
    asked = problem(makers, order(step("cut", 30)))
    book = filled(asked)
    change = counter(book, "o1", "cut", quantity=20)
    assert change.taken
    assert book.confirmed("o1", "cut")[0].quantity == 20
    assert (book.spots("o1")["cut"].supplier, book.spots("o1")["cut"].quantity) == ("a", 10)
    sound(book)


@pytest.mark.parametrize("seed", range(15))
def test_a_plan_is_loaded_as_it_is(seed: int) -> None:
    """A plan made for many orders costs the same in the live book, and is as valid."""
    asked = random_problem(seed, orders=8, most=6, days=14, confirmed=True)
    made = solve(asked, seconds=0.2)
    book, left = load(asked, made, 40)
    assert set(book.held) | set(left) == {one.id for one in made.orders}
    sound(book)
    if not left and all(held.general is None for held in book.held.values()):
        assert plan(book).cost == made.cost


def test_unknown_names() -> None:
    """What is not there is refused by its name, and an order does not come in twice."""
    asked = problem([supplier("a", offer("cut"))], order(step("cut", 30)))
    book = filled(asked)
    with pytest.raises(ValueError, match="o1 is in the book"):
        book.insert(asked.orders[0])
    with pytest.raises(KeyError):
        book.remove("nobody")
    with pytest.raises(KeyError):
        book.confirm("o1", "sew")
    with pytest.raises(ValueError, match="not a part"):
        counter(book, "o1", "cut", quantity=31)
    with pytest.raises(KeyError):
        delay(book, "o1", "cut", day(3))
