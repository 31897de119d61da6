"""`make bench-responsiveness`: how long a command waits while plans are made and messages read.

The bot runs in a process of its own on SQLite, with its own planner and reader processes, over HTTP to the local Bot
API server and within Telegram's limits. A wait ends when the answer is in the chat.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from pathlib import Path
from random import Random

from bot.runtime.sandbox import ADMIN
from bot.sandbox.cast import CastMember
from bot.sandbox.world import SandboxServer
from tests.bench.busy_bot import IN_THREADS
from tests.bench.here import machine, shipped_trades
from tests.bench.table import Cell, show
from tests.bench.times import Times

#: People whose orders are being planned, people who write, and people who ask for something simple.
ORDERING, WRITING, ASKING = 8, 24, 20
#: Seconds between two messages of all who write together, and between two commands.
WRITE_EVERY, ASK_EVERY = 0.25, 0.2
#: Seconds for the whole to get going.
LEAD_IN = 10.0
#: The most that a command may wait, in milliseconds, at the 99th percentile.
WANTED = 250.0

WISH = "200 cups of watermelon ice cream in paper cups with wooden spoons, delivered to Shanghai"
#: No product of ours, so no plan comes of it: what is read is what costs.
CHAT = "We talked about the party again, and the colours, the sizes, the zips, the date and who brings what. "
LENGTHS = (1, 1, 2, 4, 36)
#: With bursts, once in so many messages everybody who writes sends the longest at the same moment.
BURST = 60


@dataclass
class _Crowd:
    """Who writes to the bot, and when it answers."""

    server: SandboxServer
    waits: dict[str, Times] = field(default_factory=lambda: defaultdict(Times))
    plans: int = 0
    read: int = 0
    unanswered: int = 0
    _answers: dict[int, asyncio.Event] = field(default_factory=dict)

    async def listen(self) -> None:
        with self.server.telegram.feed.listen() as events:
            while True:
                event = await events.get()
                if event.kind == "message" and event.data["message"]["from_bot"] and event.chat_id in self._answers:
                    text = event.data["message"]["text"]
                    if event.chat_id >= 3000 or "¥" in text or "Nobody" in text:
                        self._answers[event.chat_id].set()

    async def say(self, chat: int, text: str, seconds: float) -> float | None:
        """Write, and wait for the answer: seconds, or None where none comes in time."""
        answered = self._answers[chat] = asyncio.Event()
        began = time.perf_counter()
        self.server.people_do.write(chat, text)
        try:
            async with asyncio.timeout(seconds):
                await answered.wait()
        except TimeoutError:
            self.unanswered += 1
            return None
        return time.perf_counter() - began

    async def order(self, chat: int) -> None:
        """One order after the other, each dropped once its options are there."""
        while True:
            await self.say(chat, WISH, 120)
            self.plans += 1
            self.server.people_do.write(chat, "/cancel")
            await asyncio.sleep(0.5)

    async def write(self, bursts: bool) -> None:
        random = Random(1)
        for number in count():
            burst = bursts and number % BURST == BURST // 2
            for chat in range(3000, 3000 + WRITING) if burst else [3000 + number % WRITING]:
                self.server.people_do.write(chat, CHAT * (LENGTHS[-1] if burst else random.choice(LENGTHS)))
                self.read += 1
            await asyncio.sleep(WRITE_EVERY)

    async def ask(self, seconds: float) -> None:
        async with asyncio.TaskGroup() as asked:
            until = time.perf_counter() + seconds
            for number in count():
                if time.perf_counter() > until:
                    return
                asked.create_task(self._ask(4000 + number % ASKING, ("/orders", "/help")[number // ASKING % 2]))
                await asyncio.sleep(ASK_EVERY)

    async def _ask(self, chat: int, command: str) -> None:
        waited = await self.say(chat, command, 60)
        if waited is not None:
            self.waits[command].seconds.append(waited)


@dataclass(frozen=True)
class Case:
    """What the bot has to do besides. `threads`: messages are read in its own process."""

    name: str
    load: bool = True
    bursts: bool = False
    threads: bool = False


CASES = (
    Case("nothing else to do", load=False),
    Case("plans and messages"),
    Case(f"the same, and {WRITING} long messages at a time", bursts=True),
)
IN_THREADS_TOO = Case("plans and messages, read in threads", threads=True)


async def measure(seconds: float, plan_seconds: float, case: Case) -> Sequence[Cell]:
    """One row: what commands waited."""
    with tempfile.TemporaryDirectory() as folder:
        server = await SandboxServer.start(cast=_cast(), autopilot=None)
        crowd = _Crowd(server)
        try:
            async with _bot(server, Path(folder), plan_seconds, threads=case.threads), asyncio.TaskGroup() as tasks:
                doing: list[Callable[[], Awaitable[None]]] = [crowd.listen]
                if case.load:
                    doing += [partial(crowd.order, 2000 + n) for n in range(ORDERING)]
                    doing.append(partial(crowd.write, case.bursts))
                under_way = [tasks.create_task(_run(do)) for do in doing]
                await crowd.say(4000, "/help", 60)
                await asyncio.sleep(LEAD_IN if case.load else 1)
                crowd.plans = crowd.read = 0
                await crowd.ask(seconds)
                for task in under_way:
                    task.cancel()
        finally:
            await server.close()
    all_waits = Times([wait for times in crowd.waits.values() for wait in times.seconds])
    percentiles = [all_waits.ms(percent) for percent in (50, 95, 99, 100)]
    return [case.name, len(all_waits.seconds), crowd.plans, crowd.read, crowd.unanswered, *percentiles]


async def _run(do: Callable[[], Awaitable[None]]) -> None:
    await do()


def _cast() -> list[CastMember]:
    people = [CastMember(ADMIN, "Admin", "admin", "en")]
    for first, number in ((2000, ORDERING), (3000, WRITING), (4000, ASKING)):
        people += [CastMember(first + n, f"Person {first + n}") for n in range(number)]
    makers = (p for trade in shipped_trades().values() for p in trade.book.partners.values())
    return people + [CastMember(p.telegram, p.id, "supplier", p.language) for p in makers if p.telegram is not None]


@asynccontextmanager
async def _bot(server: SandboxServer, folder: Path, plan_seconds: float, *, threads: bool) -> AsyncIterator[None]:
    """The bot, stopped as an operator stops it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "tests.bench.busy_bot",
        env={
            **os.environ,
            "BOT_TOKEN": server.token,
            "BOT_API_URL": server.base_url,
            "ADMINS": str(ADMIN),
            "DATABASE_URL": f"sqlite:///{folder}/bespoke.db",
            "PLAN_SECONDS": str(plan_seconds),
            IN_THREADS: "1" if threads else "",
        },
    )
    try:
        yield
    finally:
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            await process.wait()


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.bench.responsiveness", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="how long commands are asked")
    parser.add_argument("--plan-seconds", type=float, default=3.0, help="how long each plan takes")
    parser.add_argument("--threads", action="store_true", help="also with messages read in the bot's own process")
    arguments = parser.parse_args()
    print(f"On {machine()}; other work on it makes these figures worse. About four minutes.", flush=True)
    cases = [*CASES, *([IN_THREADS_TOO] if arguments.threads else [])]
    rows = [asyncio.run(measure(arguments.seconds, arguments.plan_seconds, case)) for case in cases]
    head = (
        "besides",
        "commands",
        "plans",
        "messages",
        "unanswered",
        "p50 ms",
        "p95 ms",
        "p99 ms",
        "max ms",
    )
    show("What a command waits for its answer", head, rows)
    p99 = rows[1][-2]
    if isinstance(p99, float) and p99 > WANTED:
        print(f"\nThe 99th percentile is over {WANTED:.0f} ms.")
        sys.exit(1)


if __name__ == "__main__":
    main()
