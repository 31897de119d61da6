"""What goes out without a text of its own: files that Telegram has already, and reactions. Where Telegram refuses them,
their words are sent."""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.types import InputMediaDocument, InputMediaPhoto, MediaUnion, Message, ReactionTypeEmoji

from bot.telegram.answers import Fate, classify
from bot.telegram.render.render import Album, Reaction, Rendered

log = logging.getLogger(__name__)


async def send_album(bot: Bot, chat_id: int, album: Album, rendered: Rendered) -> Message | None:
    """The files under their caption; None where Telegram doesn't take them. Raises other refusals."""
    try:
        if len(album.files) == 1:
            return await _single(bot, chat_id, album, rendered)
        return (await bot.send_media_group(chat_id, [*_media(album, rendered)]))[0]
    except Exception as error:
        if classify(error).fate not in (Fate.DEAD, Fate.PLAIN):
            raise
        log.error("files were refused, they are named in words: %s", classify(error).text)
        return None


async def _single(bot: Bot, chat_id: int, album: Album, rendered: Rendered) -> Message:
    (file,) = album.files
    if album.kind == "photo":
        return await bot.send_photo(
            chat_id, file, caption=rendered.text, caption_entities=rendered.entities, parse_mode=None
        )
    return await bot.send_document(
        chat_id, file, caption=rendered.text, caption_entities=rendered.entities, parse_mode=None
    )


def _media(album: Album, rendered: Rendered) -> list[MediaUnion]:
    """The caption belongs to the first of an album."""
    make = InputMediaPhoto if album.kind == "photo" else InputMediaDocument
    first, *others = album.files
    head = make(media=first, caption=rendered.text, caption_entities=rendered.entities, parse_mode=None)
    return [head, *(make(media=file) for file in others)]


async def react(bot: Bot, chat_id: int, reaction: Reaction) -> bool:
    """False where the server doesn't know reactions, or the message is gone."""
    try:
        await bot.set_message_reaction(chat_id, reaction.to, [ReactionTypeEmoji(emoji=reaction.emoji)])
    except Exception as error:
        fate = classify(error).fate
        if fate is Fate.SAME:
            return True
        if fate not in (Fate.DEAD, Fate.GONE, Fate.PLAIN):
            raise
        log.info("a reaction was refused: %s", classify(error).text)
        return False
    return True
