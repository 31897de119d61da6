"""In and out of pools, while they are open."""

from __future__ import annotations

from bot.services.codec import order_of
from bot.services.office import Office
from bot.services.pools.codec import new_row, pool_of, pool_row
from bot.services.pools.looking import as_member, joinable
from bot.services.pools.standing import CLOSE, NO_ORDER, PRICE, lock, pool_lane, pool_now, waiting
from bot.services.transitions import Transitions
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import OrderCancelled, PoolJoined, PoolLeft, PoolMoved
from planner.domain.order import OrderStatus
from planner.domain.pooling import Pool, PoolRules, joined, left
from storage.ports import OrderRow, Transaction


class Joining:
    """What consumers do about pools, inside a transaction that the caller holds. Callers have checked whose order it
    is."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def join(self, tx: Transaction, row: OrderRow, basis: int) -> None:
        """Into the pool that was offered, or the one that is open by now; a new one where there is none. Raises
        NotAllowed where the offer does not stand any more."""
        office, rules = self._office, self._rules()
        order = order_of(row)
        if order.status is not OrderStatus.QUOTED or basis != order.basis or order.pool_offer is None:
            raise NotAllowed("option_gone")
        member = as_member(order, office, rules)
        product = order.pool_offer.product
        await lock(tx, f"pools:{order.trade}:{product}", office.now())
        pool = await joinable(tx, order, member, office, rules)
        if pool is None:
            now = office.now()
            made = Pool(0, order.trade, product, office.new_id(), now, now + rules.window)
            stored = await tx.pools.create(new_row(made))
            pool = pool_of(stored)
        else:
            stored = await pool_now(tx, pool.id)
        grown = joined(pool, member, office.now(), rules)
        await tx.pools.save(pool_row(stored, grown))
        await self._transitions.apply(
            tx, row, PoolJoined(basis, waiting(grown, member, rules)), f"consumer:{order.consumer}"
        )
        await self._moved(tx, grown, rules, but=order.id)

    async def leave(self, tx: Transaction, row: OrderRow, *, cancel: bool = False) -> None:
        """Out of it, free of charge, back to what can be had alone; or the order is called off altogether. Raises
        NotAllowed once the pool has closed."""
        order, rules = order_of(row), self._rules()
        if order.status is not OrderStatus.POOLED or order.waiting is None:
            raise NotAllowed("pool_not_in")
        stored = await pool_now(tx, order.waiting.pool)
        fewer = left(pool_of(stored), order.id)
        await tx.pools.save(pool_row(stored, fewer))
        event = OrderCancelled() if cancel else PoolLeft("left")
        await self._transitions.apply(tx, row, event, f"consumer:{order.consumer}")
        await self._moved(tx, fewer, rules)

    def _rules(self) -> PoolRules:
        rules = self._office.policy.pools
        if rules is None:
            raise NotAllowed("option_gone")
        return rules

    async def _moved(self, tx: Transaction, pool: Pool, rules: PoolRules, but: int = 0) -> None:
        await moved(tx, self._office, self._transitions, pool, rules, but)


async def moved(
    tx: Transaction, office: Office, transitions: Transitions, pool: Pool, rules: PoolRules, but: int = 0
) -> None:
    """What follows from a change of a pool: its end is set anew, its prices are looked at, and every member's card says
    how it stands."""
    lane = pool_lane(pool.id)
    await tx.follow_ups.cancel(NO_ORDER, [CLOSE, PRICE], lane)
    if not pool.members:
        return
    closes = max(pool.closes_at(rules), office.now())
    await tx.follow_ups.put(CLOSE, NO_ORDER, lane, closes, {})
    if closes > office.now():
        # A moment for others who come at the same time: they share one look.
        await tx.follow_ups.put(PRICE, NO_ORDER, lane, office.now() + rules.reprice_after, {})
    await tell_members(tx, transitions, pool, rules, but)


async def tell_members(tx: Transaction, transitions: Transitions, pool: Pool, rules: PoolRules, but: int = 0) -> None:
    """Every member's order keeps how the pool stands; `but`: not that one's."""
    for member in pool.members:
        row = await tx.orders.get(member.order) if member.order != but else None
        if row is not None:
            await transitions.apply(tx, row, PoolMoved(waiting(pool, member, rules)), "system")
