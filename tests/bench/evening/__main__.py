"""An evening in the sandbox: `python -m tests.bench.evening [--on sqlite|postgresql]`.

Forty customers in two languages order hoodies and watermelon ice cream, twenty-five of them pool. On PostgreSQL two
bots share the work, and one of them is killed on the way. About two minutes each.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.runtime.sandbox import ADMIN, cast_of
from bot.sandbox.world import SandboxServer
from storage.database import migrate
from tests.bench.bot_processes import Life, spawn, trades
from tests.bench.evening.people import Crowd, customers
from tests.bench.evening.report import report
from tests.bench.here import machine
from tests.postgres import NoPostgres, running_server

#: Seconds without any progress after which it has failed.
STALLED = 120.0
#: From the evening to what is told of it.
MORNING = timedelta(hours=15, minutes=5)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.evening", description=__doc__)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default=None, help="default: one after the other")
    wanted = parser.parse_args().on
    print(f"On {machine()}.", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        if wanted in (None, "sqlite"):
            print("\nOne bot over SQLite", flush=True)
            asyncio.run(play(f"sqlite:///{Path(folder, 'bespoke.db')}", made(folder, "one"), bots=1, kill=False))
        if wanted in (None, "postgresql"):
            try:
                with running_server() as server:
                    print("\nTwo bots over PostgreSQL, one of them killed on the way", flush=True)
                    url = asyncio.run(server.create("evening"))
                    asyncio.run(play(url, made(folder, "two"), bots=2, kill=True))
            except NoPostgres as reason:
                sys.exit(f"No PostgreSQL: {reason}")


def made(folder: str, name: str) -> Path:
    path = Path(folder, name)
    path.mkdir()
    return path


async def play(url: str, folder: Path, *, bots: int, kill: bool) -> None:
    """Raises TimeoutError where nothing goes on any more."""
    await migrate(url)
    shown, people = trades(), customers()
    cast = [*cast_of(shown), *(one.member for one in people)]
    server = await SandboxServer.start(folder / "telegram", cast=cast, autopilot=None)
    evening = datetime(2026, 11, 24, 19, tzinfo=ZoneInfo("Asia/Shanghai")) - datetime.now(UTC)
    life = Life(server.token, server.base_url, url, evening, folder / "bots.log", {"pool_reprice_seconds": 2.0})
    running: list[BaseProcess] = [spawn(life) for _ in range(bots)]
    crowd = Crowd(server, people)
    waiting = {one.chat for one in people if one.waits}
    began = time.monotonic()
    try:
        with crowd.acting():
            for one in people:
                await server.person(one.chat).sends(one.wish)
                await asyncio.sleep(0.5)
            await _until(lambda: crowd.joined >= waiting, crowd, server)
            _say(began, f"{len(crowd.joined)} have joined pools, {len(crowd.chosen)} have ordered alone")
            if kill:
                running[0].kill()
                _say(began, "one of the bots is killed")
            # A moment for the last prices.
            await asyncio.sleep(10)
            admin = server.person(ADMIN)
            for number in (1, 2, 3, 4):
                await admin.sends(f"/pool {number} close")
            await _until(lambda: len(crowd.confirmed) == len(people), crowd, server)
            _say(began, f"all {len(crowd.confirmed)} are confirmed")
            makers = [one for one in cast if one.role == "supplier" and server.person(one.user_id).from_bot]
            for maker in makers:
                await server.person(maker.user_id).sends("/demand daily 10")
            await asyncio.sleep(5)
        await _stopped(running)
        running.append(spawn(replace(life, offset=evening + MORNING)))
        signals = await _signals(server, [maker.user_id for maker in makers])
        _say(began, f"the next morning {len(signals)} of {len(makers)} makers who asked for it hear of demand")
        await _stopped(running)
        for text in sorted(signals.values(), key=len, reverse=True)[:2]:
            print("\n" + "\n".join(f"    {line}" for line in text.splitlines()))
        roles = {member.user_id: str(member.role) for member in cast}
        await report(url, server, people, roles)
    finally:
        for bot in running:
            bot.kill()
        await server.close()


async def _stopped(bots: list[BaseProcess]) -> None:
    for bot in bots:
        bot.terminate()
    for bot in bots:
        await asyncio.to_thread(bot.join, 20)


async def _signals(server: SandboxServer, makers: list[int]) -> dict[int, str]:
    """What each maker is told of demand, as far as anything is, in half a minute."""
    before = {chat: len(server.person(chat).from_bot) for chat in makers}
    for _ in range(60):
        await asyncio.sleep(0.5)
        told = {chat: server.person(chat).from_bot[before[chat] :] for chat in makers}
        if all(told.values()):
            break
    return {chat: messages[-1].text for chat, messages in told.items() if messages}


async def _until(condition: Callable[[], bool], crowd: Crowd, server: SandboxServer) -> None:
    seen, since = -1, time.monotonic()
    while not condition():
        now = len(crowd.joined) + len(crowd.chosen) + len(crowd.confirmed)
        if now != seen:
            seen, since = now, time.monotonic()
        if time.monotonic() - since > STALLED:
            stuck = next(
                (one for one in crowd.people if one.chat not in crowd.confirmed | crowd.joined), crowd.people[0]
            )
            raise TimeoutError(f"nothing goes on. One of them sees:\n{server.person(stuck.chat).transcript()}")
        await asyncio.sleep(0.1)


def _say(began: float, what: str) -> None:
    print(f"  after {time.monotonic() - began:.0f} s: {what}", flush=True)


if __name__ == "__main__":
    main()
