"""People who come when they come, whether the bot keeps up or not; and makers who say yes at once."""

from __future__ import annotations

import asyncio
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from random import Random
from typing import Any

from bot.sandbox.cast import CastMember
from bot.sandbox.errors import SandboxError
from bot.sandbox.world import SandboxServer
from tests.bench.evening.people import CONFIRMED, HOODIES_EN, HOODIES_ZH, ICE_EN, ICE_ZH, YES
from tests.bench.times import Times

FIRST = 50_001
CHEAPEST = ("cheapest", "最便宜")
#: From what to what, in the order of an order's way.
CARD, OPTIONS, ASKED, SETTLED, COMMAND = (
    "wish → card",
    "wish → options",
    "choice → makers are asked",
    "choice → all have said yes",
    "/orders → answer",
)
KINDS = (CARD, OPTIONS, ASKED, SETTLED, COMMAND)


@dataclass
class Way:
    """How far somebody is; times of the monotonic clock. `wished`: when they were to write, not when they could."""

    language: str
    wished: float
    card: bool = False
    options: bool = False
    chosen: float = 0.0
    asked: bool = False
    settled: bool = False
    command: float = 0.0


@dataclass
class Load:
    """Everybody in it, and how long they have waited."""

    server: SandboxServer
    seed: int = 0
    waits: dict[str, Times] = field(default_factory=lambda: defaultdict(Times))
    ways: dict[int, Way] = field(default_factory=dict)
    _pressed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._random = Random(self.seed)

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Let them act until the block ends."""
        task = asyncio.create_task(self._act())
        try:
            yield
        finally:
            task.cancel()

    @property
    def settled(self) -> int:
        return sum(way.settled for way in self.ways.values())

    async def come(self, a_minute: float, seconds: float) -> None:
        """So many a minute, at random moments (Poisson), each with a wish. Nobody waits for anybody: where the bot
        falls behind, they have waited since the moment at which they meant to write."""
        began, at = time.monotonic(), 0.0
        while (at := at + self._random.expovariate(a_minute / 60)) < seconds:
            await asyncio.sleep(max(0.0, began + at - time.monotonic()))
            await self._one(began + at)

    async def _one(self, at: float) -> None:
        chat = FIRST + len(self.ways)
        language = self._random.choice(("en", "zh"))
        person = await self.server.joins(CastMember(chat, f"Consumer {chat - FIRST + 1}", language=language))
        hoodie = self._random.random() < 0.5
        wishes = (HOODIES_EN if hoodie else ICE_EN) if language == "en" else (HOODIES_ZH if hoodie else ICE_ZH)
        self.ways[chat] = Way(language, at)
        count = self._random.randrange(8, 40) if hoodie else 20 * self._random.randrange(2, 9)
        await person.sends(self._random.choice(wishes).format(n=count))

    async def _act(self) -> None:
        with self.server.telegram.feed.listen() as events:
            while True:
                event = await events.get()
                if event.kind == "message" and event.chat_id is not None:
                    self._see(event.chat_id, event.data["message"])

    def _see(self, chat: int, message: dict[str, Any]) -> None:
        if not message["from_bot"]:
            return
        way, now = self.ways.get(chat), time.monotonic()
        if way is not None:
            self._note(chat, way, message, now)
        for button in (button for row in message["buttons"] for button in row):
            label = button["text"].lstrip("✅❌ ").lower()
            wanted = YES if way is None else () if way.chosen else CHEAPEST
            if button["data"] and button["data"] not in self._pressed and label.startswith(wanted):
                if way is not None:
                    way.chosen = now
                self._press(chat, message["id"], button["data"])
                return

    def _note(self, chat: int, way: Way, message: dict[str, Any], now: float) -> None:
        text = message["text"]
        if not way.card:
            way.card = True
            self.waits[CARD].seconds.append(now - way.wished)
        labels = [button["text"].lower() for row in message["buttons"] for button in row]
        if not way.options and any(label.startswith(CHEAPEST) for label in labels):
            way.options = True
            self.waits[OPTIONS].seconds.append(now - way.wished)
        if way.command and ("Your orders" in text or "您的订单" in text):
            self.waits[COMMAND].seconds.append(now - way.command)
            way.command = 0.0
        if way.chosen and not way.asked and ("makers have said yes" in text or "家答应" in text):
            way.asked = True
            self.waits[ASKED].seconds.append(now - way.chosen)
        if way.chosen and not way.settled and any(word in text for word in CONFIRMED):
            way.settled = True
            self.waits[SETTLED].seconds.append(now - way.chosen)
            if self._random.random() < 0.5:
                way.command = now
                self.server.people_do.write(chat, "/orders", None)

    def _press(self, chat: int, message: int, data: str) -> None:
        self._pressed.add(data)
        try:
            self.server.people_do.press(chat, message, data)
        except SandboxError:
            # It was changed in the same moment: what it shows now is another event.
            self._pressed.discard(data)
