"""Everybody's eyes and hands: who has something new in their chat looks at it, and does what their temper says."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from bot.sandbox.errors import SandboxError
from bot.sandbox.feed import Event
from bot.sandbox.people_do import PeopleDo
from bot.sandbox.shown import ShownMessage
from tests.crash.people import Choice, Deed, Temper, action_of

if TYPE_CHECKING:
    from tests.crash.world import World

#: How many pressed buttons the sandbox remembers at most: it goes through all of them for every message.
MOST_QUERIES = 40


class Crowd:
    """The people of a world. `opinion`: how they decide."""

    def __init__(self, world: World, temper: Temper, watched: ExitStack):
        self._do = PeopleDo(world.telegram)
        self._temper = temper
        self._events = watched.enter_context(world.telegram.feed.listen())
        self._decided: set[str] = set()
        self._pressed = 0

    async def look_around(self, world: World) -> None:
        """Everybody looks at what is new or changed in their chat."""
        changed: dict[tuple[int, int], None] = {}
        while not self._events.empty():
            event: Event = self._events.get_nowait()
            if event.kind == "message" and event.chat_id is not None:
                changed[event.chat_id, int(event.data["message"]["id"])] = None
        fresh = [(chat, shown) for chat, number in changed if (shown := self._news(world, chat, number)) is not None]
        ids = {action_of(button.data or "") for _, message in fresh for button in message.all_buttons}
        known = await world.look.actions(ids) if ids else {}
        for chat, message in fresh:
            choices = [
                Choice(button.data or "", action.kind, action.args)
                for button in message.all_buttons
                if (action := known.get(action_of(button.data or ""))) is not None
            ]
            if choices:
                for deed in self._temper.decide(chat, message, choices):
                    self._intend(world, chat, message.id, deed)

    def say(self, world: World, chat: int, text: str) -> None:
        """Somebody writes."""
        self._do.write(chat, text)

    def _news(self, world: World, chat: int, number: int) -> ShownMessage | None:
        """The message, if it has buttons that were not there before."""
        row = world.telegram.messages.get(chat, number)
        if row is None or not row.from_bot or "reply_markup" not in row.body:
            return None
        message = world.telegram.shown(row)
        first = message.all_buttons[0].data or "" if message.all_buttons else ""
        if not first or first in self._decided:
            return None
        self._decided.add(first)
        return message

    def _intend(self, world: World, chat: int, message: int, deed: Deed) -> None:
        world.agenda.add(world.clock.now() + deed.after, lambda: self._act(world, chat, message, deed))

    def _act(self, world: World, chat: int, message: int, deed: Deed) -> None:
        """The button is pressed even where it is gone by now: people press what they saw."""
        try:
            if deed.data is None:
                self._do.write(chat, deed.words, reply_to=message)
                return
            self._pressed += 1
            if self._pressed % MOST_QUERIES == 0:
                world.telegram.queries.delete_all()
            self._do.forge(chat, message, deed.data)
        except SandboxError:
            world.weather.counts["deeds that came to nothing"] += 1
