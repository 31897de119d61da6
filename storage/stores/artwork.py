"""The files that consumers want on what they order. A file itself stays with Telegram."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.postgresql import insert

from storage.ports import Artwork
from storage.schema import artwork
from storage.stores.store import Store, columns_for

_shown = columns_for(artwork, Artwork)

ADD = (
    insert(artwork)
    .on_conflict_do_nothing(index_elements=[artwork.c.order_id, artwork.c.file_id])
    .returning(artwork.c.order_id)
)
OF = select(*_shown).where(artwork.c.order_id == bindparam("order")).order_by(artwork.c.id)
DROP = delete(artwork).where(artwork.c.order_id == bindparam("order"))


class SqlArtworks(Store):
    """`storage.ports.Artworks`."""

    async def add(self, order_id: int, file: Artwork, now: datetime) -> bool:
        values = {"order_id": order_id, "sent_at": now, **asdict(file)}
        return (await self._run(ADD, values)).first() is not None

    async def of(self, order_id: int) -> Sequence[Artwork]:
        return [Artwork(**row) for row in (await self._run(OF, {"order": order_id})).mappings()]

    async def drop(self, order_id: int) -> None:
        await self._run(DROP, {"order": order_id})
