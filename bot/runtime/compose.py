"""The composition root: settings in, a running bot out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.utils.token import TokenValidationError, validate_token
from aiohttp import web

from bot.runtime.agenda import Agenda
from bot.runtime.housekeeping import Housekeeping
from bot.runtime.metrics import Examiner, Metrics
from bot.runtime.operators import serving_operators
from bot.runtime.pumps import Pump
from bot.runtime.scheduler import Ticks
from bot.runtime.settings import Settings
from bot.runtime.trades import make_reader
from bot.services.holding import Holding
from bot.services.office import Clock, Forecaster, NoForecaster, Office, Planner, Signals, Trades
from bot.services.retention import Retention
from bot.services.supplier_records import refresh
from bot.services.trade_texts import TradeTexts
from bot.services.use_cases import UseCases
from bot.telegram.at_work import Typing
from bot.telegram.dispatcher import Inbox
from bot.telegram.menu import publish_menus
from bot.telegram.pace import Pace
from bot.telegram.pictures.draw import Drawer
from bot.telegram.poller import LEASE_NAME as POLLING
from bot.telegram.poller import Poller
from bot.telegram.sender import AT_ONCE, Sender
from bot.telegram.updates import ALLOWED_UPDATES
from bot.telegram.webhook import webhook_app
from nlu.trades import TradesReader
from planner.domain.errors import SettingsError, StorageError
from planner.domain.supplier import Trade
from storage.database import open_database
from storage.ports import Database

log = logging.getLogger(__name__)

#: Updates of different chats that are dealt with at once: many, because most of them wait for a reader.
INBOX_LANES = 64
#: Follow-ups that are no plans, at once. Plans have lanes of their own, so that no reminder waits behind them.
FOLLOW_UP_LANES = 4
#: What is told of demand, at once.
FORECAST_LANES = 1
#: Threads for what has to wait outside of the event loop: readings, and names of hosts.
THREADS = INBOX_LANES + 8
#: Seconds that work under way has to end when the process is told to stop, and then messages on their way.
STOP_SECONDS, SEND_SECONDS = 5.0, 3.0


class Application:
    """A bot over a database and a Bot API server. `run` works until it is cancelled; `close` lets go of everything."""

    def __init__(
        self,
        settings: Settings,
        bot: Bot,
        database: Database,
        clock: Clock,
        planner: Planner,
        trades: Mapping[str, Trade],
        pace: Pace | None = None,
        reader: TradesReader | None = None,
        drawer: Drawer | None = None,
        renew: Callable[[Mapping[str, Trade]], TradesReader] = make_reader,
        texts: TradeTexts | None = None,
        forecaster: Forecaster | None = None,
    ):
        self.bot = bot
        self.database = database
        self._settings = settings
        self._clock = clock
        self._planner = planner
        pace = pace or Pace()
        zone = ZoneInfo(settings.timezone)
        office = Office(
            database=database,
            clock=clock,
            trades=Trades(trades),
            reader=reader or make_reader(trades),
            planner=planner,
            new_id=lambda: secrets.token_urlsafe(16),
            admins=settings.admins,
            policy=settings.policy,
            service_percent=settings.service_percent,
            round_the_clock=not settings.working_hours,
            make_reader=renew,
            texts=texts,
            forecaster=forecaster or NoForecaster(),
            timezone=zone,
            at_work=Typing(bot, pace, zone),
            signals=Signals(outbox=lambda: self._outbox.wake(), follow_ups=self._wake_follow_ups),
        )
        self.use_cases = UseCases.over(office, settings.file_rules)
        self.retention = Retention(office, self.use_cases.privacy, settings.keeping)
        self._housekeeping = Housekeeping(self.use_cases, self.retention)
        self._holding = Holding(database, clock, timedelta(seconds=settings.lease_seconds))
        self._polling = self._holding.duty(POLLING)
        inbox, sender = (
            Inbox(bot, self.use_cases, self._holding, settings.limits),
            Sender(bot, self.use_cases, self._holding, pace, drawer),
        )
        agenda = Agenda(self.use_cases, self._holding)
        self.metrics, self.examiner = Metrics(), Examiner(database, clock)
        note = self.metrics.worked
        self._inbox = Pump("inbox", inbox.take, inbox.deal, INBOX_LANES, note)
        self._outbox = Pump("outbox", sender.take, sender.deliver, AT_ONCE, note)
        self._plans = Pump("plans", agenda.take_plans, agenda.do, settings.planner_workers + 1, note)
        self._others = Pump("follow-ups", agenda.take_others, agenda.do, FOLLOW_UP_LANES, note)
        self._forecasts = Pump("forecasts", agenda.take_forecasts, agenda.do, FORECAST_LANES, note)
        self._pumps: tuple[Pump[Any], ...] = (
            self._inbox,
            self._plans,
            self._others,
            self._forecasts,
            self._outbox,
        )
        self._ticks = Ticks(self.wake)
        self._poller = Poller(bot, database, clock, self._inbox.wake, self._polling)
        self._updates: asyncio.Task[None] | None = None
        #: Where /health is served, while it runs; 0: nowhere.
        self.health_port = 0

    async def run(self) -> None:
        """Take updates, act on what is due, deliver: until cancelled. Then what is under way is finished, for some
        seconds; what is not finished by then goes to another process, or to the next start."""
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS, "waiting"))
        self._ticks.start()
        self.wake()
        working = asyncio.create_task(self._work(), name="bot")
        try:
            async with serving_operators(self._settings.health_listen, self.metrics, self.examiner) as self.health_port:
                await asyncio.shield(working)
        except asyncio.CancelledError:
            await self._wind_down(working)
            raise
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            self._ticks.stop()
            with contextlib.suppress(StorageError):
                await self._holding.let_go()

    async def _work(self) -> None:
        async with asyncio.TaskGroup() as tasks:
            for pump in self._pumps:
                tasks.create_task(pump.run(), name=pump.name)
            tasks.create_task(self._holding.run(), name="leases")
            tasks.create_task(self._housekeeping.run(), name="housekeeping")
            self._updates = tasks.create_task(self._take_updates(), name="updates")
            tasks.create_task(self._menus(), name="menus")

    async def _wind_down(self, working: asyncio.Task[None]) -> None:
        """Take nothing new, and give what is under way a moment."""
        if self._updates is not None:
            self._updates.cancel()
        *first, outbox = self._pumps
        for pumps, seconds in ((first, STOP_SECONDS), ([outbox], SEND_SECONDS)):
            for pump in pumps:
                pump.close()
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(seconds):
                    await asyncio.gather(*(pump.ended.wait() for pump in pumps))
        if not all(pump.idle for pump in self._pumps):
            log.warning("stopping in the middle of something: it is taken up again")

    async def settled(self, seconds: float = 10.0) -> bool:
        """Wait until nothing is under way; False where it takes longer than `seconds`."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                # Four loops that know nothing of each other: looking is simpler than having each one tell.
                while not self._idle():  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
                return True
        return False

    def _idle(self) -> bool:
        return all(pump.idle for pump in self._pumps)

    def wake(self) -> None:
        """Look at everything now, without waiting for the tick."""
        for pump in self._pumps:
            pump.wake()

    async def close(self) -> None:
        """Let go of connections."""
        await self.bot.session.close()
        await self.database.close()

    def _wake_follow_ups(self) -> None:
        self._plans.wake()
        self._others.wake()
        self._forecasts.wake()

    async def _take_updates(self) -> None:
        if self._settings.webhook_url:
            await self._webhook()
        else:
            await self._poller.run()

    async def _webhook(self) -> None:
        """Serve the webhook, and tell Telegram where it is."""
        path = "/telegram"
        secret = self._settings.webhook_secret.get_secret_value()
        app = webhook_app(path, secret, self.bot.id, self.database, self._clock, self._inbox.wake)
        host, _, port = self._settings.webhook_listen.rpartition(":")
        runner = web.AppRunner(app)
        await runner.setup()
        try:
            await web.TCPSite(runner, host or "127.0.0.1", int(port)).start()
            url = self._settings.webhook_url.rstrip("/") + path
            await self.bot.set_webhook(url, secret_token=secret, allowed_updates=ALLOWED_UPDATES)
            await asyncio.Event().wait()
        finally:
            await runner.cleanup()

    async def _menus(self) -> None:
        try:
            await publish_menus(self.bot, self.use_cases.office)
        except Exception as error:
            log.warning("the commands menu could not be set: %s", error)


