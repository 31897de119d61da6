"""One run: real bots are killed while people order, until every order is settled."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from multiprocessing.process import BaseProcess
from pathlib import Path
from random import Random
from zoneinfo import ZoneInfo

from bot.sandbox.world import SandboxServer
from storage.database import migrate
from tests.crash.kill_accounts import Verdict, check
from tests.crash.kill_bot import Life, gone, spawn
from tests.crash.kill_people import People, cast

#: Orders under way at a time.
CONSUMERS = 12
#: Seconds that a bot works between being up and being killed, at least and at most.
WORKING = (0.3, 2.5)
#: Seconds without any order being settled after which a run has failed.
STALLED = 60.0


@dataclass(frozen=True)
class Plan:
    """What happens in a run. `url`: an empty database. `restart`: stops the database server and starts it again."""

    url: str
    orders: int
    kills: int
    bots: int = 1
    lease: float = 2.0
    restarts: int = 0
    restart: Callable[[], None] | None = None
    seed: int = 0


@dataclass
class Outcome:
    """What came of a run; seconds. `picked_up`: from each kill to the answer to what was asked right before it."""

    verdict: Verdict
    seconds: float
    kills: int
    restarts: int
    picked_up: list[float] = field(default_factory=list)


async def play(plan: Plan, folder: Path, tell: Callable[[str], None] = lambda line: None) -> Outcome:
    """Raises TimeoutError where orders are not settled any more."""
    await migrate(plan.url)
    server = await SandboxServer.start(cast=cast(CONSUMERS), autopilot=None)
    people = People(server, CONSUMERS, plan.orders)
    life = Life(server.token, server.base_url, plan.url, plan.lease, _to_a_morning(), folder / "bots.log")
    run = _Run(plan, people, life, tell)
    began = time.monotonic()
    try:
        async with run.running():
            await run.to_the_end()
        # What was said last has arrived, and the bots have gone as an operator would have them go.
        answered = [people.answered_at[probe] - at for probe, at in run.probes.items() if probe in people.answered_at]
        verdict = await check(plan.url, server, people, run.killed)
        return Outcome(verdict, time.monotonic() - began, run.kills, run.restarts, answered)
    finally:
        await server.close()


class _Run:
    def __init__(self, plan: Plan, people: People, life: Life, tell: Callable[[str], None]):
        self._plan = plan
        self._people = people
        self._life = life
        self._tell = tell
        self._random = Random(plan.seed)
        self._bots: list[BaseProcess] = []
        self.kills = self.restarts = 0
        self.killed: list[float] = []
        #: When the bot was killed that each probe had asked.
        self.probes: dict[int, float] = {}

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        self._bots = [spawn(self._life) for _ in range(self._plan.bots)]
        try:
            with self._people.acting():
                yield
            for bot in self._bots:
                bot.terminate()
            await gone(self._bots)
        finally:
            for bot in self._bots:
                bot.kill()

    async def to_the_end(self) -> None:
        """Kill and restart until it was often enough, and every order is settled and every probe answered."""
        plan, people = self._plan, self._people
        pauses = [*["kill"] * plan.kills, *["restart"] * plan.restarts]
        self._random.shuffle(pauses)
        for number, what in enumerate(pauses, start=1):
            # Spread over the orders, so that no kill meets an empty house.
            share = int(0.98 * plan.orders * number / (len(pauses) + 1))
            await self._until(partial(people.far, share))
            await asyncio.sleep(self._random.uniform(*WORKING))
            await (self._kill() if what == "kill" else self._restart())
            if number % 10 == 0:
                self._tell(f"{self.kills} kills, {self.restarts} restarts, {len(people.settled)} orders settled")
        await self._until(lambda: people.done and all(probe in people.answered_at for probe in self.probes))
        await asyncio.sleep(plan.lease + 1)

    async def _kill(self) -> None:
        """In the middle of whatever it is doing, and a moment after somebody asked for something."""
        index = self._random.randrange(len(self._bots))
        probe = await self._people.probe()
        await asyncio.sleep(self._random.uniform(0, 0.06))
        self._bots[index].kill()
        self._note_probe(probe)
        await gone([self._bots[index]])
        self._bots[index] = spawn(self._life)
        self.kills += 1

    def _note_probe(self, probe: int) -> None:
        self.killed.append(time.monotonic())
        if probe not in self._people.answered_at:
            self.probes[probe] = self.killed[-1]

    async def _restart(self) -> None:
        """The database goes away under the bots, and comes back."""
        if self._plan.restart is None:
            raise ValueError("a plan with restarts needs to say how")
        self.killed.append(time.monotonic())
        await asyncio.to_thread(self._plan.restart)
        self.killed.append(time.monotonic())
        self.restarts += 1

    async def _until(self, condition: Callable[[], bool]) -> None:
        people = self._people
        seen, since = -1, time.monotonic()
        while not condition():
            if len(people.settled) + len(people.answered_at) != seen:
                seen, since = len(people.settled) + len(people.answered_at), time.monotonic()
            if time.monotonic() - since > STALLED:
                raise TimeoutError(people.stalled() + self._life.log.read_text("utf-8")[-4000:])
            for bot in self._bots:
                if not bot.is_alive():
                    raise RuntimeError(f"a bot ended by itself with {bot.exitcode}: see {self._life.log}")
            await asyncio.sleep(0.05)


def _to_a_morning() -> timedelta:
    """From now to ten in the morning of a Tuesday where the makers are: they are at work."""
    morning = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Shanghai"))
    return morning - datetime.now(UTC)
