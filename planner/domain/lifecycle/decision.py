"""What follows from an event: the new state, what to tell whom, what to do later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any

from planner.domain.order import Order


class View(StrEnum):
    """What a message shows. The words are found where it is rendered."""

    CARD = "card"
    QUESTION = "question"
    PLANNING = "planning"
    OPTIONS = "options"
    POOL = "pool"
    POOL_MADE = "pool_made"
    REFUSAL = "refusal"
    TRACKING = "tracking"
    CHANGED = "changed"
    PROPOSAL = "proposal"
    TROUBLE = "trouble"
    CONFIRMED = "confirmed"
    ON_ITS_WAY = "on_its_way"
    DELIVERED = "delivered"
    CLOSED = "closed"
    CANCELLED = "cancelled"
    FAILED = "failed"
    OFFER = "offer"
    REMINDER = "reminder"
    GO_AHEAD = "go_ahead"
    PROGRESS = "progress"
    HANDOVER = "handover"
    ARRIVED = "arrived"
    PASSING = "passing"
    JOB_WITHDRAWN = "job_withdrawn"
    JOB_NOTE = "job_note"
    ALERT = "alert"


class Mode(StrEnum):
    """How a message with a slot appears: in the place of the last one, or as a new one (the last loses its buttons)."""

    EDIT = "edit"
    FRESH = "fresh"


@dataclass(frozen=True)
class Message:
    """Something to tell. `supplier` None and not `admins`: the consumer. `job`: the number of the job it is about;
    `over`: what it replaces says nothing any more that is worth keeping. `end`: of several customers, the one it is for
    (`Member.end`); None: all.
    """

    view: View
    supplier: str | None = None
    admins: bool = False
    job: int | None = None
    slot: str | None = None
    mode: Mode = Mode.FRESH
    data: Mapping[str, Any] = field(default_factory=dict)
    over: bool = False
    end: int | None = None


class FollowUpKind(StrEnum):
    """What can be due. QUOTE, POOL_LOOK, EXPLAIN, REPLAN, REARRANGE and ESCALATE are work for the planner."""

    QUOTE = "quote"
    POOL_LOOK = "pool_look"
    EXPLAIN = "explain"
    OFFER = "offer"
    REMIND = "remind"
    ESCALATE = "escalate"
    EXPIRE = "expire"
    REPLAN = "replan"
    REARRANGE = "rearrange"
    PROPOSAL_REMIND = "proposal_remind"
    PROPOSAL_EXPIRE = "proposal_expire"
    CHECK_START = "check_start"
    CHECK_READY = "check_ready"
    OVERDUE = "overdue"
    CHECK_RECEIVED = "check_received"
    CHECK_DELIVERED = "check_delivered"
    CLOSE = "close"


@dataclass(frozen=True)
class SetFollowUp:
    """Come back to it at `due`."""

    kind: FollowUpKind
    due: datetime
    job: int | None = None


@dataclass(frozen=True)
class CancelFollowUps:
    """No need to come back: of these kinds (None: all), of this job (None: of all)."""

    kinds: tuple[FollowUpKind, ...] | None = None
    job: int | None = None


@dataclass(frozen=True)
class Observed:
    """Something that a supplier did, or did not do, from which its reliability is learned.

    `what`: a code of `planner.domain.reliability`. `days`: how late, `share`: how much of it, where that matters.
    """

    supplier: str
    job: int
    what: str
    days: int = 0
    share: float = 1.0


@dataclass(frozen=True)
class HandedOver:
    """What came from one supplier to another, from which it is learned how well the two finish together.

    `days`: how late it left; `share`: how much of it came whole.
    """

    sender: str
    receiver: str
    days: int
    share: float


@dataclass(frozen=True)
class Decision:
    """All that follows from one event; stored in one transaction. `note` is what the audit trail keeps."""

    order: Order
    messages: tuple[Message, ...] = ()
    follow_ups: tuple[SetFollowUp, ...] = ()
    cancels: tuple[CancelFollowUps, ...] = ()
    observed: tuple[Observed, ...] = ()
    handed_over: HandedOver | None = None
    note: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
