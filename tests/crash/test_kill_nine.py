"""Bots that are killed with signal 9 while people order. A short run of what `make soak-kill` does at length."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.crash.kill_run import Plan, play
from tests.postgres import Server


async def test_nothing_is_lost_or_done_twice(tmp_path: Path) -> None:
    """Whatever the bot was doing when it was killed, every order is settled once, and everybody is told once."""
    plan = Plan(f"sqlite:///{tmp_path}/bespoke.db", orders=12, kills=3, lease=1.0)
    outcome = await play(plan, tmp_path)
    assert outcome.verdict.wrong == ()
    assert outcome.verdict.settled == 12
    assert outcome.kills == 3


async def test_two_at_work_take_over_from_one_another(postgres_url: str, tmp_path: Path) -> None:
    """Two bots on one database share the work; where one is killed the other goes on, and nothing is done by both."""
    plan = Plan(postgres_url, orders=12, kills=3, bots=2, lease=1.0)
    outcome = await play(plan, tmp_path)
    assert outcome.verdict.wrong == ()
    assert outcome.verdict.settled == 12


async def test_a_database_that_restarts_loses_nothing(postgres_server: Server, tmp_path: Path) -> None:
    """Connections that end in the middle of anything cost some seconds, and neither an order nor a message."""
    url = await postgres_server.create("hang_up")
    try:
        plan = Plan(url, orders=12, kills=0, bots=2, lease=1.0, restarts=3, restart=lambda: _hang_up(postgres_server))
        outcome = await play(plan, tmp_path)
        assert outcome.verdict.wrong == ()
        assert outcome.verdict.settled == 12
    finally:
        await postgres_server.drop("hang_up")


def _hang_up(server: Server) -> None:
    """End every connection: other tests need the server itself."""
    asyncio.run(server.hang_up("hang_up"))
