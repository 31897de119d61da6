"""All that is done about pools."""

from __future__ import annotations

from bot.services.office import Office
from bot.services.pools.closing import Closing
from bot.services.pools.joining import Joining
from bot.services.pools.keeping import Keeping
from bot.services.pools.leaving import Leaving
from bot.services.pools.looking import Looking
from bot.services.pools.standing import CLOSE
from bot.services.transitions import Transitions
from storage.ports import FollowUp, Transaction


class Pools:
    """Looking, joining, pricing, closing, leaving."""

    def __init__(self, office: Office, transitions: Transitions):
        self.looking = Looking(office, transitions)
        self.joining = Joining(office, transitions)
        self.leaving = Leaving(office, transitions)
        self._keeping = Keeping(office, transitions)
        self._closing = Closing(office, transitions)

    async def run(self, due: FollowUp) -> None:
        """What is due about a pool."""
        await (self._closing if due.kind == CLOSE else self._keeping).run(due)

    async def give_up(self, tx: Transaction, due: FollowUp) -> None:
        """It has failed too often: prices stay as they are, and a pool that can't be made releases everybody."""
        if due.kind == CLOSE:
            await self._closing.give_up(tx, due)
        else:
            await tx.follow_ups.done(due.id)
