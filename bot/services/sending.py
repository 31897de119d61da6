"""Queueing a message, with what its buttons do."""

from __future__ import annotations

from datetime import timedelta

from bot.services.office import Office
from bot.services.presenting.payload import Content, payload_of
from planner.domain.lifecycle import Mode
from storage.ports import Action, Transaction

#: How long a button can be pressed.
BUTTON_LIFE = timedelta(days=30)


async def send(
    tx: Transaction,
    office: Office,
    chat_id: int,
    view: str,
    language: str,
    content: Content,
    order_id: int | None = None,
    mode: Mode = Mode.FRESH,
    slot: str | None = None,
    about: str | None = None,
    over: bool = False,
) -> None:
    """Queue a message, with an action behind each of its buttons. `over`: what it replaces need not be kept."""
    now = office.now()
    ids: dict[int, str] = {}
    for position, button in enumerate(b for row in content.buttons for b in row):
        ids[position] = office.new_id()
        await tx.actions.put(
            Action(ids[position], chat_id, button.kind, dict(button.args), order_id, 0, now + BUTTON_LIFE)
        )
    waiting = await tx.outbox.waiting(chat_id, slot) if slot is not None else None
    if waiting:
        # It takes the place of a message that has never been seen: it appears as that one would have, instead of what
        # that one would have replaced.
        mode, over = Mode(waiting["mode"]) if mode is Mode.EDIT else mode, bool(waiting.get("over"))
    payload = payload_of(view, language, content, ids, mode)
    await tx.outbox.put(chat_id, payload | {"over": True} if over else payload, now, slot, about)
