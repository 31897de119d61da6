"""What people do in a story."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from bot.sandbox.stories.pace import Pace
from bot.sandbox.stories.scene import Found, Scene
from bot.sandbox.stories.story import First
from bot.sandbox.web.clock import PageClock

#: A story in which makers answer or work more often than this goes in circles.
MOST_ACTS = 200


class Acts:
    """Each waits for what it needs, and raises Stuck where that does not come. `tell` hears who does what."""

    def __init__(
        self, scene: Scene, pace: Pace, clock: PageClock, consumer: int, tell: Callable[[int, str], None]
    ) -> None:
        self._scene = scene
        self._pace = pace
        self._clock = clock
        self._consumer = consumer
        self._tell = tell

    async def press(self, what: str) -> None:
        """The consumer presses the button that does it."""
        scene, consumer = self._scene, self._consumer
        wanted = f"{scene.name(consumer)} waits for a button that does {what!r}"
        found = await scene.until(lambda: scene.button(consumer, what), wanted, [consumer])
        await self._pressed(found, "press")

    async def see(self, what: str) -> None:
        """The consumer is told so."""
        scene, consumer = self._scene, self._consumer
        wanted = f"{scene.name(consumer)} waits to be told {what!r}"
        await scene.until(lambda: scene.says(consumer, what), wanted, [consumer])

    async def answers(self, first: First) -> None:
        """Makers answer, and the consumer agrees to what is proposed, until the order is confirmed.

        The first maker declines, or waits until it is reminded, where the story says so.
        """
        scene, consumer = self._scene, self._consumer
        odd: int | None = None
        for _ in range(MOST_ACTS):
            about = [consumer, *(found.user for found in scene.makers("accept"))]
            await scene.until(
                lambda: scene.says(consumer, "confirmed") or scene.button(consumer, "agree") or scene.makers("accept"),
                f"{scene.name(consumer)}'s order waits to be confirmed, but nobody is asked",
                about,
            )
            if scene.says(consumer, "confirmed"):
                return
            if (proposed := scene.button(consumer, "agree")) is not None:
                await self._pressed(proposed, "agree")
                continue
            open_offers = scene.makers("accept")
            if odd is None and first == "decline":
                odd = open_offers[0].user
                declining = scene.button(odd, "decline")
                await self._pressed(declining or open_offers[0], "decline")
                continue
            if odd is None and first == "slow":
                odd = open_offers[0].user
            waiting = [found for found in open_offers if first != "slow" or found.user != odd]
            if not waiting and odd is not None:
                await self._reminded(odd)
                waiting = [found for found in [scene.button(odd, "accept")] if found is not None]
                odd = 0
            if waiting:
                await self._pressed(waiting[0], "accept")
        await scene.until(lambda: scene.says(consumer, "confirmed"), "the order waits to be confirmed", [consumer])

    async def work(self) -> None:
        """Whoever can report something does, until it is on its way to the consumer."""
        scene, consumer = self._scene, self._consumer
        done: list[int] = []
        for _ in range(MOST_ACTS):
            await scene.until(
                lambda: scene.says(consumer, "on_its_way") or scene.makers("progress"),
                f"{scene.name(consumer)}'s order waits to be made, but no maker has anything to report",
                [consumer],
            )
            if scene.says(consumer, "on_its_way"):
                return
            able = scene.makers("progress")
            # In turn, so that everybody is seen at work.
            found = min(able, key=lambda one: done.index(one.user) if one.user in done else -1)
            done = [user for user in done if user != found.user] + [found.user]
            await self._pressed(found, "progress")
        await scene.until(lambda: scene.says(consumer, "on_its_way"), "the order waits to be sent", [consumer])

    async def _pressed(self, found: Found, what: str) -> None:
        scene = self._scene
        self._tell(found.user, what)
        await self._pace.beat()
        if scene.gone(found):
            return
        scene.press(found)
        pressed = f"{scene.name(found.user)} has pressed {found.button.text!r} and waits for the bot"
        await scene.until(lambda: scene.gone(found), pressed, [found.user])

    async def _reminded(self, maker: int) -> None:
        """Time passes, on the bot's clock where it can be moved, until a maker who says nothing is reminded."""
        scene, clock = self._scene, self._clock
        self._tell(maker, "wait")
        await self._pace.beat()
        before = scene.from_bot(maker)[-1].id
        following = await clock.following()
        if clock.controls is not None and following is not None:
            self._tell(maker, "clock")
            await clock.controls.advance(max(following - clock.controls.now(), timedelta()))
            await clock.tell()
        waits = f"{scene.name(maker)} has not answered, and waits to be reminded"
        await scene.until(lambda: scene.from_bot(maker)[-1].id > before, waits, [maker])
        await self._pace.beat()
