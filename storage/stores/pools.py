"""Pools: orders that wait for each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import bindparam, insert, select, update

from planner.domain.errors import StaleState
from storage.ports import PoolRow
from storage.schema import pools as table
from storage.stores.store import Store, columns_for

_columns = columns_for(table, PoolRow)
_open = table.c.status == "open"

CREATE = insert(table).returning(table.c.id)
GET = select(*_columns).where(table.c.id == bindparam("pool"))
BY_TOKEN = select(*_columns).where(table.c.token == bindparam("token"))
ALL_OPEN = select(*_columns).where(_open).order_by(table.c.id)
OPEN = (
    select(*_columns)
    .where(_open, table.c.trade == bindparam("trade"), table.c.product == bindparam("product"))
    .order_by(table.c.id.desc())
    .limit(1)
)
PAGE = select(*_columns).order_by(table.c.id.desc()).limit(bindparam("limit"))
PAGE_BEFORE = PAGE.where(table.c.id < bindparam("before"))
SAVE = (
    update(table)
    .where(table.c.id == bindparam("pool"), table.c.version == bindparam("read"))
    .values(version=table.c.version + 1, status=bindparam("new_status"), state=bindparam("new_state"))
    .returning(table.c.version)
)


class SqlPools(Store):
    """`storage.ports.Pools`."""

    async def create(self, pool: PoolRow) -> PoolRow:
        row = {name: value for name, value in vars(pool).items() if name != "id"} | {"version": 1}
        number: int = (await self._run(CREATE, row)).scalar_one()
        return replace(pool, id=number, version=1)

    async def get(self, pool_id: int) -> PoolRow | None:
        return next(iter(await self._pools(GET, pool=pool_id)), None)

    async def by_token(self, token: str) -> PoolRow | None:
        return next(iter(await self._pools(BY_TOKEN, token=token)), None)

    async def open(self, trade: str, product: str) -> PoolRow | None:
        return next(iter(await self._pools(OPEN, trade=trade, product=product)), None)

    async def all_open(self) -> Sequence[PoolRow]:
        return await self._pools(ALL_OPEN)

    async def page(self, limit: int, before: int | None = None) -> Sequence[PoolRow]:
        if before is None:
            return await self._pools(PAGE, limit=limit)
        return await self._pools(PAGE_BEFORE, limit=limit, before=before)

    async def save(self, pool: PoolRow) -> PoolRow:
        values = {"pool": pool.id, "read": pool.version, "new_status": pool.status, "new_state": pool.state}
        version: int | None = (await self._run(SAVE, values)).scalar_one_or_none()
        if version is None:
            raise StaleState(f"pool {pool.id} has changed since version {pool.version} of it was read")
        return replace(pool, version=version)

    async def _pools(self, query: Any, **values: Any) -> Sequence[PoolRow]:
        return [PoolRow(**row) for row in (await self._run(query, values)).mappings()]
