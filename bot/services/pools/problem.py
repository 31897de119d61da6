"""Pools as planning problems."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.services.available import unavailable
from bot.services.office import Office
from bot.services.planning import (
    Booked,
    booked_jobs,
    committed_runs,
    first_day,
    lesser_days,
    problem_order,
    reachable_suppliers,
)
from bot.services.pricing import cost_within, price_of
from bot.services.reliability import learned
from bot.services.supplier_records import catch_up
from planner.domain.order import Order
from planner.domain.pooling import PooledPlan, PoolMember
from planner.domain.problem import Problem, ProblemOrder
from storage.ports import Transaction

#: The order that is like another one, to see what one more would change.
ONE_MORE = "one more"
#: Where nobody's share matters.
NO_LIMITS: Mapping[str, int] = {}


@dataclass(frozen=True)
class Market:
    """What a plan has to know besides the orders: what holds capacity, who can be asked, and how reliable they are."""

    trade: str
    booked: Booked
    closed: frozenset[int]
    reliability: Mapping[str, float]


async def market_of(tx: Transaction, office: Office, trade: str) -> Market:
    """As it stands now."""
    await catch_up(tx, office)
    booked = booked_jobs(await tx.orders.booked(trade, first_day(office)))
    return Market(trade, booked, await unavailable(tx, office, trade), await learned(tx, office, trade))


def pool_problem(
    members: Sequence[tuple[Order, PoolMember]], market: Market, office: Office, *, closing: bool = False
) -> Problem:
    """Members' orders, each within its date. `closing`: only those are made whose cost is within what their consumers
    pay at most; our share is there for what is above that."""
    trade, start = office.trades[market.trade], first_day(office)
    orders = tuple(
        problem_order(order, trade, start, member.latest, member.alone if closing else None)
        for order, member in members
    )
    return problem_of(orders, market, office)


def problem_of(orders: Iterable[ProblemOrder], market: Market, office: Office) -> Problem:
    """These orders, in the market as it is."""
    trade, start = office.trades[market.trade], first_day(office)
    return Problem(
        start=start,
        currency=trade.catalogue.currency,
        suppliers=reachable_suppliers(trade, market.closed, reliability=market.reliability),
        shipping=trade.book.shipping,
        orders=tuple(orders),
        committed=(*committed_runs(market.booked), *lesser_days(trade, market.booked, start)),
    )


def with_one_more(problem: Problem, like: str) -> Problem:
    """The problem with a further order like that one."""
    order = next(order for order in problem.orders if order.id == like)
    return replace(problem, orders=(*problem.orders, replace(order, id=ONE_MORE, budget=None)))


def limits_of(members: Sequence[tuple[Order, PoolMember]], office: Office, *, shown: bool = True) -> dict[str, int]:
    """The most that each order may bear of the cost, so that its consumer pays no more than was `shown`, or than
    alone."""
    return {
        str(order.id): cost_within(member.limit if shown else member.alone, office.service_percent)
        for order, member in members
    }


def prices_in(pooled: PooledPlan, office: Office) -> dict[str, int]:
    """What the consumer of each planned order pays."""
    return {name: price_of(cost, office.service_percent) for name, cost in pooled.pays.items()}
