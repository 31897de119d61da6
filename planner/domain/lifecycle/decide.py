"""The one door: a state and an event in, a decision out. Pure: no clock, no randomness, no input or output."""

from __future__ import annotations

from datetime import datetime
from typing import assert_never

from planner.domain.lifecycle import (
    answers,
    closing,
    handovers,
    members,
    parts,
    placing,
    pools,
    production,
    replanning,
    wish,
)
from planner.domain.lifecycle import events as e
from planner.domain.lifecycle.decision import Decision
from planner.domain.lifecycle.moves import check_moves
from planner.domain.lifecycle.parts import without_stale_parts
from planner.domain.lifecycle.policy import Policy
from planner.domain.lifecycle.proposing import without_stale
from planner.domain.order import Order


def decide(order: Order, event: e.Event, now: datetime, policy: Policy) -> Decision:
    """What follows from `event`. Raises NotAllowed where it is not possible in this state: nothing changes then.

    Events of the clock and the planner that come too late (answered, changed or cancelled meanwhile) are no errors:
    their decision is the unchanged order. Every move of the order and of its jobs is one of those in `moves`.
    """
    decision = without_stale(order, _decided(order, event, now, policy), now)
    decision = without_stale_parts(order, decision, now)
    check_moves(order, decision.order, type(event).__name__)
    return decision


def _decided(order: Order, event: e.Event, now: datetime, policy: Policy) -> Decision:
    match event:
        case e.WishChanged():
            return wish.wish_changed(order, event, now)
        case e.QuoteFound():
            return wish.quote_found(order, event, now, policy)
        case e.QuoteRefused():
            return wish.quote_refused(order, event, now)
        case e.PoolLooked():
            return pools.pool_looked(order, event)
        case e.PoolJoined():
            return pools.pool_joined(order, event, now, policy)
        case e.PoolMoved():
            return pools.pool_moved(order, event)
        case e.PoolLeft():
            return pools.pool_left(order, event, now)
        case e.MemberLeft():
            return members.member_left(order, event, now, policy)
        case e.LeftOthers():
            return members.left_others(order, event, now)
        case e.OptionChosen():
            return placing.option_chosen(order, event, now, policy)
        case e.OffersDue():
            return placing.offers_due(order, event, now, policy)
        case e.OrderCancelled():
            return closing.order_cancelled(order, event, now)
        case e.JobAccepted():
            return answers.job_accepted(order, event, now, policy)
        case e.JobDeclined():
            return answers.job_declined(order, event, now)
        case e.JobCountered():
            return answers.job_countered(order, event, now, policy)
        case e.JobNoted():
            return answers.job_noted(order, event, now)
        case e.ReminderDue():
            return answers.reminder_due(order, event, now)
        case e.RivalFound():
            return answers.rival_found(order, event, now, policy)
        case e.JobExpired():
            return answers.job_expired(order, event, now)
        case e.Replanned():
            return replanning.replanned(order, event, now, policy)
        case e.ReplanFailed():
            return replanning.replan_failed(order, event, now, policy)
        case e.ProposalAgreed():
            return replanning.proposal_agreed(order, event, now, policy)
        case e.ProposalReminderDue():
            return replanning.proposal_reminder_due(order, event, now)
        case e.ProposalExpired():
            return replanning.proposal_expired(order, event, now, policy)
        case e.JobStarted():
            return production.job_started(order, event, now)
        case e.JobReady():
            return production.job_ready(order, event, now, policy)
        case e.JobShipped():
            return production.job_shipped(order, event, now, policy)
        case e.JobDelayed():
            return production.job_delayed(order, event, now, policy)
        case e.CheckDue():
            return production.check_due(order, event, now, policy)
        case e.GoodsArrived():
            return handovers.goods_arrived(order, event, now, policy)
        case e.PartOffered():
            return parts.part_offered(order, event, now, policy)
        case e.PartTakenBack():
            return parts.part_taken_back(order, event, now)
        case e.PartAgreed():
            return parts.part_agreed(order, event, now, policy)
        case e.DeliveryCheckDue():
            return handovers.delivery_check_due(order, event, now, policy)
        case e.Rated():
            return closing.rated(order, event, now)
        case e.CloseDue():
            return closing.close_due(order, event, now)
        case _:
            assert_never(event)
