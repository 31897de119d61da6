"""Admins look at a new workshop before anybody is served by it: one of them decides, and everybody hears."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.services.access import Role, check_role, role_of
from bot.services.connections import connected_as
from bot.services.office import Office
from bot.services.people import language_of
from bot.services.presenting.payload import Button, Content
from bot.services.set_up.form import Form, Status, form_of
from bot.services.set_up.rows import SLOT, ask, form_in, keep, note
from bot.services.set_up.summary import new_id, record_of, summary_of
from bot.services.set_up.unclear import trade_of
from bot.services.transitions import send
from planner.domain.errors import NotAllowed, SupplierBookError
from planner.domain.lifecycle import Mode
from storage.ports import SetUp, SupplierRecord, Transaction


async def hand_in(tx: Transaction, office: Office, row: SetUp, form: Form) -> None:
    """It looks right to them: every admin gets the summary, under buttons that are good for just this one."""
    form = replace(form, ticket=office.new_id())
    row = await keep(tx, office, row, form, Status.WAITING)
    trade = trade_of(form, office)
    await show_waiting(tx, office, row, form, Mode.EDIT)
    person = await tx.people.get(row.chat_id)
    args = {"chat": row.chat_id, "ticket": form.ticket}
    for admin in sorted(office.admins):
        language = await language_of(tx, admin, office)
        buttons = [
            Button("setup_approve", "setup_approve", args, style="success"),
            Button("setup_reject", "setup_reject", args, style="danger"),
        ]
        facts = {"summary": summary_of(form, trade, language), "person": person.name if person else ""}
        content = Content({"code": "setup_asked", **facts}, [buttons])
        await send(tx, office, admin, "notice", language, content, slot=_place(row.chat_id))
    await note(tx, office, f"consumer:{row.chat_id}", "set_up_handed_in", row, trade=trade.id)


async def show_waiting(tx: Transaction, office: Office, row: SetUp, form: Form, mode: Mode) -> None:
    """What the admins are looking at, and a way to change it."""
    language = await language_of(tx, row.chat_id, office)
    button = Button("setup_reopen", "setup", {"ticket": form.ticket, "step": form.step, "do": "reopen"})
    facts = {"code": "setup_waiting", "summary": summary_of(form, trade_of(form, office), language)}
    content = Content(facts, [[button]])
    await send(tx, office, row.chat_id, "notice", language, content, mode=mode, slot=SLOT)


async def take_back(tx: Transaction, office: Office, row: SetUp, form: Form, *, quietly: bool = False) -> None:
    """They want to change something first; the admins' buttons are no good any more."""
    form = replace(form, ticket=office.new_id())
    row = await keep(tx, office, row, form, Status.ASKING)
    await _tell_admins(tx, office, row, form, "setup_taken_back")
    await note(tx, office, f"consumer:{row.chat_id}", "set_up_taken_back", row)
    if not quietly:
        await ask(tx, office, row, form, mode=Mode.EDIT)


async def decide(tx: Transaction, office: Office, admin: int, kind: str, args: Mapping[str, Any]) -> None:
    """An admin's button. Raises NotAllowed where another admin was faster, or it was taken back or changed."""
    check_role(office, admin, Role.ADMIN)
    chat_id = int(args["chat"])
    row = await tx.set_ups.get(chat_id)
    if row is None or row.status != Status.WAITING or form_of(row.state).ticket != args["ticket"]:
        raise NotAllowed("setup_decided")
    form = form_in(row, office)
    if kind == "setup_reject":
        await tx.set_ups.drop(row)
        await note(tx, office, f"admin:{admin}", "set_up_rejected", row)
        await _tell_admins(tx, office, row, form, "setup_rejected_by", admin)
        await _tell(tx, office, chat_id, "setup_rejected", name=form.name(await language_of(tx, chat_id, office)))
        return
    await _approve(tx, office, admin, row, form)


async def _approve(tx: Transaction, office: Office, admin: int, row: SetUp, form: Form) -> None:
    if role_of(office, row.chat_id) is Role.ADMIN or await connected_as(tx, office, row.chat_id) is not None:
        raise NotAllowed("setup_somebody")
    language = await language_of(tx, row.chat_id, office)
    try:
        if form != form_of(row.state):
            raise SupplierBookError("", ())
        trade = trade_of(form, office)
        record = record_of(form, office.trades.listed(trade.id), language)
    except SupplierBookError:
        # What is sold has changed since: they look at it once more.
        raise NotAllowed("setup_outdated") from None
    now, actor = office.now(), f"admin:{admin}"
    stored = {one.supplier for one in await tx.supplier_records.all()}
    supplier = new_id(form, stored | {name for one in office.trades for name in one.book.partners})
    await tx.supplier_records.put(SupplierRecord(trade.id, supplier, 1, record, actor, now))
    await tx.connections.put(trade.id, supplier, row.chat_id, now)
    await tx.set_ups.drop(row)
    await note(tx, office, actor, "set_up_approved", row, trade=trade.id, supplier=supplier)
    await _tell_admins(tx, office, row, form, "setup_approved_by", admin, key=f"{trade.id}/{supplier}")
    await _tell(tx, office, row.chat_id, "setup_approved", name=form.name(language))


async def _tell(tx: Transaction, office: Office, chat_id: int, code: str, **facts: Any) -> None:
    """What came of it, in the place of what they were last told."""
    language = await language_of(tx, chat_id, office)
    await send(tx, office, chat_id, "notice", language, Content({"code": code, **facts}), slot=SLOT)


async def _tell_admins(
    tx: Transaction, office: Office, row: SetUp, form: Form, code: str, by: int | None = None, **facts: Any
) -> None:
    """What became of a summary: in its place, without its buttons."""
    decider = await tx.people.get(by) if by is not None else None
    for admin in sorted(office.admins):
        language = await language_of(tx, admin, office)
        trade = trade_of(form, office) if form.trade else None
        summary = summary_of(form, trade, language) if trade else {"names": list(form.names.values())}
        content = Content(
            {"code": code, "summary": summary, "by": decider.name if decider else "", **facts},
        )
        place = _place(row.chat_id)
        await send(tx, office, admin, "notice", language, content, mode=Mode.EDIT, slot=place)


def _place(chat_id: int) -> str:
    """Where an admin's chat shows a workshop's summary."""
    return f"set_up:{chat_id}"
