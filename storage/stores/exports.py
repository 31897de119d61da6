"""Exports that are being put together, part by part."""

from __future__ import annotations

from sqlalchemy import bindparam, delete, insert, select

from storage.schema import export_parts
from storage.stores.store import Store

ADD = insert(export_parts)
PART = select(export_parts.c.content).where(
    export_parts.c.name == bindparam("export"), export_parts.c.part == bindparam("number")
)
DROP = delete(export_parts).where(export_parts.c.name == bindparam("export"))


class SqlExports(Store):
    """`storage.ports.Exports`."""

    async def add(self, name: str, part: int, content: str) -> None:
        await self._run(ADD, {"name": name, "part": part, "content": content})

    async def part(self, name: str, part: int) -> str | None:
        content: str | None = (await self._run(PART, {"export": name, "number": part})).scalar_one_or_none()
        return content

    async def drop(self, name: str) -> None:
        await self._run(DROP, {"export": name})
