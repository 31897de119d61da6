"""How long a consumer waits for options: one order against the shipped suppliers, a full book, and a crowd."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

from bot.services.planning import HORIZON, problem_order
from bot.services.pricing import cost_within, price_limit
from nlu.reader import Reader
from planner.domain.lifecycle.placing import last_day
from planner.domain.order import Order
from planner.domain.problem import CommittedRun, Problem, ProblemOrder, Supplier
from planner.domain.spec import OrderSpec
from planner.domain.supplier import Trade
from planner.solver.quote import quote
from tests.bench.busy_book import busy_book, crowd
from tests.bench.here import NOW, shipped_trades
from tests.bench.messages import ORDERS
from tests.bench.table import Cell, show
from tests.bench.times import Times

ROUNDS, RUNS, CROWD, SERVICE_PERCENT = 3, 300, 1000, 6
START = (NOW + timedelta(days=1)).date()
HEAD = ("catalogue", "suppliers", "confirmed runs", "orders", "rounds", "with options", "p50 ms", "p95 ms", "max ms")


def bench_planning() -> None:
    """Print how long `quote` takes."""
    rows: list[Sequence[Cell]] = []
    for name in ORDERS:
        trade = shipped_trades()[name]
        orders = _wanted(_texts(name), trade)
        shipped = tuple(partner.supplier for partner in trade.book.partners.values())
        many = crowd(shipped, CROWD)
        busy = busy_book(shipped, RUNS, START)
        for suppliers, committed in ((shipped, ()), (shipped, busy), (many, ()), (many, busy)):
            rows.append(_row(trade, orders, suppliers, committed))
    show("Planning: options for one order, one core", HEAD, rows)


def _wanted(texts: Sequence[str], trade: Trade) -> list[ProblemOrder]:
    """The orders that messages make, without those that leave something open which a person would be asked."""
    reader = Reader(trade.catalogue)
    readings = [reader.read(text, NOW) for text in texts]
    return [
        _order(reading.spec, trade)
        for reading in readings
        if reading.spec.items and not reading.missing and all(item.quantity for item in reading.spec.items)
    ]


def _order(spec: OrderSpec, trade: Trade) -> ProblemOrder:
    limit = price_limit(spec, trade.catalogue.currency)
    budget = None if limit is None else cost_within(limit, SERVICE_PERCENT)
    order = Order(id=1, trade=trade.id, consumer=0, language="en", spec=spec)
    return problem_order(order, trade, START, last_day(spec.deadline) or START + HORIZON, budget)


def _texts(trade: str) -> list[str]:
    return [text for messages in ORDERS[trade].values() for text in messages]


def _row(
    trade: Trade, orders: Sequence[ProblemOrder], suppliers: tuple[Supplier, ...], committed: tuple[CommittedRun, ...]
) -> Sequence[Cell]:
    times, planned = Times(), 0
    for number in range(ROUNDS):
        for order in orders:
            problem = Problem(START, trade.catalogue.currency, suppliers, trade.book.shipping, (order,), committed)
            with times.one():
                found = quote(problem)
            planned += bool(found.options) and not number
    return (
        trade.id, len(suppliers), len(committed), len(orders), ROUNDS, f"{planned}/{len(orders)}",
        times.ms(50), times.ms(95), times.ms(100),
    )  # fmt: skip
