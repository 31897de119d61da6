"""Files with rows in them (CSV, XLSX): known by their names, fetched only where they may be taken."""

from __future__ import annotations

import io
from typing import Protocol

from aiogram import Bot
from aiogram.types import Document, Message

from bot.services.files import SentFile
from bot.services.people import Receipt, Sender
from bot.services.prices import KINDS


class TableDesk(Protocol):
    """A use case that takes tables."""

    def refusal(self, file: SentFile) -> str | None:
        """Why a file can't be taken, as the name of a notice."""

    async def refused(self, sender: Sender, code: str, receipt: Receipt | None) -> None: ...

    async def received(self, sender: Sender, file: SentFile, content: bytes, receipt: Receipt | None) -> None: ...


def is_table(document: Document) -> bool:
    """By how its name ends."""
    return _sent(document).kind in KINDS


async def receive(desk: TableDesk, message: Message, bot: Bot, sender: Sender, receipt: Receipt) -> None:
    """Hand a message's file to the desk."""
    if message.document is None:
        return
    file = _sent(message.document)
    code = desk.refusal(file)
    if code is not None:
        await desk.refused(sender, code, receipt)
        return
    content = io.BytesIO()
    await bot.download(message.document, content)
    await desk.received(sender, file, content.getvalue(), receipt)


def _sent(document: Document) -> SentFile:
    return SentFile(document.file_name or "", document.file_size, document.mime_type)
