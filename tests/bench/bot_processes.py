"""Bots in processes of their own, as `bespoke run` starts them, over the sandbox's server and at its pace."""

from __future__ import annotations

import logging
import multiprocessing
import signal
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path

from pydantic import SecretStr

from bot.runtime.compose import make_application
from bot.runtime.planner_pool import PlannerPool
from bot.runtime.sandbox import ADMIN, with_chats
from bot.runtime.settings import load_settings
from bot.runtime.stopping import until_stopped
from bot.runtime.trades import load_trades
from bot.telegram.pace import Pace
from planner.domain.supplier import Trade


@dataclass(frozen=True)
class Life:
    """What a bot is started with. `offset`: its clock less the machine's; `log`: the file it writes to; `settings`:
    more of them; `planners`: how many processes plan."""

    token: str
    api: str
    database: str
    offset: timedelta
    log: Path
    settings: Mapping[str, object] = field(default_factory=dict)
    planners: int = 1


@dataclass(frozen=True)
class ShiftedClock:
    """The machine's clock, on another day."""

    offset: timedelta

    def now(self) -> datetime:
        return datetime.now(UTC) + self.offset


def trades() -> Mapping[str, Trade]:
    """Those that come with the project, with chats for everybody."""
    return with_chats(load_trades(load_settings(None).catalogue, ()))


def spawn(life: Life) -> BaseProcess:
    """Start a bot; `kill` ends it as `kill -9` does, `terminate` as an operator does."""
    process = multiprocessing.get_context("spawn").Process(target=run, args=(life,))
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
            "lease_seconds": 2.0,
            "working_hours": False,
            **life.settings,
        }
    )
    with closing(PlannerPool(life.planners, settings.plan_seconds)) as planner:
        await planner.warm_up()
        application = await make_application(
            settings, trades(), ShiftedClock(life.offset), planner, Pace(overall=1e4, chat_rate=1e4)
        )
        try:
            await application.run()
        finally:
            await application.close()
