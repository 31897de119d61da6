"""A person of the sandbox in the hands of a test or script: what they do, and what they see."""

# ruff: noqa: ASYNC109  waits take a timeout so that their error can show the chat

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from bot.sandbox.cast import Temperament
from bot.sandbox.errors import SandboxError
from bot.sandbox.methods.params import Upload
from bot.sandbox.people_do import visible
from bot.sandbox.shown import Button, ShownMessage

if TYPE_CHECKING:
    from bot.sandbox.world import SandboxServer

Messages = Sequence[ShownMessage]


class Person:
    """Made by `SandboxServer.person`. Everything goes the way it would go on the page, except that acting here
    leaves the autopilot as it is."""

    def __init__(self, server: SandboxServer, user_id: int) -> None:
        self._server = server
        self._telegram = server.telegram
        self._do = server.people_do
        self.user_id = user_id
        self.name = self._telegram.people.get(user_id).name

    @property
    def messages(self) -> list[ShownMessage]:
        """Everything in the chat, oldest first."""
        return [self._telegram.shown(row) for row in self._telegram.messages.of_chat(self.user_id)]

    @property
    def from_bot(self) -> list[ShownMessage]:
        """What the bot wrote, oldest first."""
        return [message for message in self.messages if message.from_bot]

    async def starts(self) -> ShownMessage:
        """Press Start."""
        return await self.sends("/start")

    async def sends(self, text: str, reply_to: int | None = None) -> ShownMessage:
        """Write a message. Raises SandboxError for what a Telegram app would not send."""
        return self._do.write(self.user_id, text, reply_to)

    async def sends_file(
        self,
        name: str,
        content: bytes,
        mime: str = "application/octet-stream",
        caption: str = "",
        reply_to: int | None = None,
        as_photo: bool | None = None,
        album: str | None = None,
    ) -> ShownMessage:
        """Send a file; a picture goes as a photo unless `as_photo` says otherwise. An album's have one `album`."""
        return self._do.send_file(self.user_id, Upload(name, content, mime), caption, reply_to, as_photo, album)

    async def edits(self, message_id: int, text: str) -> ShownMessage:
        """Change a message they wrote."""
        return self._do.edit(self.user_id, message_id, text)

    async def presses(self, button: str, message: ShownMessage | int | None = None) -> str:
        """Press a button, by its exact data or text or by how its text begins; returns the callback query's id.

        In `message`, else in the newest message that has such a button. Raises SandboxError that lists the visible
        buttons where there is none.
        """
        found, target = self._find(button, message)
        if found.data is None:
            raise SandboxError(f"the button {found.text!r} opens {found.url or found.copy!r}; the bot hears nothing")
        return self._do.press(self.user_id, target, found.data)

    async def presses_data(self, message_id: int, data: str) -> str:
        """Press by data alone, as a forged client may: also a button that is not (or no longer) there."""
        return self._do.forge(self.user_id, message_id, data)

    async def blocks(self) -> None:
        """Block the bot: what it sends is answered with 403."""
        self._do.block(self.user_id, True)

    async def unblocks(self) -> None:
        self._do.block(self.user_id, False)

    async def until(
        self, condition: Callable[[Messages], object], timeout: float = 10.0, what: str = "the condition"
    ) -> list[ShownMessage]:
        """Wait until the chat's messages fulfil a condition; returns them. Raises TimeoutError that shows the chat."""
        with self._telegram.feed.listen() as events:
            try:
                async with asyncio.timeout(timeout):
                    while True:
                        messages = self.messages
                        if condition(messages):
                            return messages
                        await events.get()
            except TimeoutError:
                raise TimeoutError(
                    f"{self.name}: {what} did not come true in {timeout} s. The chat:\n{self.transcript()}"
                ) from None

    async def until_says(self, *parts: str, timeout: float = 10.0) -> ShownMessage:
        """Wait for a message of the bot with all these parts in its text; returns the newest."""

        def fitting(messages: Messages) -> list[ShownMessage]:
            return [m for m in messages if m.from_bot and all(part in m.text for part in parts)]

        return fitting(await self.until(fitting, timeout, f"a message with {' and '.join(map(repr, parts))}"))[-1]

    async def until_offers(self, button: str, timeout: float = 10.0) -> ShownMessage:
        """Wait for a message with this button; returns the newest."""

        def fitting(messages: Messages) -> list[ShownMessage]:
            return [m for m in messages if m.button(button) is not None]

        return fitting(await self.until(fitting, timeout, f"a button {button!r}"))[-1]

    async def until_answered(self, query: str, timeout: float = 10.0) -> None:
        """Wait until the bot has answered a callback query."""
        with self._telegram.feed.listen() as events:
            async with asyncio.timeout(timeout):
                while (row := self._telegram.queries.get(query)) is not None and not row.answered:
                    await events.get()

    async def repeat_last_update(self) -> int:
        """Deliver this chat's last update once more, with the same id; returns the id."""
        update = self._telegram.updates.repeat_last_of(self.user_id)
        if update is None:
            raise SandboxError(f"{self.name} has not done anything yet, so there is no update to repeat")
        return update

    def set_autopilot(self, on: bool, temperament: Temperament | None = None) -> None:
        """Let the autopilot answer for them, or not; `temperament` None: as it is."""
        self._server.set_autopilot(self.user_id, on, temperament)

    def set_language(self, language: str) -> None:
        with self._telegram.database.transaction():
            self._telegram.people.set_language(self.user_id, language)
            self._telegram.tell_person(self.user_id)

    def set_started(self, started: bool) -> None:
        """Whether the bot may write first."""
        with self._telegram.database.transaction():
            self._telegram.people.set_started(self.user_id, started)
            self._telegram.tell_person(self.user_id)

    def transcript(self) -> str:
        """The chat as plain text."""
        lines = []
        for message in self.messages:
            who = "bot" if message.from_bot else self.name
            buttons = "".join(f" [{button.text}]" for button in message.all_buttons)
            file = message.photo or message.document
            lines.append(f"{message.id} {who}: {f'<{file.name}> ' if file else ''}{message.text}{buttons}")
        return "\n".join(lines) or "(empty)"

    def _find(self, wanted: str, message: ShownMessage | int | None) -> tuple[Button, int]:
        messages = self.messages
        if message is not None:
            target = message if isinstance(message, int) else message.id
            messages = [m for m in messages if m.id == target]
        for candidate in reversed(messages):
            button = candidate.button(wanted)
            if button is not None:
                return button, candidate.id
        raise SandboxError(f"{self.name} sees no button {wanted!r}: {visible(messages)}", 404)
