"""Somebody can't be reached any more: their messages are dropped, and their open jobs go to others."""

from __future__ import annotations

from dataclasses import replace

from bot.services.office import Office
from bot.services.transitions import Transitions
from planner.domain.lifecycle.events import JobExpired
from planner.domain.order import LIVE, parse_job_key
from storage.ports import Person, Transaction


class Reachability:
    """Acts on Telegram's word that a chat refuses us, or is none."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def lost(self, tx: Transaction, chat_id: int) -> None:
        """Mark the person as unreachable until they write again; have their open jobs planned anew."""
        office = self._office
        person = await tx.people.get(chat_id) or Person(chat_id, "")
        await tx.people.save(replace(person, reachable=False), office.now())
        await tx.outbox.drop_chat(chat_id, office.now())
        supplier = office.trades.partner_of_chat(chat_id)
        if supplier is None:
            return
        for job in await tx.orders.jobs_of_supplier(supplier[1].id, [status.value for status in LIVE]):
            row = await tx.orders.get(job.order_id)
            if row is not None:
                event = JobExpired(parse_job_key(job.key)[1], unreachable=True)
                await self._transitions.apply(tx, row, event, "system")
        office.signals.follow_ups()
