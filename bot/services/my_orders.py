"""A consumer's orders, page by page, and one of them with what can be done about it."""

from __future__ import annotations

from typing import Any

from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import language_of
from bot.services.presenting.lists import order_line
from bot.services.presenting.payload import Button, in_rows
from bot.services.presenting.placed import tracking
from bot.services.presenting.wish import card
from planner.domain.order import COMPOSING, OVER, WITH_MAKERS, Order, OrderStatus
from storage.ports import Transaction

PAGE = 8


class MyOrders:
    """What /orders and "where is my order?" show. Callers have checked whose they are."""

    def __init__(self, office: Office):
        self._office = office

    async def page(self, tx: Transaction, chat_id: int, before: int | None) -> None:
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
        if order.status in WITH_MAKERS or order.status in COMPOSING:
            buttons.append([Button("cancel_order", "cancel")])
        facts: dict[str, Any] = {"order": dict(card(order, trade, language).data)}
        facts["tracking"] = None if order.status in COMPOSING else dict(tracking(order, trade, language).data)
        await notify(tx, office, order.consumer, "my_order", buttons, order.id, about=f"order:{order.id}", **facts)
