"""Who can be asked at all: not whom Telegram refuses, and not whom an admin has paused."""

from __future__ import annotations

from bot.services.office import Office
from storage.ports import Transaction


async def unavailable(tx: Transaction, office: Office, trade: str) -> frozenset[int]:
    """The chats of a trade's suppliers that get no new jobs, and every chat that Telegram refuses."""
    partners = office.trades[trade].book.partners
    paused = {
        chat
        for of_trade, name in await tx.pauses.all()
        if of_trade == trade and name in partners and (chat := partners[name].telegram) is not None
    }
    return await tx.people.unreachable() | paused
