"""The life of an order: events in, decisions out. `decide` is the one door."""

from planner.domain.lifecycle.decide import decide
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    Mode,
    Policy,
    SetFollowUp,
    View,
)

__all__ = [
    "CancelFollowUps",
    "Decision",
    "FollowUpKind",
    "Message",
    "Mode",
    "Policy",
    "SetFollowUp",
    "View",
    "decide",
]
