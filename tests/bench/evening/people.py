"""Forty customers of an evening, in two languages, and makers who say yes."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.cast import CastMember
from bot.sandbox.errors import SandboxError
from bot.sandbox.world import SandboxServer

FIRST = 20_001
#: How the buttons that are pressed begin, emoji aside.
YES = ("accept", "接单")
POOL = ("join:", "start a pool", "拼单：", "发起拼单")
ALONE = ("cheapest", "最便宜")
#: What says that all makers of an order have said yes.
CONFIRMED = ("Every maker of order", "的每一家都答应了")

HOODIES_EN = (
    "{n} navy hoodies with metal zip, size M, print on the back, to Hangzhou",
    "{n} black hoodies with metal zip, size L, print on the back, to Shanghai",
    "{n} grey hoodies, no zip, size M, print on the chest, to Suzhou",
)
HOODIES_ZH = (
    "想要{n}件藏青色连帽衫，带金属拉链，L码，后背印花，送到上海",
    "{n}件黑色连帽衫，金属拉链，M码，后背印花，送到杭州",
    "{n}件藏青色连帽衫，带金属拉链，M码，胸前印花，送到苏州",
)
ICE_EN = ("{n} cups of watermelon ice cream, to Hangzhou", "{n} cups of watermelon ice cream, to Shanghai")
ICE_ZH = ("{n}杯西瓜冰淇淋，送到杭州", "{n}杯西瓜冰淇淋，送到上海")


@dataclass(frozen=True)
class Customer:
    """Somebody who orders tonight. `waits`: joins a pool if one is offered."""

    chat: int
    language: str
    wish: str
    waits: bool

    @property
    def member(self) -> CastMember:
        return CastMember(self.chat, f"Customer {self.chat - FIRST + 1}", language=self.language)


def customers() -> list[Customer]:
    """24 want hoodies, 16 watermelon ice cream; 25 of the forty can wait."""
    found: list[Customer] = []
    for n in range(40):
        language = "en" if n % 2 == 0 else "zh"
        hoodies = n < 24
        wishes = (
            (HOODIES_EN if language == "en" else HOODIES_ZH) if hoodies else (ICE_EN if language == "en" else ICE_ZH)
        )
        pieces = 8 + 3 * (n % 7) if hoodies else 40 + 20 * (n % 5)
        waits = n % 8 not in (3, 5, 6)
        found.append(Customer(FIRST + n, language, wishes[n // 2 % len(wishes)].format(n=pieces), waits))
    return found


@dataclass
class Crowd:
    """They answer what they see as soon as they see it."""

    server: SandboxServer
    people: list[Customer]
    joined: set[int] = field(default_factory=set)
    confirmed: set[int] = field(default_factory=set)
    chosen: set[int] = field(default_factory=set)
    _pressed: set[str] = field(default_factory=set)
    _by_chat: dict[int, Customer] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._by_chat = {one.chat: one for one in self.people}

    @contextmanager
    def acting(self) -> Iterator[None]:
        """Let them act until the block ends."""
        task = asyncio.create_task(self._act())
        try:
            yield
        finally:
            task.cancel()

    async def _act(self) -> None:
        with self.server.telegram.feed.listen() as events:
            while True:
                event = await events.get()
                if event.kind == "message" and event.chat_id is not None:
                    self._see(event.chat_id, event.data["message"])

    def _see(self, chat: int, message: dict[str, Any]) -> None:
        if not message["from_bot"]:
            return
        customer = self._by_chat.get(chat)
        if customer is not None and any(word in message["text"] for word in CONFIRMED):
            self.confirmed.add(chat)
        wanted: tuple[str, ...]
        if customer is None:
            wanted = YES
        elif customer.waits and chat not in self.joined:
            wanted = POOL
        else:
            wanted = () if customer.waits else ALONE
        for button in (button for row in message["buttons"] for button in row):
            label = button["text"].lstrip("✅❌🫂 ").lower()
            if button["data"] and button["data"] not in self._pressed and label.startswith(wanted):
                self._press(chat, message["id"], button["data"])
                if customer is not None:
                    (self.joined if customer.waits else self.chosen).add(chat)
                break

    def _press(self, chat: int, message: int, data: str) -> None:
        self._pressed.add(data)
        try:
            self.server.people_do.press(chat, message, data)
        except SandboxError:
            # It was changed in the same moment: what it shows now is another event.
            self._pressed.discard(data)
