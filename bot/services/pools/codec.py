"""Pools as rows, and back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from pydantic import TypeAdapter

from planner.domain.pooling import Pool
from storage.ports import PoolRow

_POOL: TypeAdapter[Pool] = TypeAdapter(Pool)


def pool_of(row: PoolRow) -> Pool:
    """The pool that a row holds; its number is the row's."""
    return replace(_POOL.validate_python(row.state), id=row.id)


def pool_row(row: PoolRow, pool: Pool) -> PoolRow:
    """The row as it is to be saved, with the version that was read."""
    return replace(row, status=pool.status.value, state=_state(pool))


def new_row(pool: Pool) -> PoolRow:
    """The row of a pool that is not stored yet."""
    return PoolRow(0, 0, pool.trade, pool.product, pool.token, pool.status.value, _state(pool), pool.opened_at)


def _state(pool: Pool) -> dict[str, Any]:
    return cast(dict[str, Any], _POOL.dump_python(pool, mode="json"))
