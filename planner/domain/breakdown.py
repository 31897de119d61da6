"""What makes up a plan's price, and why each maker was chosen: data that any language can be said from."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from planner.domain.problem import Quantity


class Because(StrEnum):
    """Why a supplier who could do a step is not the one who does it.

    DEARER, SLOWER, LESS_RELIABLE: the order would cost more, arrive later, or be less sure than by this plan. FULL: it
    would be better, but for what is booked there. LATE: the due date would pass. EQUAL: it would be just as good.
    """

    DEARER = "dearer"
    FULL = "full"
    LATE = "late"
    SLOWER = "slower"
    LESS_RELIABLE = "less_reliable"
    EQUAL = "equal"


@dataclass(frozen=True)
class Rejected:
    """A supplier who could do a step, and why another one does.

    Figures are of the best plan for the whole order in which this supplier does this step, with whole lots, and best by
    what this plan was chosen for; where it is worse in several respects, that one is the reason. `more`: minor units
    that it costs more than this plan, below 0 where less; None where it can't be in time. `days`: how many days after
    this plan it arrives, below 0 where before; for LATE how many after the due date; None where no day was found.
    `reliability`: its product, 0 to 1. `free`: for FULL, the first day from which what is booked there would no longer
    hold up the step; None where none was found.
    """

    supplier: str
    because: Because
    more: int | None = None
    days: int | None = None
    reliability: float | None = None
    free: date | None = None


@dataclass(frozen=True)
class Part:
    """What one supplier does of one step. The costs and freights of all parts add up to the plan's cost.

    `first`, `last`: its working days; from `ready` on the goods can leave. `cost`: what is paid for it (minor units),
    a share by quantity where a run has several lots of the order. `freight`: to the next steps, or to the customer.
    `joins`: it goes into a run that is paid for already, so that `cost` is only what it adds, `saves` less than one
    of its own. `confirmed`: it was arranged before, and costs nothing more. `rejected`: the best others for the step,
    those that look cheapest first.
    """

    step: str
    process: str
    supplier: str
    quantity: Quantity
    first: date
    last: date
    ready: date
    cost: int
    freight: int
    joins: bool = False
    saves: int = 0
    confirmed: bool = False
    rejected: tuple[Rejected, ...] = ()


@dataclass(frozen=True)
class Breakdown:
    """The parts of a plan for one order, in the order of the work."""

    parts: tuple[Part, ...]

    @property
    def cost(self) -> int:
        return sum(part.cost + part.freight for part in self.parts)
