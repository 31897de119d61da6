"""The sandbox in one object: start it, point a bot at `base_url`, and act as any of its people."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Collection, Coroutine, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from aiohttp import web

from bot.sandbox.autopilot import Autopilot
from bot.sandbox.cast import CastMember, Temperament
from bot.sandbox.controls import Controls, Resettable
from bot.sandbox.database import Database
from bot.sandbox.errors import SandboxError
from bot.sandbox.faults import Faults
from bot.sandbox.lane import Lane
from bot.sandbox.people_do import PeopleDo
from bot.sandbox.person import Person
from bot.sandbox.phrases import AutopilotSettings
from bot.sandbox.stories.player import Player
from bot.sandbox.stories.story import Story, load_words
from bot.sandbox.tables.offers import AnsweredOffers
from bot.sandbox.telegram import Identity, Telegram
from bot.sandbox.web import page
from bot.sandbox.web.bot_api import BotApi
from bot.sandbox.web.clock import PageClock
from bot.sandbox.web.control import Control
from bot.sandbox.web.guard import guard
from bot.sandbox.web.live import Live
from bot.sandbox.web.telling import Telling
from bot.sandbox.webhook import WebhookPusher

_log = logging.getLogger(__name__)

TOKEN = "4200000000:SANDBOX-knows-no-secrets"  # noqa: S105  it opens nothing but the sandbox
DEFAULT_AUTOPILOT = AutopilotSettings()
_LARGEST_REQUEST = 50 * 1024 * 1024


class SandboxServer:
    """A running sandbox; made by `start`."""

    def __init__(
        self, telegram: Telegram, token: str, controls: Controls | None, stories: Sequence[Story] = ()
    ) -> None:
        self.telegram = telegram
        self.token = token
        self.controls = controls
        self.faults = Faults(telegram.feed)
        self.lane = Lane(telegram.feed)
        self.people_do = PeopleDo(telegram)
        self.clock = PageClock(controls, telegram.feed)
        self.player = Player(self, self.clock, stories, load_words())
        self.base_url = ""
        self._autopilot: Autopilot | None = None
        self._runner: web.AppRunner | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @classmethod
    async def start(
        cls,
        folder: Path | None = None,
        *,
        host: str = "127.0.0.1",
        port: int = 0,
        token: str = TOKEN,
        cast: Sequence[CastMember] = (),
        controls: Controls | None = None,
        name: str = "Bespoke",
        username: str = "bespoke_bot",
        examples: Mapping[str, Sequence[str]] | None = None,
        autopilot: AutopilotSettings | None = DEFAULT_AUTOPILOT,
        stories: Sequence[Story] = (),
        watched: bool = False,
        allowed_hosts: Collection[str] = (),
        callback_lifetime: timedelta = timedelta(minutes=1),
        webhook_retry: float = 0.5,
    ) -> SandboxServer:
        """Serve the Bot API and the page.

        `folder`: where the state is kept, None: in memory. `port` 0: any free one. `token`: "<bot id>:<secret>".
        `controls`: the bot's clock, None: real time. `examples`: by language, sentences offered in an empty chat.
        `autopilot`: how suppliers with a temperament answer by themselves, None: they don't. `stories`: orders that the
        page can play. `watched`: whoever starts it puts what the bot does into `lane`.
        `allowed_hosts`: further host names by which browsers may reach it. `callback_lifetime`: how long a pressed
        button can be answered, in real time. `webhook_retry`: seconds before a failed delivery is tried again.
        Raises OSError where the port is taken, ValueError for a token without a bot id.
        """
        bot_id = token.partition(":")[0]
        if not bot_id.isdecimal() or ":" not in token:
            raise ValueError('token must look like "123456:something", as Telegram\'s tokens do')
        telegram = Telegram(
            Database(folder),
            Identity(int(bot_id), name, username),
            controls.now if controls is not None else _real_time,
            callback_lifetime,
        )
        server = cls(telegram, token, controls, stories)
        with telegram.database.transaction():
            for member in cast:
                telegram.people.join(member)
        clock = server.clock
        live = Live(server, clock, examples or {}, autopilot is not None, watched)
        app = web.Application(client_max_size=_LARGEST_REQUEST, middlewares=[guard(allowed_hosts)])
        app.add_routes(BotApi(telegram, server.faults, token).routes())
        app.add_routes(Control(server, clock).routes())
        app.add_routes(Telling(server.player).routes())
        app.add_routes([*page.routes(), web.get("/control/live", live.handle)])
        try:
            await server._serve(app, host, port)
        except BaseException:
            await server.close()
            raise
        server._run("webhook", WebhookPusher(telegram, webhook_retry).run())
        server._run("clock", clock.run())
        if autopilot is not None:
            server._autopilot = Autopilot(telegram, server.people_do, autopilot)
            server._run("autopilot", server._autopilot.run())
        return server

    async def close(self) -> None:
        """Stop answering. What was committed is there again at the next start with the same folder."""
        await self.player.stop()
        self.telegram.closing.set()
        self.telegram.updates.wake()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        if self._runner is not None:
            await self._runner.cleanup()
        self.telegram.database.close()

    def person(self, user_id: int) -> Person:
        """Raises SandboxError where nobody has this id."""
        return Person(self, user_id)

    async def joins(self, member: CastMember) -> Person:
        """Somebody new."""
        if self.telegram.people.find(member.user_id) is not None:
            raise SandboxError(f"the user id {member.user_id} is taken")
        with self.telegram.database.transaction():
            self.telegram.people.join(member)
            self.telegram.tell_person(member.user_id)
        return self.person(member.user_id)

    def set_autopilot(self, user_id: int, on: bool, temperament: Temperament | None = None) -> None:
        """Let the autopilot answer for somebody, or not; `temperament` None: as it is."""
        person = self.telegram.people.get(user_id)
        with self.telegram.database.transaction():
            if temperament is not None:
                self.telegram.people.set_temperament(user_id, temperament)
            elif on and person.temperament is None:
                self.telegram.people.set_temperament(user_id, "prompt")
            self.telegram.people.set_autopilot(user_id, on)
            self.telegram.tell_person(user_id)

    def pause_autopilots(self, paused: bool) -> None:
        """Let nobody answer by themselves for a while."""
        if self._autopilot is not None:
            self._autopilot.pause(paused)

    def reverse_next_updates(self, count: int) -> None:
        """Hold updates back until `count` wait, then deliver them newest first, as a bad network may."""
        self.telegram.updates.reverse_next(count)

    async def reset(self) -> None:
        """Start over: forget all messages and waiting updates, and let the bot forget its orders. People stay."""
        await self.player.stop()
        controls: object = self.controls
        if isinstance(controls, Resettable):
            await controls.reset()
        telegram = self.telegram
        with telegram.database.transaction():
            telegram.messages.delete_all()
            telegram.updates.drop_all()
            telegram.queries.delete_all()
            AnsweredOffers(telegram.database).delete_all()
            self.lane.clear()
            telegram.tell("reset")
        self.faults.clear()

    def _run(self, name: str, work: Coroutine[None, None, None]) -> None:
        task = asyncio.create_task(work, name=f"sandbox {name}")
        task.add_done_callback(_report)
        self._tasks.append(task)

    async def _serve(self, app: web.Application, host: str, port: int) -> None:
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, host, port).start()
        address = self._runner.addresses[0]
        shown_host = f"[{address[0]}]" if ":" in address[0] else address[0]
        self.base_url = f"http://{shown_host}:{address[1]}"


def _report(task: asyncio.Task[None]) -> None:
    """A part that stops must not do so silently."""
    if not task.cancelled() and (error := task.exception()) is not None:
        _log.error("%s has stopped", task.get_name(), exc_info=error)


def _real_time() -> datetime:
    return datetime.now(UTC)
