"""Letting go of what is no longer needed. Each statement touches a bounded number of rows, found by an index."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Delete,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    or_,
    select,
    tuple_,
    update,
)

from storage.ports import Sweep
from storage.schema import actions, connections, inbox, messages, orders, outbox, people, unknown_wordings
from storage.stores.store import Store

#: Statuses in which nobody waits for the consumer of an order, nor the consumer for anybody.
AT_REST = ("draft", "quoted", "closed", "cancelled", "failed")


def _some(rows: Table, where: ColumnElement[bool], order: Any) -> Delete:
    """Deletes the first `limit` rows."""
    keys = tuple(rows.primary_key)
    first = select(*keys).where(where).order_by(order).limit(bindparam("limit"))
    return delete(rows).where(tuple_(*keys).in_(first))


PURGE_INBOX = _some(inbox, inbox.c.ended_at < bindparam("before"), inbox.c.ended_at)
PURGE_OUTBOX = _some(outbox, outbox.c.ended_at < bindparam("before"), outbox.c.ended_at)
PURGE_WORDINGS = _some(
    unknown_wordings, unknown_wordings.c.last_seen < bindparam("before"), unknown_wordings.c.last_seen
)
PURGE_ACTIONS = _some(actions, actions.c.expires_at < bindparam("before"), actions.c.expires_at)

FORGET_UPDATES = _some(
    inbox, and_(inbox.c.chat_id == bindparam("chat"), inbox.c.ended_at.is_not(None)), inbox.c.received_at
)
FORGET_OUTBOX = _some(outbox, and_(outbox.c.chat_id == bindparam("chat"), outbox.c.ended_at.is_not(None)), outbox.c.id)
FORGET_MESSAGES = _some(messages, messages.c.chat_id == bindparam("chat"), messages.c.message_id)
_known = or_(people.c.name != "", people.c.language.is_not(None))
FORGET_PERSON = (
    update(people)
    .where(people.c.chat_id == bindparam("chat"), _known)
    .values(name="", language=None, chosen=False, updated_at=bindparam("now"))
)

_before: ColumnElement[datetime] = bindparam("before", type_=people.c.updated_at.type)
_of_theirs = orders.c.consumer == people.c.chat_id
_busy = or_(
    exists().where(_of_theirs, or_(orders.c.updated_at >= _before, orders.c.status.not_in(AT_REST))),
    exists().where(inbox.c.chat_id == people.c.chat_id, inbox.c.received_at >= _before),
    exists().where(connections.c.chat_id == people.c.chat_id),
)
#: All the people of a page, each with whether they can be forgotten: whatever that is, a page costs the same.
PAGE = (
    select(people.c.chat_id, and_(_known, people.c.updated_at < _before, ~_busy).label("idle"))
    .order_by(people.c.chat_id)
    .limit(bindparam("limit"))
)
PAGE_AFTER = PAGE.where(people.c.chat_id > bindparam("after"))


class SqlRetention(Store):
    """`storage.ports.Retention`."""

    async def purge_updates(self, before: datetime, limit: int = 500) -> int:
        values = {"before": before, "limit": limit}
        return await self._count(PURGE_INBOX, values) + await self._count(PURGE_OUTBOX, values)

    async def purge_wordings(self, before: datetime, limit: int = 500) -> int:
        return await self._count(PURGE_WORDINGS, {"before": before, "limit": limit})

    async def purge_actions(self, before: datetime, limit: int = 500) -> int:
        return await self._count(PURGE_ACTIONS, {"before": before, "limit": limit})

    async def idle_contacts(self, before: datetime, limit: int, after: int | None = None) -> Sweep:
        values: dict[str, Any] = {"before": before, "limit": limit}
        if after is None:
            rows = (await self._run(PAGE, values)).all()
        else:
            rows = (await self._run(PAGE_AFTER, values | {"after": after})).all()
        idle = tuple(row.chat_id for row in rows if row.idle)
        return Sweep(idle, rows[-1].chat_id if len(rows) == limit else None)

    async def forget(self, chat_id: int, now: datetime, limit: int = 500) -> int:
        gone = await self._count(FORGET_PERSON, {"chat": chat_id, "now": now})
        for statement in (FORGET_UPDATES, FORGET_OUTBOX, FORGET_MESSAGES):
            gone += await self._count(statement, {"chat": chat_id, "limit": limit})
        return gone

    async def _count(self, statement: Any, values: dict[str, Any]) -> int:
        return (await self._run(statement, values)).rowcount
