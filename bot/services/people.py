"""Who we talk to, and in which language."""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field

from bot.services.office import Office
from bot.services.spoken import ENGLISH, supported
from storage.ports import Person, Transaction


@dataclass(frozen=True)
class Sender:
    """Who sent an update. `telegram_language`: the language code of their Telegram app (BCP 47), if it says."""

    chat_id: int
    name: str
    telegram_language: str | None = None


@dataclass(frozen=True)
class Receipt:
    """The update that is being dealt with: marked as done in the transaction that deals with it. `signed`: it was;
    `message`: the id of the message that it brought, if it is one."""

    bot_id: int
    update_id: int
    message: int | None = None
    signed: asyncio.Event = field(default_factory=asyncio.Event, compare=False, repr=False)


def speaks(text: str) -> bool:
    """Is there enough in a text to tell its language: two Han characters, or a word of three letters?"""
    han = sum("\u4e00" <= c <= "\u9fff" for c in text)
    return han >= 2 or re.search(r"[A-Za-z]{3}", text) is not None


async def person_of(tx: Transaction, sender: Sender, office: Office) -> Person:
    """The person behind a sender, made known on the first contact. Whoever writes can be reached again."""
    known = await tx.people.get(sender.chat_id)
    if known and known.reachable and known.name == sender.name:
        return known
    language = known.language if known else _first_language(sender, office)
    chosen = known.chosen if known else False
    person = Person(sender.chat_id, sender.name, language, reachable=True, chosen=chosen)
    await tx.people.save(person, office.now())
    return person


def _first_language(sender: Sender, office: Office) -> str | None:
    supplier = office.trades.partner_of_chat(sender.chat_id)
    return supplier[1].language if supplier else supported(sender.telegram_language)


async def language_of(tx: Transaction, chat_id: int, office: Office) -> str:
    """The language to write to somebody in."""
    person = await tx.people.get(chat_id)
    if person and person.language:
        return person.language
    supplier = office.trades.partner_of_chat(chat_id)
    return supplier[1].language if supplier else ENGLISH
