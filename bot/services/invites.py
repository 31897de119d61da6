"""How a chat comes to stand for a supplier: an admin gives out a link, whoever opens it first is connected."""

from __future__ import annotations

import re
import secrets
from dataclasses import dataclass
from datetime import timedelta
from hashlib import sha256
from typing import Any

from bot.services.access import Role, check_role, role_of
from bot.services.connections import connected_as, load_connections
from bot.services.notices import notice, notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.set_up.desk import go_on, leave
from bot.services.set_up.rows import begin
from bot.services.set_up.steps import open_trades
from bot.services.suppliers import Found, called, everybody, find_suppliers
from bot.services.transitions import Transitions, finish
from planner.domain.errors import NotAllowed
from planner.domain.lifecycle.events import JobExpired
from planner.domain.order import LIVE, parse_job_key
from storage.ports import Invite, Transaction

#: 128 bits, 22 characters in a link.
TOKEN_BYTES = 16
VALID = timedelta(hours=72)
#: Of an invitation for a workshop that is in no book yet.
NO_TRADE = ""
_NEW = re.compile(r"(?:new|新供应商|新厂家|新)(?:[\s:：]+(?P<name>.*))?", re.IGNORECASE | re.DOTALL)
_LONGEST_NAME = 40


@dataclass(frozen=True)
class Invitation:
    """An invitation to hand on. The token is in here and in the link alone: what is stored is its hash. `new`: for a
    workshop that is in no book yet."""

    token: str
    supplier: str
    hours: int
    new: bool = False


def hashed(token: str) -> str:
    """What is stored of a token. It has enough randomness for a plain hash."""
    return sha256(token.encode()).hexdigest()


def new_name(words: str) -> str | None:
    """ "new Green Dye Works": what a workshop that is in no book yet may be called, "" where nobody says; else None."""
    match = _NEW.fullmatch(words.strip())
    return " ".join((match["name"] or "").split())[:_LONGEST_NAME] if match else None


