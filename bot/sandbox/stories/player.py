"""Plays a story: does what people would do on the page, at a pace that can be followed, and says where it stands."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from bot.sandbox.cast import CastMember
from bot.sandbox.errors import SandboxError
from bot.sandbox.feed import Event
from bot.sandbox.stories.acts import Acts
from bot.sandbox.stories.pace import SPEEDS, Pace
from bot.sandbox.stories.scene import PATIENCE, Scene, Stuck
from bot.sandbox.stories.story import Step, Story, Words
from bot.sandbox.web.clock import PageClock

if TYPE_CHECKING:
    from bot.sandbox.world import SandboxServer

Json = dict[str, Any]

_log = logging.getLogger(__name__)


class Player:
    """One story at a time. While it plays, no autopilot answers: the story says what makers do."""

    def __init__(
        self,
        server: SandboxServer,
        clock: PageClock,
        stories: Sequence[Story],
        words: Words,
        patience: float = PATIENCE,
    ):
        self._server = server
        self._clock = clock
        self._stories: Mapping[str, Story] = {story.name: story for story in stories}
        self._words = words
        self._patience = patience
        self._pace = Pace()
        self._task: asyncio.Task[None] | None = None
        self._status: Json | None = None

    def offered(self) -> list[Json]:
        """What can be played."""
        return [
            {"name": story.name, "trade": story.trade, "language": story.language, "title": story.title}
            for story in self._stories.values()
        ]

    @property
    def status(self) -> Json | None:
        """The last story: `state` is playing, done, failed (`waited_for` says for what) or stopped. None: none yet."""
        return self._status

    async def start(self, name: str, speed: int) -> Json:
        """Begin. Raises SandboxError where there is no such story, or one is being played."""
        if name not in self._stories:
            raise SandboxError(f"there is no story {name!r}; there are {', '.join(self._stories) or 'none'}", 404)
        self.set_speed(speed)
        if self._task is not None and not self._task.done():
            raise SandboxError("a story is being played; stop it first", 409)
        story = self._stories[name]
        consumer = await self._somebody(story)
        self._status = {
            "name": name,
            "title": story.title,
            "state": "playing",
            "step": 0,
            "steps": len(story.steps),
            "caption": story.title,
            "consumer": consumer,
            "act": None,
            "waited_for": None,
        }
        self._task = asyncio.create_task(self._play(story, consumer), name=f"story {name}")
        self._tell()
        return self._status

    def set_speed(self, speed: int) -> None:
        """Raises SandboxError."""
        if isinstance(speed, bool) or speed not in SPEEDS:
            raise SandboxError(f"the speed must be one of {', '.join(map(str, SPEEDS))}; 0 is at once")
        self._pace.set(speed)
        self._tell()

    async def stop(self) -> None:
        """Leave the order as it is; the autopilots go on with it."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._tell(state="stopped", act=None)

    async def _play(self, story: Story, consumer: int) -> None:
        server = self._server
        scene = Scene(server.telegram, server.people_do, self._words, self._patience)
        acts = Acts(scene, self._pace, self._clock, consumer, self._acts)
        server.pause_autopilots(True)
        try:
            for number, step in enumerate(story.steps, start=1):
                self._tell(step=number, caption=step.caption, act=None)
                await self._pace.beat()
                await self._do(acts, step, consumer)
            self._tell(state="done", act=None)
        except Stuck as stuck:
            self._tell(state="failed", waited_for=str(stuck))
        except SandboxError as error:
            self._tell(state="failed", waited_for=str(error))
        except Exception as error:
            _log.exception("the story %s broke off", story.name)
            self._tell(state="failed", waited_for=str(error))
        finally:
            server.pause_autopilots(False)

    async def _do(self, acts: Acts, step: Step, consumer: int) -> None:
        match step.do:
            case "write":
                self._acts(consumer, "write")
                self._server.people_do.write(consumer, step.text)
            case "press":
                await acts.press(step.what)
            case "see":
                await acts.see(step.what)
            case "answers":
                await acts.answers(step.first)
            case "work":
                await acts.work()

    async def _somebody(self, story: Story) -> int:
        """A consumer of the story's own, so that nobody's draft gets in the way."""
        people = self._server.telegram.people
        taken = {person.name for person in people.all()}
        names = (story.consumer, *(f"{story.consumer} {number}" for number in range(2, 10_000)))
        name = next(name for name in names if name not in taken)
        user = people.next_id()
        await self._server.joins(CastMember(user, name, language=story.language))
        return user

    def _acts(self, user: int, what: str) -> None:
        self._tell(act={"user": user, "what": what})

    def _tell(self, **changed: Any) -> None:
        if self._status is not None:
            self._status = {**self._status, **changed, "speed": self._pace.speed}
            self._server.telegram.feed.send(Event("story", None, {"story": self._status}))
