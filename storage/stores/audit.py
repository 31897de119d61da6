"""What happened, in order; rows are added, and never changed."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import bindparam, insert, select

from storage.ports import AuditEvent, Json
from storage.schema import audit
from storage.stores.store import Store, columns_for

ADD = insert(audit)
NEWEST_OF = (
    select(*columns_for(audit, AuditEvent))
    .where(audit.c.order_id == bindparam("order"))
    .order_by(audit.c.id.desc())
    .limit(bindparam("limit"))
)
NEWEST_OF_BEFORE = NEWEST_OF.where(audit.c.id < bindparam("before"))
_all = select(*columns_for(audit, AuditEvent)).order_by(audit.c.id.desc()).limit(bindparam("limit"))
NEWEST = _all
NEWEST_BEFORE = _all.where(audit.c.id < bindparam("before"))


class SqlAudit(Store):
    """`storage.ports.Audit`."""

    async def add(self, order_id: int | None, at: datetime, actor: str, event: str, data: Json) -> None:
        await self._run(ADD, {"order_id": order_id, "at": at, "actor": actor, "event": event, "data": data})

    async def of(self, order_id: int, limit: int = 100, before: int | None = None) -> Sequence[AuditEvent]:
        statement = NEWEST_OF if before is None else NEWEST_OF_BEFORE
        rows = (await self._run(statement, {"order": order_id, "limit": limit, "before": before})).mappings().all()
        return [AuditEvent(**row) for row in reversed(rows)]

    async def page(self, limit: int, before: int | None = None) -> Sequence[AuditEvent]:
        statement = NEWEST if before is None else NEWEST_BEFORE
        rows = (await self._run(statement, {"limit": limit, "before": before})).mappings().all()
        return [AuditEvent(**row) for row in rows]
