"""Buttons: who may press them, until when, and what they do. Whatever was pressed, somebody gets an answer."""

from __future__ import annotations

from bot.services.broadcasts import Broadcasts
from bot.services.catalogue_changes import CatalogueChanges
from bot.services.demand.desk import DemandDesk
from bot.services.dispatch import Dispatch
from bot.services.exports import Exports
from bot.services.languages import Languages
from bot.services.material import MaterialDesk
from bot.services.my_orders import MyOrders
from bot.services.office import Office
from bot.services.order_buttons import OrderButtons
from bot.services.parts.desk import BUTTONS as PASSING
from bot.services.parts.desk import QUESTIONS, PassDesk
from bot.services.people import Receipt, Sender, person_of
from bot.services.set_up.approval import decide
from bot.services.set_up.desk import SetUps
from bot.services.steering import Steering
from bot.services.supplier_card import SupplierCard
from bot.services.supplier_records import refresh
from bot.services.taught_readers import TaughtReaders
from bot.services.teaching import TeachDesk
from bot.services.trail import Trail
from bot.services.transitions import finish
from bot.services.unknown import UnknownDesk
from bot.services.workshop import Workshop
from planner.domain.errors import NotAllowed
from storage.ports import Action, Transaction

#: Buttons of suppliers; `arrived` and `missing` are a supplier's where the goods come to one of its jobs.
_SUPPLIERS = frozenset({"accept", "decline", "give_back", "started", "ready", "shipped", "delayed"})
_OF_GOODS = frozenset({"arrived", "missing"})
#: What suppliers change about themselves.
_OF_SUPPLIERS_THEMSELVES = frozenset({"workshop", "workshop_no"})
#: An admin's word about a workshop that has set itself up.
_OF_NEWCOMERS = frozenset({"setup_approve", "setup_reject"})
_TEACHING = frozenset({"teach_yes", "teach_no"})
#: Older parts of a list.
_PAGES = frozenset({"orders_page", "audit_page", "order_trail", "unknown_page"})
#: Buttons that may be pressed again: what they do is guarded otherwise, or is only a question.
_MANY_TIMES = frozenset(
    {
        "answer",
        "relax",
        "missing",
        "timeline",
        "my_order",
        "my_orders",
        "language",
        "material",
        "demand_rhythm",
        *_PAGES,
        *QUESTIONS,
    }
)


