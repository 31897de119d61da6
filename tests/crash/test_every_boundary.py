"""A crash anywhere in an order's life leaves nothing behind but, at most, one message that comes twice."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random

import pytest

from tests.crash.every_boundary import one_of_each, postgres_databases, sqlite_files, sweep
from tests.crash.weather import Point

SAMPLE = 10


def _some(points: Sequence[Point]) -> Sequence[Point]:
    """A few, the same ones each time; `make soak` crashes at every one."""
    chosen = one_of_each(points)
    return Random(7).sample(chosen, min(SAMPLE, len(chosen)))


@pytest.mark.parametrize("engine", ["sqlite", "postgresql"])
async def test_a_crash_at_a_commit_or_a_call_changes_nothing_in_the_end(
    engine: str, request: pytest.FixtureRequest
) -> None:
    """Statuses, prices, makers, the trail of events and what everybody sees are as they are without a crash."""
    if engine == "postgresql":
        request.getfixturevalue("postgres_server")
    databases = sqlite_files if engine == "sqlite" else postgres_databases
    async with databases() as fresh:
        found = await sweep(fresh, _some)
    assert found.crashes == SAMPLE
    assert not found.wrong
