"""What has just happened, for whoever watches: the page, the autopilot, and tests that wait."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any, Literal

Kind = Literal["message", "deleted", "person", "typing", "draft", "answer", "clock", "faults", "reset", "lane", "story"]


@dataclass(frozen=True)
class Event:
    """`chat_id` is None where it concerns everybody; `data` is plain JSON."""

    kind: Kind
    chat_id: int | None = None
    data: dict[str, Any] = field(default_factory=dict)


class Feed:
    """Hands every event to everyone who listens, in order."""

    def __init__(self) -> None:
        self._listeners: set[asyncio.Queue[Event]] = set()

    def send(self, event: Event) -> None:
        for listener in self._listeners:
            listener.put_nowait(event)

    @contextmanager
    def listen(self) -> Iterator[asyncio.Queue[Event]]:
        """What happens from now on. Listen first and look afterwards, and nothing is missed."""
        queue: asyncio.Queue[Event] = asyncio.Queue()
        self._listeners.add(queue)
        try:
            yield queue
        finally:
            self._listeners.discard(queue)
