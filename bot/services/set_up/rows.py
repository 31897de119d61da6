"""A form in its row: begun, shown, changed, ended."""

from __future__ import annotations

from dataclasses import replace

from bot.services.office import Office
from bot.services.people import language_of
from bot.services.set_up.form import Form, Status, form_of, form_state
from bot.services.set_up.questions import question
from bot.services.set_up.steps import fitted
from bot.services.set_up.unclear import Unclear
from bot.services.transitions import send
from planner.domain.lifecycle import Mode
from storage.ports import SetUp, Transaction

#: The place in the chat where the open question stands.
SLOT = "set_up"


def form_in(row: SetUp, office: Office) -> Form:
    """The form in a row, without what is no longer served."""
    return fitted(form_of(row.state), office.trades)


async def begin(tx: Transaction, office: Office, chat_id: int, invited_by: int, suggested: str) -> None:
    """A new form, and its first question."""
    form = Form(office.new_id(), invited_by, timezone=office.timezone.key, suggested=suggested)
    form = fitted(form, office.trades)
    row = SetUp(chat_id, 1, Status.ASKING.value, form_state(form), office.now())
    await tx.set_ups.put(row)
    await note(tx, office, f"consumer:{chat_id}", "set_up_begun", row)
    await ask(tx, office, row, form)


async def keep(tx: Transaction, office: Office, row: SetUp, form: Form, status: Status) -> SetUp:
    """Store it as the next version. Raises StaleState where somebody else was faster."""
    row = replace(row, version=row.version + 1, status=status.value, state=form_state(form), updated_at=office.now())
    await tx.set_ups.put(row)
    return row


async def ask(
    tx: Transaction,
    office: Office,
    row: SetUp,
    form: Form,
    trouble: Unclear | None = None,
    mode: Mode = Mode.FRESH,
) -> None:
    """Show the open question: as a new message, or in the place of the one that was pressed."""
    language = await language_of(tx, row.chat_id, office)
    content = question(form, office, language, trouble)
    await send(tx, office, row.chat_id, "notice", language, content, mode=mode, slot=SLOT)


async def note(tx: Transaction, office: Office, actor: str, event: str, row: SetUp, **facts: str) -> None:
    """Into the audit trail."""
    await tx.audit.add(None, office.now(), actor, event, {"chat": row.chat_id, **facts})
