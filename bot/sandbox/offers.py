"""What a supplier who looks at their chat finds to be answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.sandbox.phrases import AutopilotPhrases
from bot.sandbox.shown import Button, ShownMessage

#: A bot that puts up a new button after every press must not be answered for ever.
MOST_ANSWERS = 6


@dataclass(frozen=True)
class Offer:
    """Something that wants an answer. `root`: the message it began with; `message`: the newest about it.

    `all_data`: every button that would answer it. `ordinal`: the how-many-th message of the bot `root` is.
    """

    root: int
    message: int
    button: str
    all_data: tuple[str, ...]
    progress: bool
    reminded: bool
    ordinal: int


def open_offers(messages: Sequence[ShownMessage], phrases: AutopilotPhrases, answered: set[str]) -> list[Offer]:
    """Oldest first. Messages that reply to one another are about one thing, as are those with the same button."""
    by_id = {message.id: message for message in messages}
    from_bot = [message for message in messages if message.from_bot]
    wanted = {message.id: _wanted(message, phrases) for message in from_bot}
    threads: dict[int, list[ShownMessage]] = {}
    root_of_data: dict[str, int] = {}
    for message in from_bot:
        if (button := wanted[message.id]) is not None and button.data is not None:
            root = root_of_data.setdefault(button.data, _root(message, by_id, wanted))
            threads.setdefault(root, []).append(message)
    offers = []
    for root, thread in threads.items():
        newest = thread[-1]
        button = wanted[newest.id]
        data = tuple(b.data for m in thread if (b := wanted[m.id]) is not None and b.data is not None)
        if button is None or button.data is None or button.data in answered:
            continue
        later = (m for m in from_bot if m.id > root and wanted[m.id] is None)
        offers.append(
            Offer(
                root,
                newest.id,
                button.data,
                data,
                _begins(button.text, phrases.progress),
                len(thread) > 1 or newest.edited or next(later, None) is not None,
                sum(m.id <= root for m in from_bot),
            )
        )
    return offers


def _wanted(message: ShownMessage, phrases: AutopilotPhrases) -> Button | None:
    for labels in (phrases.accept, phrases.progress):
        for button in message.all_buttons:
            if button.data is not None and _begins(button.text, labels):
                return button
    return None


def _begins(label: str, beginnings: tuple[str, ...]) -> bool:
    start = next((index for index, ch in enumerate(label) if ch.isalnum()), 0)
    plain = label[start:].casefold()
    return any(plain.startswith(beginning.casefold()) for beginning in beginnings)


def _root(message: ShownMessage, by_id: dict[int, ShownMessage], wanted: dict[int, Button | None]) -> int:
    root = message
    while root.reply_to in by_id and wanted.get(root.reply_to) is not None:
        root = by_id[root.reply_to]
    return root.id
