"""Simulated people who answer at once: consumers with one order after the other, makers who say yes."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.cast import CastMember
from bot.sandbox.errors import SandboxError
from bot.sandbox.world import SandboxServer
from tests.crash import kill_trades
from tests.crash.kill_bot import ADMIN

FIRST_CONSUMER, FIRST_PROBE = 10_001, 900_001
#: What is pressed as soon as it is seen, by how its label begins, emoji aside. Others are left alone.
PRESSED = ("cheapest", "fastest", "most reliable", "accept")
#: What tells a consumer that an order is settled, up to its number.
CONFIRMED = "Confirmed! Every maker of order "


def cast(consumers: int) -> list[CastMember]:
    """Everybody there is at the start."""
    people = [CastMember(ADMIN, "Admin", "admin", "en"), *kill_trades.makers()]
    return people + [CastMember(FIRST_CONSUMER + n, f"Consumer {n}") for n in range(consumers)]


@dataclass
class People:
    """Who acts in the sandbox. Times are of the machine's monotonic clock."""

    server: SandboxServer
    consumers: int
    orders: int
    settled: set[str] = field(default_factory=set)
    #: When each message of the bot appeared, by its id.
    shown_at: dict[int, float] = field(default_factory=dict)
    #: When each probe was answered, by chat.
    answered_at: dict[int, float] = field(default_factory=dict)
    wished: int = 0
    probes: int = 0
    _pressed: set[str] = field(default_factory=set)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Let them act until the block ends."""
        task = asyncio.create_task(self._act())
        try:
            for number in range(min(self.consumers, self.orders)):
                self._wish(FIRST_CONSUMER + number)
            yield
        finally:
            task.cancel()

    @property
    def done(self) -> bool:
        """Are all orders settled, as far as their consumers were told?"""
        return len(self.settled) >= self.orders

    def far(self, orders: int) -> bool:
        """Are so many orders settled?"""
        return len(self.settled) >= orders

    def stalled(self) -> str:
        """What it looks like where nothing goes on."""
        first = self.server.person(FIRST_CONSUMER).transcript()
        return f"{len(self.settled)} of {self.orders} orders are settled, and no more. A consumer sees:\n{first}\n"

    async def probe(self) -> int:
        """Somebody new asks for help; returns the chat."""
        chat = FIRST_PROBE + self.probes
        self.probes += 1
        person = await self.server.joins(CastMember(chat, f"Probe {chat}"))
        await person.sends("/help")
        return chat

    async def _act(self) -> None:
        with self.server.telegram.feed.listen() as events:
            while True:
                event = await events.get()
                if event.kind == "message" and event.chat_id is not None:
                    self._see(event.chat_id, event.data["message"])

    def _see(self, chat: int, message: dict[str, Any]) -> None:
        if not message["from_bot"]:
            return
        self.shown_at.setdefault(message["id"], time.monotonic())
        if chat >= FIRST_PROBE:
            self.answered_at.setdefault(chat, time.monotonic())
        for button in (button for row in message["buttons"] for button in row):
            label = button["text"].lstrip("✅❌ ").lower()
            if button["data"] and button["data"] not in self._pressed and label.startswith(PRESSED):
                self._press(chat, message["id"], button["data"])
                break
        _, confirmed, rest = message["text"].partition(CONFIRMED)
        if confirmed and chat >= FIRST_CONSUMER:
            order = rest.split()[0]
            if order not in self.settled:
                self.settled.add(order)
                self._wish(chat)

    def _press(self, chat: int, message: int, data: str) -> None:
        self._pressed.add(data)
        try:
            self.server.people_do.press(chat, message, data)
        except SandboxError:
            # It was changed in the same moment: what it shows now is another event.
            self._pressed.discard(data)

    def _wish(self, consumer: int) -> None:
        if self.wished < self.orders:
            product = kill_trades.PRODUCTS[self.wished % len(kill_trades.PRODUCTS)]
            self.wished += 1
            self.server.people_do.write(consumer, f"{5 + self.wished % 40} red {product}s to Hangzhou")
