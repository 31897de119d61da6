"""/health and /metrics over HTTP."""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.runtime.metrics import Examiner, Metrics
from bot.runtime.operators import serving_operators
from planner.domain.errors import SettingsError
from storage.database import open_database

NOW = datetime(2026, 12, 7, 9, tzinfo=UTC)
ANY = "127.0.0.1:0"


class At:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


async def page(port: int, path: str) -> tuple[int, str]:
    def get() -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            with error:
                return error.code, error.read().decode()

    return await asyncio.to_thread(get)


async def test_what_is_overdue_is_not_well(tmp_path: Path) -> None:
    """All is well until something is due for more than a minute that nobody takes; then /health says 503, and why."""
    database = await open_database(f"sqlite:///{tmp_path}/x.db")
    async with serving_operators(ANY, Metrics(), Examiner(database, At())) as port:
        assert (await page(port, "/health"))[0] == 200
        async with database.transaction() as tx:
            await tx.follow_ups.put("remind", 1, "1-1", NOW - timedelta(minutes=2), {})
        status, text = await page(port, "/health")
        assert status == 503
        assert json.loads(text)["reason"] == "a follow-up is overdue"
    await database.close()


async def test_a_database_that_is_away_is_said(tmp_path: Path) -> None:
    """Without its database the bot is not well, and says so rather than nothing."""
    database = await open_database(f"sqlite:///{tmp_path}/x.db")
    await database.close()
    async with serving_operators(ANY, Metrics(), Examiner(database, At())) as port:
        for path in ("/health", "/metrics"):
            status, text = await page(port, path)
            assert status == 503
            assert "the database does not answer" in text


async def test_work_is_counted(tmp_path: Path) -> None:
    """Each piece of work counts with its time, what failed besides; orders and messages as the database has them."""
    database = await open_database(f"sqlite:///{tmp_path}/x.db")
    metrics = Metrics()
    metrics.worked("plans", 0.3, False)
    metrics.worked("plans", 3.0, True)
    async with database.transaction() as tx:
        await tx.orders.create("apparel", 7, "draft", {}, NOW)
        await tx.outbox.put(7, {}, NOW)
    async with serving_operators(ANY, metrics, Examiner(database, At())) as port:
        _, text = await page(port, "/metrics")
    for line in (
        'bespoke_work_seconds_count{pump="plans"} 2.0',
        'bespoke_work_seconds_bucket{le="0.5",pump="plans"} 1.0',
        'bespoke_work_failed_total{pump="plans"} 1.0',
        'bespoke_orders{status="draft"} 1.0',
        'bespoke_waiting{queue="outbox"} 1.0',
    ):
        assert line in text
    await database.close()


async def test_a_place_that_is_taken_is_a_setting_to_change(tmp_path: Path) -> None:
    """Two processes at one port: the second says which setting to change."""
    database = await open_database(f"sqlite:///{tmp_path}/x.db")
    examiner = Examiner(database, At())
    async with serving_operators(ANY, Metrics(), examiner) as port:
        with pytest.raises(SettingsError, match="HEALTH_LISTEN"):
            async with serving_operators(f"127.0.0.1:{port}", Metrics(), examiner):
                pass
    async with serving_operators("", Metrics(), examiner) as nowhere:
        assert nowhere == 0
    await database.close()
