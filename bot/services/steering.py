"""How admins steer an order: have it planned anew, give a job to another maker, call it off."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from typing import Any, TypeAlias

from bot.services.access import Role, check_role
from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.suppliers import find_suppliers
from bot.services.transitions import Transitions, finish
from planner.domain.lifecycle import FollowUpKind
from planner.domain.lifecycle.closing import price_of_cancelling
from planner.domain.lifecycle.events import OrderCancelled
from planner.domain.order import COMPOSING, WITH_MAKERS, Job, Order, job_key
from planner.domain.supplier import Trade
from storage.ports import OrderRow, Transaction

#: Does what was asked to an order, inside of a transaction; the number is the admin's chat.
Act: TypeAlias = Callable[[Transaction, OrderRow, int], Awaitable[None]]


class Steering:
    """/replan, /assign and /cancel of admins. Raises NotAllowed for anybody else; every act is in the trail."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def replan(self, sender: Sender, number: int | None, receipt: Receipt | None) -> None:
        """/replan N: look for something better for what nobody has accepted yet; at once where it is stuck."""
        await self._steer(sender, number, receipt, self._replan)

    async def assign(self, sender: Sender, number: int | None, words: str, receipt: Receipt | None) -> None:
        """/assign N STEP SUPPLIER: the step's job goes to that supplier, if date and price are kept."""

        async def act(tx: Transaction, row: OrderRow, chat_id: int) -> None:
            await self._assign(tx, row, chat_id, words)

        await self._steer(sender, number, receipt, act)

    async def cancel(self, sender: Sender, number: int | None, receipt: Receipt | None) -> None:
        """/cancel N: after a look at what it costs, and who pays."""
        await self._steer(sender, number, receipt, self._sure)

    async def cancelled(self, tx: Transaction, chat_id: int, row: OrderRow, by_us: bool) -> None:
        """The button under that question."""
        check_role(self._office, chat_id, Role.ADMIN)
        await self._transitions.apply(tx, row, OrderCancelled(by_us), f"admin:{chat_id}")
        await notify(tx, self._office, chat_id, "order_called_off", number=row.id)

    async def _steer(self, sender: Sender, number: int | None, receipt: Receipt | None, act: Act) -> None:
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            row = await tx.orders.get(number) if number is not None and 0 < number < 2**31 else None
            if row is None:
                await notify(tx, office, sender.chat_id, "no_such_order", number=number)
            else:
                await act(tx, row, sender.chat_id)
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def _replan(self, tx: Transaction, row: OrderRow, chat_id: int) -> None:
        order = order_of(row)
        if order.status not in WITH_MAKERS:
            await notify(tx, self._office, chat_id, "not_with_makers", number=row.id)
            return
        if order.planning or order.proposals:
            # What waits for another try need not wait.
            if order.planning:
                await tx.follow_ups.cancel(order.id, [FollowUpKind.REPLAN.value])
                await tx.follow_ups.put(FollowUpKind.REPLAN.value, order.id, None, self._office.now(), {})
            await notify(tx, self._office, chat_id, "planned_already", number=row.id, choosing=bool(order.proposals))
        else:
            await self._ask(tx, row, chat_id, {})
            await notify(tx, self._office, chat_id, "looking", number=row.id)
        await self._note(tx, chat_id, "replan_asked", row.id)

    async def _assign(self, tx: Transaction, row: OrderRow, chat_id: int, words: str) -> None:
        office, order = self._office, order_of(row)
        trade = office.trades[order.trade]
        language = await language_of(tx, chat_id, office)
        if order.status not in WITH_MAKERS or order.planning or order.proposals:
            code = "not_with_makers" if order.status not in WITH_MAKERS else "planned_already"
            await notify(tx, office, chat_id, code, number=row.id, choosing=bool(order.proposals))
            return
        job, rest = _job_of(order, trade, words)
        named = [one for one in find_suppliers(office.trades, rest) if one.trade == trade.id] if rest else []
        able = _able(trade, job) if job else ()
        if job is None or len(named) != 1 or named[0].supplier not in able or job.begun:
            await notify(
                tx,
                office,
                chat_id,
                "assign_what",
                number=row.id,
                jobs=[
                    {
                        "key": job_key(order.id, one.number),
                        "process": trade.catalogue.process_name(one.run.process, language),
                        "supplier": trade.book.partners[one.supplier].name(language),
                    }
                    for one in order.live_jobs
                    if not one.begun
                ],
                begun=bool(job and job.begun),
                named=[one.partner.name(language) for one in named],
                able=[trade.book.partners[name].name(language) for name in able if job and name != job.supplier],
                process=trade.catalogue.process_name(job.run.process, language) if job else "",
            )
            return
        await self._ask(tx, row, chat_id, {"job": job.number, "supplier": named[0].supplier})
        await notify(tx, office, chat_id, "looking", number=row.id)
        key = job_key(order.id, job.number)
        await self._note(tx, chat_id, "assign_asked", row.id, job=key, supplier=named[0].supplier)

    async def _sure(self, tx: Transaction, row: OrderRow, chat_id: int) -> None:
        office, order = self._office, order_of(row)
        if order.status not in (*WITH_MAKERS, *COMPOSING):
            await notify(tx, office, chat_id, "not_with_makers", number=row.id)
            return
        owed = price_of_cancelling(order) if order.status in WITH_MAKERS else 0
        ours = [Button("cancel_ours", "admin_cancel", {"by_us": True}, style="danger")]
        theirs = [Button("cancel_theirs", "admin_cancel", {"by_us": False})] if owed else []
        currency = office.trades[order.trade].catalogue.currency
        buttons = [ours, *([theirs] if theirs else [])]
        await notify(tx, office, chat_id, "cancel_whose", buttons, row.id, number=row.id, owed=owed, currency=currency)

    async def _ask(self, tx: Transaction, row: OrderRow, chat_id: int, wanted: dict[str, Any]) -> None:
        await tx.follow_ups.cancel(row.id, [FollowUpKind.REARRANGE.value])
        due = self._office.now()
        await tx.follow_ups.put(FollowUpKind.REARRANGE.value, row.id, None, due, {"admin": chat_id, **wanted})

    async def _note(self, tx: Transaction, chat_id: int, event: str, order: int, **facts: Any) -> None:
        await tx.audit.add(order, self._office.now(), f"admin:{chat_id}", event, facts)


def _job_of(order: Order, trade: Trade, words: str) -> tuple[Job | None, str]:
    """The job that the beginning of the words names (by its key, step or process), and the rest: a supplier."""
    said = " ".join(words.split())
    names: list[tuple[str, Job]] = []
    for job in order.live_jobs:
        steps = {step.partition(".")[2] for step in job.steps}
        wordings = {job_key(order.id, job.number), str(job.number), job.run.process, *steps}
        wordings |= {name for found in trade.catalogue.processes.get(job.run.process, {}).values() for name in found}
        names += [(name, job) for name in wordings]
    for name, job in sorted(names, key=lambda one: -len(one[0])):
        if said.casefold().startswith(name.casefold()):
            rest = said[len(name) :]
            # "1" is not the beginning of "12-3", and "cut" not that of "cutter": a name ends where a word does.
            if not rest or rest[0].isspace() or not name[-1].isascii():
                same = {other.number for wording, other in names if wording.casefold() == name.casefold()}
                return (job, rest.strip()) if len(same) == 1 else (None, rest.strip())
    return None, said


def _able(trade: Trade, job: Job) -> Sequence[str]:
    return [
        partner.id
        for partner in trade.book.partners.values()
        if any(offer.process == job.run.process for offer in partner.supplier.offers)
    ]
