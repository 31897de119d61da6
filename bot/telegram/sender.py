"""Delivers the outbox: within Telegram's limits, in order within a chat, every refusal dealt with."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

from aiogram import Bot
from aiogram.types import Message, ReplyParameters

from bot.services.use_cases import UseCases
from bot.telegram.answers import Answer, Fate, classify
from bot.telegram.pace import Pace
from bot.telegram.render.render import Rendered, render
from storage.ports import Outgoing, Transaction

log = logging.getLogger(__name__)

#: One sender at a time, across processes.
LEASE_NAME = "sender"
LEASE = timedelta(seconds=30)
MESSAGE_LEASE = timedelta(minutes=1)
#: Telegram has no idempotency key: after an unknown outcome, wait before saying it again.
FIRST_RETRY = timedelta(seconds=5)
MAX_ATTEMPTS = 10
#: Messages on their way at the same time, each to another chat.
AT_ONCE = 40
#: Views after which the next message takes a moment: show that somebody is at work.
_WORKING = frozenset({"planning"})


class Sender:
    """Takes messages from the outbox and delivers them."""

    def __init__(
        self, bot: Bot, use_cases: UseCases, holder: str, delivered: Callable[[], None], pace: Pace | None = None
    ):
        self._delivered = delivered
        self._renew_at = datetime.min.replace(tzinfo=UTC)
        self._under_way: set[asyncio.Task[None]] = set()
        self._bot = bot
        self._use_cases = use_cases
        self._office = use_cases.office
        self._holder = holder
        self._pace = pace or Pace()

    @property
    def idle(self) -> bool:
        """Is no message on its way?"""
        return not self._under_way

    async def cycle(self) -> bool:
        """Start to deliver what is due; False where there is nothing to take, or another process is the sender.

        Chats don't wait for each other: each message is its own task, and `delivered` is called as each ends.
        """
        office = self._office
        room = AT_ONCE - len(self._under_way)
        if room <= 0:
            return False
        async with office.database.transaction() as tx:
            if not await self._holds_lease(tx):
                return False
            batch = await tx.outbox.claim(office.now(), room, MESSAGE_LEASE)
        for message in batch:
            task = asyncio.create_task(self._deliver(message))
            self._under_way.add(task)
            task.add_done_callback(self._ended)
        return bool(batch)

    async def _holds_lease(self, tx: Transaction) -> bool:
        """Is this the sender? The lease is renewed when a third of it is over, not at every look."""
        now = self._office.now()
        if now < self._renew_at:
            return True
        if not await tx.leases.acquire(LEASE_NAME, self._holder, now, LEASE):
            return False
        self._renew_at = now + LEASE / 3
        return True

    def _ended(self, task: asyncio.Task[None]) -> None:
        self._under_way.discard(task)
        if not task.cancelled() and task.exception() is not None:
            # Its lease ends and it is taken again: the outcome is not known.
            log.error("a message was left unfinished", exc_info=task.exception())
        self._delivered()

    async def finish(self, seconds: float = 5.0) -> None:
        """Let what is on its way arrive, then let another process be the sender at once."""
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=seconds)
        async with self._office.database.transaction() as tx:
            await tx.leases.release(LEASE_NAME, self._holder)

    async def _deliver(self, message: Outgoing) -> None:
        try:
            rendered = render(message.payload, self._office.timezone)
        except Exception as error:
            log.exception("message %s can't be rendered", message.id)
            async with self._office.database.transaction() as tx:
                await tx.outbox.bury(message.id, repr(error), self._office.now())
            return
        await asyncio.sleep(self._pace.take(message.chat_id))
        try:
            shown = await self._show(message, rendered)
        except Exception as error:
            await self._refused(message, classify(error))
            return
        office = self._office
        async with office.database.transaction() as tx:
            await tx.outbox.sent(message.id, office.now())
            if shown is not None:
                await tx.messages.record(message.chat_id, shown, message.slot, message.about, office.now())
        if message.payload["view"] in _WORKING:
            with contextlib.suppress(Exception):
                await self._bot.send_chat_action(message.chat_id, "typing")

    async def _show(self, message: Outgoing, rendered: Rendered) -> int | None:
        """Edit the slot's message, or send a new one; returns the new message's id, None where it was edited."""
        old: int | None = None
        reply_to: int | None = None
        async with self._office.database.transaction() as tx:
            if message.slot is not None:
                old = await tx.messages.slot(message.chat_id, message.slot)
            if message.payload["view"] == "reminder" and message.about is not None:
                reply_to = await tx.messages.newest_about(message.chat_id, message.about)
        if old is not None and message.payload["mode"] == "edit":
            try:
                await self._edit(message.chat_id, old, rendered)
                return None
            except Exception as error:
                answer = classify(error)
                if answer.fate is Fate.SAME:
                    return None
                if answer.fate is not Fate.GONE:
                    raise
        sent = await self._send(message.chat_id, rendered, reply_to)
        if old is not None:
            await self._retire(message.chat_id, old)
        return sent.message_id

    async def _edit(self, chat_id: int, message_id: int, rendered: Rendered) -> None:
        try:
            await self._bot.edit_message_text(
                rendered.text,
                chat_id=chat_id,
                message_id=message_id,
                entities=rendered.entities,
                parse_mode=None,
                reply_markup=rendered.markup,
            )
        except Exception as error:
            if classify(error).fate is not Fate.PLAIN:
                raise
            log.error("entities refused, sent plain: %s", error)
            await self._bot.edit_message_text(
                rendered.text, chat_id=chat_id, message_id=message_id, parse_mode=None, reply_markup=rendered.markup
            )

    async def _send(self, chat_id: int, rendered: Rendered, reply_to: int | None) -> Message:
        reply = ReplyParameters(message_id=reply_to, allow_sending_without_reply=True) if reply_to else None
        try:
            return await self._bot.send_message(
                chat_id,
                rendered.text,
                entities=rendered.entities,
                parse_mode=None,
                reply_markup=rendered.markup,
                reply_parameters=reply,
            )
        except Exception as error:
            if classify(error).fate is not Fate.PLAIN:
                raise
            log.error("entities refused, sent plain: %s", error)
            return await self._bot.send_message(chat_id, rendered.text, parse_mode=None, reply_markup=rendered.markup)

    async def _retire(self, chat_id: int, message_id: int) -> None:
        """The message that this one replaces loses its buttons; if it can't, the buttons say that they are old."""
        with contextlib.suppress(Exception):
            await self._bot.edit_message_reply_markup(chat_id=chat_id, message_id=message_id, reply_markup=None)

    async def _refused(self, message: Outgoing, answer: Answer) -> None:
        office = self._office
        now = office.now()
        log.warning("message %s to a chat was refused: %s (%s)", message.id, answer.fate.name, answer.text)
        async with office.database.transaction() as tx:
            match answer.fate:
                case Fate.SLOW:
                    self._pace.pause(answer.wait)
                    await tx.outbox.retry(message.id, answer.text, now + timedelta(seconds=answer.wait))
                case Fate.MOVED:
                    await tx.outbox.bury(message.id, answer.text, now)
                    await tx.outbox.put(answer.chat_id, message.payload, now, message.slot, message.about)
                case Fate.LOST:
                    await tx.outbox.bury(message.id, answer.text, now)
                    await self._use_cases.reachability.lost(tx, message.chat_id)
                case Fate.AGAIN if message.attempts < MAX_ATTEMPTS:
                    delay = min(FIRST_RETRY * 2**message.attempts, timedelta(minutes=10))
                    await tx.outbox.retry(message.id, answer.text, now + delay)
                case _:
                    await tx.outbox.bury(message.id, answer.text, now)
