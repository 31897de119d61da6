"""Questions about the options that stand: what each day costs, why this price, why not sooner. The planner answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.pairs import Pairs, known_pairs, likings
from bot.services.people import language_of
from bot.services.planning import booked_jobs, first_day, quote_problem
from bot.services.presenting import reasons as shown
from bot.services.presenting.payload import Content
from bot.services.reliability import learned
from bot.services.sending import send
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import FollowUpKind, Mode
from planner.domain.order import Order, OrderStatus
from planner.domain.problem import Problem
from storage.ports import FollowUp, Transaction

#: What can be asked: the view that answers it.
PRICE_CURVE, WHY_PRICE, WHY_NOT_SOONER = "price_curve", "why_price", "why_not_sooner"
QUESTIONS = frozenset({PRICE_CURVE, WHY_PRICE, WHY_NOT_SOONER})


@dataclass(frozen=True)
class Asked:
    """A question, and the order and problem that it is about."""

    what: str
    order: Order
    problem: Problem
    language: str
    pairs: Pairs


async def ask(tx: Transaction, office: Office, order: Order, what: str) -> None:
    """Have it found out. It is a row, due at once: a restart loses no question. Raises NotAllowed where there are no
    options to ask about."""
    if order.status is not OrderStatus.QUOTED:
        raise NotAllowed("option_gone")
    facts = {"what": what, "basis": order.basis}
    await tx.follow_ups.put(FollowUpKind.EXPLAIN.value, order.id, None, office.now(), facts)


def at_work_facts(what: str, problem: Problem, office: Office, trade: str, language: str) -> dict[str, Any]:
    """What is looked at, for whoever waits."""
    catalogue = office.trades[trade].catalogue
    processes = list(dict.fromkeys(step.process for order in problem.orders for step in order.steps))
    able = [s for s in problem.suppliers if any(offer.process in processes for offer in s.offers)]
    return {
        "what": what,
        "makers": len(able),
        "steps": [catalogue.process_name(process, language) for process in processes],
    }


class Reasons:
    """Answers what was asked."""

    def __init__(self, office: Office):
        self._office = office

    async def answer(self, due: FollowUp) -> None:
        """Find out, outside of any transaction, and say it; nothing where the wish has changed meanwhile."""
        office = self._office
        asked = await self._asked(due)
        if asked is None:
            return
        facts = at_work_facts(asked.what, asked.problem, office, asked.order.trade, asked.language)
        async with office.at_work(asked.order.consumer, asked.language, facts):
            content = await self._found(asked)
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            if not await tx.follow_ups.done(due.id) or row is None or not _stands(order_of(row), due.payload):
                return
            chat, about = asked.order.consumer, f"order:{row.id}"
            slot = f"order:{row.id}:{asked.what}" if asked.what == PRICE_CURVE else None
            await send(tx, office, chat, asked.what, asked.language, content, row.id, Mode.FRESH, slot, about)

    async def give_up(self, tx: Transaction, due: FollowUp) -> None:
        """It can't be found out: whoever asked hears that."""
        row = await tx.orders.get(due.order_id)
        if await tx.follow_ups.done(due.id) and row is not None:
            await notify(tx, self._office, row.consumer, "reason_unknown", number=row.id)

    async def _asked(self, due: FollowUp) -> Asked | None:
        office = self._office
        async with office.database.transaction() as tx:
            row = await tx.orders.get(due.order_id)
            order = order_of(row) if row else None
            if order is None or not _stands(order, due.payload):
                await tx.follow_ups.done(due.id)
                return None
            booked = booked_jobs(await tx.orders.booked(order.trade, first_day(office)))
            scores = await learned(tx, office, order.trade)
            pairs = await known_pairs(tx, office, order.trade)
            liked = likings(pairs, office)
            problem = quote_problem(order, office, booked, await tx.people.unreachable(), scores, liked)
            language = await language_of(tx, order.consumer, office)
        return Asked(str(due.payload["what"]), order, problem, language, pairs)

    async def _found(self, asked: Asked) -> Content:
        office, order, problem = self._office, asked.order, asked.problem
        trade, percent = office.trades[order.trade], office.service_percent
        match asked.what:
            case "why_price":
                cheapest = min(order.options, key=lambda priced: priced.price)
                quote = await office.planner.quote(problem)
                told = await office.planner.explain(problem, cheapest.option.plan)
                content = shown.why_price(order, cheapest, problem, told, quote.curve, trade, asked.language, percent)
                pairs = shown.pairs(cheapest.option.plan, asked.pairs, trade, asked.language)
                return replace(content, data={**content.data, "pairs": pairs})
            case "why_not_sooner":
                fastest = min(order.options, key=lambda priced: (priced.option.arrives, priced.price))
                due = fastest.option.arrives - timedelta(days=1)
                sooner = replace(problem, orders=tuple(replace(o, due=due) for o in problem.orders))
                quote = await office.planner.quote(sooner)
                return shown.why_not_sooner(order, fastest, quote, problem.start, trade, asked.language)
            case _:
                return shown.price_curve(order, trade, await office.planner.quote(problem), percent)


def _stands(order: Order, asked: Mapping[str, Any]) -> bool:
    """Are the options still those that were asked about?"""
    return order.status is OrderStatus.QUOTED and order.basis == asked.get("basis")
