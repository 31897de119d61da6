"""What becomes of a plan when something in it changes: data that any language can be said from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.plan import Unplanned
from planner.domain.problem import Quantity


class Why(StrEnum):
    """Why a lot is elsewhere than before.

    DECLINED: its supplier won't do it. COUNTERED: its supplier does it at other terms. SHORT: some of it is missing,
    and made anew. FOLLOWS: another lot of its order has moved, or is late. CHEAPER: its order was not touched, but
    since others have moved it costs less where it is now.
    """

    DECLINED = "declined"
    COUNTERED = "countered"
    SHORT = "short"
    FOLLOWS = "follows"
    CHEAPER = "cheaper"


@dataclass(frozen=True)
class Spot:
    """Where a lot is: whose run, from when to when. `joins`: a run that others are in, too."""

    step: str
    supplier: str
    process: str
    quantity: Quantity
    start: date
    ready: date
    joins: bool = False


@dataclass(frozen=True)
class Placement:
    """An order in the book. `cost`: what it added when it came in, minor units."""

    order: str
    cost: int
    arrives: date
    spots: tuple[Spot, ...]


@dataclass(frozen=True)
class Moved:
    """A lot that is elsewhere than before. `was` None: it is new; `now` None: its order is no longer in the plan."""

    order: str
    step: str
    because: Why
    was: Spot | None
    now: Spot | None


@dataclass(frozen=True)
class Change:
    """`cost`: how much dearer the plan is now, minor units, below 0 where cheaper. `unplanned`: for whom nothing fits.

    The orders in `unplanned` are not in the plan any more, but for their confirmed lots. `taken`: a supplier's other
    terms were taken; its lot is confirmed now.
    """

    cost: int
    moved: tuple[Moved, ...] = ()
    unplanned: tuple[Unplanned, ...] = ()
    taken: bool = False
