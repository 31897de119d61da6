"""What this process holds: rows it works on, and duties that are one process's alone. Each for the length of a lease.

A process that is killed renews nothing: what it held is free when its lease ends. One that lives renews what it has
had for a while, so that work may take longer than a lease without being done twice.
"""

from __future__ import annotations

import asyncio
import logging
import os
import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

from bot.services.office import Clock
from planner.domain.errors import StaleState, StorageError
from storage.ports import Database, Transaction

log = logging.getLogger(__name__)

#: Renews one row's lease; False where it is no longer ours.
Renew = Callable[[Transaction, datetime, timedelta], Awaitable[bool]]

LONG_AGO = datetime.min.replace(tzinfo=UTC)


class Holding:
    """The leases of one process. `run` renews them; without it each ends by itself."""

    def __init__(self, database: Database, clock: Clock, lease: timedelta):
        self.lease = lease
        self.database = database
        self.now = clock.now
        self.holder = f"{os.getpid()}-{secrets.token_hex(4)}"
        self._rows: set[_Row] = set()
        self._duties: list[Duty] = []

    def duty(self, name: str) -> Duty:
        """A duty that this process may take over."""
        duty = Duty(name, self)
        self._duties.append(duty)
        return duty

    @contextmanager
    def keep(self, renew: Renew) -> Iterator[None]:
        """Renew a row that was just claimed for as long as the block runs."""
        row = _Row(self, renew)
        self._rows.add(row)
        try:
            yield
        finally:
            self._rows.discard(row)

    async def run(self) -> None:
        """Renew until cancelled."""
        while True:
            await asyncio.sleep(self.lease.total_seconds() / 3)
            await self.beat()

    async def let_go(self) -> None:
        """Lay every duty down, so that another process takes it up at once."""
        for duty in self._duties:
            if duty.held:
                await duty.lay_down()

    async def beat(self) -> None:
        """Renew the duties, and each row that has been in hand for some time; short work costs nothing."""
        for duty in self._duties:
            if duty.held:
                await self._tried(duty.name, duty.renew)
        for row in list(self._rows):
            if self.now() - row.since >= self.lease / 6 and row in self._rows:
                await self._tried("a row in hand", row.renew)

    async def _tried(self, what: str, renew: Callable[[Transaction], Awaitable[bool]]) -> None:
        # Each in a transaction of its own: rows of several chats in one could wait for others in a circle.
        try:
            async with self.database.transaction() as tx:
                ours = await renew(tx)
        except (StorageError, StaleState) as error:
            log.warning("the lease of %s was not renewed: %s", what, error)
            return
        if not ours:
            log.info("the lease of %s is over, or it was finished meanwhile", what)


class _Row:
    """Something in hand, and since when its lease runs."""

    def __init__(self, holding: Holding, renew: Renew):
        self._holding = holding
        self._renew = renew
        self.since = holding.now()

    async def renew(self, tx: Transaction) -> bool:
        now = self._holding.now()
        ours = await self._renew(tx, now, self._holding.lease)
        if ours:
            self.since = now
        return ours


class Duty:
    """Something that only one process does at a time, such as sending."""

    def __init__(self, name: str, holding: Holding):
        self.name = name
        self._holding = holding
        self._fresh_until = LONG_AGO
        self.held = False

    @property
    def fresh(self) -> bool:
        """Is it ours beyond doubt, without asking the database?"""
        return self._holding.now() < self._fresh_until

    async def mine(self, tx: Transaction) -> bool:
        """Is it ours? Taken over where nobody has it."""
        return self.fresh or await self.renew(tx)

    async def renew(self, tx: Transaction) -> bool:
        """Take or renew it; False where another process has it."""
        holding = self._holding
        now = holding.now()
        self.held = await tx.leases.acquire(self.name, holding.holder, now, holding.lease)
        self._fresh_until = now + holding.lease / 2 if self.held else LONG_AGO
        return self.held

    async def lay_down(self) -> None:
        """Let another process have it at once."""
        self.held, self._fresh_until = False, LONG_AGO
        async with self._holding.database.transaction() as tx:
            await tx.leases.release(self.name, self._holding.holder)
