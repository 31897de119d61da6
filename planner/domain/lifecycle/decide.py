"""The one door: a state and an event in, a decision out. Pure: no clock, no randomness, no input or output."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from planner.domain.lifecycle import events as e
from planner.domain.lifecycle import jobs, placing, replanning, wish
from planner.domain.lifecycle.decision import Decision, Policy
from planner.domain.order import Order


def decide(order: Order, event: e.Event, now: datetime, policy: Policy) -> Decision:
    """What follows from `event`. Raises NotAllowed where it is not possible in this state: nothing changes then.

    Events of the clock and the planner that come too late (answered, changed or cancelled meanwhile) are no errors:
    their decision is the unchanged order.
    """
    match event:
        case e.WishChanged():
            return wish.wish_changed(order, event, now)
        case e.QuoteFound():
            return wish.quote_found(order, event, now)
        case e.QuoteRefused():
            return wish.quote_refused(order, event, now)
        case e.OptionChosen():
            return placing.option_chosen(order, event, now, policy)
        case e.OrderCancelled():
            return placing.order_cancelled(order, event, now)
        case e.JobAccepted():
            return jobs.job_accepted(order, event, now)
        case e.JobDeclined():
            return jobs.job_declined(order, event, now)
        case e.JobCountered():
            return jobs.job_countered(order, event, now)
        case e.JobNoted():
            return jobs.job_noted(order, event, now)
        case e.ReminderDue():
            return jobs.reminder_due(order, event, now)
        case e.JobExpired():
            return jobs.job_expired(order, event, now)
        case e.Replanned():
            return replanning.replanned(order, event, now, policy)
        case e.ReplanFailed():
            return replanning.replan_failed(order, event, now)
        case e.ProposalAgreed():
            return replanning.proposal_agreed(order, event, now, policy)
        case _:
            assert_never(event)
