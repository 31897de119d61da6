"""The live bot: Telegram (or any other Bot API server) and the database of the settings."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from functools import partial
from pathlib import Path

from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError

from bot.runtime.clock import SystemClock
from bot.runtime.compose import Application, make_application
from bot.runtime.drawing_pool import DrawingPool
from bot.runtime.forecast_pool import ForecastPool
from bot.runtime.hangup import reloading_on_hangup
from bot.runtime.planner_pool import PlannerPool
from bot.runtime.reading_pool import PooledReader
from bot.runtime.settings import Settings
from bot.runtime.trades import TradeFiles
from planner.domain.errors import SettingsError

log = logging.getLogger(__name__)


async def run_live(settings: Settings) -> None:
    """Run until cancelled. Raises SettingsError where the token or a file is wrong, StorageError for the database."""
    texts = TradeFiles(settings.catalogue, settings.suppliers)
    trades = texts.load({})
    _make_folder(settings.database_url)
    with contextlib.ExitStack() as open_:
        pool = open_.enter_context(contextlib.closing(PlannerPool(settings.planner_workers, settings.plan_seconds)))
        reader = open_.enter_context(contextlib.closing(PooledReader(trades, settings.reader_workers)))
        drawer = open_.enter_context(contextlib.closing(DrawingPool()))
        forecaster = open_.enter_context(contextlib.closing(ForecastPool()))
        renew = partial(PooledReader.ready, settings.reader_workers)
        application = await make_application(
            settings,
            trades,
            SystemClock(),
            pool,
            reader=reader,
            drawer=drawer,
            renew=renew,
            texts=texts,
            forecaster=forecaster,
        )
        try:
            await _greet(application, settings)
            if not application.use_cases.office.trades.supplier_chats:
                log.warning(
                    "no supplier has a `telegram` id: nothing can be planned until the suppliers files name some"
                )
            reloader = application.use_cases.reloader
            with reloading_on_hangup(reloader) if reloader else contextlib.nullcontext():
                async with asyncio.TaskGroup() as tasks:
                    tasks.create_task(application.run())
                    tasks.create_task(pool.warm_up())
                    tasks.create_task(asyncio.to_thread(reader.warm_up))
        finally:
            await application.close()


async def _greet(application: Application, settings: Settings) -> None:
    """Say who we are. Raises SettingsError where the token is refused; a network that is away is no reason to stop."""
    try:
        me = await application.bot.get_me()
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise SettingsError("BOT_TOKEN: Telegram does not know it. Copy it again from @BotFather.") from None
    except TelegramAPIError as error:
        log.error("%s can't be reached (%s); trying on", settings.bot_api_url, error)
    else:
        log.info("running as @%s", me.username)


def _make_folder(database_url: str) -> None:
    """SQLite makes files, but no folders."""
    scheme, _, path = database_url.partition(":///")
    if scheme.startswith("sqlite") and path:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
