"""Orders and their jobs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime
from itertools import pairwise
from typing import Any

from sqlalchemy import BindParameter, bindparam, func, insert, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from planner.domain.errors import StaleState
from storage.ports import JobRow, Json, OrderRow
from storage.schema import jobs, orders
from storage.stores.store import Store, columns_for, counted
from storage.types import UtcDateTime

_order = columns_for(orders, OrderRow)
_job = columns_for(jobs, JobRow)
_statuses: BindParameter[Any] = bindparam("statuses", expanding=True)

CREATE = insert(orders).returning(orders.c.id)
GET = select(*_order).where(orders.c.id == bindparam("order"))
SAVE = (
    update(orders)
    .where(orders.c.id == bindparam("order"), orders.c.version == bindparam("read"))
    .values(
        version=orders.c.version + 1,
        trade=bindparam("trade"),
        consumer=bindparam("consumer"),
        status=bindparam("status"),
        state=bindparam("state"),
        updated_at=bindparam("now"),
    )
    .returning(orders.c.version)
)
#: Looked up by the index alone, however many orders a consumer has had.
NEWEST_OF = select(*_order).where(
    orders.c.id
    == select(func.max(orders.c.id))
    .where(orders.c.consumer == bindparam("consumer"), orders.c.status.in_(_statuses))
    .scalar_subquery()
)
PAGE = select(*_order).order_by(orders.c.id.desc()).limit(bindparam("limit"))
PAGE_BEFORE = PAGE.where(orders.c.id < bindparam("before"))
_before_until = orders.c.created_at < bindparam("until", type_=UtcDateTime)
#: From a place in the order of their making on: what is behind it is found by the index, however far it is.
CREATED = (
    select(*_order)
    .where(
        tuple_(orders.c.created_at, orders.c.id)
        > tuple_(bindparam("since", type_=UtcDateTime), bindparam("after", type_=orders.c.id.type)),
        _before_until,
    )
    .order_by(orders.c.created_at, orders.c.id)
    .limit(bindparam("limit"))
)
CREATED_COUNTS = (
    select(orders.c.status, func.count())
    .where(orders.c.created_at >= bindparam("since", type_=UtcDateTime), _before_until)
    .group_by(orders.c.status)
)
FIRST_OF = select(func.min(orders.c.id)).where(orders.c.consumer == bindparam("consumer"))
COUNTS = select(orders.c.status, func.count()).group_by(orders.c.status)

_new_job = insert_or(jobs)
SAVE_JOB = _new_job.on_conflict_do_update(
    index_elements=["key"],
    set_={name: _new_job.excluded[name] for name in ("supplier", "status", "live", "first_day", "last_day", "state")},
)
JOB = select(*_job).where(jobs.c.key == bindparam("job"))
JOBS_OF_SUPPLIER = (
    select(*_job)
    .where(jobs.c.supplier == bindparam("supplier"), jobs.c.status.in_(_statuses))
    .order_by(jobs.c.id)
    .limit(bindparam("limit"))
)
BOOKED = (
    select(*_job)
    .where(jobs.c.trade == bindparam("trade"), jobs.c.last_day >= bindparam("since"), jobs.c.live.is_(True))
    .order_by(jobs.c.id)
)
JOB_COUNTS = select(jobs.c.status, func.count()).group_by(jobs.c.status)


class SqlOrders(Store):
    """`storage.ports.Orders`."""

    async def create(self, trade: str, consumer: int, status: str, state: Json, now: datetime) -> OrderRow:
        row: dict[str, Any] = {"version": 1, "trade": trade, "consumer": consumer, "status": status, "state": state}
        row |= {"created_at": now, "updated_at": now}
        order: int = (await self._run(CREATE, row)).scalar_one()
        return OrderRow(id=order, **row)

    async def get(self, order_id: int) -> OrderRow | None:
        if not 0 < order_id < 2**63:
            return None
        return next(iter(await self._orders(GET, order=order_id)), None)

    async def save(self, order: OrderRow, jobs: Sequence[JobRow], now: datetime) -> OrderRow:
        values = {"order": order.id, "read": order.version, "trade": order.trade, "consumer": order.consumer}
        saved = await self._run(SAVE, values | {"status": order.status, "state": order.state, "now": now})
        version: int | None = saved.scalar_one_or_none()
        if version is None:
            raise StaleState(f"order {order.id} has changed since version {order.version} of it was read")
        if jobs:
            await self._run(SAVE_JOB, [vars(job) | {"trade": order.trade} for job in jobs])
        return replace(order, version=version, updated_at=now)

    async def newest_of(self, consumer: int, statuses: Sequence[str]) -> OrderRow | None:
        return next(iter(await self._orders(NEWEST_OF, consumer=consumer, statuses=list(statuses))), None)

    async def of_consumer(self, consumer: int, limit: int, before: int | None = None) -> Sequence[OrderRow]:
        page = PAGE if before is None else PAGE_BEFORE
        mine = page.where(orders.c.consumer == bindparam("consumer"))
        return await self._orders(mine, consumer=consumer, limit=limit, before=before)

    async def page(self, limit: int, before: int | None = None) -> Sequence[OrderRow]:
        return await self._orders(PAGE if before is None else PAGE_BEFORE, limit=limit, before=before)

    async def created(
        self, since: datetime, until: datetime, limit: int, after: tuple[datetime, int] | None = None
    ) -> Sequence[OrderRow]:
        since, number = after or (since, 0)
        return await self._orders(CREATED, since=since, after=number, until=until, limit=limit)

    async def created_counts(self, borders: Sequence[datetime]) -> Sequence[dict[str, int]]:
        return [
            counted(await self._run(CREATED_COUNTS, {"since": since, "until": until}))
            for since, until in pairwise(borders)
        ]

    async def first_of(self, consumer: int) -> int | None:
        first: int | None = (await self._run(FIRST_OF, {"consumer": consumer})).scalar_one()
        return first

    async def job(self, key: str) -> JobRow | None:
        return next(iter(await self._jobs(JOB, job=key)), None)

    async def jobs_of_supplier(self, supplier: str, statuses: Sequence[str], limit: int = 50) -> Sequence[JobRow]:
        return await self._jobs(JOBS_OF_SUPPLIER, supplier=supplier, statuses=list(statuses), limit=limit)

    async def booked(self, trade: str, since: date) -> Sequence[JobRow]:
        return await self._jobs(BOOKED, trade=trade, since=since)

    async def counts(self) -> dict[str, int]:
        return counted(await self._run(COUNTS))

    async def job_counts(self) -> dict[str, int]:
        return counted(await self._run(JOB_COUNTS))

    async def _orders(self, statement: Any, **values: Any) -> list[OrderRow]:
        return [OrderRow(**row) for row in (await self._run(statement, values)).mappings()]

    async def _jobs(self, statement: Any, **values: Any) -> list[JobRow]:
        return [JobRow(**row) for row in (await self._run(statement, values)).mappings()]
