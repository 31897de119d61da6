"""What the bot does behind the chats, entry by entry, for the page; given by whoever puts the sandbox and the bot
together. An entry is plain JSON with a number as its `id`, and comes again whenever it has changed."""

from __future__ import annotations

from collections import OrderedDict
from typing import Any

from bot.sandbox.feed import Event, Feed

Json = dict[str, Any]

#: The page is shown so many, the newest.
MOST = 300


class Lane:
    """Kept in memory alone: it explains what happens, and remembers nothing."""

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._entries: OrderedDict[int, Json] = OrderedDict()

    def put(self, entry: Json) -> None:
        """A new entry, or one that has changed."""
        known = self._entries
        if known and entry["id"] < next(iter(known)):
            return  # something followed very late from what nobody sees any more
        known[entry["id"]] = entry
        while len(known) > MOST:
            known.popitem(last=False)
        self._feed.send(Event("lane", None, {"entry": entry}))

    def shown(self) -> list[Json]:
        """Oldest first."""
        return list(self._entries.values())

    def clear(self) -> None:
        """The bot has forgotten everything."""
        self._entries.clear()
