"""Orders and jobs as rows, and back. The state column is the aggregate itself, written by pydantic."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from pydantic import TypeAdapter

from planner.domain.order import Job, JobStatus, Order, OrderStatus, job_key
from storage.ports import JobRow, Json, OrderRow

_ORDER: TypeAdapter[Order] = TypeAdapter(Order)
_JOB: TypeAdapter[Job] = TypeAdapter(Job)


def order_state(order: Order) -> dict[str, Any]:
    """An order as plain JSON values."""
    return cast(dict[str, Any], _ORDER.dump_python(order, mode="json"))


def order_of(row: OrderRow) -> Order:
    """The order that a row holds; its number is the row's."""
    return replace(_ORDER.validate_python(_as_now(row.state)), id=row.id)


def _as_now(state: Json) -> Json:
    """An order as it was written before there was more to its life than a confirmation."""
    if "proposals" in state:
        return state
    old = state.get("proposal")
    way = [{**old, "taken": {}}] if old else []
    confirmed = state.get("status") == OrderStatus.CONFIRMED.value
    jobs = [
        {**job, "go": job["offered_at"] if confirmed and job["status"] == JobStatus.ACCEPTED.value else None}
        for job in state.get("jobs", ())
    ]
    return {**state, "proposals": way, "jobs": jobs}


def order_row(row: OrderRow, order: Order) -> OrderRow:
    """The row as it is to be saved, with the version that was read."""
    return replace(row, trade=order.trade, status=order.status.value, state=order_state(order))


def job_rows(order: Order) -> list[JobRow]:
    """The rows of an order's jobs."""
    return [
        JobRow(
            key=job_key(order.id, job.number),
            order_id=order.id,
            supplier=job.supplier,
            status=job.status.value,
            live=job.live,
            first_day=min(job.run.days),
            last_day=max(job.run.days),
            state=_JOB.dump_python(job, mode="json"),
        )
        for job in order.jobs
    ]


def job_of(row: JobRow) -> Job:
    """The job that a row holds."""
    return _JOB.validate_python(row.state)
