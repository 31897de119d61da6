"""The terms in a supplier's reply: pieces, price and day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from nlu.mention import Scan
from nlu.pieces import made_so_far, read_pieces
from nlu.prices import read_price
from nlu.reply_days import read_day
from planner.domain.reply import JobTerms, ReplyBound


@dataclass(frozen=True)
class Terms:
    """What a reply names; prices in major units. `only_refused`: figures were named, but only to refuse them.

    `instead_of_day`: the day takes the place of a refused one; `day_alone`: the reply says nothing else,
    `day_clause`: what it says beside the day. `made_so_far`: figures tell how far the work is.
    """

    quantity: int | None = None
    unit_price: Decimal | None = None
    total_price: Decimal | None = None
    currency: str | None = None
    day: date | None = None
    bound: ReplyBound | None = None
    relative_day: int | None = None
    relative_price: bool = False
    only_refused: bool = False
    instead_of_day: bool = False
    day_alone: bool = False
    day_clause: str = ""
    made_so_far: bool = False

    @property
    def any(self) -> bool:
        return (
            any(x is not None for x in (self.quantity, self.unit_price, self.total_price, self.day))
            or self.relative_price
        )

    @property
    def offers(self) -> bool:
        """Does it name pieces or a price?"""
        return self.quantity is not None or self.unit_price is not None or self.total_price is not None

    def differs(self, job: JobTerms) -> bool:
        """Are they other terms than the job's? A day no later than the job's is none."""
        if self.quantity is not None and self.quantity != job.quantity:
            return True
        if self.relative_price or (self.unit_price is not None and self.unit_price != job.unit_price):
            return True
        if self.total_price is not None:
            offered = None if job.unit_price is None or job.quantity is None else job.unit_price * job.quantity
            if self.total_price != offered:
                return True
        if self.day is None:
            # "One day later" than a day that isn't known is another day all the same.
            return self.relative_day is not None
        return (
            (job.due is not None and self.day > job.due)
            or (job.due is None and self.bound == "from")
            or self.relative_day is not None
        )

    def agrees(self, job: JobTerms) -> bool:
        return self.any and not self.differs(job) and self.unit_price is not None


def read_terms(scan: Scan, job: JobTerms) -> Terms:
    """The terms named in a reply. A price of nothing or less is none."""
    price = read_price(scan, job)
    unit = price.unit if price.unit is None or price.unit > 0 else None
    total = price.total if price.total is None or price.total > 0 else None
    quantity = read_pieces(scan, job)
    day = read_day(scan, job)
    refused = price.refused and unit is None and total is None and quantity is None and day.day is None
    return Terms(
        quantity,
        unit,
        total,
        price.currency,
        day.day,
        day.bound,
        day.ahead,
        price.relative,
        refused,
        day.instead,
        day.alone,
        day.clause,
        made_so_far(scan, job),
    )
