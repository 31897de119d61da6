"""What can be seen and pressed in the chats since a story began: buttons are found by what they do."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

from bot.sandbox.people_do import PeopleDo, visible
from bot.sandbox.shown import Button, ShownMessage
from bot.sandbox.stories.story import Words
from bot.sandbox.telegram import Telegram

T = TypeVar("T")

#: Real seconds after which a story says what it waits for in vain.
PATIENCE = 90.0


class Stuck(Exception):
    """It did not happen. Says what was waited for, and what can be seen instead."""


@dataclass(frozen=True)
class Found:
    """A button that somebody can press."""

    user: int
    message: int
    button: Button


class Scene:
    """The chats as people see them, without what was there before the story."""

    def __init__(self, telegram: Telegram, people_do: PeopleDo, words: Words, patience: float = PATIENCE):
        self._telegram = telegram
        self._do = people_do
        self._words = words
        self._patience = patience
        newest = [telegram.messages.of_chat(person.user_id, 1) for person in telegram.people.all()]
        self._since = max((rows[0].message_id for rows in newest if rows), default=0)

    def name(self, user: int) -> str:
        return self._telegram.people.get(user).name

    def from_bot(self, user: int) -> list[ShownMessage]:
        """What the bot has written to somebody since, oldest first."""
        rows = self._telegram.messages.of_chat(user, 60)
        return [self._telegram.shown(row) for row in rows if row.from_bot and row.message_id > self._since]

    def button(self, user: int, what: str) -> Found | None:
        """The newest button that does `what`; none that was pressed and not answered yet."""
        for message in reversed(self.from_bot(user)):
            for label in self._words.of(what):
                button = message.button(label)
                if button is not None and button.data is not None and not button.waiting:
                    return Found(user, message.id, button)
        return None

    def makers(self, what: str) -> list[Found]:
        """Every maker who can do `what`, one button each."""
        people = [person.user_id for person in self._telegram.people.all() if person.role == "supplier"]
        return [found for user in people if (found := self.button(user, what)) is not None]

    def says(self, user: int, what: str) -> bool:
        """Has the bot told them that?"""
        return any(label in message.text for message in self.from_bot(user) for label in self._words.of(what))

    def press(self, found: Found) -> None:
        self._do.press(found.user, found.message, found.button.data or "")

    def gone(self, found: Found) -> bool:
        """Can it no longer be pressed, because the bot has dealt with it?"""
        messages = {message.id: message for message in self.from_bot(found.user)}
        message = messages.get(found.message)
        return message is None or all(button.data != found.button.data for button in message.all_buttons)

    async def until(self, look: Callable[[], T | None], what: str, about: Collection[int]) -> T:
        """What `look` finds, as soon as it finds something. Raises Stuck, with what the people `about` see."""
        with self._telegram.feed.listen() as events:
            try:
                async with asyncio.timeout(self._patience):
                    while not (found := look()):
                        await events.get()
            except TimeoutError:
                raise Stuck(f"{what}; {self._seen(sorted(about))}") from None
        return found

    def _seen(self, users: Sequence[int]) -> str:
        seen = []
        for user in users:
            messages = self.from_bot(user)
            last = messages[-1].text.splitlines()[0] if messages and messages[-1].text else "nothing"
            seen.append(f"{self.name(user)} reads last: {last!r}, and {visible(messages[-3:])}")
        return " | ".join(seen)
