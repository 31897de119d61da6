"""Telegram's limits: about 30 messages a second in all, one a second in a chat, twenty a minute in a group."""

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
    """Token buckets: overall, and one a chat. A chat may have a short burst, as Telegram allows, then one a second."""

    def __init__(
        self,
        clock: Callable[[], float] | None = None,
        overall: float = 28.0,
        chat_rate: float = 1.0,
        chat_burst: float = 3.0,
        group_rate: float = 20 / 60,
        remembered: int = 10_000,
    ):
        self._clock = clock or asyncio.get_running_loop().time
        self._overall_rate = overall
        self._overall = _Bucket(overall, self._clock())
        self._chat_rate, self._chat_burst, self._group_rate = chat_rate, chat_burst, group_rate
        self._chats: OrderedDict[int, _Bucket] = OrderedDict()
        self._remembered = remembered
        self._paused_until = 0.0

    def pause(self, seconds: float) -> None:
        """Nothing goes out for that long (Telegram said 429)."""
        self._paused_until = max(self._paused_until, self._clock() + seconds)

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
            _take(self._overall, self._overall_rate, self._overall_rate, now),
        )
        return max(wait, self._paused_until - now)


def _take(bucket: _Bucket, rate: float, burst: float, now: float) -> float:
    """Take a token, possibly a future one: the seconds until it is there."""
    bucket.tokens = min(burst, bucket.tokens + (now - bucket.at) * rate)
    bucket.at = now
    bucket.tokens -= 1
    return max(0.0, -bucket.tokens / rate)
