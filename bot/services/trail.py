"""The whole audit trail, and all orders, page by page, for admins."""

from __future__ import annotations

from typing import Any

from bot.services.access import Role, check_role
from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, person_of
from bot.services.presenting.lists import order_line
from bot.services.presenting.payload import Button
from bot.services.transitions import finish
from storage.ports import AuditEvent, Transaction

PAGE = 15
EVENTS = 25


class Trail:
    """/orders and /audit of admins. Raises NotAllowed for anybody else."""

    def __init__(self, office: Office):
        self._office = office

    async def orders(self, sender: Sender, receipt: Receipt | None) -> None:
        """/orders: everybody's newest orders, with a button to older ones."""
        async with self._office.database.transaction() as tx:
            await person_of(tx, sender, self._office)
            await self.page(tx, sender.chat_id, "orders_page", None)
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    async def audit(self, sender: Sender, receipt: Receipt | None) -> None:
        """/audit: who did what, the newest first, with a button to what was before."""
        async with self._office.database.transaction() as tx:
            await person_of(tx, sender, self._office)
            await self.page(tx, sender.chat_id, "audit_page", None)
            await finish(tx, receipt, self._office)
        self._office.signals.outbox()

    async def page(self, tx: Transaction, chat_id: int, kind: str, before: int | None) -> None:
        """A page below `before`, as a message of its own."""
        check_role(self._office, chat_id, Role.ADMIN)
        if kind == "orders_page":
            await self._orders(tx, chat_id, before)
        else:
            await self._events(tx, chat_id, before)

    async def _orders(self, tx: Transaction, chat_id: int, before: int | None) -> None:
        office = self._office
        rows = await tx.orders.page(PAGE + 1, before)
        facts = [order_line(order_of(row), office.trades[row.trade]) for row in rows[:PAGE]]
        older = _older("orders_page", rows[PAGE - 1].id) if len(rows) > PAGE else []
        await notify(tx, office, chat_id, "all_orders", older, orders=facts)
        await self._note(tx, chat_id, "orders_read")

    async def _events(self, tx: Transaction, chat_id: int, before: int | None) -> None:
        office = self._office
        found = await tx.audit.page(EVENTS + 1, before)
        events = [{**event_facts(event), "order": event.order_id} for event in found[:EVENTS]]
        older = _older("audit_page", found[EVENTS - 1].id) if len(found) > EVENTS else []
        await notify(tx, office, chat_id, "audit", older, events=events)
        await self._note(tx, chat_id, "audit_read")

    async def of_order(self, tx: Transaction, chat_id: int, order: int, before: int) -> None:
        """What happened with an order before the event `before`, as a message of its own."""
        check_role(self._office, chat_id, Role.ADMIN)
        found = await tx.audit.of(order, EVENTS + 1, before)
        shown = found[-EVENTS:]
        older = [[older_of(order, shown[0].id)]] if len(found) > EVENTS else []
        events = [event_facts(event) for event in shown]
        await notify(tx, self._office, chat_id, "order_trail", older, number=order, events=events)
        await self._note(tx, chat_id, "order_read", order)

    async def _note(self, tx: Transaction, chat_id: int, event: str, order: int | None = None) -> None:
        await tx.audit.add(order, self._office.now(), f"admin:{chat_id}", event, {})


def _older(kind: str, before: int) -> list[list[Button]]:
    return [[Button("older", kind, {"before": before})]]


def older_of(order: int, before: int) -> Button:
    """To what happened with an order before that event."""
    return Button("older", "order_trail", {"order": order, "before": before})


def event_facts(event: AuditEvent) -> dict[str, Any]:
    """An event for a list, without the order that it is about."""
    facts = {"at": event.at.isoformat(), "actor": event.actor, "event": event.event, "order": None}
    return {**facts, **_what(event.data)}


def _what(data: Any) -> dict[str, str]:
    """What an event was about, besides an order."""
    about = data.get("job") or data.get("supplier")
    return {"about": str(about)} if about else {}
