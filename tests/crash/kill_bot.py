"""A real bot in a process of its own, which starts quickly enough to be killed hundreds of times.

It is forked from a server that has imported everything, rather than started from nothing; from then on it is what
`bespoke run` is, but for a planner in a thread and a clock that shows a working day.
"""

from __future__ import annotations

import asyncio
import logging
import multiprocessing
import signal
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from pydantic import SecretStr

from bot.runtime.compose import make_application
from bot.runtime.settings import load_settings
from bot.runtime.stopping import until_stopped
from bot.telegram.pace import Pace
from planner.domain.breakdown import Breakdown
from planner.domain.plan import Plan, Quote
from planner.domain.pooling import PooledPlan
from planner.domain.problem import Problem
from planner.solver.explain import explain
from planner.solver.pooling import plan_pool
from planner.solver.quote import quote
from tests.crash import kill_trades

ADMIN = 1001
PRELOADED = ["tests.crash.kill_preloaded"]


@dataclass(frozen=True)
class Life:
    """What a bot is started with. `offset`: its clock less the machine's; `log`: the file it writes to."""

    token: str
    api: str
    database: str
    lease: float
    offset: timedelta
    log: Path


@dataclass(frozen=True)
class ShiftedClock:
    """The machine's clock, on another day."""

    offset: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


class ThreadPlanner:
    """The real solver: small problems, so a thread will do."""

    async def quote(self, problem: Problem) -> Quote:
        return await asyncio.to_thread(quote, problem)

    async def explain(self, problem: Problem, plan: Plan) -> Breakdown:
        return await asyncio.to_thread(explain, problem, plan)

    async def pool(
        self, problem: Problem, limits: Mapping[str, int], *, seconds: float, fair: bool = True
    ) -> PooledPlan:
        return await asyncio.to_thread(plan_pool, problem, limits, seconds=seconds, fair=fair)


def spawn(life: Life) -> BaseProcess:
    """Start a bot; `kill` ends it as `kill -9` does, `terminate` as an operator does."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    process = context.Process(target=run, args=(life,), daemon=True)
    process.start()
    return process


def run(life: Life) -> None:
    """The process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    logging.basicConfig(filename=life.log, level=logging.WARNING, format="%(process)d %(asctime)s %(name)s %(message)s")
    until_stopped(_run(life))


async def _run(life: Life) -> None:
    settings = load_settings(None).model_copy(
        update={
            "bot_token": SecretStr(life.token),
            "bot_api_url": life.api,
            "database_url": life.database,
            "admins": frozenset({ADMIN}),
            "lease_seconds": life.lease,
            # Nobody of them waits for others.
            "pool_hours": 0.0,
            # Simulated people do in seconds what takes others days.
            "messages_a_minute": 0,
            "presses_a_minute": 0,
        }
    )
    pace = Pace(overall=1e4, chat_rate=1e4)
    application = await make_application(
        settings, kill_trades.trades(), ShiftedClock(life.offset), ThreadPlanner(), pace, kill_trades.reader()
    )
    try:
        await application.run()
    finally:
        await application.close()


async def gone(processes: Sequence[BaseProcess], seconds: float = 30.0) -> None:
    """Wait until they have ended. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while any(process.is_alive() for process in processes):  # noqa: ASYNC110  nobody tells
            await asyncio.sleep(0.02)
