"""Invitations to speak for a supplier."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, insert, update

from storage.ports import Invite
from storage.schema import invites
from storage.stores.store import Store, columns_for

PUT = insert(invites)
#: One statement, so that of two who try at once only one succeeds.
USE = (
    update(invites)
    .where(
        invites.c.token_hash == bindparam("token"),
        invites.c.used_at.is_(None),
        invites.c.expires_at > bindparam("now", type_=invites.c.expires_at.type),
    )
    .values(used_by=bindparam("by"), used_at=bindparam("now", type_=invites.c.expires_at.type))
    .returning(*columns_for(invites, Invite))
)


class SqlInvites(Store):
    """`storage.ports.Invites`."""

    async def put(self, invite: Invite) -> None:
        await self._run(PUT, asdict(invite))

    async def use(self, token_hash: str, by: int, now: datetime) -> Invite | None:
        row = (await self._run(USE, {"token": token_hash, "by": by, "now": now})).mappings().first()
        return Invite(**row) if row else None
