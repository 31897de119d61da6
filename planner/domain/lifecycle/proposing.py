"""The consumer's choice between what is left."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from planner.domain.lifecycle.decision import (
    CancelFollowUps,
    Decision,
    FollowUpKind,
    Message,
    Mode,
    SetFollowUp,
    View,
)
from planner.domain.lifecycle.policy import Policy
from planner.domain.order import Order

PROPOSAL_SLOT = "proposal"
#: Reminders of it, and its end.
WAITING = (FollowUpKind.PROPOSAL_REMIND, FollowUpKind.PROPOSAL_EXPIRE)


def proposal_message(mode: Mode = Mode.FRESH) -> Message:
    return Message(View.PROPOSAL, slot=PROPOSAL_SLOT, mode=mode)


def closed_proposals(order: Order) -> tuple[Message, ...]:
    """What was proposed is answered or out of date: it loses its buttons."""
    return (proposal_message(Mode.EDIT),) if order.proposals else ()


def without_stale(before: Order, decision: Decision, now: datetime) -> Decision:
    """The same decision; where it changes the plan around what was proposed, that is looked for anew."""
    after = decision.order
    if not before.proposals or after.proposals != before.proposals or _plan(before) == _plan(after):
        return decision
    return replace(
        decision,
        order=replace(after, planning=True, proposals=()),
        messages=(*decision.messages, *closed_proposals(before)),
        cancels=(*decision.cancels, CancelFollowUps(WAITING)),
        follow_ups=(*decision.follow_ups, SetFollowUp(FollowUpKind.REPLAN, now)),
    )


def _plan(order: Order) -> object:
    return order.shipments, [(job.number, job.run) for job in order.live_jobs]


def proposal_times(now: datetime, policy: Policy) -> tuple[SetFollowUp, ...]:
    """When to ask the consumer again, and when to stop waiting."""
    hours = policy.consumers
    return (
        SetFollowUp(FollowUpKind.PROPOSAL_REMIND, hours.next_open(now + policy.proposal_remind)),
        SetFollowUp(FollowUpKind.PROPOSAL_EXPIRE, now + policy.proposal_expire),
    )
