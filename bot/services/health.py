"""How the bot is: what waits, for how long, and who is at work."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from bot.services.access import Role, check_role
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, person_of
from bot.services.transitions import finish
from storage.ports import Transaction

#: What is due and nobody has taken for so long is overdue: a tick takes a second, a plan some.
PATIENCE = timedelta(minutes=1)


@dataclass(frozen=True)
class Health:
    """How many rows there are, by outcome or status; `late`: by how much the oldest follow-up is overdue."""

    inbox: dict[str, int]
    outbox: dict[str, int]
    orders: dict[str, int]
    jobs: dict[str, int]
    late: timedelta

    @property
    def ok(self) -> bool:
        """Is nothing stuck?"""
        return self.late < PATIENCE


async def health_of(tx: Transaction, now: datetime) -> Health:
    """What the database says."""
    due = await tx.follow_ups.next_due()
    return Health(
        inbox=await tx.inbox.counts(),
        outbox=await tx.outbox.counts(),
        orders=await tx.orders.counts(),
        jobs=await tx.orders.job_counts(),
        late=max(now - due, timedelta()) if due else timedelta(),
    )


class HealthDesk:
    """/health. Raises NotAllowed for anybody but admins."""

    def __init__(self, office: Office):
        self._office = office

    async def show(self, sender: Sender, receipt: Receipt | None) -> None:
        """What waits, and whether anything is stuck."""
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            now = office.now()
            health = await health_of(tx, now)
            paused = await tx.pauses.all()
            connected = len(office.trades.supplier_chats)
            facts: dict[str, Any] = {
                "ok": health.ok,
                "late": int(health.late.total_seconds()),
                "inbox": health.inbox,
                "outbox": health.outbox,
                "trades": [trade.catalogue.id for trade in office.trades],
                "suppliers": sum(len(trade.book.partners) for trade in office.trades),
                "connected": connected,
                "unreachable": len(await tx.people.unreachable()),
                "paused": [f"{trade}/{name}" for trade, name in sorted(paused)],
            }
            await notify(tx, office, sender.chat_id, "health", **facts)
            await tx.audit.add(None, now, f"admin:{sender.chat_id}", "health_read", {})
            await finish(tx, receipt, office)
        office.signals.outbox()
