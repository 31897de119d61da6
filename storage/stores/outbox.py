"""Messages to send, in order within a chat."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import bindparam, func, insert, select, update

from storage.ports import Json, Outgoing
from storage.schema import outbox, outbox_lanes
from storage.stores.queue import DEAD, WAITING, Queue, QueueStatements
from storage.stores.store import columns_for

SENT = "sent"

PUT = insert(outbox).returning(outbox.c.id)

_unclaimed = (outbox.c.ended_at.is_(None), outbox.c.held_until.is_(None))
_other = outbox.alias("other")
#: The newest unclaimed message of a slot. What was claimed since is no longer unclaimed when its row is reached.
REPLACE = (
    update(outbox)
    .where(
        *_unclaimed,
        outbox.c.id
        == select(func.max(_other.c.id))
        .where(
            _other.c.chat_id == bindparam("chat"),
            _other.c.slot == bindparam("place"),
            _other.c.ended_at.is_(None),
            _other.c.held_until.is_(None),
        )
        .scalar_subquery(),
    )
    .values(payload=bindparam("payload"), about=bindparam("about"))
    .returning(outbox.c.id)
)
WAITING_IN_SLOT = (
    select(outbox.c.payload)
    .where(*_unclaimed, outbox.c.chat_id == bindparam("chat"), outbox.c.slot == bindparam("place"))
    .order_by(outbox.c.id.desc())
    .limit(1)
)
DROP_CHAT = (
    update(outbox)
    .where(outbox.c.chat_id == bindparam("chat"), outbox.c.ended_at.is_(None))
    .values(ended_at=bindparam("now"), outcome=DEAD, error="dropped with all that was queued for the chat")
    .returning(outbox.c.chat_id)
)


class SqlOutbox(Queue):
    """`storage.ports.Outbox`."""

    statements = QueueStatements(outbox, outbox_lanes, outbox.c.chat_id, outbox.c.id, columns_for(outbox, Outgoing))

    async def put(
        self, chat_id: int, payload: Json, now: datetime, slot: str | None = None, about: str | None = None
    ) -> int:
        if slot is not None:
            values = {"chat": chat_id, "place": slot, "payload": payload, "about": about}
            replaced: int | None = (await self._run(REPLACE, values)).scalar_one_or_none()
            if replaced is not None:
                return replaced
        row = {"chat_id": chat_id, "payload": payload, "slot": slot, "about": about, "attempts": 0}
        message: int = (await self._run(PUT, row | {"created_at": now, "due": now})).scalar_one()
        self._touched.add(chat_id)
        return message

    async def waiting(self, chat_id: int, slot: str) -> Json | None:
        payload: Json | None = (await self._run(WAITING_IN_SLOT, {"chat": chat_id, "place": slot})).scalar_one_or_none()
        return payload

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Outgoing]:
        return [
            Outgoing(row.id, row.chat_id, row.payload, row.slot, row.about, row.created_at, row.attempts + 1)
            for row in await self._claim(now, limit, lease)
        ]

    async def renew(self, message: Outgoing, now: datetime, lease: timedelta) -> bool:
        return await self._renew((message.id,), message.attempts, now + lease)

    async def sent(self, message: int, now: datetime) -> None:
        await self._end((message,), SENT, None, now)

    async def retry(self, message: int, error: str, at: datetime) -> None:
        await self._retry((message,), error, at)

    async def bury(self, message: int, error: str, now: datetime) -> None:
        await self._end((message,), DEAD, error, now)

    async def drop_chat(self, chat_id: int, now: datetime) -> int:
        dropped = list(await self._run(DROP_CHAT, {"chat": chat_id, "now": now}))
        self._touch(dropped)
        return len(dropped)

    async def counts(self) -> dict[str, int]:
        return await self._counts(WAITING, SENT, DEAD)
