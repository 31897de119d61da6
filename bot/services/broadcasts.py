"""A message from admins to many: shown first, sent little by little, and stopped at a tap."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.services.access import Role, check_role, role_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button, Content
from bot.services.transitions import finish, send
from planner.domain.lifecycle import Mode
from storage.ports import FollowUp, Person, Transaction

#: The kind of its follow-ups. They are about no order.
KIND = "broadcast"
NO_ORDER = 0
#: So many at a time, and how long until the next: together well below what Telegram lets a bot send, so that nobody
#: else's messages wait behind them.
BATCH = 40
PAUSE = timedelta(seconds=4)
#: Telegram's limit for a message, with room for a heading.
LONGEST = 3500
AUDIENCES = ("all", "consumers", "suppliers")


class Broadcasts:
    """/broadcast. Raises NotAllowed for anybody but admins.

    A broadcast is one follow-up row, which holds how far it has come; each run queues a batch and sets the next row, in
    one transaction: whoever is killed in between, nobody gets it twice.
    """

    def __init__(self, office: Office):
        self._office = office

    async def preview(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/broadcast AUDIENCE TEXT: what would be sent, and to how many."""
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        audience, _, text = words.strip().partition(" ")
        text = text.strip()
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            if audience not in AUDIENCES or not text or len(text) > LONGEST:
                await notify(tx, office, sender.chat_id, "broadcast_how", too_long=len(text) > LONGEST, most=LONGEST)
            else:
                wish: dict[str, Any] = {"audience": audience, "text": text}
                count = await self._count(tx, audience)
                buttons = [[Button("broadcast_send", "broadcast", wish, style="primary")]]
                await notify(tx, office, sender.chat_id, "broadcast_preview", buttons, **wish, people=count)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def begin(self, tx: Transaction, chat_id: int, audience: str, text: str) -> None:
        """The button under the preview."""
        office = self._office
        check_role(office, chat_id, Role.ADMIN)
        name = office.new_id()
        state = {"admin": chat_id, "audience": audience, "text": text, "sent": 0, "after": None}
        state["people"] = await self._count(tx, audience)
        await tx.follow_ups.put(KIND, NO_ORDER, name, office.now(), state)
        await tx.audit.add(None, office.now(), f"admin:{chat_id}", "broadcast", {"audience": audience, "text": text})
        await self._progress(tx, name, state, "going")

    async def stop(self, tx: Transaction, chat_id: int, name: str) -> None:
        """The button under the progress: whoever has it has it, nobody else gets it."""
        check_role(self._office, chat_id, Role.ADMIN)
        stopped = [f for f in await tx.follow_ups.pending(NO_ORDER) if f.kind == KIND and f.job == name]
        if await tx.follow_ups.cancel(NO_ORDER, [KIND], name) and stopped:
            await tx.audit.add(None, self._office.now(), f"admin:{chat_id}", "broadcast_stopped", {})
            await self._progress(tx, name, stopped[0].payload, "stopped")

    async def run(self, due: FollowUp) -> None:
        """Queue the next batch."""
        office = self._office
        async with office.database.transaction() as tx:
            if not await tx.follow_ups.done(due.id):
                return
            state = dict(due.payload)
            page = await tx.people.page(BATCH, state["after"])
            for person in page:
                if person.chat_id != state["admin"] and self._meant(person, state["audience"]):
                    await notify(tx, office, person.chat_id, "broadcast", text=state["text"])
                    state["sent"] += 1
            if len(page) < BATCH:
                await self._progress(tx, due.job or "", state, "done")
                return
            state["after"] = page[-1].chat_id
            await tx.follow_ups.put(KIND, NO_ORDER, due.job, office.now() + PAUSE, state)
            await self._progress(tx, due.job or "", state, "going")

    async def _progress(self, tx: Transaction, name: str, state: Any, stands: str) -> None:
        """One message that is edited."""
        office, admin = self._office, int(state["admin"])
        facts = {"code": "broadcast_progress", "sent": state["sent"], "people": state["people"], "stands": stands}
        buttons = [[Button("stop", "broadcast_stop", {"name": name})]] if stands == "going" else ()
        language = await language_of(tx, admin, office)
        slot = f"broadcast:{name}"
        await send(tx, office, admin, "notice", language, Content(facts, buttons), mode=Mode.EDIT, slot=slot)

    async def _count(self, tx: Transaction, audience: str) -> int:
        """How many it is for, about: some of them may have blocked the bot."""
        office = self._office
        known, suppliers = await tx.people.count(), len(office.trades.supplier_chats)
        return {"all": known, "suppliers": min(known, suppliers)}.get(audience, max(known - suppliers, 0))

    def _meant(self, person: Person, audience: str) -> bool:
        # Whoever asked to be forgotten has no name any more.
        if not person.reachable or not person.name:
            return False
        return audience == "all" or role_of(self._office, person.chat_id).value == audience.removesuffix("s")
