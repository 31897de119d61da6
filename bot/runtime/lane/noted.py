"""What one transaction did that is worth watching; it counts once the transaction has committed."""

from __future__ import annotations

from dataclasses import dataclass, field

from storage.ports import FollowUp


@dataclass(frozen=True)
class Queued:
    """A message that was put into the outbox."""

    number: int
    chat: int
    view: str
    slot: str | None


@dataclass
class Noted:
    """`update`: the number of the one that was being worked on, if any."""

    update: int | None = None
    came: list[tuple[int, str]] = field(default_factory=list)
    updates_done: list[int] = field(default_factory=list)
    due_done: list[int] = field(default_factory=list)
    set: list[tuple[int, str, int]] = field(default_factory=list)
    claimed: list[FollowUp] = field(default_factory=list)
    decided: list[tuple[int | None, str]] = field(default_factory=list)
    queued: list[Queued] = field(default_factory=list)
    sent: list[int] = field(default_factory=list)
    buried: list[int] = field(default_factory=list)
    recorded: list[tuple[int, int]] = field(default_factory=list)
    slots: dict[tuple[int, str], int] = field(default_factory=dict)