def make_bot(token: str, api_url: str) -> Bot:
    """A bot that talks to any Bot API server. Raises SettingsError where the token can't be one."""
    try:
        validate_token(token)
    except TokenValidationError:
        raise SettingsError("BOT_TOKEN: a token looks like 123456:ABC-DEF...; copy it again from @BotFather.") from None
    return Bot(token, session=AiohttpSession(api=TelegramAPIServer.from_base(api_url.rstrip("/"))))


async def make_application(
    settings: Settings,
    trades: Mapping[str, Trade],
    clock: Clock,
    planner: Planner,
    pace: Pace | None = None,
    reader: TradesReader | None = None,
    drawer: Drawer | None = None,
    watched: Callable[[Database], Database] | None = None,
    renew: Callable[[Mapping[str, Trade]], TradesReader] = make_reader,
    texts: TradeTexts | None = None,
    forecaster: Forecaster | None = None,
) -> Application:
    """Open the database and put the application together.

    `pace`: Telegram's limits unless told otherwise. `reader`: one in this process unless told otherwise; `renew` makes
    another one of its kind, of other catalogues. `texts`:
    what the trades come from, where they may be changed. `drawer`:
    draws the pictures; without one they are said in words. `watched`: the database as the bot is to use it, made from
    the one that was opened. `forecaster`: foretells demand; without one only what was is told.
    """
    database = await open_database(settings.database_url)
    if watched is not None:
        database = watched(database)
    try:
        bot = make_bot(settings.bot_token.get_secret_value(), settings.bot_api_url)
        application = Application(
            settings, bot, database, clock, planner, trades, pace, reader, drawer, renew, texts, forecaster
        )
        # Before anybody is answered: who speaks for which supplier, and what they have said about themselves.
        await application.use_cases.invites.refresh()
        await refresh(application.use_cases.office)
        await application.use_cases.taught_readers.refresh()
        if application.use_cases.reloader is not None:
            await application.use_cases.reloader.catch_up()
        return application
    except BaseException:
        await database.close()
        raise
