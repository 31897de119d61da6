"""What the makers of an order tell each other; notes are added, and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from storage.ports import Note
from storage.schema import notes
from storage.stores.store import Store, columns_for

_shown = columns_for(notes, Note)

ADD = insert(notes).returning(*_shown)
NEWEST_OF = (
    select(*_shown).where(notes.c.order_id == bindparam("order")).order_by(notes.c.id.desc()).limit(bindparam("limit"))
)
NEWEST_BEFORE = NEWEST_OF.where(notes.c.id < bindparam("before"))


class SqlNotes(Store):
    """`storage.ports.Notes`."""

    async def add(
        self,
        order_id: int,
        at: datetime,
        author: str,
        text: str,
        job: int | None = None,
        to_job: int | None = None,
        file_id: str | None = None,
    ) -> Note:
        values = {"order_id": order_id, "at": at, "author": author, "text": text}
        values |= {"job": job, "to_job": to_job, "file_id": file_id}
        return Note(**(await self._run(ADD, values)).mappings().one())

    async def of(self, order_id: int, limit: int, before: int | None = None) -> Sequence[Note]:
        values = {"order": order_id, "limit": limit}
        if before is None:
            rows = await self._run(NEWEST_OF, values)
        else:
            rows = await self._run(NEWEST_BEFORE, values | {"before": before})
        return [Note(**row) for row in reversed(rows.mappings().all())]
