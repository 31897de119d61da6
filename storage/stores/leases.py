"""At most one holder of a name at a time, across processes."""

from __future__ import annotations

from datetime import datetime, timedelta

from sqlalchemy import bindparam, delete, or_
from sqlalchemy.dialects.postgresql import insert

from storage.schema import leases
from storage.stores.store import Store

_new = insert(leases).values(name=bindparam("name"), holder=bindparam("holder"), until=bindparam("until"))
#: One statement, so that of two who try at once only one succeeds.
ACQUIRE = _new.on_conflict_do_update(
    index_elements=["name"],
    set_={"holder": _new.excluded.holder, "until": _new.excluded.until},
    where=or_(leases.c.holder == _new.excluded.holder, leases.c.until <= bindparam("now", type_=leases.c.until.type)),
).returning(leases.c.name)
RELEASE = delete(leases).where(leases.c.name == bindparam("name"), leases.c.holder == bindparam("holder"))


class SqlLeases(Store):
    """`storage.ports.Leases`."""

    async def acquire(self, name: str, holder: str, now: datetime, ttl: timedelta) -> bool:
        values = {"name": name, "holder": holder, "until": now + ttl, "now": now}
        return (await self._run(ACQUIRE, values)).first() is not None

    async def release(self, name: str, holder: str) -> None:
        await self._run(RELEASE, {"name": name, "holder": holder})
