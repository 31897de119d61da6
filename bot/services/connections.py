"""Which chat stands for which supplier: what the book says, unless somebody was connected since."""

from __future__ import annotations

from bot.services.office import Office
from storage.ports import Transaction


async def load_connections(tx: Transaction, office: Office) -> None:
    """Serve what is stored."""
    office.trades.connect(await tx.connections.all())


async def connected_as(tx: Transaction, office: Office, chat_id: int) -> tuple[str, str] | None:
    """The (trade, supplier) that a chat stands for, also where another process has only just connected it."""
    for key, chat in (await tx.connections.all()).items():
        if chat == chat_id:
            return key
    found = office.trades.partner_of_chat(chat_id)
    return (found[0].id, found[1].id) if found else None
