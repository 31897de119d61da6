"""A pool closes: it is planned as a whole, divided fairly, and becomes one order with several customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.services.codec import job_rows, order_of, order_row, order_state
from bot.services.office import Office
from bot.services.planning import book_of, first_day, still_free
from bot.services.pools.codec import pool_of, pool_row
from bot.services.pools.following import members_follow
from bot.services.pools.looking import members_of
from bot.services.pools.problem import Market, limits_of, market_of, pool_problem, prices_in
from bot.services.pools.standing import NOBODY, pool_number
from bot.services.transitions import Transitions
from planner.domain.errors import StaleState
from planner.domain.lifecycle import FollowUpKind, Message, View
from planner.domain.lifecycle.asking import with_jobs
from planner.domain.lifecycle.events import PoolLeft
from planner.domain.lifecycle.wish import CARD, next_message
from planner.domain.order import JobStatus, Member, Order, OrderStatus, Promise, item_of
from planner.domain.plan import Run, Shipment
from planner.domain.pooling import Pool, PooledPlan, PoolMember, PoolStatus
from planner.domain.spec import Item, OrderSpec
from storage.ports import FollowUp, PoolRow, Transaction

#: Seconds of search for all; groups come on top.
SECONDS = 3.0
#: What a member is told as soon as its pool has closed.
CLOSED: tuple[Message, ...] = (CARD, next_message(View.TRACKING), Message(View.POOL_MADE))


@dataclass(frozen=True)
class Basis:
    """A pool that is closing, its members' orders, and the market that it is planned in."""

    row: PoolRow
    pool: Pool
    inside: Sequence[tuple[Order, PoolMember]]
    market: Market


class Closing:
    """Makes orders of pools."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def run(self, due: FollowUp) -> None:
        """Close it first, so that nobody comes or goes while it is planned; then store all that follows at once."""
        basis = await self._closed(due)
        if basis is None:
            return
        office = self._office
        pooled = await self._planned(basis)
        async with office.database.transaction() as tx:
            row = await tx.pools.get(basis.pool.id)
            if row is None or row.version != basis.row.version:
                raise StaleState(f"pool {basis.pool.id} has changed while it was planned")
            await self._free(tx, basis, pooled)
            if await tx.follow_ups.done(due.id):
                await self._made(tx, row, basis, pooled)

    async def _planned(self, basis: Basis) -> PooledPlan:
        """What was shown is kept as long as our share covers it; then, what alone would have cost."""
        office = self._office
        problem = pool_problem(basis.inside, basis.market, office, closing=True)
        pooled = await office.planner.pool(problem, limits_of(basis.inside, office), seconds=SECONDS)
        if pooled.borne * 100 <= pooled.plan.cost * office.service_percent:
            return pooled
        return await office.planner.pool(problem, limits_of(basis.inside, office, shown=False), seconds=SECONDS)

    async def give_up(self, tx: Transaction, due: FollowUp) -> None:
        """It can't be planned at all: everybody gets what can be had alone."""
        row = await tx.pools.get(pool_number(due.job))
        if row is not None and await tx.follow_ups.done(due.id):
            pool = pool_of(row)
            await tx.pools.save(pool_row(row, replace(pool, status=PoolStatus.GONE)))
            await self._release(tx, [member.order for member in pool.members])

    async def _closed(self, due: FollowUp) -> Basis | None:
        office, rules = self._office, self._office.policy.pools
        async with office.database.transaction() as tx:
            row = await tx.pools.get(pool_number(due.job))
            pool = pool_of(row) if row else None
            stands = pool is not None and pool.status in (PoolStatus.OPEN, PoolStatus.CLOSING) and pool.members
            if row is None or pool is None or rules is None or not stands:
                await tx.follow_ups.done(due.id)
                return None
            if pool.status is PoolStatus.OPEN:
                if pool.closes_at(rules) > office.now():
                    await tx.follow_ups.retry(due.id, "it closes later", pool.closes_at(rules))
                    return None
                pool = replace(pool, status=PoolStatus.CLOSING)
                row = await tx.pools.save(pool_row(row, pool))
            return Basis(row, pool, await members_of(tx, pool), await market_of(tx, office, pool.trade))

    async def _free(self, tx: Transaction, basis: Basis, pooled: PooledPlan) -> None:
        office = self._office
        booked = await book_of(tx, basis.pool.trade, office)
        trade = office.trades[basis.pool.trade]
        if pooled.plan.runs and not still_free(pooled.plan.runs, trade, booked, first_day(office)):
            raise StaleState(f"pool {basis.pool.id}: the capacity was taken meanwhile")

    async def _made(self, tx: Transaction, row: PoolRow, basis: Basis, pooled: PooledPlan) -> None:
        office, pool, now = self._office, basis.pool, self._office.now()
        placed = {order.id for order in pooled.plan.orders}
        inside = [(order, member) for order, member in basis.inside if str(order.id) in placed]
        number: int | None = None
        if inside:
            draft = Order(0, pool.trade, NOBODY, inside[0][0].language)
            stored = await tx.orders.create(pool.trade, NOBODY, draft.status.value, order_state(draft), now)
            number = stored.id
            whole = together(stored.id, pool.trade, inside, pooled, prices_in(pooled, office))
            firsts = {str(member.order): member.items[0] for member in whole.members}
            runs, shipments = runs_in(pooled.plan.runs, firsts), shipments_in(pooled.plan.shipments, firsts)
            whole, _ = with_jobs(whole, runs, shipments, now, JobStatus.PLANNED)
            await tx.orders.save(order_row(stored, whole), job_rows(whole), now)
            for order, member in inside:
                own = await tx.orders.get(order.id)
                if own is not None and order.waiting is not None:
                    counts = replace(order.waiting, members=len(inside), alone=member.alone)
                    inner = replace(order_of(own), within=number, waiting=counts)
                    await tx.orders.save(order_row(own, inner), (), now)
            await members_follow(tx, office, whole, CLOSED)
            await tx.follow_ups.put(FollowUpKind.OFFER.value, number, None, now, {})
            facts = {"pool": pool.id, "orders": [order.id for order, _ in inside], "cost": pooled.plan.cost}
            facts |= {"borne": pooled.borne, "setups_saved": pooled.setups_saved, "pays": dict(pooled.pays)}
            await tx.audit.add(number, now, "system", "pool_made", facts)
        done = PoolStatus.MADE if inside else PoolStatus.GONE
        made = replace(pool, status=done, order=number, setups_saved=pooled.setups_saved)
        made = replace(made, members=tuple(_paying(m, prices_in(pooled, office)) for m in pool.members))
        await tx.pools.save(pool_row(row, made))
        await self._release(tx, [order.id for order, _ in basis.inside if str(order.id) not in placed])

    async def _release(self, tx: Transaction, orders: Sequence[int]) -> None:
        for number in orders:
            row = await tx.orders.get(number)
            if row is not None and row.status == OrderStatus.POOLED.value:
                await self._transitions.apply(tx, row, PoolLeft("released"), "system")


