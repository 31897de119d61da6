"""What Telegram finds in a text by itself: commands, links, mentions, addresses."""

from __future__ import annotations

import re

from bot.sandbox.text import utf16
from bot.sandbox.text.entities import Entity

_FOUND = (
    ("url", re.compile(r"https?://[^\s<>\"“”，。；！？）】]+[^\s<>\"“”，。；！？）】.,:;!?)\]]")),
    ("email", re.compile(r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+")),
    ("mention", re.compile(r"(?<![\w@])@[A-Za-z][A-Za-z0-9_]{3,31}\b")),
    ("bot_command", re.compile(r"(?<![\w/])/[A-Za-z0-9_]{1,32}(?:@[A-Za-z0-9_]{4,32})?(?![\w/])")),
    ("hashtag", re.compile(r"(?<![\w#])#(?=\w*[^\W\d])\w{1,64}")),
)
#: Nothing is looked for inside these.
_CLOSED = frozenset({"code", "pre", "text_link", "url", "email", "mention", "bot_command", "text_mention"})


def detected(text: str, entities: list[Entity]) -> list[Entity]:
    """The further entities that Telegram adds to `entities`."""
    taken = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in _CLOSED]
    found: list[Entity] = []
    for kind, pattern in _FOUND:
        for match in pattern.finditer(text):
            start = utf16.length(text[: match.start()])
            end = start + utf16.length(match.group())
            if all(end <= other or start >= until for other, until in taken):
                found.append({"type": kind, "offset": start, "length": end - start})
                taken.append((start, end))
    return found
