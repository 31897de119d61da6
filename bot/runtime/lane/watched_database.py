"""A database that tells what is done in it, after each commit. It asks the database nothing by itself."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Any, cast

from bot.runtime.lane.noted import Noted, Queued
from bot.services.log_about import logged_about
from storage.ports import Database, Transaction


class WatchedDatabase:
    """`storage.ports.Database` over another; `tell` gets what each transaction did, and must not raise."""

    def __init__(self, database: Database, tell: Callable[[Noted], None]):
        self._database = database
        self._tell = tell

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[Transaction]:
        noted = Noted(update=logged_about().get("update"))
        async with self._database.transaction() as tx:
            yield cast(Transaction, _Transaction(tx, noted))
        self._tell(noted)

    async def close(self) -> None:
        await self._database.close()


class _Beside:
    """Another store, as it is but for the methods below."""

    def __init__(self, store: Any, noted: Noted):
        self._store = store
        self._noted = noted

    def __getattr__(self, name: str) -> Any:
        return getattr(self._store, name)


class _Transaction(_Beside):
    def __init__(self, tx: Transaction, noted: Noted):
        super().__init__(tx, noted)
        self.inbox = _Inbox(tx.inbox, noted)
        self.outbox = _Outbox(tx.outbox, noted)
        self.messages = _Messages(tx.messages, noted)
        self.follow_ups = _FollowUps(tx.follow_ups, noted)
        self.audit = _Audit(tx.audit, noted)


class _Inbox(_Beside):
    async def put(self, bot_id: int, update_id: int, chat_id: int | None, raw: str, *more: Any, **named: Any) -> bool:
        new = cast(bool, await self._store.put(bot_id, update_id, chat_id, raw, *more, **named))
        if new:
            self._noted.came.append((update_id, raw))
        return new

    async def done(self, bot_id: int, update_id: int, *more: Any) -> None:
        await self._store.done(bot_id, update_id, *more)
        self._noted.updates_done.append(update_id)


class _Outbox(_Beside):
    async def put(self, chat_id: int, payload: Any, now: Any, slot: str | None = None, about: str | None = None) -> int:
        number = cast(int, await self._store.put(chat_id, payload, now, slot, about))
        view = payload["data"].get("code", "notice") if payload["view"] == "notice" else payload["view"]
        self._noted.queued.append(Queued(number, chat_id, str(view), slot))
        return number

    async def sent(self, message: int, *more: Any) -> None:
        await self._store.sent(message, *more)
        self._noted.sent.append(message)

    async def bury(self, message: int, *more: Any) -> None:
        await self._store.bury(message, *more)
        self._noted.buried.append(message)


class _Messages(_Beside):
    async def record(self, chat_id: int, message_id: int, *more: Any, **named: Any) -> None:
        await self._store.record(chat_id, message_id, *more, **named)
        self._noted.recorded.append((chat_id, message_id))

    async def slot(self, chat_id: int, slot: str) -> int | None:
        shown = cast("int | None", await self._store.slot(chat_id, slot))
        if shown is not None:
            self._noted.slots[chat_id, slot] = shown
        return shown


class _FollowUps(_Beside):
    async def put(self, kind: str, order_id: int, *more: Any) -> int:
        number = cast(int, await self._store.put(kind, order_id, *more))
        self._noted.set.append((number, kind, order_id))
        return number

    async def claim(self, *given: Any, **named: Any) -> Any:
        taken = await self._store.claim(*given, **named)
        self._noted.claimed.extend(taken)
        return taken

    async def done(self, follow_up: int) -> bool:
        here = cast(bool, await self._store.done(follow_up))
        if here:
            self._noted.due_done.append(follow_up)
        return here


class _Audit(_Beside):
    async def add(self, order_id: int | None, at: Any, actor: str, event: str, data: Any) -> None:
        await self._store.add(order_id, at, actor, event, data)
        self._noted.decided.append((order_id, event))
