"""A pool: orders of several consumers that wait for each other, to be made together.

Whoever joins pays at most what the order would have cost alone, and less the more join. A pool closes at the end of its
window, when so many pieces have come together, or when waiting any longer would put a member's date at risk. From then
on it is one order with several customers (`Order.members`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum

from planner.domain.errors import NotAllowed
from planner.domain.plan import Plan


class PoolStatus(StrEnum):
    """Where a pool stands. `closing`: it is being planned, nobody joins or leaves; `made`: it has become an order."""

    OPEN = "open"
    CLOSING = "closing"
    MADE = "made"
    GONE = "gone"


@dataclass(frozen=True)
class PoolRules:
    """When pools close. `window`: how long one waits for others; `pieces`: so many are enough; `members`: at most so
    many orders; `least_wait`: somebody who can't wait that long is not asked to; `grace`: how much later than alone
    somebody without a date of their own may get it; `reprice_after`: how long after a change prices are looked at, so
    that many who come together are one change."""

    window: timedelta = timedelta(hours=48)
    pieces: int = 500
    members: int = 40
    least_wait: timedelta = timedelta(hours=1)
    grace: timedelta = timedelta(days=5)
    reprice_after: timedelta = timedelta(seconds=20)


@dataclass(frozen=True)
class PoolMember:
    """An order in a pool. `alone`: what it would have cost by itself; `price`: what it costs as the pool stands, never
    more than what was shown before; `next_price`: with one more order like it. Minor units.

    `latest`: the day by which it must arrive; `waits_until`: when the pool has to close so that it can.
    """

    order: int
    consumer: int
    pieces: int
    alone: int
    latest: date
    waits_until: datetime
    joined_at: datetime
    price: int | None = None
    next_price: int | None = None

    @property
    def limit(self) -> int:
        """The most that its consumer will pay."""
        return self.alone if self.price is None else min(self.price, self.alone)


@dataclass(frozen=True)
class Pool:
    """`token`: what a link to it carries. `ends_at`: the end of its window; `order`: what it has become."""

    id: int
    trade: str
    product: str
    token: str
    opened_at: datetime
    ends_at: datetime
    status: PoolStatus = PoolStatus.OPEN
    members: tuple[PoolMember, ...] = ()
    order: int | None = None
    setups_saved: int | None = None

    def member(self, order: int) -> PoolMember | None:
        return next((member for member in self.members if member.order == order), None)

    @property
    def pieces(self) -> int:
        return sum(member.pieces for member in self.members)

    def closes_at(self, rules: PoolRules) -> datetime:
        """When it closes as it stands; a full one closes at once."""
        if self.members and (self.pieces >= rules.pieces or len(self.members) >= rules.members):
            return self.opened_at
        return min((self.ends_at, *(member.waits_until for member in self.members)))


def joined(pool: Pool, member: PoolMember, now: datetime, rules: PoolRules) -> Pool:
    """The pool with one more. Raises NotAllowed where it is too late."""
    if pool.status is not PoolStatus.OPEN or now >= pool.closes_at(rules):
        raise NotAllowed("pool_closed")
    if pool.member(member.order) is not None:
        raise NotAllowed("pool_joined")
    return replace(pool, members=(*pool.members, member))


def left(pool: Pool, order: int) -> Pool:
    """The pool without an order; an open one that nobody is in any more is gone. Those who stay may see a higher price
    again, up to what they would pay alone. Raises NotAllowed once it has closed."""
    if pool.member(order) is None:
        raise NotAllowed("pool_not_in")
    if pool.status is not PoolStatus.OPEN:
        raise NotAllowed("pool_closed")
    stay = tuple(
        replace(member, price=None, next_price=None) if member.order != order else member
        for member in pool.members
        if member.order != order
    )
    return replace(pool, members=stay, status=pool.status if stay else PoolStatus.GONE)


def extended(pool: Pool, by: timedelta, rules: PoolRules) -> Pool:
    """The pool with a later end; the dates of its members are kept all the same. Raises NotAllowed once it has
    closed."""
    if pool.status is not PoolStatus.OPEN:
        raise NotAllowed("pool_closed")
    return replace(pool, ends_at=pool.ends_at + by)


def repriced(pool: Pool, prices: Sequence[tuple[int, int | None, int | None]]) -> Pool:
    """The pool with what its members pay now and would pay next, by order. A price that was shown never rises."""
    found = {order: (price, later) for order, price, later in prices}

    def shown(member: PoolMember) -> PoolMember:
        price, later = found.get(member.order, (None, None))
        now = member.limit if price is None else min(price, member.limit)
        return replace(member, price=now, next_price=None if later is None or later >= now else later)

    return replace(pool, members=tuple(shown(member) for member in pool.members))


def waits_until(now: datetime, latest: date, arrives: date) -> datetime | None:
    """Until when an order can wait that would arrive on `arrives` if it were placed now, and must by `latest`. A day is
    kept back for makers to say yes. None: it can't wait at all."""
    slack = (latest - arrives).days - 1
    return now + timedelta(days=slack) if slack > 0 else None


@dataclass(frozen=True)
class PooledPlan:
    """Several orders planned together. `pays`: what each planned order bears of the cost, `alone`: what each would cost
    by itself; minor units. `borne`: what is left of the cost because nobody can be asked for more. `setups_saved`: how
    many runs fewer there are than if everybody had their own.
    """

    plan: Plan
    pays: Mapping[str, int]
    alone: Mapping[str, int]
    borne: int = 0
    setups_saved: int = 0
