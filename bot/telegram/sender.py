"""Delivers the outbox: within Telegram's limits, in order within a chat, every refusal dealt with."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

from aiogram import Bot
from aiogram.types import BufferedInputFile, Message, ReplyParameters

from bot.services.errors_described import described
from bot.services.holding import Holding
from bot.services.log_about import logging_about, order_of_about
from bot.services.presenting.payload import picture_of
from bot.services.table_files import csv_of, xlsx_of
from bot.services.use_cases import UseCases
from bot.telegram.answers import Answer, Fate, classify
from bot.telegram.exported import ExportSender
from bot.telegram.links import with_link
from bot.telegram.pace import Pace
from bot.telegram.passed_on import react, send_album
from bot.telegram.picture_sender import TRIES, PictureSender, Place, Shown
from bot.telegram.pictures.draw import Drawer
from bot.telegram.render.render import Rendered, render
from planner.domain.errors import StaleState, StorageError
from storage.ports import Outgoing, Transaction

log = logging.getLogger(__name__)

#: One sender at a time, across processes.
LEASE_NAME = "sender"
#: Telegram has no idempotency key: after an unknown outcome, wait before saying it again.
FIRST_RETRY = timedelta(seconds=5)
MAX_ATTEMPTS = 10
#: Messages on their way at the same time, each to another chat.
AT_ONCE = 40
#: Seconds between two attempts to note that a message was sent.
AGAIN = 0.5
#: Views after which the next message takes a moment: show that somebody is at work.
_WORKING = frozenset({"planning"})


@dataclass(frozen=True)
class Sending:
    """A message to send; `old` shows its slot now, if anything does; `reply_to`: the one to reply to. `picture`: the
    name of what is drawn in the old one, None where it is words."""

    message: Outgoing
    old: int | None
    reply_to: int | None
    picture: str | None = None


class Sender:
    """Takes messages from the outbox and delivers them."""

    def __init__(
        self, bot: Bot, use_cases: UseCases, holding: Holding, pace: Pace | None = None, drawer: Drawer | None = None
    ):
        self._bot = bot
        self._pictures = PictureSender(bot, drawer)
        self._exports = ExportSender(bot, use_cases.office.database)
        self._use_cases = use_cases
        self._office = use_cases.office
        self._holding = holding
        self._duty = holding.duty(LEASE_NAME)
        self._pace = pace or Pace()

    async def take(self, room: int) -> Sequence[Sending]:
        """Messages that are due, each of another chat; none where another process is the sender."""
        office = self._office
        async with office.database.transaction() as tx:
            if not await self._duty.mine(tx):
                return []
            taken = await tx.outbox.claim(office.now(), room, self._holding.lease)
            # Nothing else is sent to these chats before they are done: what is true now is true then.
            return [await self._placed(tx, message) for message in taken]

    async def deliver(self, sending: Sending) -> None:
        """Deliver a message that was taken. Cancelled before Telegram was asked, it goes back to the others at once."""
        message = sending.message
        renewing = self._holding.keep(lambda tx, now, lease: tx.outbox.renew(message, now, lease))
        with renewing, logging_about(order=order_of_about(message.about)):
            try:
                rendered = render(await with_link(message.payload, self._bot), self._office.timezone)
            except Exception as error:
                log.exception("message %s can't be rendered", message.id)
                async with self._office.database.transaction() as tx:
                    await tx.outbox.bury(message.id, described(error), self._office.now())
                return
            try:
                png = None if self._said_before(sending) else await self._pictures.drawn(rendered)
                await asyncio.sleep(self._pace.take(message.chat_id))
                # Telegram may have said 429 while this one waited for its turn: then it waits for another.
                while self._pace.paused:  # noqa: ASYNC110  each turn is a time of its own
                    await asyncio.sleep(self._pace.take(message.chat_id))
            except asyncio.CancelledError:
                async with self._office.database.transaction() as tx:
                    await tx.outbox.retry(message.id, "nothing was sent", self._office.now())
                raise
            await self._deliver(sending, rendered, png)

    async def _deliver(self, sending: Sending, rendered: Rendered, png: bytes | None) -> None:
        message = sending.message
        try:
            shown = await self._show(sending, rendered, png)
        except Exception as error:
            await self._refused(message, classify(error))
            return
        await self._record(sending, shown)
        if message.payload["view"] in _WORKING:
            with contextlib.suppress(Exception):
                await self._bot.send_chat_action(message.chat_id, "typing")

    async def _record(self, sending: Sending, shown: Shown) -> None:
        """It was said. A database that is away is waited for: forgetting it would mean to say it again."""
        office, message = self._office, sending.message
        until = office.now() + self._holding.lease
        while True:
            try:
                async with office.database.transaction() as tx:
                    await tx.outbox.sent(message.id, office.now())
                    if shown.message is not None:
                        where = (message.chat_id, shown.message, message.slot, message.about)
                        await tx.messages.record(*where, office.now(), shown.picture)
                    elif sending.old is not None and shown.picture is not None:
                        await tx.messages.pictured(message.chat_id, sending.old, shown.picture)
                return
            except (StorageError, StaleState):
                if office.now() > until:
                    raise
                await asyncio.sleep(AGAIN)

    async def _placed(self, tx: Transaction, message: Outgoing) -> Sending:
        """Where in the chat it goes."""
        old: int | None = None
        reply_to: int | None = None
        picture: str | None = None
        if message.slot is not None:
            old = await tx.messages.slot(message.chat_id, message.slot)
        if old is not None and picture_of(message.payload) is not None:
            picture = await tx.messages.picture(message.chat_id, old)
        if message.payload["view"] == "reminder" and message.about is not None:
            reply_to = await tx.messages.newest_about(message.chat_id, message.about)
        return Sending(message, old, reply_to, picture)

    def _said_before(self, sending: Sending) -> bool:
        """Does the chat show just this picture, or has it failed so often that words will have to do?"""
        name = picture_of(sending.message.payload)
        return (name is not None and name == sending.picture) or sending.message.attempts > TRIES

    async def _show(self, sending: Sending, rendered: Rendered, png: bytes | None) -> Shown:
        """Edit the slot's message, or send a new one."""
        message, old = sending.message, sending.old
        if (name := picture_of(message.payload)) is not None:
            place = Place(message.chat_id, old, sending.picture, message.payload["mode"] == "edit")
            if (picture := await self._pictures.show(place, name, rendered, png)) is not None:
                return picture
        # A picture can't become words: what it said is said anew, and it stays behind.
        if old is not None and message.payload["mode"] == "edit" and sending.picture is None:
            try:
                await self._edit(message.chat_id, old, rendered)
                return Shown(None)
            except Exception as error:
                answer = classify(error)
                if answer.fate is Fate.SAME:
                    return Shown(None)
                if answer.fate is not Fate.GONE:
                    raise
        if rendered.export is not None:
            return Shown((await self._exports.send(message.chat_id, rendered.export, rendered)).message_id)
        if rendered.reaction is not None:
            said = await react(self._bot, message.chat_id, rendered.reaction)
            if said or not rendered.text:
                return Shown(None)
        if rendered.album is not None:
            # An album is as many messages as it has files.
            for _ in rendered.album.files[1:]:
                await asyncio.sleep(self._pace.take(message.chat_id))
            files = await send_album(self._bot, message.chat_id, rendered.album, rendered)
            if files is not None:
                return Shown(files.message_id)
        sent = await self._send(message.chat_id, rendered, sending.reply_to)
        if rendered.photo:
            await self._picture(message.chat_id, rendered.photo, sent.message_id)
        if rendered.table:
            await self._tables(message.chat_id, rendered.table)
        for name, content in rendered.documents:
            await asyncio.sleep(self._pace.take(message.chat_id))
            with contextlib.suppress(Exception):
                await self._bot.send_document(message.chat_id, BufferedInputFile(content.encode(), name))
        if old is not None:
            await self._retire(message.chat_id, old, over=bool(message.payload.get("over")))
        return Shown(sent.message_id)

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

    async def _picture(self, chat_id: int, photo: str, under: int) -> None:
        """A picture that belongs to a message. Without it the words still stand, so no failure of it counts."""
        await asyncio.sleep(self._pace.take(chat_id))
        with contextlib.suppress(Exception):
            await self._bot.send_photo(
                chat_id, photo, reply_parameters=ReplyParameters(message_id=under, allow_sending_without_reply=True)
            )

    async def _tables(self, chat_id: int, table: Sequence[Sequence[str]]) -> None:
        """A table as files to fill in, under the message that speaks of them; asking for it again sends it again."""
        for name, make in (("prices.xlsx", xlsx_of), ("prices.csv", csv_of)):
            await asyncio.sleep(self._pace.take(chat_id))
            content = await asyncio.to_thread(make, table)
            with contextlib.suppress(Exception):
                await self._bot.send_document(chat_id, BufferedInputFile(content, name))

    async def _retire(self, chat_id: int, message_id: int, *, over: bool) -> None:
        """The message that this one replaces goes where it is over, else it loses its buttons; if that can't be, the
        buttons say that they are old."""
        with contextlib.suppress(Exception):
            if over:
                await self._bot.delete_message(chat_id, message_id)
                return
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
