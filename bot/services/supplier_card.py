"""What admins see of one supplier, and how they take it out of the planning for a while."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any, TypeAlias

from bot.services.access import Role, check_role
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.pairs import best_partners
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.presenting.reasons import pair_data
from bot.services.reliability import posterior_of
from bot.services.suppliers import Found, everybody, find_suppliers
from bot.services.transitions import finish
from planner.domain.money import rate_from_minor
from planner.domain.order import LIVE, JobStatus
from planner.domain.reliability import reliability_of
from storage.ports import Transaction

_AT_WORK = tuple(status.value for status in LIVE if status is not JobStatus.RECEIVED)
#: As many jobs are counted; more are "many".
_MOST_JOBS = 100

Act: TypeAlias = Callable[[Transaction, Found, int], Awaitable[None]]


class SupplierCard:
    """/supplier, /pause and /resume. Raises NotAllowed for anybody but admins; every act is in the trail."""

    def __init__(self, office: Office):
        self._office = office

    async def show(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/supplier X: all that is known of it, with a button to pause it."""
        await self._with(sender, words, receipt, "supplier", self._card)

    async def pause(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/pause X: it gets no new jobs; what it has accepted stays."""
        await self._with(sender, words, receipt, "pause", self._pause)

    async def resume(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/resume X: it is asked again."""
        await self._with(sender, words, receipt, "resume", self._resume)

    async def pressed(self, tx: Transaction, chat_id: int, kind: str, key: str) -> None:
        """The button under the card; `key` is the supplier's."""
        check_role(self._office, chat_id, Role.ADMIN)
        found = find_suppliers(self._office.trades, key)
        for one in found[:1]:
            await (self._pause if kind == "pause" else self._resume)(tx, one, chat_id)

    async def _with(self, sender: Sender, words: str, receipt: Receipt | None, command: str, act: Act) -> None:
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            found = find_suppliers(office.trades, words) if words.strip() else []
            if len(found) == 1:
                await act(tx, found[0], sender.chat_id)
            else:
                example = next((one.supplier for one in found or everybody(office.trades)), "")
                keys = [one.key for one in found]
                facts: dict[str, Any] = {"words": words, "keys": keys, "example": example, "command": command}
                await notify(tx, office, sender.chat_id, "supplier_whom", **facts)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def _card(self, tx: Transaction, found: Found, chat_id: int) -> None:
        office, partner, trade = self._office, found.partner, found.of
        language, now = await language_of(tx, chat_id, office), office.now()
        scores = {s.kind: posterior_of(s) for s in await tx.records.scores([partner.id])}
        jobs = await tx.orders.jobs_of_supplier(partner.id, _AT_WORK, _MOST_JOBS)
        since = (await tx.pauses.all()).get((trade.id, partner.id))
        unreachable = partner.telegram in await tx.people.unreachable()
        kind = "resume" if since else "pause"
        button = Button(kind, kind, {"key": found.key})
        await notify(
            tx,
            office,
            chat_id,
            "supplier_card",
            [[button]],
            name=partner.name(language),
            key=found.key,
            city=trade.book.zone_name(partner.supplier.zone, language),
            connected=partner.telegram is not None,
            unreachable=unreachable,
            paused=since.isoformat() if since else None,
            reliability=reliability_of(scores, partner.supplier.reliability, now),
            jobs=[job.key for job in jobs if job.live],
            partners=[pair_data(pair, trade, language) for pair in await best_partners(tx, office, partner.id)],
            currency=trade.catalogue.currency,
            offers=[
                {
                    "process": trade.catalogue.process_name(offer.process, language),
                    "setup": offer.setup_cost,
                    "rates": [
                        [str(least), str(round(rate_from_minor(rate, trade.catalogue.currency), 4).normalize())]
                        for least, rate in offer.unit_costs
                    ],
                    "minimum": str(offer.min_quantity),
                    "capacity": str(offer.daily_capacity),
                    "days": offer.lead_days,
                }
                for offer in partner.supplier.offers
            ],
        )
        await self._note(tx, chat_id, "supplier_read", found)

    async def _pause(self, tx: Transaction, found: Found, chat_id: int) -> None:
        office = self._office
        new = await tx.pauses.put(found.trade, found.supplier, f"admin:{chat_id}", office.now())
        name = found.partner.name(await language_of(tx, chat_id, office))
        button = Button("resume", "resume", {"key": found.key})
        await notify(tx, office, chat_id, "paused", [[button]], supplier=name, already=not new)
        if new:
            await self._note(tx, chat_id, "paused", found)

    async def _resume(self, tx: Transaction, found: Found, chat_id: int) -> None:
        office = self._office
        was = await tx.pauses.drop(found.trade, found.supplier)
        name = found.partner.name(await language_of(tx, chat_id, office))
        await notify(tx, office, chat_id, "resumed", supplier=name, already=not was)
        if was:
            await self._note(tx, chat_id, "resumed", found)

    async def _note(self, tx: Transaction, chat_id: int, event: str, found: Found) -> None:
        await tx.audit.add(None, self._office.now(), f"admin:{chat_id}", event, found.facts)
