"""/demand, and the messages about demand that suppliers have asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.services.access import Role, role_of, supplier_of
from bot.services.demand.publishing import publish
from bot.services.demand.report import admin_facts, basis_of, supplier_facts
from bot.services.demand.rhythm import DAILY, NEVER, WEEKLY, next_time, usual
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.transitions import finish
from nlu.rhythm import rhythm_said
from planner.domain.errors import NotAllowed
from planner.domain.hours import ROUND_THE_CLOCK, Hours, of_partner
from planner.domain.supplier import Partner, Trade
from storage.ports import DemandSubscription, FollowUp, Transaction

#: The kinds of its follow-ups, which are about no order: a question that was asked, and a message that is due.
ASKED, DUE = "demand", "demand_due"
KINDS = (ASKED, DUE)
NO_ORDER = 0
#: After a failure the next message is tried when it would have come anyway, a day later at the latest.
AFTER_FAILURE = timedelta(days=1)


class DemandDesk:
    """What suppliers and admins see of demand. Raises NotAllowed for anybody else.

    Every answer is a follow-up, as forecasts take seconds; the next message that somebody has asked for is one too, and
    is set in the transaction that queues the one before: whoever is killed in between, none is left out or doubled.
    """

    def __init__(self, office: Office):
        self._office = office
        #: Up to before this day everything is published. Only spares looking again: days that are over don't change.
        self._published: date | None = None

    async def show(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/demand: what there is to see now; "/demand weekly wed 9": how often a supplier wants to hear of it."""
        office, chat_id = self._office, sender.chat_id
        self._check(chat_id)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            found = office.trades.partner_of_chat(chat_id)
            said = rhythm_said(words) if found else None
            if found is not None and words.strip() and said is None:
                await self._say_rhythm(tx, chat_id, *found, unclear=True)
            elif found is not None and said is not None:
                known = await self._subscription(tx, *found)
                wanted = replace(known, rhythm=said.often)
                wanted = wanted if said.weekday is None else replace(wanted, weekday=said.weekday)
                wanted = wanted if said.hour is None else replace(wanted, hour=said.hour)
                await self._subscribe(tx, chat_id, *found, wanted)
            else:
                await tx.follow_ups.put(ASKED, NO_ORDER, office.new_id(), office.now(), {"chat": chat_id})
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def pressed(self, tx: Transaction, chat_id: int, args: Mapping[str, Any]) -> None:
        """A rhythm was chosen."""
        trade, partner = supplier_of(self._office, chat_id)
        if (trade.id, partner.id) != (args["trade"], args["supplier"]):
            raise NotAllowed("button_unknown")
        known = await self._subscription(tx, trade, partner)
        await self._subscribe(tx, chat_id, trade, partner, replace(known, rhythm=str(args["rhythm"])))

    async def run(self, due: FollowUp) -> None:
        """Answer a question, or send what is due."""
        if due.kind == DUE:
            await self._send_due(due)
            return
        office, chat_id = self._office, int(due.payload["chat"])
        await self._publish()
        if role_of(office, chat_id) is Role.ADMIN:
            reports = [await self._of_trade(trade, chat_id) for trade in office.trades]
            async with office.database.transaction() as tx:
                if await tx.follow_ups.done(due.id):
                    for facts in reports:
                        await notify(tx, office, chat_id, "demand_overview", **facts)
                    await tx.audit.add(None, office.now(), f"admin:{chat_id}", "demand_read", {})
            return
        found = office.trades.partner_of_chat(chat_id)
        told = await self._of_supplier(*found, chat_id) if found else None
        async with office.database.transaction() as tx:
            if await tx.follow_ups.done(due.id) and found is not None:
                await self._tell(tx, chat_id, *found, told)

    async def _publish(self) -> None:
        today = self._office.today()
        if self._published != today:
            await publish(self._office)
            self._published = today

    async def give_up(self, tx: Transaction, due: FollowUp) -> None:
        """It has failed again and again: whoever asked hears it; what is due comes another day."""
        if not await tx.follow_ups.done(due.id):
            return
        if due.kind == ASKED:
            await notify(tx, self._office, int(due.payload["chat"]), "demand_failed")
        else:
            later = self._office.now() + AFTER_FAILURE
            await tx.follow_ups.put(DUE, NO_ORDER, due.job, later, due.payload)

    async def _send_due(self, due: FollowUp) -> None:
        office = self._office
        found = self._meant(due)
        if found is None or found[1].telegram is None:
            async with office.database.transaction() as tx:
                await tx.follow_ups.done(due.id)
            return
        trade, partner = found
        chat_id = partner.telegram or 0
        quiet_until = self._hours(partner).out_of_quiet(office.now())
        if quiet_until > office.now():
            async with office.database.transaction() as tx:
                await tx.follow_ups.retry(due.id, "it is quiet there", quiet_until)
            return
        await self._publish()
        facts = await self._of_supplier(trade, partner, chat_id)
        async with office.database.transaction() as tx:
            if not await tx.follow_ups.done(due.id):
                return
            subscription = await self._subscription(tx, trade, partner)
            if subscription.rhythm == NEVER:
                return
            if facts is not None:
                await self._tell(tx, chat_id, trade, partner, facts)
                subscription = replace(subscription, last_sent=office.now())
                await tx.demand.subscribe(subscription)
            await self._set_next(tx, trade, partner, subscription)

    async def _of_trade(self, trade: Trade, chat_id: int) -> dict[str, Any]:
        async with self._office.database.transaction() as tx:
            basis = await basis_of(tx, self._office, trade.id)
            language = await language_of(tx, chat_id, self._office)
        return await admin_facts(basis, self._office, trade, language)

    async def _of_supplier(self, trade: Trade, partner: Partner, chat_id: int) -> dict[str, Any] | None:
        async with self._office.database.transaction() as tx:
            basis = await basis_of(tx, self._office, trade.id)
            language = await language_of(tx, chat_id, self._office)
        return await supplier_facts(basis, self._office, trade, partner, language)

    async def _tell(
        self, tx: Transaction, chat_id: int, trade: Trade, partner: Partner, facts: dict[str, Any] | None
    ) -> None:
        subscription = await self._subscription(tx, trade, partner)
        buttons = self._buttons(trade, partner, subscription)
        shown = facts or {"signals": [], "free": [], "unmet": [], "picture": None}
        await notify(tx, self._office, chat_id, "demand", buttons, **shown)

    def _buttons(self, trade: Trade, partner: Partner, known: DemandSubscription) -> list[list[Button]]:
        """Every rhythm but the one that holds."""
        args = {"trade": trade.id, "supplier": partner.id}
        offered = [rhythm for rhythm in (DAILY, WEEKLY, NEVER) if rhythm != known.rhythm]
        return [[Button(f"demand_{rhythm}", "demand_rhythm", {**args, "rhythm": rhythm}) for rhythm in offered]]

    async def _subscribe(
        self, tx: Transaction, chat_id: int, trade: Trade, partner: Partner, wanted: DemandSubscription
    ) -> None:
        await tx.demand.subscribe(wanted)
        await tx.follow_ups.cancel(NO_ORDER, [DUE], _name(trade, partner))
        due = await self._set_next(tx, trade, partner, wanted)
        await self._say_rhythm(tx, chat_id, trade, partner, due=due)

    async def _say_rhythm(
        self,
        tx: Transaction,
        chat_id: int,
        trade: Trade,
        partner: Partner,
        *,
        due: datetime | None = None,
        unclear: bool = False,
    ) -> None:
        known = await self._subscription(tx, trade, partner)
        facts: dict[str, Any] = {"rhythm": known.rhythm, "next": due.isoformat() if due else None, "unclear": unclear}
        await notify(tx, self._office, chat_id, "demand_rhythm", self._buttons(trade, partner, known), **facts)

    async def _set_next(
        self, tx: Transaction, trade: Trade, partner: Partner, subscription: DemandSubscription
    ) -> datetime | None:
        due = next_time(subscription, self._hours(partner), partner.timezone, self._office.now())
        if due is not None:
            place = {"trade": trade.id, "supplier": partner.id}
            await tx.follow_ups.put(DUE, NO_ORDER, _name(trade, partner), due, place)
        return due

    async def _subscription(self, tx: Transaction, trade: Trade, partner: Partner) -> DemandSubscription:
        return await tx.demand.subscription(trade.id, partner.id) or usual(trade.id, partner.id)

    def _meant(self, due: FollowUp) -> tuple[Trade, Partner] | None:
        for trade in self._office.trades:
            partner = trade.book.partners.get(str(due.payload["supplier"]))
            if trade.id == due.payload["trade"] and partner is not None:
                return trade, partner
        return None

    def _hours(self, partner: Partner) -> Hours:
        return ROUND_THE_CLOCK if self._office.round_the_clock else of_partner(partner)

    def _check(self, chat_id: int) -> None:
        if role_of(self._office, chat_id) is Role.CONSUMER:
            raise NotAllowed("suppliers_only")


def _name(trade: Trade, partner: Partner) -> str:
    return f"{trade.id}:{partner.id}"
