"""Whoever chooses a language is written to in it, whatever they write."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.stage import stage


async def test_a_chosen_language_stays(tmp_path: Path) -> None:
    """Chosen by button, it holds for messages in the other language too, until it is chosen anew, also by word."""
    async with stage(tmp_path) as play:
        await play.alex.sends("/language")
        await play.alex.until_says("Which language shall I write to you in?")
        await play.alex.presses("中文")
        await play.alex.until_says("以后我用中文")
        await play.alex.sends("hoodies")
        await play.alex.until_says("要多少")
        await play.alex.sends("/language en")
        await play.alex.until_says("I'll write in English from now on")
        await play.alex.sends("30件")
        await play.alex.until_says("Which", "colour")


async def test_suppliers_and_admins_choose_too(tmp_path: Path) -> None:
    """A supplier's book may name another language than the person behind it speaks."""
    async with stage(tmp_path) as play:
        maker = play.suppliers()[0]
        for person in (maker, play.admin):
            await person.sends("/language 中文")
            await person.until_says("以后我用中文")
            await person.sends("/help")
        await maker.until_says("您的任务")
