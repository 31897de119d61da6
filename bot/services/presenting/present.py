"""The one place where a message of the domain gets its content."""

from __future__ import annotations

from dataclasses import replace

from bot.services.presenting import offers, parts, placed, pools, progress, wish
from bot.services.presenting.payload import Content
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import Message, Policy, View
from planner.domain.order import Job, Order
from planner.domain.supplier import Trade


def present(message: Message, order: Order, trade: Trade, locale: str, policy: Policy, service_percent: int) -> Content:
    """What `message` shows to a reader of `locale`."""
    match message.view:
        case View.CARD:
            return wish.card(order, trade, locale)
        case View.QUESTION:
            return wish.question(order, trade, locale)
        case View.PLANNING:
            return wish.planning(order, trade, locale)
        case View.OPTIONS:
            return wish.options(order, trade, locale)
        case View.POOL:
            return pools.pool(order, trade, locale)
        case View.POOL_MADE:
            return pools.made(order, trade)
        case View.REFUSAL:
            return wish.refusal(order, trade, locale, message.data["refusal"], service_percent)
        case View.TRACKING:
            return placed.tracking(order, trade, locale)
        case View.CONFIRMED:
            return replace(placed.tracking(order, trade, locale), buttons=())
        case View.PROPOSAL:
            return placed.proposal(order, trade, locale)
        case View.CHANGED:
            return placed.changed(order, trade, locale, message.data)
        case View.TROUBLE:
            return placed.trouble(order, trade, locale, message.data["refusal"])
        case View.ON_ITS_WAY:
            return placed.on_its_way(order, trade, locale, message.data)
        case View.DELIVERED | View.CLOSED:
            return placed.delivered(order, trade, locale)
        case View.CANCELLED:
            return placed.cancelled(order, trade, locale, message.data)
        case View.FAILED:
            return placed.failed(order, trade, locale, message.data["refusal"], service_percent)
        case View.OFFER:
            content = offers.offer(order, _job(message, order), trade, locale, policy)
            return replace(content, data={**content.data, **message.data})
        case View.REMINDER:
            return offers.reminder(order, _job(message, order), trade, locale, policy)
        case View.GO_AHEAD:
            return progress.go_ahead(order, _job(message, order), trade, locale)
        case View.PROGRESS:
            return progress.progress(order, _job(message, order), trade, locale, message.data)
        case View.HANDOVER:
            return progress.handover(message, order, _job(message, order), trade, locale)
        case View.ARRIVED:
            return progress.arrived(message, order, _job(message, order), trade, locale)
        case View.PASSING:
            return parts.passing(order, _job(message, order), trade, locale, message.data)
        case View.JOB_WITHDRAWN | View.JOB_NOTE:
            facts = {"currency": trade.catalogue.currency, **message.data}
            return Content(offers.brief(order, _job(message, order), trade, locale, **facts))
        case View.ALERT:
            return _alert(message, order, trade, locale)


def _job(message: Message, order: Order) -> Job:
    job = order.job(message.job) if message.job is not None else None
    if job is None:
        raise NotAllowed("job_gone")
    return job


def _alert(message: Message, order: Order, trade: Trade, locale: str) -> Content:
    """Something an admin should know, about an order or one of its jobs."""
    job = order.job(message.job) if message.job is not None else None
    about = placed.job_data(job, trade, locale) if job else None
    return Content({"number": order.id, "job": about, **message.data})
