"""A consumer's orders, page by page, and one of them with what can be done about it."""

from __future__ import annotations

import re
from typing import Any

from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import language_of
from bot.services.presenting.lists import order_line
from bot.services.presenting.payload import Button, in_rows
from bot.services.presenting.placed import tracking
from bot.services.presenting.pools import pool
from bot.services.presenting.wish import card
from planner.domain.order import COMPOSING, OVER, WITH_MAKERS, Order, OrderStatus
from storage.ports import Transaction

PAGE = 8
#: Whoever has more orders than this is shown a list.
_RECENT = 20
_MADE = [status.value for status in (OrderStatus.POOLED, *WITH_MAKERS, OrderStatus.DELIVERED)]


class MyOrders:
    """What /orders and "where is my order?" show. Callers have checked whose they are."""

    def __init__(self, office: Office):
        self._office = office

    async def asked(self, tx: Transaction, chat_id: int, text: str) -> None:
        """ "Where is my order?": the one that is named, else the only one on its way, else all of them."""
        named = [int(digits) for digits in re.findall(r"(?<!\d)\d{1,9}(?!\d)", text)]
        rows = [row for number in named if (row := await tx.orders.get(number)) and row.consumer == chat_id]
        if not rows:
            recent = await tx.orders.of_consumer(chat_id, limit=_RECENT)
            rows = [row for row in recent if row.status in _MADE]
            if len(recent) == _RECENT:
                rows = []
        if len(rows) == 1:
            await self.show(tx, order_of(rows[0]))
        else:
            await self.page(tx, chat_id)

    async def meant(self, tx: Transaction, chat_id: int, number: int | None) -> Order | None:
        """The consumer's order of that number, else the newest one that names a product; None where there is none."""
        if number is not None:
            row = await tx.orders.get(number)
            return order_of(row) if row and row.consumer == chat_id else None
        orders = [order_of(row) for row in await tx.orders.of_consumer(chat_id, limit=PAGE)]
        return next((order for order in orders if any(item.product for item in order.spec.items)), None)

    async def page(self, tx: Transaction, chat_id: int, before: int | None = None) -> None:
        """The newest below `before`, each with a button to see it; and one to older ones."""
        office = self._office
        rows = await tx.orders.of_consumer(chat_id, limit=PAGE + 1, before=before)
        shown = [order_of(row) for row in rows[:PAGE]]
        buttons = in_rows([Button(f"#{order.id}", "my_order", {"order": order.id}, literal=True) for order in shown], 4)
        if len(rows) > PAGE:
            buttons.append([Button("older", "my_orders", {"before": shown[-1].id})])
        lines = [order_line(order, office.trades[order.trade]) for order in shown]
        await notify(tx, office, chat_id, "orders", buttons, orders=lines)

    async def show(self, tx: Transaction, order: Order) -> None:
        """One order: what it is, how far it is, and what can be done."""
        office, trade = self._office, self._office.trades[order.trade]
        language = await language_of(tx, order.consumer, office)
        buttons: list[list[Button]] = []
        if order.status in OVER or order.status is OrderStatus.DELIVERED:
            buttons.append([Button("order_again", "again", {})])
        if order.status in COMPOSING:
            buttons.append([Button("go_on", "go_on", style="success")])
        if order.status in WITH_MAKERS:
            buttons.append([Button("timeline", "timeline")])
        if order.status is OrderStatus.POOLED:
            buttons.append([Button("leave_pool", "leave_pool")])
        if order.status not in OVER and order.status is not OrderStatus.DELIVERED:
            buttons.append([Button("cancel_order", "cancel")])
        facts: dict[str, Any] = {"order": dict(card(order, trade, language).data)}
        placed = order.status not in (*COMPOSING, OrderStatus.POOLED)
        facts["tracking"] = dict(tracking(order, trade, language).data) if placed else None
        facts["pool"] = dict(pool(order, trade, language).data) if order.status is OrderStatus.POOLED else None
        await notify(tx, office, order.consumer, "my_order", buttons, order.id, about=f"order:{order.id}", **facts)
