"""What can happen to an order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from planner.domain.order import Counter, PricedOption, Replan
from planner.domain.plan import Unplanned
from planner.domain.questions import Question
from planner.domain.spec import OrderSpec


@dataclass(frozen=True)
class WishChanged:
    """The consumer said or chose something: what stands now. `typed`: in words, not by a button."""

    spec: OrderSpec
    unknown: tuple[str, ...]
    question: Question | None
    language: str
    typed: bool = True


@dataclass(frozen=True)
class QuoteFound:
    """The planner found options for the wish as it was at `basis`."""

    basis: int
    options: tuple[PricedOption, ...]


@dataclass(frozen=True)
class QuoteRefused:
    """The planner found nothing for the wish as it was at `basis`, and says why."""

    basis: int
    refusal: Unplanned


@dataclass(frozen=True)
class OptionChosen:
    """The consumer chose an option of the quote for `basis`. `free`: is its capacity still there?"""

    basis: int
    index: int
    free: bool


@dataclass(frozen=True)
class OrderCancelled:
    """The consumer (or an admin) calls it off."""


@dataclass(frozen=True)
class JobAccepted:
    """A supplier takes a job as offered."""

    number: int


@dataclass(frozen=True)
class JobDeclined:
    """A supplier does not take a job."""

    number: int
    reason: str = ""


@dataclass(frozen=True)
class JobCountered:
    """A supplier would take a job at other terms."""

    number: int
    counter: Counter


@dataclass(frozen=True)
class JobNoted:
    """A supplier said something about a job that changes nothing by itself: it is passed on to the admins."""

    number: int
    text: str


@dataclass(frozen=True)
class ReminderDue:
    """An offered job is still unanswered."""

    number: int


@dataclass(frozen=True)
class JobExpired:
    """An offered job was not answered in time; or the supplier of a live job can't be reached."""

    number: int
    unreachable: bool = False


@dataclass(frozen=True)
class Replanned:
    """The planner found how to make what was left open."""

    replan: Replan


@dataclass(frozen=True)
class ReplanFailed:
    """Nothing can make what was left open."""

    refusal: Unplanned


@dataclass(frozen=True)
class ProposalAgreed:
    """The consumer agrees to the proposed change. `free`: can it still be done like that?"""

    free: bool


Event: TypeAlias = (
    WishChanged
    | QuoteFound
    | QuoteRefused
    | OptionChosen
    | OrderCancelled
    | JobAccepted
    | JobDeclined
    | JobCountered
    | JobNoted
    | ReminderDue
    | JobExpired
    | Replanned
    | ReplanFailed
    | ProposalAgreed
)
