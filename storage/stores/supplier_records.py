"""What suppliers say about themselves since their book was written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.postgresql import insert

from planner.domain.errors import StaleState
from storage.ports import SupplierRecord
from storage.schema import supplier_records as table
from storage.stores.store import Store, columns_for

_of_one = (table.c.trade == bindparam("of_trade"), table.c.supplier == bindparam("name"))
ALL = select(*columns_for(table, SupplierRecord)).order_by(table.c.trade, table.c.supplier)
ONE = ALL.where(*_of_one)
FIRST = insert(table).on_conflict_do_nothing(index_elements=["trade", "supplier"]).returning(table.c.version)
NEXT = (
    update(table)
    .where(*_of_one, table.c.version == bindparam("before"))
    .values({name: bindparam(f"new_{name}") for name in ("version", "record", "actor", "changed_at")})
    .returning(table.c.version)
)
#: Every change adds one to a version, and nothing is deleted, so the sum is never the same again.
STAMP = select(func.coalesce(func.sum(table.c.version), 0))


class SqlSupplierRecords(Store):
    """`storage.ports.SupplierRecords`."""

    async def get(self, trade: str, supplier: str) -> SupplierRecord | None:
        row = (await self._run(ONE, {"of_trade": trade, "name": supplier})).mappings().first()
        return SupplierRecord(**row) if row else None

    async def put(self, record: SupplierRecord) -> None:
        if record.version == 1:
            changed = (await self._run(FIRST, asdict(record))).first()
        else:
            values = {f"new_{name}": getattr(record, name) for name in ("version", "record", "actor", "changed_at")}
            place = {"of_trade": record.trade, "name": record.supplier, "before": record.version - 1}
            changed = (await self._run(NEXT, {**values, **place})).first()
        if changed is None:
            raise StaleState(f"the record of {record.trade}/{record.supplier} changed meanwhile")

    async def all(self) -> Sequence[SupplierRecord]:
        return [SupplierRecord(**row) for row in (await self._run(ALL)).mappings()]

    async def stamp(self) -> int:
        return int((await self._run(STAMP)).scalar_one())
