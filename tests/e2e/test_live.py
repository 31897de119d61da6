"""`bespoke run` as an operator starts it, against a Bot API server somewhere else."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import yaml

from bot.runtime.sandbox import ADMIN, cast_of
from bot.runtime.settings import CATALOGUES
from bot.runtime.trades import load_trades
from bot.sandbox.person import Person
from bot.sandbox.shown import ShownMessage
from bot.sandbox.world import SandboxServer

ALEX = 3001


def connected_suppliers(folder: Path) -> Path:
    """The ice cream makers, each with a Telegram id, as an operator would have written them down."""
    book = yaml.safe_load((CATALOGUES / "ice_cream.suppliers.yaml").read_text("utf-8"))
    for number, supplier in enumerate(book["suppliers"], start=5001):
        supplier["telegram"] = number
    file = folder / "makers.yaml"
    file.write_text(yaml.safe_dump(book, allow_unicode=True), "utf-8")
    return file


@asynccontextmanager
async def live_bot(server: SandboxServer, folder: Path, suppliers: Path) -> AsyncIterator[asyncio.subprocess.Process]:
    """The bot in a process of its own, stopped as an operator stops it."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-m",
        "bot.runtime.cli",
        "run",
        cwd=folder,
        env={
            **os.environ,
            "PYTHONPATH": str(CATALOGUES.parent),
            "BOT_TOKEN": server.token,
            "BOT_API_URL": server.base_url,
            "ADMINS": str(ADMIN),
            "CATALOGUE": str(CATALOGUES / "ice_cream.yaml"),
            "SUPPLIERS": str(suppliers),
            "DATABASE_URL": "sqlite:///data/live.db",
            "LOG_LEVEL": "WARNING",
        },
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(20):
            await process.wait()


async def offers(makers: list[Person], count: int) -> list[tuple[Person, ShownMessage, str]]:
    """The open offers, once all have come: two for one maker come a second apart, as Telegram wants it."""
    async with asyncio.timeout(20):
        while True:
            found = [
                (maker, message, label)
                for maker in makers
                for message in maker.from_bot
                for label in ("Accept", "接单")
                if message.button(label)
            ]
            if len(found) == count:
                return found
            await asyncio.sleep(0.1)


async def test_the_live_bot_takes_an_order_and_stops_when_told(tmp_path: Path) -> None:
    """With a token, a server and a file of makers it runs an order to "Confirmed", and ends on SIGTERM."""
    suppliers = connected_suppliers(tmp_path)
    trades = load_trades((CATALOGUES / "ice_cream.yaml",), (suppliers,))
    server = await SandboxServer.start(cast=cast_of(trades), autopilot=None)
    try:
        async with live_bot(server, tmp_path, suppliers) as process:
            alex = server.person(ALEX)
            await alex.sends("200 cups of watermelon ice cream to Shanghai")
            await alex.until_offers("Cheapest", timeout=60)
            await alex.presses("Cheapest")
            tracker = await alex.until_says("makers have said yes", timeout=20)
            jobs = int(tracker.text.partition(" makers")[0].rpartition(" ")[2])
            makers = [server.person(p.telegram) for p in trades["ice_cream"].book.partners.values() if p.telegram]
            for maker, message, label in await offers(makers, jobs):
                await maker.presses(label, message)
            await alex.until_says("Confirmed!", timeout=20)
        assert process.returncode == 0
        assert (tmp_path / "data" / "live.db").exists()
    finally:
        await server.close()