def _paying(member: PoolMember, prices: Mapping[str, int]) -> PoolMember:
    return replace(member, price=prices.get(str(member.order), member.price), next_price=None)


def together(
    number: int,
    trade: str,
    inside: Sequence[tuple[Order, PoolMember]],
    pooled: PooledPlan,
    prices: Mapping[str, int],
) -> Order:
    """The members' orders as one: all their items, one after another, and what each customer was promised."""
    arrives = {order.id: order.arrives for order in pooled.plan.orders}
    items: list[Item] = []
    members: list[Member] = []
    for order, member in inside:
        mine = tuple(range(len(items), len(items) + len(order.spec.items)))
        items += order.spec.items
        promise = Promise(prices[str(order.id)], arrives[str(order.id)], member.latest)
        members.append(Member(order.id, order.consumer, mine, order.spec.destination or "", promise))
    promises = [member.promise for member in members]
    whole = Promise(sum(p.price for p in promises), max(p.arrives for p in promises), max(p.latest for p in promises))
    return Order(
        number,
        trade,
        NOBODY,
        inside[0][0].language,
        status=OrderStatus.PLACED,
        spec=OrderSpec(items=tuple(items)),
        promise=whole,
        members=tuple(members),
    )


def runs_in(runs: Sequence[Run], firsts: Mapping[str, int]) -> tuple[Run, ...]:
    """Runs with their lots' steps named as in the order for all. `firsts`: by member's order, its first item there."""
    return tuple(
        replace(run, lots=tuple(replace(lot, step=_step(lot.step, firsts[lot.order])) for lot in run.lots))
        for run in runs
    )


def shipments_in(shipments: Sequence[Shipment], firsts: Mapping[str, int]) -> tuple[Shipment, ...]:
    """Shipments likewise; those to customers say to whom."""
    return tuple(
        replace(
            s,
            step=_step(s.step, firsts[s.order]),
            to_step=None if s.to_step is None else _step(s.to_step, firsts[s.order]),
            to_run=f"-{s.order}" if s.to_customer else s.to_run,
        )
        for s in shipments
    )


def _step(step: str, first: int) -> str:
    return f"{first + item_of(step)}.{step.partition('.')[2]}"
