"""The bot of the responsiveness benchmark: as it runs live, but that every plan takes PLAN_SECONDS of a core.

`python -m tests.bench.busy_bot`, with the settings in the environment as for `bespoke run`.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import time

from bot.runtime.clock import SystemClock
from bot.runtime.compose import make_application
from bot.runtime.logs import set_up_logs
from bot.runtime.planner_pool import PlannerPool
from bot.runtime.reading_pool import PooledReader
from bot.runtime.settings import load_settings
from bot.runtime.stopping import until_stopped
from bot.runtime.trades import make_reader
from planner.domain.plan import Quote
from planner.domain.problem import Problem
from planner.solver.quote import quote
from tests.bench.here import shipped_trades

#: Set to read messages in threads of the bot's own process: what that costs.
IN_THREADS = "READ_IN_THREADS"


def slow_quote(problem: Problem, seconds: float) -> Quote:
    """The plan, after so many seconds of hard work."""
    began = time.monotonic()
    found = quote(problem, seconds=seconds)
    while time.monotonic() - began < seconds:
        pass
    return found


async def run() -> None:
    """Until stopped."""
    settings, trades = load_settings(None), shipped_trades()
    set_up_logs("WARNING")
    with contextlib.ExitStack() as open_:
        planners = PlannerPool(settings.planner_workers, settings.plan_seconds, solve=slow_quote)
        open_.enter_context(contextlib.closing(planners))
        if os.environ.get(IN_THREADS):
            reader = make_reader(trades)
        else:
            reader = open_.enter_context(
                contextlib.closing(await asyncio.to_thread(PooledReader.ready, settings.reader_workers, trades))
            )
        await planners.warm_up()
        application = await make_application(settings, trades, SystemClock(), planners, reader=reader)
        try:
            await application.run()
        finally:
            await application.close()


if __name__ == "__main__":
    until_stopped(run())
