"""What a consumer's buttons do: answers and changes to the wish, a choice, and what is done about an order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

from bot.services import picturing
from bot.services.codec import order_of
from bot.services.drafting import Drafting
from bot.services.my_orders import MyOrders
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import language_of
from bot.services.planning import book_of, first_day, still_free
from bot.services.pools.pools import Pools
from bot.services.presenting import changing
from bot.services.presenting.payload import Button, Content
from bot.services.reasons import ask
from bot.services.transitions import Transitions, send
from bot.services.wishes import answered, with_quantity, with_swap
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import Mode
from planner.domain.lifecycle.closing import SURE_SLOT, price_of_cancelling
from planner.domain.lifecycle.events import (
    GoodsArrived,
    OptionChosen,
    OrderCancelled,
    ProposalAgreed,
    Rated,
    WishChanged,
)
from planner.domain.lifecycle.wish import NEXT_SLOT
from planner.domain.money import from_minor
from planner.domain.order import COMPOSING, WITH_MAKERS, Order, OrderStatus
from planner.domain.problem import Quantity
from planner.domain.spec import Budget, Deadline, OrderSpec
from planner.domain.supplier import Trade
from storage.ports import OrderRow, Transaction


class OrderButtons:
    """What can be pressed about an order, inside a transaction that the caller holds. Callers have checked whose it
    is."""

    def __init__(self, office: Office, transitions: Transitions, drafting: Drafting, past: MyOrders, pools: Pools):
        self._pools = pools
        self._office = office
        self._transitions = transitions
        self._drafting = drafting
        self._past = past

    async def pressed(self, tx: Transaction, row: OrderRow, kind: str, args: Mapping[str, Any]) -> None:
        """A button of the consumer's. Raises NotAllowed where it is too late for it."""
        order = order_of(row)
        actor = f"consumer:{order.consumer}"
        match kind:
            case "answer":
                self._current(order, args)
                spec = answered(order.spec, str(args["place"]), args["value"])
                await self._drafting.change(tx, row, order, spec, typed=False)
            case "edit":
                await self._next(tx, order, changing.fields(order, self._trade(order), await self._language(tx, order)))
            case "change":
                self._current(order, args)
                await self._ask(tx, row, order, str(args["place"]))
            case "without":
                self._current(order, args)
                await self._drafting.change(
                    tx, row, order, changing.without(order.spec, str(args["place"])), typed=False
                )
            case "keep":
                self._current(order, args)
                await self._drafting.change(tx, row, order, order.spec, typed=False)
            case "relax":
                self._current(order, args)
                await self._drafting.change(tx, row, order, self._relaxed(order, args), typed=False)
            case "choose":
                booked = await book_of(tx, order.trade, self._office)
                index, trade = int(args["index"]), self._office.trades[order.trade]
                chosen = order.options[index].option.plan.runs if index < len(order.options) else ()
                free = still_free(chosen, trade, booked, first_day(self._office))
                event = OptionChosen(int(args["basis"]), index, free)
                await self._transitions.apply(tx, row, event, actor)
            case "agree":
                index = int(args.get("index", 0))
                way = order.proposals[index] if 0 <= index < len(order.proposals) else None
                kept = way.kept if way else ()
                # The order's own jobs make room for the new ones where they are given up for them.
                booked = [
                    b for b in await book_of(tx, order.trade, self._office) if b[0] != row.id or b[1].number in kept
                ]
                trade = self._office.trades[order.trade]
                free = still_free(way.runs if way else (), trade, booked, first_day(self._office))
                await self._transitions.apply(tx, row, ProposalAgreed(index, free), actor)
            case "join_pool":
                await self._pools.joining.join(tx, row, int(args["basis"]))
            case "leave_pool":
                await self._pools.joining.leave(tx, row)
            case "cancel" if order.status is OrderStatus.POOLED:
                await self._pools.joining.leave(tx, row, cancel=True)
            case "cancel" if order.status in COMPOSING:
                await self._transitions.apply(tx, row, OrderCancelled(), actor)
            case "cancel":
                # What it costs by now is asked about first, and again where it has grown meanwhile.
                if int(args.get("owed", -1)) < await self._owed(tx, order):
                    await self.sure(tx, order)
                elif order.within is not None:
                    await self._pools.leaving.cancel(tx, row)
                else:
                    await self._transitions.apply(tx, row, OrderCancelled(), actor)
            case "arrived":
                await self.arrived(tx, row, int(args["job"]))
            case "price_curve" | "why_price" | "why_not_sooner":
                self._current(order, args)
                await ask(tx, self._office, order, kind)
            case "timeline":
                await picturing.show(tx, self._office, order)
            case "missing":
                await notify(tx, self._office, order.consumer, "how_many_missing", number=order.id)
            case "rate":
                await self._transitions.apply(tx, row, Rated(int(args["stars"])), actor)
            case "again":
                await self.again(tx, order, self._relaxed(order, args))
            case "my_order":
                await self._past.show(tx, order)
            case "go_on":
                await self._go_on(tx, row, order)
            case _:
                raise NotAllowed("button_unknown")

    async def _ask(self, tx: Transaction, row: OrderRow, order: Order, place: str) -> None:
        """A question about a field that the consumer wants to change."""
        if place in (changing.DEADLINE, changing.BUDGET):
            await self._next(tx, order, changing.asked(order, place))
            return
        question = changing.question_at(order.spec, place, self._trade(order))
        event = WishChanged(order.spec, order.unknown, question, order.language, typed=False)
        await self._transitions.apply(tx, row, event, f"consumer:{order.consumer}")

    async def _next(self, tx: Transaction, order: Order, content: Content) -> None:
        """Shown where the options stand; nothing has changed yet."""
        language = await self._language(tx, order)
        slot = f"order:{order.id}:{NEXT_SLOT}"
        await send(tx, self._office, order.consumer, "notice", language, content, order.id, Mode.EDIT, slot)

    async def _language(self, tx: Transaction, order: Order) -> str:
        return await language_of(tx, order.consumer, self._office)

    def _trade(self, order: Order) -> Trade:
        return self._office.trades[order.trade]

    def _current(self, order: Order, args: Mapping[str, Any]) -> None:
        """A button of an older state of the wish does nothing."""
        if order.status not in COMPOSING or int(args.get("basis", -1)) != order.basis:
            raise NotAllowed("button_old" if order.status in COMPOSING else "order_placed")

    def _relaxed(self, order: Order, args: Mapping[str, Any]) -> OrderSpec:
        """The wish with the way out that was chosen."""
        spec, currency = order.spec, self._office.trades[order.trade].catalogue.currency
        if "due" in args:
            spec = replace(spec, deadline=Deadline(date.fromisoformat(args["due"])))
        if "price" in args:
            amount = Decimal(from_minor(int(args["price"]), currency))
            spec = replace(spec, budget=Budget(amount, currency, "order"))
        if "quantity" in args and spec.items:
            spec = spec.with_item(0, with_quantity(spec.items[0], int(args["quantity"])))
        for attribute, value, instead in args.get("swaps", ()):
            spec = with_swap(spec, attribute, value, instead)
        return spec

    async def again(self, tx: Transaction, order: Order, spec: OrderSpec, unknown: tuple[str, ...] = ()) -> None:
        """A new order for `spec`, which is like that of an old one; with its files, and without a day that is over."""
        if spec.deadline is not None and spec.deadline.date <= self._office.today():
            spec = replace(spec, deadline=None)
        row, draft = await self._transitions.open(tx, order.consumer, order.trade, order.language)
        for file in await tx.artwork.of(order.id):
            await tx.artwork.add(row.id, file, self._office.now())
        await self._drafting.change(tx, row, draft, spec, unknown=unknown, language=order.language)

    async def _go_on(self, tx: Transaction, row: OrderRow, order: Order) -> None:
        """A draft taken up again. What is written next is about the newest one, so an older one has to wait for it."""
        draft = await self._drafting.of(tx, order.consumer)
        if draft is None or order.status not in COMPOSING:
            raise NotAllowed("order_placed" if order.status in WITH_MAKERS else "order_over")
        if draft.order.id != order.id:
            await notify(tx, self._office, order.consumer, "another_draft_first", number=draft.order.id)
            return
        await self._drafting.change(tx, row, order, order.spec, resumed=True)

    async def arrived(self, tx: Transaction, row: OrderRow, job: int, good: Quantity | None = None) -> None:
        """Goods of a job have come; `good`: so much of them, None: all."""
        if order_of(row).within is not None:
            await self._pools.leaving.arrived(tx, row, job, good)
        else:
            await self._transitions.apply(tx, row, GoodsArrived(job, None, good), f"consumer:{row.consumer}")

    async def _owed(self, tx: Transaction, order: Order) -> int:
        if order.within is not None:
            return await self._pools.leaving.price(tx, order)
        return price_of_cancelling(order)

    async def sure(self, tx: Transaction, order: Order) -> None:
        """Really? What has begun has to be paid."""
        owed = await self._owed(tx, order)
        sure = [[Button("cancel_sure", "cancel", {"owed": owed}, style="danger")]]
        slot = f"order:{order.id}:{SURE_SLOT}"
        currency = self._office.trades[order.trade].catalogue.currency
        facts: dict[str, Any] = {"number": order.id, "owed": owed, "currency": currency}
        await notify(tx, self._office, order.consumer, "cancel_placed", sure, order.id, slot=slot, **facts)
