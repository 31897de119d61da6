"""The whole bot in one process under a clock that only the run moves: what it does is what the seed says.

Real are the use cases, the inbox with aiogram's dispatcher, the sender, the poller, the solver and the database.
Telegram is the sandbox's, called without a socket. After a crash everything in memory is thrown away, and built anew
over the same database.
"""

from __future__ import annotations

import contextlib
import itertools
import random
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta

from aiogram import Bot

from bot.runtime import agenda as runtime
from bot.sandbox.database import Database as TelegramDatabase
from bot.sandbox.telegram import Identity, Telegram
from bot.sandbox.world import TOKEN
from bot.services.holding import Holding
from bot.services.office import Office, Signals, Trades
from bot.services.use_cases import UseCases
from bot.telegram.dispatcher import Inbox
from bot.telegram.poller import Poller
from bot.telegram.sender import AT_ONCE, Sender
from planner.domain.supplier import Trade
from storage.database import open_database
from storage.ports import Database, FollowUp
from tests.crash.agenda import Agenda
from tests.crash.crowd import Crowd
from tests.crash.database import MortalDatabase
from tests.crash.in_line import sqlite_in_line
from tests.crash.look import Look
from tests.crash.parts import InProcessPlanner, NoWaiting, VirtualClock, reader_of
from tests.crash.post import Post
from tests.crash.session import DirectSession
from tests.crash.trade import ADMIN, cast_of
from tests.crash.weather import CALM, Crash, Life, Odds, Point, Weather

#: What there may be to do.
EVERYTHING = ("inbox", "outbox", "follow-ups")
LEASE = timedelta(seconds=60)
#: More attempts than this at one instant, and something goes round in circles.
MOST_AT_ONCE = 20
#: How long it takes until a crashed process is up again.
RESTART = timedelta(seconds=1)


@dataclass
class Process:
    """What lives from one start to the next crash."""

    life: Life
    database: Database
    use_cases: UseCases
    poller: Poller
    inbox: Inbox
    sender: Sender
    agenda: runtime.Agenda
    #: Something may be in the inbox, the outbox, or due.
    woken: set[str]


class World:
    """A run. Make one with `world`."""

    def __init__(
        self, url: str, trade: Trade, telegram: Telegram, clock: VirtualClock, weather: Weather, post: Post, look: Look
    ):
        self.url = url
        self.trade = trade
        self.telegram = telegram
        self.clock = clock
        self.weather = weather
        self.look = look
        self.agenda = Agenda()
        self.restarts = -1
        #: What would have kept the processor busy for ever.
        self.storms: list[str] = []
        self._taken: dict[int, tuple[datetime, int]] = {}
        self._post = post
        self._ids = itertools.count(1)
        self._reader = reader_of(trade)
        self._process: Process | None = None

    @property
    def process(self) -> Process:
        assert self._process is not None
        return self._process

    async def start(self) -> None:
        """Build everything that is in memory, over what is stored."""
        life = Life(self.weather)
        woken = set(EVERYTHING)
        database = MortalDatabase(await open_database(self.url), life)
        bot = Bot(TOKEN, session=DirectSession(self.telegram, self._post, life))
        office = Office(
            database=database,
            clock=self.clock,
            trades=Trades({self.trade.catalogue.id: self.trade}),
            reader=self._reader,
            planner=InProcessPlanner(),
            new_id=lambda: f"{next(self._ids):x}",
            admins=frozenset({ADMIN}),
            signals=Signals(lambda: woken.add("outbox"), lambda: woken.add("follow-ups")),
        )
        use_cases = UseCases.over(office)
        holding = Holding(database, self.clock, LEASE)
        self.restarts += 1
        self._process = Process(
            life=life,
            database=database,
            use_cases=use_cases,
            poller=Poller(bot, database, self.clock, lambda: woken.add("inbox"), holding.duty("poller")),
            inbox=Inbox(bot, use_cases, holding),
            sender=Sender(bot, use_cases, holding, NoWaiting()),
            agenda=runtime.Agenda(use_cases, holding),
            woken=woken,
        )

    async def stop(self) -> None:
        """Let go of everything in memory, as the end of a process does."""
        process, self._process = self._process, None
        if process is None:
            return
        process.life.over = True
        await process.database.close()

    async def work(self) -> None:
        """Everything that can be done now; a crash on the way is followed by a restart."""
        while True:
            if self._process is None:
                await self.start()
            try:
                await self._work(self.process)
                return
            except Crash:
                await self.stop()
                self.clock.at += RESTART

    async def _work(self, process: Process) -> None:
        while process.woken or not self._post.empty:
            if not self._post.empty:
                with contextlib.suppress(Exception):
                    await process.poller.once(wait=0)
            if "inbox" in process.woken:
                process.woken.discard("inbox")
                while updates := await process.inbox.take(1):
                    await process.inbox.deal(updates[0])
            if "outbox" in process.woken:
                process.woken.discard("outbox")
                while messages := await process.sender.take(AT_ONCE):
                    for message in messages:
                        await process.sender.deliver(message)
            if "follow-ups" in process.woken:
                process.woken.discard("follow-ups")
                while due := [*await process.agenda.take_others(1), *await process.agenda.take_plans(1)]:
                    for follow_up in due:
                        self._calm(follow_up)
                        await process.agenda.do(follow_up)

    def _calm(self, due: FollowUp) -> None:
        """Notes a follow-up that is taken up again and again without any time between, and lets time pass."""
        at, times = self._taken.get(due.id, (self.clock.at, 0))
        self._taken[due.id] = (self.clock.at, times + 1 if at == self.clock.at else 1)
        if self._taken[due.id][1] > MOST_AT_ONCE:
            self.storms.append(f"follow-up {due.kind} of order {due.order_id} was tried {MOST_AT_ONCE} times at once")
            self.clock.at += timedelta(minutes=1)

    async def run(self, crowd: Crowd, until: Callable[[], bool] | None = None) -> None:
        """Work and let people act, until nothing will ever happen any more (or `until` says that it is enough)."""
        while True:
            await self.work()
            await crowd.look_around(self)
            if until is not None and until():
                return
            times = [at for at in (self.agenda.next, await self.look.next_ready()) if at is not None]
            if not times:
                return
            self.clock.at = max(self.clock.at, min(times))
            for deed in self.agenda.due(self.clock.at):
                deed()
            if self._process is not None:
                self._process.woken.update(EVERYTHING)


@asynccontextmanager
async def world(
    url: str,
    trade: Trade,
    *,
    seed: int = 1,
    odds: Odds = CALM,
    at: Point | None = None,
    consumers: int = 1,
    noting: bool = False,
    thrice: bool = False,
) -> AsyncIterator[World]:
    """A world over the database at `url`, which has the current schema and nothing in it."""
    clock = VirtualClock()
    identity = Identity(int(TOKEN.partition(":")[0]), "Bespoke", "bespoke_bot")
    telegram = Telegram(TelegramDatabase(None), identity, clock.now)
    weather = Weather(random.Random(seed), odds, at, noting=noting)
    with telegram.database.transaction():
        for member in cast_of(trade, consumers):
            telegram.people.join(member)
    look = Look.at(url, clock)
    found = World(url, trade, telegram, clock, weather, Post(telegram, weather, thrice=thrice), look)
    with sqlite_in_line():
        try:
            await found.start()
            yield found
        finally:
            await found.stop()
            await look.close()
            telegram.database.close()
