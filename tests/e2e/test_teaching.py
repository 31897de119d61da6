"""Admins see what nobody understood, and teach it."""

from __future__ import annotations

from pathlib import Path

from bot.services.taught_readers import TaughtReaders
from tests.e2e.stage import Stage, stage

WISH = "I need 30 dragonblue hoodies with a metal zip, 10 M and 20 L, to Hangzhou"


async def taps(play: Stage, button: str) -> None:
    await play.admin.until_offers(button)
    await play.admin.presses(button)
    await play.application.settled()


async def test_a_wording_is_taught_and_read(tmp_path: Path) -> None:
    """What two people wrote in vain is listed with how often; once taught it is read in the next message, until it is
    forgotten."""
    async with stage(tmp_path) as play:
        for person in (play.alex, play.xiaolin):
            await person.sends(WISH)
            await person.until_says("dragonblue")
            await play.application.settled()
        await play.admin.sends("/unknown")
        await play.admin.until_says("What nobody understood", "dragonblue: 2 ×, with hoodie", "/teach")
        await play.admin.sends("/teach “dragonblue” = colour.navy")
        await play.admin.until_says("from now on dragonblue means colour: navy")
        await taps(play, "Yes, right")
        await play.admin.until_says("Learned: dragonblue")
        await play.alex.sends("/cancel")
        await play.alex.sends(WISH)
        await play.alex.until(lambda chat: any("colour: navy" in m.text and m.from_bot for m in chat))
        await play.admin.sends("/unknown")
        await play.admin.until_says("Everything was understood")
        await play.admin.sends('/teach "DragonBlue" = navy')
        await play.admin.until(
            lambda chat: any("means colour: navy already" in m.text or "in full" in m.text for m in chat)
        )
        await play.admin.sends("/teach")
        await play.admin.until_says("Taught so far", "dragonblue = colour: navy")
        await play.admin.sends('/teach forget "dragonblue"')
        await play.admin.until_says("Forgotten: dragonblue")
        await play.application.settled()
        await play.alex.sends("/cancel")
        await play.alex.sends("20 dragonblue caps to Suzhou")
        await play.alex.until_says("I didn't get", "dragonblue")


async def test_what_was_taught_stays(tmp_path: Path) -> None:
    """Another bot over the same database reads as was taught from its first message on, and so does one that runs."""
    async with stage(tmp_path) as play:
        other = TaughtReaders(play.application.use_cases.office)
        await play.admin.sends('/teach "帽兜衫" = 产品.连帽衫')
        await taps(play, "Yes, right")
        await play.admin.until_says("Learned")
        await other.refresh()
        assert other._stamp == 1
    async with stage(tmp_path) as play:
        await play.xiaolin.sends("30件藏青色帽兜衫，送到杭州")
        await play.xiaolin.until_says("30", "连帽衫")


async def test_what_cannot_be_taught(tmp_path: Path) -> None:
    """A slip of the pen is answered with what is near, several meanings with all of them, and a no changes nothing."""
    async with stage(tmp_path) as play:
        await play.admin.sends('/teach "dragonblue" = colour.nvay')
        await play.admin.until_says("Did you mean", "colour.navy")
        await play.admin.sends('/teach "dragonblue" = zzzzzz')
        await play.admin.until_says("Nothing is called", "for example")
        await play.admin.sends('/teach "7" = colour.navy')
        await play.admin.until_says("can't be a name")
        await play.admin.sends("/teach me something")
        await play.admin.until_says("I don't understand that", "in quotes")
        await play.admin.sends('/teach "dragonblue" = red')
        await play.admin.until_says("Please write it in full", "colour.red")
        await play.admin.sends('/teach "white" = colour.navy')
        await play.admin.until_says("So far it means", "colour: white")
        await taps(play, "No, leave it")
        await play.admin.until_says("nothing was changed")
        await play.admin.sends('/teach forget "dragonblue"')
        await play.admin.until_says("was never taught")
        await play.alex.sends('/teach "dragonblue" = colour.navy')
        await play.alex.until_says("don't know that command")
        async with play.application.database.transaction() as tx:
            assert await tx.teachings.all() == []


async def test_nothing_private_is_kept(tmp_path: Path) -> None:
    """Contact data in what was not understood are hidden, and what is no order is not kept at all."""
    async with stage(tmp_path) as play:
        await play.alex.sends("30 navy hoodies for quirky.person@example.org, size L, to Hangzhou")
        await play.alex.until_says("as I understand it")
        await play.alex.sends("my grandmother was ill last night")
        await play.application.settled()
        async with play.application.database.transaction() as tx:
            kept = " ".join(one.said for one in await tx.unknown_wordings.most(50))
        assert "quirky.person" not in kept
        assert "grandmother" not in kept
