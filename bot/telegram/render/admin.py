"""What admins see."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from aiogram.utils.formatting import Bold, Code, Text

from bot.telegram.render.house import HOUSE_NOTICES
from bot.telegram.render.notices import order_line
from bot.telegram.render.placed import job_line
from bot.telegram.render.steering import STEERING_NOTICES
from bot.telegram.texts import Texts, lines

Data = Mapping[str, Any]


def all_orders(data: Data, t: Texts) -> Text:
    """Everybody's newest orders."""
    if not data["orders"]:
        return t.say("No orders yet.")
    return lines(
        Bold(t.say("The newest orders")),
        *(order_line(o, t) for o in data["orders"]),
        t.say("/order and a number shows one of them."),
    )


def order(data: Data, t: Texts) -> Text:
    """One order: what stands, who makes it, what happened."""
    return lines(
        order_line(data["order"], t),
        t.say("for {consumer}", consumer=Bold(data["consumer"]))
        if data["consumer"]
        else t.say("for somebody who asked to be forgotten"),
        *(job_line(job, t) for job in data["jobs"]),
        "",
        Bold(t.say("What happened")),
        *(Text(t.moment(e["at"]), "  ", Code(e["actor"]), "  ", event_name(e["event"], t)) for e in data["events"]),
    )


def event_name(event: str, t: Texts) -> str:
    """What happened, in words; "job_accepted, confirmed" are two things."""
    names = {
        "wish_changed": t.plain("said or changed what is wanted"),
        "quoted": t.plain("options found"),
        "quote_refused": t.plain("no option found"),
        "requoted": t.plain("options looked for again"),
        "placed": t.plain("chosen"),
        "offered": t.plain("makers asked"),
        "escalated": t.plain("another maker asked besides"),
        "counter_taken": t.plain("named other terms, which were taken"),
        "proposal_reminded": t.plain("reminded of the choice"),
        "proposal_undecided": t.plain("no choice was made"),
        "proposal_expired": t.plain("no choice was made in time"),
        "stuck": t.plain("nobody could be found"),
        "job_started": t.plain("began a job"),
        "job_ready": t.plain("finished a job"),
        "job_shipped": t.plain("sent the goods"),
        "job_delayed": t.plain("will be late"),
        "asked_start": t.plain("asked whether a job has begun"),
        "asked_ready": t.plain("asked whether a job will be ready"),
        "asked_overdue": t.plain("asked about a job that is overdue"),
        "asked_received": t.plain("asked whether the goods have come"),
        "asked_delivered": t.plain("asked whether it has come"),
        "taken_as_delivered": t.plain("taken as delivered"),
        "arrived": t.plain("goods arrived"),
        "short": t.plain("some goods were missing"),
        "delivered": t.plain("delivered"),
        "rated": t.plain("rated it"),
        "closed": t.plain("done"),
        "told": t.plain("wrote to another maker"),
        "thread_read": t.plain("read what the makers wrote"),
        "job_accepted": t.plain("accepted a job"),
        "confirmed": t.plain("order confirmed"),
        "job_declined": t.plain("declined a job"),
        "job_countered": t.plain("named other terms"),
        "job_expired": t.plain("a job was not answered"),
        "supplier_lost": t.plain("a maker can't be reached"),
        "reminded": t.plain("a maker was reminded"),
        "job_noted": t.plain("wrote about a job"),
        "replanned": t.plain("planned anew"),
        "proposed": t.plain("a change proposed"),
        "proposal_agreed": t.plain("agreed to the change"),
        "proposal_stale": t.plain("the proposal was out of date"),
        "failed": t.plain("could not be made"),
        "cancelled": t.plain("cancelled"),
        "orders_read": t.plain("looked at the orders"),
        "order_read": t.plain("looked at this order"),
        "suppliers_read": t.plain("looked at the suppliers"),
        "stats_read": t.plain("looked at the numbers"),
        "replan_asked": t.plain("asked for a new plan"),
        "assign_asked": t.plain("gave a job to another maker"),
        "invited": t.plain("invited a supplier"),
        "connected": t.plain("was connected"),
        "disconnected": t.plain("disconnected a supplier"),
    }
    return t.all_of(names.get(part, part) for part in event.split(", "))


def no_such_order(data: Data, t: Texts) -> Text:
    if data["number"] is None:
        return t.say("Which one? Write for example /order 12. /orders lists them.")
    return t.say("There's no order {number}. /orders lists them.", number=data["number"])


def suppliers(data: Data, t: Texts) -> Text:
    """Who there is in a trade; a long list comes in several messages."""
    trade = data["trade"]
    head = t.count("{trade}: {n} supplier", "{trade}: {n} suppliers", trade["count"], trade=trade["trade"])
    return lines(Bold(head), *(_supplier(s, t) for s in trade["suppliers"]))


def _supplier(found: Data, t: Texts) -> Text:
    parts = {"name": found["name"], "city": found["city"], "processes": ", ".join(found["processes"])}
    if found["reachable"]:
        return t.say("{name}, {city}: {processes}", **parts)
    return t.say("📵 {name}, {city}: {processes}", **parts)


def stats(data: Data, t: Texts) -> Text:
    """How many orders, jobs and messages are in which state."""
    heads = {
        "orders": t.say("Orders"),
        "jobs": t.say("Jobs"),
        "inbox": t.say("Messages received"),
        "outbox": t.say("Messages sent"),
    }
    parts = [
        Text(Bold(head), ": ", ", ".join(f"{name} {t.number(n)}" for name, n in sorted(data[key].items())) or "0")
        for key, head in heads.items()
    ]
    due = data["next_due"]
    parts.append(t.say("Next follow-up: {moment}", moment=t.moment(due)) if due else t.say("Nothing to follow up."))
    return lines(*parts)


ADMIN_NOTICES: dict[str, Callable[[Data, Texts], Text]] = {
    "all_orders": all_orders,
    "order": order,
    "no_such_order": no_such_order,
    "suppliers": suppliers,
    "stats": stats,
    **STEERING_NOTICES,
    **HOUSE_NOTICES,
}
