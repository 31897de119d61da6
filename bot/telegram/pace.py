"""Telegram's limits: 30 messages in any second in all, one a second in a chat, twenty a minute in a group."""

from __future__ import annotations

import asyncio
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass


@dataclass
class _Bucket:
    tokens: float
    at: float


class Pace:
    """Token buckets: overall, and one a chat. A chat may have a short burst, as Telegram allows, then one a second.

    `overall` a second and `overall_burst` together are what any second may see.
    """

    def __init__(
        self,
        clock: Callable[[], float] | None = None,
        overall: float = 25.0,
        overall_burst: float = 5.0,
        chat_rate: float = 1.0,
        chat_burst: float = 3.0,
        group_rate: float = 20 / 60,
        remembered: int = 10_000,
    ):
        self._clock = clock or asyncio.get_running_loop().time
        self._overall_rate = overall
        self._overall_burst = overall_burst
        self._overall = _Bucket(overall_burst, self._clock())
        self._chat_rate, self._chat_burst, self._group_rate = chat_rate, chat_burst, group_rate
        self._chats: OrderedDict[int, _Bucket] = OrderedDict()
        self._remembered = remembered
        self._paused_until = 0.0

    def pause(self, seconds: float) -> None:
        """Nothing goes out for that long (Telegram said 429); what waits goes at the usual pace then, not at once."""
        now = self._clock()
        self._paused_until = max(self._paused_until, now + seconds)
        _fill(self._overall, self._overall_rate, self._overall_burst, now)
        behind = (self._paused_until - now) * self._overall_rate
        self._overall.tokens = min(self._overall.tokens, 1 - behind)

    @property
    def paused(self) -> bool:
        """Has Telegram said 429, and is that time not over yet? Whoever has waited for their turn waits anew."""
        return self._clock() < self._paused_until

    def take(self, chat_id: int) -> float:
        """Reserve one call to a chat: how many seconds to wait before making it."""
        now = self._clock()
        bucket = self._chats.pop(chat_id, None) or _Bucket(self._chat_burst, now)
        self._chats[chat_id] = bucket
        while len(self._chats) > self._remembered:
            self._chats.popitem(last=False)
        rate = self._group_rate if chat_id < 0 else self._chat_rate
        wait = max(
            _take(bucket, rate, self._chat_burst, now),
            _take(self._overall, self._overall_rate, self._overall_burst, now),
        )
        return max(wait, self._paused_until - now)


def _fill(bucket: _Bucket, rate: float, burst: float, now: float) -> None:
    bucket.tokens = min(burst, bucket.tokens + (now - bucket.at) * rate)
    bucket.at = now


def _take(bucket: _Bucket, rate: float, burst: float, now: float) -> float:
    """Take a token, possibly a future one: the seconds until it is there."""
    _fill(bucket, rate, burst, now)
    bucket.tokens -= 1
    return max(0.0, -bucket.tokens / rate)
