"""Once a day: what has served its purpose is let go of."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import timedelta

from bot.services.demand.publishing import let_go
from bot.services.office import Office
from bot.services.privacy import Privacy
from planner.domain.errors import BespokeError, NotAllowed

log = logging.getLogger(__name__)

LEASE_NAME = "retention"
EVERY = timedelta(days=1)
_PAGE = 200


@dataclass(frozen=True)
class Keeping:
    """How long raw updates and messages are kept after they were dealt with, and contacts after their last order."""

    updates: timedelta = timedelta(days=7)
    contacts: timedelta = timedelta(days=90)


@dataclass(frozen=True)
class Swept:
    """How much went: rows of updates and messages, buttons, and people."""

    updates: int
    buttons: int
    people: int


class Retention:
    """Lets go of what is old."""

    def __init__(self, office: Office, privacy: Privacy, keeping: Keeping):
        self._office = office
        self._privacy = privacy
        self._keeping = keeping

    async def daily(self) -> Swept | None:
        """Sweep, unless this or another process has done so within a day."""
        office, holder = self._office, self._office.new_id()
        async with office.database.transaction() as tx:
            # Never given back: it ends when the next sweep is due.
            if not await tx.leases.acquire(LEASE_NAME, holder, office.now(), EVERY):
                return None
        try:
            swept = await self.sweep()
        except BaseException:
            async with office.database.transaction() as tx:
                await tx.leases.release(LEASE_NAME, holder)
            raise
        log.info("let go of %d old updates and messages, %d buttons, %d people", *vars(swept).values())
        return swept

    async def sweep(self) -> Swept:
        """A batch a transaction, so that nobody waits for long."""
        now = self._office.now()
        updates = buttons = people = 0
        gone = 1
        while gone:
            async with self._office.database.transaction() as tx:
                gone = await tx.retention.purge_updates(now - self._keeping.updates)
            updates += gone
        gone = 1
        while gone:
            async with self._office.database.transaction() as tx:
                gone = await tx.retention.purge_actions(now)
            buttons += gone
        gone = 1
        while gone:
            async with self._office.database.transaction() as tx:
                gone = await tx.retention.purge_wordings(now - self._keeping.contacts)
        await let_go(self._office)
        after: int | None = None
        while True:
            async with self._office.database.transaction() as tx:
                page = await tx.retention.idle_contacts(now - self._keeping.contacts, _PAGE, after)
            for chat_id in page.chats:
                people += await self._forgotten(chat_id)
            if page.after is None:
                return Swept(updates, buttons, people)
            after = page.after

    async def _forgotten(self, chat_id: int) -> bool:
        office = self._office
        if chat_id in office.admins or chat_id in office.trades.supplier_chats:
            return False
        try:
            await self._privacy.forget_chat(chat_id)
        except NotAllowed:
            return False
        except BespokeError as error:
            # They may just be writing. Tomorrow is soon enough.
            log.warning("somebody could not be forgotten today: %s", error)
            return False
        return True
