"""A sender with a real outbox, before the sandbox's Bot API server over HTTP; each call is noted as it gets there."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import timedelta

from bot.runtime.compose import make_bot
from bot.runtime.pumps import Pump
from bot.sandbox.cast import CastMember
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.world import SandboxServer
from bot.services.holding import Holding
from bot.services.office import Office, Trades
from bot.services.use_cases import UseCases
from bot.telegram.pace import Pace
from bot.telegram.sender import AT_ONCE, Sender, Sending
from storage.database import open_database
from tests.crash.parts import InProcessPlanner, reader_of
from tests.crash.trade import ADMIN, FIRST_CONSUMER, small_trade
from tests.e2e.stage import TestClock

#: How long a test waits for something that must come, in seconds.
PATIENCE = 30.0


@dataclass(frozen=True)
class Received:
    """A call, `at` seconds after the start by the server's clock, and the fault that met it."""

    at: float
    method: str
    chat_id: int | None
    fault: Fault | None


class Wire:
    """Made by `wire`."""

    def __init__(self, server: SandboxServer, office: Office, outbox: Pump[Sending], clock: TestClock):
        self.server = server
        self.office = office
        self.clock = clock
        self.calls: list[Received] = []
        self._outbox = outbox
        self._note_calls(server.faults)

    def _note_calls(self, faults: Faults) -> None:
        began, take = time.monotonic(), faults.take

        def noting(method: str, chat_id: int | None) -> Fault | None:
            fault = take(method, chat_id)
            self.calls.append(Received(time.monotonic() - began, method, chat_id, fault))
            return fault

        faults.take = noting  # type: ignore[method-assign]

    @property
    def sent(self) -> list[Received]:
        """New messages that Telegram took."""
        return [call for call in self.calls if call.method == "sendMessage" and call.fault is None]

    async def say(self, *messages: tuple[int, int]) -> None:
        """Queue messages: (chat, number), each of which shows its number."""
        async with self.office.database.transaction() as tx:
            for chat, number in messages:
                payload = {
                    "view": "notice",
                    "language": "en",
                    "mode": "fresh",
                    "data": {"code": "your_id", "id": number},
                    "buttons": [],
                }
                await tx.outbox.put(chat, payload, self.office.now())
        self._outbox.wake()

    async def later(self, by: timedelta) -> None:
        """Let time pass for what waits to be tried again."""
        self.clock.add(by)
        self._outbox.wake()

    async def until_idle(self, waiting: int = 0) -> None:
        """Until nothing is on its way, and so many messages are left in the outbox."""
        async with asyncio.timeout(PATIENCE):
            while True:
                async with self.office.database.transaction() as tx:
                    left = (await tx.outbox.counts())["waiting"]
                if left == waiting and self._outbox.idle:
                    return
                if left > waiting:
                    # As the tick does.
                    self._outbox.wake()
                await asyncio.sleep(0.02)

    def numbers(self, chat: int) -> list[int]:
        """What a chat shows, in order."""
        return [int("".join(c for c in m.text if c.isdigit())) for m in self.server.person(chat).from_bot]


@asynccontextmanager
async def wire(database_url: str, pace: Pace | None = None, chats: int = 40) -> AsyncIterator[Wire]:
    """Everything started. `pace`: Telegram's limits unless told otherwise."""
    trade, clock = small_trade(), TestClock()
    cast = [CastMember(FIRST_CONSUMER + n, f"Consumer {n}", started=True) for n in range(chats)]
    server = await SandboxServer.start(cast=[CastMember(ADMIN, "Admin", "admin"), *cast], autopilot=None)
    database = await open_database(database_url)
    bot = make_bot(server.token, server.base_url)
    office = Office(
        database, clock, Trades({trade.catalogue.id: trade}), reader_of(trade), InProcessPlanner(), lambda: "no buttons"
    )
    sender = Sender(bot, UseCases.over(office), Holding(database, clock, timedelta(minutes=10)), pace)
    outbox = Pump("outbox", sender.take, sender.deliver, AT_ONCE)
    running = asyncio.create_task(outbox.run())
    try:
        yield Wire(server, office, outbox, clock)
    finally:
        running.cancel()
        await asyncio.gather(running, return_exceptions=True)
        await bot.session.close()
        await database.close()
        await server.close()
