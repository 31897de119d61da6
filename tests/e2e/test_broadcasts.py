"""A message to many: seen first, sent to whom it is meant for, once, and stopped at a tap."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.services.people import Sender
from planner.domain.errors import NotAllowed
from storage.ports import Person
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import placed


async def crowd(play: Stage, people: int) -> None:
    """So many people have written to the bot once; Telegram knows none of them, which is no matter here."""
    office = play.application.use_cases.office
    async with office.database.transaction() as tx:
        for n in range(people):
            await tx.people.save(Person(10_000 + n, f"Person {n}", "en"), office.now())


async def test_only_whom_it_is_meant_for(tmp_path: Path) -> None:
    """To suppliers: those who can be reached read it once, consumers don't; nothing goes out before the tap."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        for maker in makers:
            await maker.sends("/help")
        await play.application.settled()
        await play.admin.sends("/broadcast suppliers New rules for labels: see you on Friday.")
        shown = await play.admin.until_says("This goes to", "New rules for labels")
        assert not any("New rules" in m.text for maker in makers for m in maker.from_bot)
        await play.admin.presses("Send it", shown.id)
        await play.admin.until_says("📣 Done")
        await play.application.settled()
        for maker in makers:
            assert sum("New rules" in m.text for m in maker.from_bot) == 1
        assert not any("New rules" in m.text for m in play.alex.from_bot)


async def test_it_can_be_stopped_on_the_way(tmp_path: Path) -> None:
    """A batch at a time: after the tap on Stop nobody else gets it, and the admin reads how many have."""
    async with stage(tmp_path) as play:
        await crowd(play, 100)
        await play.admin.sends("/broadcast all Hello!")
        shown = await play.admin.until_says("This goes to")
        await play.admin.presses("Send it", shown.id)
        going = await play.admin.until_says("📣 Sending:", "of about")
        await play.admin.presses("Stop", going.id)
        stopped = await play.admin.until_says("📣 Stopped.", "nobody else gets it")
        assert not stopped.all_buttons
        await play.later(timedelta(minutes=5))
        async with play.application.database.transaction() as tx:
            assert await tx.follow_ups.pending(0) == []
        assert not any("📣 Done" in m.text for m in play.admin.from_bot)


async def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    """Without an audience or a text, or with too long a one, an example says how; nobody but admins may at all."""
    async with stage(tmp_path) as play:
        for words in ("", "everyone hello", "suppliers", "all " + "x" * 4000):
            await play.admin.sends(f"/broadcast {words}")
        await play.admin.until_says("To whom, and what?", "/broadcast suppliers")
        await play.admin.until_says("too long for one message")
        with pytest.raises(NotAllowed):
            await play.application.use_cases.broadcasts.preview(Sender(play.alex.user_id, "Alex"), "all hi", None)
