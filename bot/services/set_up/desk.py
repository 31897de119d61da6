"""The conversation of whoever sets up a workshop: one question at a time, left and taken up again at any of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.services.access import Role, role_of
from bot.services.files import MEGABYTE, FileRules, SentFile
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button, Content
from bot.services.set_up import sheet
from bot.services.set_up.answers import typed
from bot.services.set_up.approval import hand_in, show_waiting, take_back
from bot.services.set_up.choices import chosen, is_whole
from bot.services.set_up.form import Form, Status
from bot.services.set_up.rows import SLOT, ask, form_in, keep, note
from bot.services.set_up.steps import answered
from bot.services.set_up.unclear import Unclear, trade_of
from bot.services.transitions import finish, send
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle import Mode
from storage.ports import SetUp, Transaction

_BACK = frozenset({"back", "go back", "返回", "上一步", "回去"})
_NEXT = frozenset({"continue", "next", "done", "ok", "继续", "下一步", "好", "好了", "选好了"})
_RIGHT = frozenset({"yes", "ok", "right", "looks right", "correct", "对", "是", "是的", "没问题", "对的", "可以"})
_TICKED = frozenset({"processes", "accepts", "values", "workdays"})
_TICKED = frozenset({"processes", "accepts", "values", "workdays"})
_STOP = frozenset({"stop", "pause", "停", "停止", "暂停", "先停"})


class SetUps:
    """What somebody says and presses while they set up their workshop."""

    def __init__(self, office: Office, rules: FileRules):
        self._office = office
        self._rules = sheet.rules_for(rules)

    async def status_of(self, chat_id: int) -> Status | None:
        """Whose turn it is in this chat's set-up; None where it has none, or its person is somebody else by now."""
        if role_of(self._office, chat_id) is not Role.CONSUMER:
            return None
        async with self._office.database.transaction() as tx:
            row = await tx.set_ups.get(chat_id)
        return Status(row.status) if row else None

    async def show(self, sender: Sender, receipt: Receipt | None, trouble: str | None = None) -> None:
        """/setup, and whatever is no answer: the open question again. What was left is taken up."""
        office = self._office
        async with office.database.transaction() as tx:
            row = await self._row(tx, sender)
            await go_on(tx, office, row, trouble)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def said(self, sender: Sender, text: str, receipt: Receipt | None) -> None:
        """An answer in words. What is no answer loses nothing: it is said why, and asked again."""
        office = self._office
        async with office.database.transaction() as tx:
            row = await self._row(tx, sender)
            form = form_in(row, office)
            words = text.strip().casefold()
            if row.status != Status.ASKING:
                await go_on(tx, office, row)
            elif words in _STOP:
                await _pause(tx, office, row, form, Mode.FRESH)
            elif words in _RIGHT and is_whole(form, office):
                await hand_in(tx, office, row, form)
            else:
                do = "back" if words in _BACK else "next" if words in _NEXT and form.kind in _TICKED else ""
                await self._answered(tx, row, form, text, do)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def _answered(self, tx: Transaction, row: SetUp, form: Form, text: str, do: str) -> None:
        """A typed answer; or what a button is called, which does what the button does."""
        office = self._office
        language = await language_of(tx, row.chat_id, office)
        trouble: Unclear | None = None
        try:
            new = chosen(form, {"do": do}, office, language) if do else typed(form, text, office, language)
        except Unclear as problem:
            new, trouble = problem.form, problem
        row = await keep(tx, office, row, new, Status.ASKING)
        await ask(tx, office, row, new, trouble)

    async def received(self, sender: Sender, file: SentFile, content: bytes, receipt: Receipt | None) -> None:
        """A file with terms: every fault in it, or what it says; it counts after a tap."""
        office = self._office
        rows, code = await sheet.rows_in(file, content, self._rules)
        async with office.database.transaction() as tx:
            row = await self._row(tx, sender)
            form = form_in(row, office)
            if code:
                await self._refused(tx, sender.chat_id, code)
            elif not form.processes:
                await ask(tx, office, row, form, Unclear("file_later", form))
            else:
                language = await language_of(tx, sender.chat_id, office)
                trouble = await sheet.preview(tx, office, sender.chat_id, form, trade_of(form, office), rows, language)
                if trouble is not None:
                    await ask(tx, office, row, form, trouble)
            await finish(tx, receipt, office)
        office.signals.outbox()

    def refusal(self, file: SentFile) -> str | None:
        """Why a file is not even fetched, as the name of a notice; None where it may be."""
        return sheet.refusal(file, self._rules)

    async def refused(self, sender: Sender, code: str, receipt: Receipt | None) -> None:
        """Say why a file can't be taken, and what can."""
        office = self._office
        async with office.database.transaction() as tx:
            await self._row(tx, sender)
            await self._refused(tx, sender.chat_id, code)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def pressed(self, tx: Transaction, chat_id: int, args: Mapping[str, Any]) -> None:
        """A button of the conversation. Raises NotAllowed where the conversation has moved on."""
        office, do = self._office, args["do"]
        row = await tx.set_ups.get(chat_id)
        if row is None or role_of(office, chat_id) is not Role.CONSUMER:
            raise NotAllowed("button_old")
        form = form_in(row, office)
        if form.ticket != args["ticket"]:
            raise NotAllowed("button_old")
        status = Status(row.status)
        if do == "reopen" and status is Status.WAITING:
            await take_back(tx, office, row, form)
        elif do == "resume" and status is Status.PAUSED:
            await go_on(tx, office, row)
        elif do == "drop" and status is Status.PAUSED:
            await tx.set_ups.drop(row)
            await note(tx, office, f"consumer:{chat_id}", "set_up_dropped", row)
            await _tell(tx, office, chat_id, Content({"code": "setup_dropped"}), Mode.EDIT)
        elif status is not Status.ASKING:
            raise NotAllowed("button_old")
        elif do == "leave_file":
            await ask(tx, office, row, form)
        elif do == "use_file":
            await self._use(tx, row, form, args["offers"])
        elif form.step != args["step"]:
            raise NotAllowed("button_old")
        else:
            await self._pressed(tx, row, form, args)

    async def _pressed(self, tx: Transaction, row: SetUp, form: Form, args: Mapping[str, Any]) -> None:
        """A button of the open question."""
        office, do = self._office, args["do"]
        language = await language_of(tx, row.chat_id, office)
        if do == "pause":
            await _pause(tx, office, row, form, Mode.EDIT)
        elif do == "file":
            await sheet.template(tx, office, row.chat_id, form, trade_of(form, office), language)
        elif do == "hand_in":
            if not is_whole(form, office):
                raise NotAllowed("button_old")
            await hand_in(tx, office, row, form)
        else:
            trouble: Unclear | None = None
            try:
                new = chosen(form, args, office, language)
            except Unclear as problem:
                new, trouble = problem.form, problem
            row = await keep(tx, office, row, new, Status.ASKING)
            await ask(tx, office, row, new, trouble, Mode.EDIT)

    async def _use(self, tx: Transaction, row: SetUp, form: Form, offers: Mapping[str, Mapping[str, Any]]) -> None:
        """The terms of a file count for the processes that are ticked still."""
        new = form
        for process, terms in offers.items():
            if process in form.processes:
                new = new.with_terms(process, terms)
                new = replace(new, done=tuple(dict.fromkeys((*new.done, f"offer:{process}"))))
        if new.kind == "offer" and not new.missing(new.process):
            new = answered(new, self._office.trades)
        row = await keep(tx, self._office, row, new, Status.ASKING)
        await ask(tx, self._office, row, new)

    async def _refused(self, tx: Transaction, chat_id: int, code: str) -> None:
        megabytes = f"{self._rules.largest / MEGABYTE:g}"
        await notify(tx, self._office, chat_id, code, kinds=sorted(self._rules.kinds), megabytes=megabytes)

    async def _row(self, tx: Transaction, sender: Sender) -> SetUp:
        """The sender's set-up. Raises NotAllowed where they have none."""
        await person_of(tx, sender, self._office)
        row = await tx.set_ups.get(sender.chat_id)
        if row is None or role_of(self._office, sender.chat_id) is not Role.CONSUMER:
            raise NotAllowed("unknown_command")
        return row


