"""A member of a pool that has closed: what came to them, and calling it off."""

from __future__ import annotations

from bot.services.codec import order_of
from bot.services.office import Office
from bot.services.transitions import Transitions
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import GoodsArrived, LeftOthers, MemberLeft
from planner.domain.lifecycle.members import price_of_leaving
from planner.domain.order import Order
from planner.domain.problem import Quantity
from storage.ports import OrderRow, Transaction


class Leaving:
    """What consumers do whose order is made together with others', inside a transaction that the caller holds. Callers
    have checked whose order it is."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def price(self, tx: Transaction, order: Order) -> int:
        """What calling it off costs by now, minor units."""
        whole, _ = await self._whole(tx, order)
        return price_of_leaving(order_of(whole), order.id)

    async def cancel(self, tx: Transaction, row: OrderRow) -> None:
        """Out of it, and the makers hear what that means for them."""
        order = order_of(row)
        whole, actor = await self._whole(tx, order)
        owed = price_of_leaving(order_of(whole), order.id)
        await self._transitions.apply(tx, whole, MemberLeft(order.id), actor)
        again = await tx.orders.get(order.id)
        await self._transitions.apply(tx, again or row, LeftOthers(owed), actor)

    async def arrived(self, tx: Transaction, row: OrderRow, job: int, good: Quantity | None = None) -> None:
        """Goods of a job have come to this member."""
        whole, actor = await self._whole(tx, order_of(row))
        await self._transitions.apply(tx, whole, GoodsArrived(job, -row.id, good), actor)

    async def _whole(self, tx: Transaction, order: Order) -> tuple[OrderRow, str]:
        whole = await tx.orders.get(order.within) if order.within is not None else None
        if whole is None:
            raise NotAllowed("order_over")
        return whole, f"consumer:{order.consumer}"
