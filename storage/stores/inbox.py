"""Updates from Telegram, each exactly once, in order within a chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, exists, func, select
from sqlalchemy.dialects.postgresql import insert

from planner.domain.errors import StaleState
from storage.ports import Update
from storage.schema import inbox, inbox_lanes
from storage.stores.queue import DEAD, WAITING, Queue, QueueStatements
from storage.stores.store import columns_for

DONE = "done"

PUT = insert(inbox).on_conflict_do_nothing(index_elements=["bot_id", "update_id"]).returning(inbox.c.update_id)
IS_WAITING = select(
    exists().where(inbox.c.chat_id == bindparam("chat_id"), inbox.c.ended_at.is_(None)),
)
#: Answered by an index alone.
RECENT = select(func.count()).where(
    inbox.c.chat_id == bindparam("chat"),
    inbox.c.received_at >= bindparam("since"),
    inbox.c.kind == bindparam("sort"),
    inbox.c.update_id < bindparam("before"),
)


def _lane(bot_id: int, update_id: int, chat_id: int | None) -> str:
    """An update without a chat waits for no other."""
    return f"{bot_id}:{chat_id}" if chat_id is not None else f"{bot_id}:update {update_id}"


class SqlInbox(Queue):
    """`storage.ports.Inbox`."""

    statements = QueueStatements(inbox, inbox_lanes, inbox.c.lane, inbox.c.update_id, columns_for(inbox, Update))

    async def put(
        self, bot_id: int, update_id: int, chat_id: int | None, raw: str, now: datetime, kind: str = "message"
    ) -> bool:
        lane = _lane(bot_id, update_id, chat_id)
        values = {"bot_id": bot_id, "update_id": update_id, "chat_id": chat_id, "lane": lane, "raw": raw, "kind": kind}
        new = await self._run(PUT, values | {"received_at": now, "due": now, "attempts": 0})
        if new.first() is None:
            return False
        self._touched.add(lane)
        return True

    async def claim(self, now: datetime, lease: timedelta) -> Update | None:
        for update in await self.claim_many(now, 1, lease):
            return update
        return None

    async def claim_many(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Update]:
        return [
            Update(row.bot_id, row.update_id, row.chat_id, row.raw, row.received_at, row.attempts + 1)
            for row in await self._claim(now, limit, lease)
        ]

    async def renew(self, update: Update, now: datetime, lease: timedelta) -> bool:
        return await self._renew((update.bot_id, update.update_id), update.attempts, now + lease)

    async def done(self, bot_id: int, update_id: int, now: datetime) -> None:
        if not await self._end((bot_id, update_id), DONE, None, now):
            raise StaleState(f"update {update_id} was dealt with meanwhile")

    async def retry(self, bot_id: int, update_id: int, error: str, at: datetime) -> None:
        await self._retry((bot_id, update_id), error, at)

    async def bury(self, bot_id: int, update_id: int, error: str, now: datetime) -> None:
        await self._end((bot_id, update_id), DEAD, error, now)

    async def waiting(self, chat_id: int) -> bool:
        return bool((await self._run(IS_WAITING, {"chat_id": chat_id})).scalar_one())

    async def recent(self, chat_id: int, kind: str, since: datetime, before_update_id: int) -> int:
        values = {"chat": chat_id, "sort": kind, "since": since, "before": before_update_id}
        count: int = (await self._run(RECENT, values)).scalar_one()
        return count

    async def counts(self) -> dict[str, int]:
        return await self._counts(WAITING, DONE, DEAD)