async def go_on(tx: Transaction, office: Office, row: SetUp, trouble: str | None = None) -> None:
    """Where the set-up of a chat is: the open question, or that an admin has it."""
    form = form_in(row, office)
    if row.status == Status.WAITING and form.trade:
        await show_waiting(tx, office, row, form, Mode.FRESH)
        return
    if row.status != Status.ASKING:
        row = await keep(tx, office, row, form, Status.ASKING)
    await ask(tx, office, row, form, Unclear(trouble, form) if trouble else None)


async def leave(tx: Transaction, office: Office, chat_id: int) -> None:
    """Whoever goes, or stands for another supplier now, sets up nothing any more."""
    row = await tx.set_ups.get(chat_id)
    if row is None:
        return
    if row.status == Status.WAITING:
        await take_back(tx, office, row, form_in(row, office), quietly=True)
        row = await tx.set_ups.get(chat_id) or row
    await tx.set_ups.drop(row)
    await note(tx, office, f"consumer:{chat_id}", "set_up_dropped", row)


async def _pause(tx: Transaction, office: Office, row: SetUp, form: Form, mode: Mode) -> None:
    """Nothing is lost; what they write from now on is about something else."""
    await keep(tx, office, row, form, Status.PAUSED)
    args = {"ticket": form.ticket, "step": form.step}
    buttons = [
        [Button("setup_resume", "setup", {**args, "do": "resume"}, style="primary")],
        [Button("setup_drop", "setup", {**args, "do": "drop"})],
    ]
    await _tell(tx, office, row.chat_id, Content({"code": "setup_paused"}, buttons), mode)


async def _tell(tx: Transaction, office: Office, chat_id: int, content: Content, mode: Mode) -> None:
    language = await language_of(tx, chat_id, office)
    await send(tx, office, chat_id, "notice", language, content, mode=mode, slot=SLOT)
