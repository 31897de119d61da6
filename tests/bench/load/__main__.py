"""Load through the real HTTP path: `python -m tests.bench.load [--on sqlite|postgresql] [--workers 1|2] [--rate N]`.

Consumers come at random moments, so many a minute, whether the bot keeps up or not; makers say yes at once. The bots
are processes of their own, Telegram's limits are off. `--ramp` doubles the rate until most have to wait.
"""

from __future__ import annotations

import argparse
import asyncio
import socket
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.runtime.sandbox import ADMIN, cast_of
from bot.sandbox.world import SandboxServer
from storage.database import migrate
from tests.bench.bot_processes import Life, spawn, trades
from tests.bench.here import machine
from tests.bench.load.people import KINDS, OPTIONS, Load
from tests.bench.load.where import cpu_seconds, show_where, through, worked
from tests.bench.table import Cell, show
from tests.postgres import NoPostgres, running_server

#: Whoever waits longer for options than this has come to a wall. Seconds, at the 95th percentile.
WALL = 10.0
#: How long what is under way may take after the last one has come.
PATIENCE = 90.0


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.load", description=__doc__)
    parser.add_argument("--on", choices=("sqlite", "postgresql"), default="sqlite")
    parser.add_argument("--workers", type=int, choices=(1, 2), default=1)
    parser.add_argument("--rate", type=float, default=30.0, help="orders a minute")
    parser.add_argument("--minutes", type=float, default=1.0)
    parser.add_argument("--ramp", action="store_true", help="double the rate until it is too much")
    parser.add_argument("--pools", action="store_true", help="let consumers be offered pools, which nobody joins")
    asked = parser.parse_args()
    if asked.workers > 1 and asked.on == "sqlite":
        sys.exit("Two workers need --on postgresql: SQLite is for one machine and one process.")
    print(f"On {machine()}. {asked.on}, {asked.workers} worker(s); times in milliseconds.", flush=True)
    rate = asked.rate
    while True:
        with tempfile.TemporaryDirectory() as folder:
            if asked.on == "sqlite":
                slowest = asyncio.run(run(f"sqlite:///{Path(folder, 'load.db')}", Path(folder), rate, asked))
            else:
                try:
                    with running_server() as server:
                        url = asyncio.run(server.create("load"))
                        slowest = asyncio.run(run(url, Path(folder), rate, asked))
                except NoPostgres as reason:
                    sys.exit(f"No PostgreSQL: {reason}")
        if not asked.ramp or slowest > WALL:
            return
        rate *= 2


async def run(url: str, folder: Path, rate: float, asked: argparse.Namespace) -> float:
    """One rate; returns what one in twenty waits for options, in seconds."""
    await migrate(url)
    server = await SandboxServer.start(folder / "telegram", cast=cast_of(trades()), autopilot=None)
    morning = datetime(2026, 11, 24, 10, tzinfo=ZoneInfo("Asia/Shanghai")) - datetime.now(UTC)
    ports = [_free_port() for _ in range(asked.workers)]
    bots = []
    for port in ports:
        more = {"health_listen": f"127.0.0.1:{port}"} | ({} if asked.pools else {"pool_hours": 0.0})
        bots.append(spawn(Life(server.token, server.base_url, url, morning, folder / "bots.log", more)))
    load = Load(server)
    try:
        await _up(server)
        before, own = cpu_seconds([bot.pid or 0 for bot in bots]), time.process_time()
        began = time.monotonic()
        with load.acting():
            await load.come(rate, 60 * asked.minutes)
            until = time.monotonic() + PATIENCE
            while load.settled < len(load.ways) and time.monotonic() < until:  # noqa: ASYNC110  nobody tells
                await asyncio.sleep(0.1)
        took = time.monotonic() - began
        work = await worked(ports)
        computed = cpu_seconds([bot.pid or 0 for bot in bots]) - before
        for bot in bots:
            bot.terminate()
        for bot in bots:
            await asyncio.to_thread(bot.join, 20)
        _show(load, rate, took)
        orders = max(1, load.settled)
        theirs = (time.process_time() - own) / orders
        print(f"\n  The bots computed {computed / orders:.2f} s an order, Telegram's part here {theirs:.2f} s.")
        show_where(work, await through(url), orders)
        return load.waits[OPTIONS].ms(95) / 1000 if load.waits[OPTIONS].seconds else PATIENCE
    finally:
        for bot in bots:
            bot.kill()
        await server.close()


def _show(load: Load, rate: float, took: float) -> None:
    rows: list[list[Cell]] = []
    for kind in KINDS:
        times = load.waits[kind]
        if times.seconds:
            rows.append([kind, len(times.seconds), times.ms(50), times.ms(95), times.ms(99), times.ms(100)])
    done = f"{load.settled} settled, {60 * load.settled / took:.1f} a minute"
    print(f"\n{rate:g} orders a minute asked: {len(load.ways)} came, {done}")
    show("From message to answer", ("from → to", "times", "p50", "p95", "p99", "longest"), rows)


async def _up(server: SandboxServer) -> None:
    """Wait until a bot answers."""
    admin = server.person(ADMIN)
    await admin.sends("/help")
    await admin.until(lambda messages: any(message.from_bot for message in messages), 60)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


if __name__ == "__main__":
    main()
