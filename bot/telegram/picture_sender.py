"""Pictures on their way: drawn somewhere else, uploaded, put in the place of the one before. Whatever goes wrong with
a picture, its caption is sent in words."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TypeAlias, TypeVar

from aiogram import Bot
from aiogram.exceptions import TelegramEntityTooLarge
from aiogram.types import BufferedInputFile, InputMediaPhoto, Message, MessageEntity

from bot.services.errors_described import described
from bot.telegram.answers import Fate, classify
from bot.telegram.pictures.draw import Drawer
from bot.telegram.render.render import Rendered

log = logging.getLogger(__name__)

#: After so many attempts whose outcome is unknown it is said in words: perhaps it is the upload that gets lost.
TRIES = 4


#: The name under which pictures are uploaded; nobody sees it.
FILE = "picture.png"

T = TypeVar("T")
Entities: TypeAlias = list[MessageEntity] | None


@dataclass(frozen=True)
class Place:
    """Where a picture goes. `old`: the message that shows its slot now, with `drawn` in it (None: words); `edit`: in
    the place of that one."""

    chat_id: int
    old: int | None
    drawn: str | None
    edit: bool


@dataclass(frozen=True)
class Shown:
    """What a chat shows now. `message`: a new message's id, None where an old one was changed; `picture`: the name of
    what is drawn in it, None where it is words."""

    message: int | None
    picture: str | None = None


class PictureSender:
    """Draws and delivers. Without a drawer everything is said in words."""

    def __init__(self, bot: Bot, drawer: Drawer | None):
        self._bot = bot
        self._drawer = drawer

    async def drawn(self, rendered: Rendered) -> bytes | None:
        """The picture of a message; None where there is none, or it can't be drawn."""
        if rendered.chart is None or self._drawer is None:
            return None
        try:
            return await self._drawer.draw(rendered.chart)
        except Exception:
            log.exception("a picture can't be drawn: it is said in words")
            return None

    async def show(self, place: Place, name: str, rendered: Rendered, png: bytes | None) -> Shown | None:
        """Bring the picture `name` into a chat; None where it has to be said in words. Raises what Telegram refuses
        for other reasons than the picture."""
        old = place.old
        try:
            if old is not None and place.drawn == name:
                await self._plainly(rendered, lambda said: self._caption(place.chat_id, old, rendered, said))
                return Shown(None, name)
            if png is None:
                return None
            if old is not None and place.edit:
                drawn = png
                await self._plainly(rendered, lambda said: self._change(place.chat_id, old, drawn, rendered, said))
                return Shown(None, name)
        except Exception as error:
            if _is(error, Fate.SAME):
                return Shown(None, name)
            if not _is(error, Fate.GONE):
                _in_words(error)
                return None
            png = png or await self.drawn(rendered)
        if png is None:
            return None
        fresh = png
        try:
            sent = await self._plainly(rendered, lambda said: self._send(place.chat_id, fresh, rendered, said))
            return Shown(sent.message_id, name)
        except Exception as error:
            _in_words(error)
            return None

    async def _plainly(self, rendered: Rendered, call: Callable[[Entities], Awaitable[T]]) -> T:
        """The call with its caption's entities, or without where they are refused."""
        try:
            return await call(rendered.entities)
        except Exception as error:
            if not _is(error, Fate.PLAIN):
                raise
            log.error("entities refused, sent plain: %s", error)
            return await call(None)

    async def _send(self, chat_id: int, png: bytes, rendered: Rendered, entities: Entities) -> Message:
        return await self._bot.send_photo(
            chat_id,
            BufferedInputFile(png, FILE),
            caption=rendered.text,
            caption_entities=entities,
            parse_mode=None,
            reply_markup=rendered.markup,
        )

    async def _change(
        self, chat_id: int, message_id: int, png: bytes, rendered: Rendered, entities: Entities
    ) -> Message | bool:
        media = InputMediaPhoto(
            media=BufferedInputFile(png, FILE), caption=rendered.text, caption_entities=entities, parse_mode=None
        )
        return await self._bot.edit_message_media(
            media, chat_id=chat_id, message_id=message_id, reply_markup=rendered.markup
        )

    async def _caption(self, chat_id: int, message_id: int, rendered: Rendered, entities: Entities) -> Message | bool:
        return await self._bot.edit_message_caption(
            chat_id=chat_id,
            message_id=message_id,
            caption=rendered.text,
            caption_entities=entities,
            parse_mode=None,
            reply_markup=rendered.markup,
        )


def _is(error: Exception, fate: Fate) -> bool:
    return not isinstance(error, TelegramEntityTooLarge) and classify(error).fate is fate


def _in_words(error: Exception) -> None:
    """The picture is what is wrong; everything else is for whoever deals with messages."""
    if not isinstance(error, TelegramEntityTooLarge) and classify(error).fate not in (Fate.DEAD, Fate.PLAIN):
        raise error
    log.error("a picture was refused, it is said in words: %s", described(error))
