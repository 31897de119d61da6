"""Files of an export: put together from its parts, one part at a time, and sent."""

from __future__ import annotations

import asyncio
import csv
import io
import json
from collections.abc import AsyncIterator, Callable
from typing import Any

from aiogram import Bot
from aiogram.types import BufferedInputFile, Message

from bot.services.table_files import text_cell
from bot.telegram.render.exports import Cell, ExportFile, export_gone, job_columns, order_columns
from bot.telegram.render.render import Rendered
from storage.ports import Database


class ExportSender:
    """Sends what admins take away."""

    def __init__(self, bot: Bot, database: Database):
        self._bot = bot
        self._database = database

    async def send(self, chat_id: int, file: ExportFile, rendered: Rendered) -> Message:
        """The file under its caption; words where its parts are gone. Raises what Telegram refuses."""
        content = await self._content(file)
        if content is None:
            return await self._bot.send_message(chat_id, export_gone(file.texts), parse_mode=None)
        return await self._bot.send_document(
            chat_id,
            BufferedInputFile(content, file.name),
            caption=rendered.text,
            caption_entities=rendered.entities,
            parse_mode=None,
        )

    async def _content(self, file: ExportFile) -> bytes | None:
        written = io.BytesIO()
        write: Callable[[str], None] = _Json(written) if file.file == "json" else _Table(written, file)
        known = False
        async for lines in self._parts(file.export):
            known = True
            await asyncio.to_thread(write, lines)
        if not known:
            return None
        if isinstance(write, _Json):
            write.close()
        return written.getvalue()

    async def _parts(self, name: str) -> AsyncIterator[str]:
        part = 0
        while True:
            async with self._database.transaction() as tx:
                lines = await tx.exports.part(name, part)
            if lines is None:
                return
            yield lines
            part += 1


class _Json:
    """One document: {"orders": [...]}."""

    def __init__(self, written: io.BytesIO):
        self._written = written
        self._between = b'{"orders": [\n'

    def __call__(self, lines: str) -> None:
        for line in _each(lines):
            self._written.write(self._between + line.encode())
            self._between = b",\n"

    def close(self) -> None:
        self._written.write((b"" if self._between == b",\n" else self._between) + b"\n]}\n")


class _Table:
    """Comma-separated, with headings in the reader's language, as office programs open it."""

    def __init__(self, written: io.BytesIO, file: ExportFile):
        self._jobs = file.file == "jobs"
        self._columns: dict[str, Cell] = job_columns(file.texts) if self._jobs else order_columns(file.texts)
        # The mark at the beginning says that it is UTF-8: without it, Chinese is not shown as Chinese.
        self._text = io.TextIOWrapper(written, encoding="utf-8-sig", newline="", write_through=True)
        self._rows = csv.writer(self._text)
        self._rows.writerow(self._columns)

    def __call__(self, lines: str) -> None:
        for line in _each(lines):
            order = json.loads(line)
            for facts in ({**job, "of": order} for job in order["jobs"]) if self._jobs else (order,):
                self._rows.writerow([_cell(cell(facts)) for cell in self._columns.values()])


def _each(lines: str) -> list[str]:
    # Not splitlines: names may hold characters that end a line elsewhere.
    return lines.removesuffix("\n").split("\n") if lines else []


def _cell(value: Any) -> str:
    return "" if value is None else text_cell(str(value))
