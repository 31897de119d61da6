"""How a pool stands, for one of its members."""

from __future__ import annotations

from datetime import datetime, timedelta

from planner.domain.errors import StaleState
from planner.domain.order import Waiting
from planner.domain.pooling import Pool, PoolMember, PoolRules
from storage.ports import PoolRow, Transaction

#: The kinds of pools' follow-ups. They are about no order: `pool_lane` stands where a job's key would.
PRICE, CLOSE = "pool_price", "pool_close"
KINDS = frozenset({PRICE, CLOSE})
NO_ORDER = 0
#: Whose an order is that is made for several customers.
NOBODY = 0


def pool_lane(pool: int) -> str:
    return f"pool:{pool}"


def pool_number(lane: str | None) -> int:
    """The pool of a follow-up. Raises ValueError where it is of none."""
    return int((lane or "").removeprefix("pool:"))


def waiting(pool: Pool, member: PoolMember, rules: PoolRules) -> Waiting:
    """What the member's order keeps of the pool, and its consumer sees."""
    return Waiting(
        pool=pool.id,
        token=pool.token,
        alone=member.alone,
        price=member.price,
        next_price=member.next_price,
        members=len(pool.members),
        pieces=pool.pieces,
        closes_at=pool.closes_at(rules) if len(pool.members) < rules.members else pool.ends_at,
        latest=member.latest,
    )


async def lock(tx: Transaction, key: str, now: datetime) -> None:
    """Until the transaction ends nobody else gets past this with the same key."""
    await tx.leases.acquire(key, "pools", now, timedelta())


async def pool_now(tx: Transaction, number: int) -> PoolRow:
    """The pool of that number. Raises StaleState where there is none: it was named by somebody who has seen it."""
    row = await tx.pools.get(number)
    if row is None:
        raise StaleState(f"there is no pool {number}")
    return row
