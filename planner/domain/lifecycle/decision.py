"""What follows from an event: the new state, what to tell whom, what to do later."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from planner.domain.order import Order


class View(StrEnum):
    """What a message shows. The words are found where it is rendered."""

    CARD = "card"
    QUESTION = "question"
    PLANNING = "planning"
    OPTIONS = "options"
    REFUSAL = "refusal"
    TRACKING = "tracking"
    PROPOSAL = "proposal"
    CONFIRMED = "confirmed"
    CANCELLED = "cancelled"
    FAILED = "failed"
    OFFER = "offer"
    REMINDER = "reminder"
    GO_AHEAD = "go_ahead"
    JOB_WITHDRAWN = "job_withdrawn"
    JOB_NOTE = "job_note"
    ALERT = "alert"


class Mode(StrEnum):
    """How a message with a slot appears: in the place of the last one, or as a new one (the last loses its buttons)."""

    EDIT = "edit"
    FRESH = "fresh"


@dataclass(frozen=True)
class Message:
    """Something to tell. `supplier` None and not `admins`: the consumer. `job`: the number of the job it is about."""

    view: View
    supplier: str | None = None
    admins: bool = False
    job: int | None = None
    slot: str | None = None
    mode: Mode = Mode.FRESH
    data: Mapping[str, Any] = field(default_factory=dict)


class FollowUpKind(StrEnum):
    """What can be due. QUOTE and REPLAN are work for the planner, due at once."""

    QUOTE = "quote"
    REPLAN = "replan"
    REMIND = "remind"
    EXPIRE = "expire"


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
class Policy:
    """How patient we are. `remind_after` and `expire_after` count from the offer; `quote_valid` from the quote."""

    remind_after: tuple[timedelta, ...] = (timedelta(hours=1), timedelta(hours=3))
    expire_after: timedelta = timedelta(hours=6)
    quote_valid: timedelta = timedelta(hours=24)


@dataclass(frozen=True)
class Decision:
    """All that follows from one event; stored in one transaction. `note` is what the audit trail keeps."""

    order: Order
    messages: tuple[Message, ...] = ()
    follow_ups: tuple[SetFollowUp, ...] = ()
    cancels: tuple[CancelFollowUps, ...] = ()
    note: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
