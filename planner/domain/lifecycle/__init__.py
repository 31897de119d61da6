"""The life of an order: events in, decisions out. `decide` is the one door."""

from planner.domain.lifecycle.decide import decide
from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    HandedOver,
    Message,
    Mode,
    Observed,
    SetFollowUp,
    View,
)
from planner.domain.lifecycle.policy import Patience, Policy

__all__ = [
    "CancelFollowUps",
    "Decision",
    "FollowUpKind",
    "HandedOver",
    "Message",
    "Mode",
    "Observed",
    "Patience",
    "Policy",
    "SetFollowUp",
    "View",
    "decide",
]
