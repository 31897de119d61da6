"""What customers were promised: by us, by a pool, and among several who have one order made together."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Promise:
    """What the consumer agreed to: the price, the day it arrives, and the latest day that would still do."""

    price: int
    arrives: date
    latest: date


@dataclass(frozen=True)
class PoolOffer:
    """What joining a pool would mean for an order, as the pool stood. Minor units.

    `alone`: the price of making it by itself, which it never exceeds; `price`: with those who are in it already;
    `next_price`: with one more like it. `members`: how many are in it; `latest`: by when it arrives at the latest.
    `invited`: its consumer has come by the pool's link.
    """

    product: str
    alone: int
    price: int
    next_price: int | None
    members: int
    pieces: int
    closes_at: datetime
    latest: date
    waits_until: datetime
    pool: int | None = None
    invited: bool = False


@dataclass(frozen=True)
class Waiting:
    """An order in a pool: how the pool stands now. Prices as in `PoolOffer`."""

    pool: int
    token: str
    alone: int
    price: int | None
    next_price: int | None
    members: int
    pieces: int
    closes_at: datetime
    latest: date


@dataclass(frozen=True)
class Member:
    """One of the customers for whom an order is made together with others: their own order's number, and which of the
    items here are theirs. `released`: it is not made in here any more.
    """

    order: int
    consumer: int
    items: tuple[int, ...]
    destination: str
    promise: Promise
    released: bool = False
    deliveries_asked: int = 0

    @property
    def end(self) -> int:
        """How shipments and arrivals name them, where jobs have numbers from 1 on."""
        return -self.order
