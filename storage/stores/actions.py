"""What buttons do."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from storage.ports import Action
from storage.schema import actions
from storage.stores.store import Store, columns_for

_this = actions.c.id == bindparam("action")

PUT = insert(actions)
GET = select(*columns_for(actions, Action)).where(_this)
USE = update(actions).where(_this, actions.c.used_at.is_(None)).values(used_at=bindparam("now")).returning(actions.c.id)


class SqlActions(Store):
    """`storage.ports.Actions`."""

    async def put(self, action: Action) -> None:
        await self._run(PUT, asdict(action))

    async def get(self, action_id: str) -> Action | None:
        row = (await self._run(GET, {"action": action_id})).mappings().first()
        return Action(**row) if row else None

    async def use(self, action_id: str, now: datetime) -> bool:
        return (await self._run(USE, {"action": action_id, "now": now})).first() is not None