class Buttons:
    """Finds what is behind a button and does it."""

    def __init__(
        self,
        office: Office,
        order_buttons: OrderButtons,
        my_orders: MyOrders,
        dispatch: Dispatch,
        steering: Steering,
        supplier_card: SupplierCard,
        trail: Trail,
        broadcasts: Broadcasts,
        languages: Languages,
        workshop: Workshop,
        set_ups: SetUps,
        unknown: UnknownDesk,
        teaching: TeachDesk,
        readers: TaughtReaders,
        exports: Exports,
        catalogue: CatalogueChanges,
        passing: PassDesk,
        material: MaterialDesk,
        demand: DemandDesk,
    ):
        self._material = material
        self._passing = passing
        self._set_ups = set_ups
        self._exports = exports
        self._catalogue = catalogue
        self._demand = demand
        self._workshop = workshop
        self._office = office
        self._order_buttons = order_buttons
        self._my_orders = my_orders
        self._dispatch = dispatch
        self._steering = steering
        self._supplier_card = supplier_card
        self._trail = trail
        self._broadcasts = broadcasts
        self._languages = languages
        self._unknown = unknown
        self._teaching = teaching
        self._readers = readers

    async def pressed(self, sender: Sender, action_id: str, receipt: Receipt | None) -> str:
        """Do what the button says; returns the name of the short text to show above it ("done", or why not).

        Raises StaleState where the order moved at the same time: press it again.
        """
        office = self._office
        answer, kind = "done", ""
        try:
            async with office.database.transaction() as tx:
                await person_of(tx, sender, office)
                action = await self._action(tx, sender, action_id)
                kind = action.kind
                await self._do(tx, sender, action)
                await finish(tx, receipt, office)
            if kind in _OF_SUPPLIERS_THEMSELVES or kind in _OF_NEWCOMERS:
                # Only now: what is rolled back must not be served.
                await refresh(office)
            if kind in _TEACHING:
                await self._readers.refresh()
        except NotAllowed as refusal:
            answer = refusal.code
            async with office.database.transaction() as tx:
                await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()
        return answer

    async def _action(self, tx: Transaction, sender: Sender, action_id: str) -> Action:
        action = await tx.actions.get(action_id)
        if action is None or action.chat_id != sender.chat_id:
            raise NotAllowed("button_unknown")
        if action.expires_at < self._office.now():
            raise NotAllowed("button_old")
        if action.kind not in _MANY_TIMES and not await tx.actions.use(action_id, self._office.now()):
            raise NotAllowed("button_used")
        return action

    async def _do(self, tx: Transaction, sender: Sender, action: Action) -> None:
        if action.kind in ("pause", "resume"):
            await self._supplier_card.pressed(tx, sender.chat_id, action.kind, str(action.args["key"]))
            return
        if action.kind in ("orders_page", "audit_page"):
            await self._trail.page(tx, sender.chat_id, action.kind, int(action.args["before"]))
            return
        if action.kind == "order_trail":
            await self._trail.of_order(tx, sender.chat_id, int(action.args["order"]), int(action.args["before"]))
            return
        if action.kind == "broadcast":
            await self._broadcasts.begin(tx, sender.chat_id, str(action.args["audience"]), str(action.args["text"]))
            return
        if action.kind == "broadcast_stop":
            await self._broadcasts.stop(tx, sender.chat_id, str(action.args["name"]))
            return
        if action.kind == "export_stop":
            await self._exports.stop(tx, sender.chat_id, str(action.args["name"]))
            return
        if action.kind in _OF_SUPPLIERS_THEMSELVES:
            await self._workshop.pressed(tx, sender.chat_id, action.kind, action.args)
            return
        if action.kind == "setup":
            await self._set_ups.pressed(tx, sender.chat_id, action.args)
            return
        if action.kind in _OF_NEWCOMERS:
            await decide(tx, self._office, sender.chat_id, action.kind, action.args)
            return
        if action.kind == "catalogue":
            await self._catalogue.pressed(tx, sender.chat_id, action.args)
            return
        if action.kind == "demand_rhythm":
            await self._demand.pressed(tx, sender.chat_id, action.args)
            return
        if action.kind == "unknown_page":
            await self._unknown.page(tx, sender.chat_id, int(action.args["skip"]))
            return
        if action.kind in _TEACHING:
            await self._teaching.pressed(tx, sender.chat_id, action.kind, action.args)
            return
        if action.kind == "material":
            await self._material.show(tx, sender.chat_id)
            return
        if action.kind == "language":
            await self._languages.choose(tx, sender.chat_id, str(action.args["to"]))
            return
        if action.kind == "my_orders":
            await self._my_orders.page(tx, sender.chat_id, int(action.args["before"]))
            return
        order_id = int(action.args["order"]) if "order" in action.args else action.order_id
        row = await tx.orders.get(order_id) if order_id is not None else None
        if row is None:
            raise NotAllowed("button_old")
        if action.kind in PASSING:
            own = self._office.trades.partner_of_chat(sender.chat_id)
            if own is None:
                raise NotAllowed("button_unknown")
            await self._passing.pressed(tx, sender, row, action.kind, action.args, own[1])
        elif action.kind in _SUPPLIERS or (action.kind in _OF_GOODS and action.args.get("to") is not None):
            supplier = self._office.trades.partner_of_chat(sender.chat_id)
            if supplier is None:
                raise NotAllowed("button_unknown")
            await self._dispatch.pressed(tx, sender, row, action.kind, action.args, supplier[1])
        elif action.kind == "admin_cancel":
            await self._steering.cancelled(tx, sender.chat_id, row, bool(action.args["by_us"]))
        elif row.consumer == sender.chat_id:
            await self._order_buttons.pressed(tx, row, action.kind, action.args)
        else:
            raise NotAllowed("button_unknown")