class Invites:
    """Connecting suppliers, and disconnecting them."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def refresh(self) -> None:
        """See what other processes have connected meanwhile."""
        async with self._office.database.transaction() as tx:
            await load_connections(tx, self._office)

    async def invite(self, sender: Sender, words: str, receipt: Receipt | None) -> Invitation | None:
        """/invite SUPPLIER: a new invitation; None where a notice says what is wrong. Raises NotAllowed."""
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        token, now = secrets.token_urlsafe(TOKEN_BYTES), office.now()
        invitation: Invitation | None = None
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            name = new_name(words) if not called(office.trades, words) else None
            found = await self._one(tx, sender, words, "invite_whom") if name is None else None
            if name is not None and not open_trades(office.trades):
                await notify(tx, office, sender.chat_id, "invite_nowhere")
            elif name is not None:
                await tx.invites.put(Invite(hashed(token), name, NO_TRADE, sender.chat_id, now, now + VALID))
                await tx.audit.add(None, now, f"admin:{sender.chat_id}", "invited", {"trade": NO_TRADE, "name": name})
                invitation = Invitation(token, name, int(VALID.total_seconds() // 3600), new=True)
            elif found is not None:
                await tx.invites.put(
                    Invite(hashed(token), found.supplier, found.trade, sender.chat_id, now, now + VALID)
                )
                await tx.audit.add(None, now, f"admin:{sender.chat_id}", "invited", found.facts)
                language = await language_of(tx, sender.chat_id, office)
                invitation = Invitation(token, found.partner.name(language), int(VALID.total_seconds() // 3600))
            await finish(tx, receipt, office)
        office.signals.outbox()
        return invitation

    async def accept(self, sender: Sender, token: str, receipt: Receipt | None) -> None:
        """/start TOKEN: this chat stands for the supplier from now on."""
        office = self._office
        try:
            async with office.database.transaction() as tx:
                await person_of(tx, sender, office)
                await self._connect(tx, sender, token)
                await finish(tx, receipt, office)
        except NotAllowed as refusal:
            if refusal.code != "invite_over" or not await self._goes_on(sender, receipt):
                await notice(office, sender, refusal.code, receipt)
            return
        await self.refresh()
        office.signals.outbox()

    async def _goes_on(self, sender: Sender, receipt: Receipt | None) -> bool:
        """Whoever opens a link again that began a set-up finds it where it was."""
        office = self._office
        async with office.database.transaction() as tx:
            row = await tx.set_ups.get(sender.chat_id)
            if row is None:
                return False
            await person_of(tx, sender, office)
            await go_on(tx, office, row)
            await finish(tx, receipt, office)
        office.signals.outbox()
        return True

    async def disconnect(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/disconnect SUPPLIER: the chat no longer stands for it. What it has not begun goes to others."""
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            found = await self._one(tx, sender, words, "disconnect_whom")
            if found is not None:
                code = await self._disconnect(tx, found, f"admin:{sender.chat_id}")
                language = await language_of(tx, sender.chat_id, office)
                await notify(tx, office, sender.chat_id, code, supplier=found.partner.name(language))
            await finish(tx, receipt, office)
        await self.refresh()
        office.signals.outbox()
        office.signals.follow_ups()

    async def leave(self, tx: Transaction, chat_id: int) -> bool:
        """Whoever goes stands for nobody any more; False where the book itself names this chat."""
        office = self._office
        found = office.trades.partner_of_chat(chat_id)
        if found is None:
            return True
        trade, partner = found
        code = await self._disconnect(tx, Found(trade, partner), f"supplier:{partner.id}")
        return code == "disconnected"

    async def _connect(self, tx: Transaction, sender: Sender, token: str) -> None:
        office, now = self._office, self._office.now()
        if role_of(office, sender.chat_id) is Role.ADMIN:
            raise NotAllowed("invite_for_admin")
        # Nothing of this stays where NotAllowed is raised: the invitation is still good for somebody else then.
        invite = await tx.invites.use(hashed(token), sender.chat_id, now)
        already = await connected_as(tx, office, sender.chat_id)
        if invite is not None and invite.trade == NO_TRADE:
            if already is not None:
                raise NotAllowed("invite_elsewhere")
            if await tx.set_ups.get(sender.chat_id) is not None:
                raise NotAllowed("setup_open")
            await begin(tx, office, sender.chat_id, invite.created_by, invite.supplier)
            return
        found = find_suppliers(office.trades, f"{invite.trade}/{invite.supplier}") if invite else []
        if invite is None or len(found) != 1:
            raise NotAllowed("invite_over")
        if already is not None and already != (invite.trade, invite.supplier):
            raise NotAllowed("invite_elsewhere")
        await leave(tx, office, sender.chat_id)
        await tx.connections.put(invite.trade, invite.supplier, sender.chat_id, now)
        await tx.audit.add(None, now, f"supplier:{invite.supplier}", "connected", found[0].facts)
        name = found[0].partner.name(await language_of(tx, sender.chat_id, office))
        await notify(tx, office, sender.chat_id, "connected", supplier=name)
        for admin in sorted(office.admins):
            name = found[0].partner.name(await language_of(tx, admin, office))
            await notify(tx, office, admin, "supplier_connected", supplier=name)

    async def _disconnect(self, tx: Transaction, found: Found, actor: str) -> str:
        """Returns the name of the notice that says what came of it."""
        office = self._office
        if not await tx.connections.drop(found.trade, found.supplier):
            return "disconnect_listed" if office.trades.listed_chat(found.trade, found.supplier) else "not_connected"
        await tx.audit.add(None, office.now(), actor, "disconnected", found.facts)
        if office.trades.listed_chat(found.trade, found.supplier) is not None:
            return "disconnected_to_listed"
        for job in await tx.orders.jobs_of_supplier(found.supplier, [status.value for status in LIVE]):
            row = await tx.orders.get(job.order_id)
            if row is not None and row.trade == found.trade:
                lost = JobExpired(parse_job_key(job.key)[1], unreachable=True)
                await self._transitions.apply(tx, row, lost, actor)
        return "disconnected"

    async def _one(self, tx: Transaction, sender: Sender, words: str, code: str) -> Found | None:
        """The one supplier that is meant; else a notice asks which."""
        found = find_suppliers(self._office.trades, words)
        if len(found) == 1:
            return found[0]
        keys = [one.key for one in found or everybody(self._office.trades)[:1]]
        facts: dict[str, Any] = {
            "words": words[:60],
            "keys": keys[:20] if found else [],
            "example": keys[0] if keys else "…",
        }
        await notify(tx, self._office, sender.chat_id, code, **facts)
        return None
