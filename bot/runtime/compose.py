"""The composition root: settings in, a running bot out."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import secrets
from collections.abc import Mapping
from zoneinfo import ZoneInfo

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.utils.token import TokenValidationError, validate_token
from aiohttp import web

from bot.runtime.pumps import Pump
from bot.runtime.scheduler import Ticks
from bot.runtime.settings import Settings
from bot.runtime.trades import make_reader
from bot.services.office import Clock, Office, Planner, Signals, Trades
from bot.services.use_cases import UseCases
from bot.telegram.dispatcher import Inbox
from bot.telegram.menu import publish_menus
from bot.telegram.pace import Pace
from bot.telegram.poller import ALLOWED_UPDATES, Poller
from bot.telegram.sender import Sender
from bot.telegram.webhook import webhook_app
from planner.domain.errors import SettingsError
from planner.domain.supplier import Trade
from storage.database import open_database
from storage.ports import Database

log = logging.getLogger(__name__)

#: Updates of different chats that are dealt with at once, and follow-ups likewise.
LANES = 4


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
    ):
        self.bot = bot
        self.database = database
        self._settings = settings
        self._clock = clock
        self._planner = planner
        office = Office(
            database=database,
            clock=clock,
            trades=Trades(trades),
            reader=make_reader(trades),
            planner=planner,
            new_id=lambda: secrets.token_urlsafe(16),
            admins=settings.admins,
            policy=settings.policy,
            service_percent=settings.service_percent,
            timezone=ZoneInfo(settings.timezone),
            signals=Signals(outbox=lambda: self._outbox.wake(), follow_ups=lambda: self._follow_ups.wake()),
        )
        self.use_cases = UseCases.over(office)
        inbox = Inbox(bot, self.use_cases)
        self._sender = Sender(bot, self.use_cases, f"{os.getpid()}-{secrets.token_hex(4)}", self._wake_outbox, pace)
        self._inbox = Pump("inbox", inbox.next, lanes=LANES)
        self._outbox = Pump("outbox", self._sender.cycle)
        self._follow_ups = Pump("follow-ups", self._due, lanes=LANES)
        self._ticks = Ticks(self._tick)
        self._poller = Poller(bot, database, clock, self._inbox.wake)

    async def run(self) -> None:
        """Take updates, act on what is due, deliver: until cancelled."""
        self._ticks.start()
        try:
            async with asyncio.TaskGroup() as tasks:
                for pump in (self._inbox, self._outbox, self._follow_ups):
                    tasks.create_task(pump.run(), name=pump.name)
                tasks.create_task(self._take_updates(), name="updates")
                tasks.create_task(self._menus(), name="menus")
        finally:
            self._ticks.stop()
            with contextlib.suppress(Exception):
                await self._sender.finish()

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
        return self._inbox.idle and self._outbox.idle and self._follow_ups.idle and self._sender.idle

    def wake(self) -> None:
        """Look at everything now, without waiting for the tick."""
        self._tick()

    async def close(self) -> None:
        """Let go of connections."""
        await self.bot.session.close()
        await self.database.close()

    def _tick(self) -> None:
        for pump in (self._inbox, self._outbox, self._follow_ups):
            pump.wake()

    def _wake_outbox(self) -> None:
        self._outbox.wake()

    async def _due(self) -> bool:
        """Deal with one follow-up that is due."""
        due = await self.use_cases.follow_ups.claim(limit=1)
        for follow_up in due:
            await self.use_cases.follow_ups.run(follow_up)
        return bool(due)

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
    settings: Settings, trades: Mapping[str, Trade], clock: Clock, planner: Planner, pace: Pace | None = None
) -> Application:
    """Open the database and put the application together. `pace`: Telegram's limits unless told otherwise."""
    database = await open_database(settings.database_url)
    try:
        bot = make_bot(settings.bot_token.get_secret_value(), settings.bot_api_url)
        return Application(settings, bot, database, clock, planner, trades, pace)
    except BaseException:
        await database.close()
        raise
