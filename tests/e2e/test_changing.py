"""Every field of a wish can be changed, by button or by words."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.person import Person
from tests.e2e.stage import stage
from tests.e2e.test_answers_of_makers import WISH


async def taps(person: Person, button: str) -> None:
    """Press it once it is there."""
    await person.until(lambda chat: any(m.button(button) for m in chat), 30)
    await person.presses(button)


async def test_a_field_is_changed_by_buttons_alone(tmp_path: Path) -> None:
    """Change, the field, the value: the card says it, and new options come; leaving it brings the options back."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await taps(play.alex, "✏️ Change")
        await play.alex.until_says("What shall be different?")
        await taps(play.alex, "colour: navy")
        await play.alex.until_says("Which", "colour")
        await taps(play.alex, "black")
        await play.alex.until_offers("Cheapest", timeout=30)
        card = next(m for m in play.alex.from_bot if "as I understand it" in m.text)
        assert "colour: black" in card.text
        await taps(play.alex, "✏️ Change")
        await play.alex.until_says("What shall be different?")
        await taps(play.alex, "Leave it as it is")
        await play.alex.until_offers("Cheapest", timeout=30)


async def test_what_is_said_in_words_is_asked_for(tmp_path: Path) -> None:
    """A day and a limit are typed, or taken away; a number and a city are asked like any question."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await taps(play.alex, "✏️ Change")
        await taps(play.alex, "By when")
        await play.alex.until_says("Write a day")
        await play.alex.sends("in five weeks")
        await play.alex.until_offers("Cheapest", timeout=30)
        card = next(m for m in play.alex.from_bot if "as I understand it" in m.text)
        assert "📅 by" in card.text
        await taps(play.alex, "✏️ Change")
        await taps(play.alex, "How much it may cost")
        await taps(play.alex, "No limit")
        await play.alex.until_offers("Cheapest", timeout=30)
        card = next(m for m in play.alex.from_bot if "as I understand it" in m.text)
        assert "💰" not in card.text
        await taps(play.alex, "✏️ Change")
        await taps(play.alex, "How many: 30")
        await play.alex.until_says("how many do you need?")
        await taps(play.alex, "50")
        await play.alex.until_says("Which", "size")


async def test_in_chinese_too(tmp_path: Path) -> None:
    """The same in Chinese."""
    async with stage(tmp_path) as play:
        await play.xiaolin.sends("30件藏青色连帽衫，金属拉链，M码10件L码20件，送到杭州")
        await play.xiaolin.until_offers("最便宜", timeout=30)
        await taps(play.xiaolin, "✏️ 修改")
        await play.xiaolin.until_says("想改哪一项")
        await taps(play.xiaolin, "送到：杭州")
        await taps(play.xiaolin, "上海")
        await play.xiaolin.until_offers("最便宜", timeout=30)
        assert any("上海" in m.text for m in play.xiaolin.from_bot)
