"""What joining a pool would mean for an order that has just been quoted."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from bot.services.codec import order_of
from bot.services.office import Office
from bot.services.planning import problem_order
from bot.services.pools.codec import pool_of
from bot.services.pools.problem import (
    ONE_MORE,
    Market,
    market_of,
    pool_problem,
    prices_in,
    problem_of,
    with_one_more,
)
from bot.services.transitions import Transitions
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import PoolLooked
from planner.domain.lifecycle.placing import last_day
from planner.domain.order import Order, OrderStatus, PoolOffer
from planner.domain.pooling import Pool, PoolMember, PoolRules, PoolStatus, waits_until
from storage.ports import FollowUp, Transaction

#: Seconds of search: a first look, which may name a higher price than the pool will have.
SECONDS = 0.3
#: Less than one in so many is not worth waiting for.
WORTH = 50


class Looking:
    """Works out offers to join, after the options are on the table, so that nobody waits for them."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def run(self, due: FollowUp) -> None:
        """Look; then show it, unless the wish has changed meanwhile."""
        office, rules = self._office, self._office.policy.pools
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            order = order_of(row) if row else None
            member = _as_member(order, office, rules) if order and rules else None
            if order is None or rules is None or member is None:
                await tx.follow_ups.done(due.id)
                return
            pool = await joinable(tx, order, member, office, rules)
            inside = await members_of(tx, pool) if pool else []
            market = await market_of(tx, office, order.trade)
        offer = await self._offer(order, member, pool, inside, market, rules)
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if row is None or not await tx.follow_ups.done(due.id):
                return
            await self._transitions.apply(tx, row, PoolLooked(order.basis, offer), "system")

    async def _offer(
        self,
        order: Order,
        member: PoolMember,
        pool: Pool | None,
        inside: list[tuple[Order, PoolMember]],
        market: Market,
        rules: PoolRules,
    ) -> PoolOffer | None:
        """None where it saves too little to speak of, even with one more like it."""
        office, name = self._office, str(order.id)
        price = member.alone
        problem = pool_problem([*inside, (order, member)], market, office)
        if inside:
            now = await office.planner.pool(problem, {}, seconds=SECONDS, fair=False)
            price = min(price, prices_in(now, office).get(name, price))
        trade = office.trades[order.trade]
        mine = problem_order(order, trade, problem.start, member.latest, None)
        more = problem_of((*(o for o in problem.orders if o.id != name), mine), market, office)
        later = await office.planner.pool(with_one_more(more, name), {}, seconds=SECONDS, fair=False)
        prices = prices_in(later, office)
        following = min(prices[name], price) if name in prices and ONE_MORE in prices else None
        if (member.alone - min(price, following or price)) * WORTH < member.alone:
            return None
        now_, ends = office.now(), office.now() + rules.window if pool is None else pool.closes_at(rules)
        return PoolOffer(
            product=order.spec.items[0].product or "",
            alone=member.alone,
            price=price,
            next_price=following if following is not None and following < price else None,
            members=len(pool.members) if pool else 0,
            pieces=pool.pieces if pool else 0,
            closes_at=max(now_, min(ends, member.waits_until)),
            latest=member.latest,
            waits_until=member.waits_until,
            pool=pool.id if pool else None,
            invited=pool is not None and pool.id == order.invited,
        )


def _as_member(order: Order, office: Office, rules: PoolRules) -> PoolMember | None:
    """The order as it would join; None where it can't wait, or is not for one product alone."""
    products = {item.product for item in order.spec.items}
    if order.status is not OrderStatus.QUOTED or not order.options or len(products) != 1 or None in products:
        return None
    if office.trades.partner_of_chat(order.consumer) is not None:
        # A maker is never its own customer, and in a pool that could not be seen to.
        return None
    cheapest = min(order.options, key=lambda priced: (priced.price, priced.option.arrives))
    latest = last_day(order.spec.deadline) or cheapest.option.arrives + rules.window + rules.grace
    until = waits_until(office.now(), latest, cheapest.option.arrives)
    if until is None or until - office.now() < rules.least_wait:
        return None
    return PoolMember(
        order=order.id,
        consumer=order.consumer,
        pieces=order.spec.pieces,
        alone=cheapest.price,
        latest=latest,
        waits_until=until,
        joined_at=office.now(),
    )


async def joinable(tx: Transaction, order: Order, member: PoolMember, office: Office, rules: PoolRules) -> Pool | None:
    """The open pool that the order could join: the one it was invited to, else the newest of its product."""
    product = order.spec.items[0].product or ""
    rows = [await tx.pools.get(order.invited)] if order.invited is not None else []
    rows.append(await tx.pools.open(order.trade, product))
    for row in rows:
        pool = pool_of(row) if row else None
        if pool is None or pool.status is not PoolStatus.OPEN or (pool.trade, pool.product) != (order.trade, product):
            continue
        if pool.closes_at(rules) - office.now() > timedelta():
            return pool
    return None


async def members_of(tx: Transaction, pool: Pool) -> list[tuple[Order, PoolMember]]:
    """A pool's members with their orders."""
    found = []
    for member in pool.members:
        row = await tx.orders.get(member.order)
        if row is not None and row.status == OrderStatus.POOLED.value:
            found.append((order_of(row), member))
    return found


def as_member(order: Order, office: Office, rules: PoolRules) -> PoolMember:
    """The order as it joins with the offer that it was shown. Raises NotAllowed where it can't wait any more."""
    member, offer = _as_member(order, office, rules), order.pool_offer
    if member is None or offer is None or offer.waits_until < office.now():
        raise NotAllowed("option_gone")
    price = offer.price if offer.pool is not None else None
    return replace(member, alone=offer.alone, latest=offer.latest, waits_until=offer.waits_until, price=price)
