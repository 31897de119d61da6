"""How people really talk to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import stage
from tests.e2e.test_answers_of_makers import WISH, accept, decline, placed


@pytest.mark.parametrize(("who", "wish", "words"), [("alex", WISH, "the cheapest one"), ("xiaolin", None, "最便宜的")])
async def test_an_option_is_chosen_in_words(who: str, wish: str | None, words: str, tmp_path: Path) -> None:
    """ "the cheapest one" is as good as its button."""
    async with stage(tmp_path) as play:
        person = getattr(play, who)
        await person.sends(wish or "30件藏青色连帽衫，金属拉链，M码10件L码20件，送到杭州")
        await person.until_offers("Cheapest" if wish else "最便宜", timeout=30)
        await person.sends(words)
        await person.until_says("makers have said yes" if wish else "家答应")
        await play.until(play.asked)


async def test_every_question_can_be_answered_by_typing(tmp_path: Path) -> None:
    """A bare product, then a number, a colour, sizes and a city, each typed: the options come."""
    async with stage(tmp_path) as play:
        await play.alex.sends("hoodies")
        await play.alex.until_says("how many do you need?")
        await play.alex.sends("30")
        await play.alex.until_says("Which", "colour")
        await play.alex.sends("navy")
        await play.alex.until_says("Which", "size")
        await play.alex.sends("10 M and 20 L")
        await play.alex.until_says("Where shall it go?")
        await play.alex.sends("Hangzhou")
        await play.alex.until_offers("Cheapest", timeout=30)
        card = next(m for m in play.alex.from_bot if "as I understand it" in m.text)
        assert "30 × hoodie" in card.text
        assert "10 × M and 20 × L" in card.text


async def test_a_change_of_mind_brings_new_options_at_the_bottom(tmp_path: Path) -> None:
    """A correction after the options: the old ones lose their buttons, the card is edited, new options come below."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        first = await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.sends("actually black instead")
        await play.alex.until(lambda chat: any(m.id > first.id and m.button("Cheapest") for m in chat), 30)
        await play.application.settled()
        assert not next(m for m in play.alex.from_bot if m.id == first.id).all_buttons
        card = next(m for m in play.alex.from_bot if "as I understand it" in m.text)
        assert "colour: black" in card.text


async def test_nonsense_leaves_the_draft_as_it_is(tmp_path: Path) -> None:
    """Words that change nothing are said to, and the options stay."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        offer = await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.sends("qwertz uiop")
        await play.alex.until_says("Your order stands as it was")
        assert next(m for m in play.alex.from_bot if m.id == offer.id).button("Cheapest")


async def test_words_to_a_placed_order_are_answered(tmp_path: Path) -> None:
    """Too late for a change: the consumer hears where the order stands, and no second order is begun."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.alex.sends("make it 40")
        await play.alex.until_says("It is with the makers")
        await play.alex.sends("/orders")
        listed = await play.alex.until_says("Your orders")
        assert len(listed.text.splitlines()) == 3


async def test_a_draft_in_another_trade_is_not_lost(tmp_path: Path) -> None:
    """An order of something else goes first; when it is called off, the first draft comes up again."""
    async with stage(tmp_path) as play:
        await play.alex.sends("200 cups of vanilla ice cream")
        await play.alex.until_says("Where shall it go?")
        await play.alex.sends("20 black caps")
        await play.alex.until_says("20 × cap")
        await play.alex.sends("/cancel")
        await play.alex.until_says("is cancelled")
        await play.alex.sends("Shanghai")
        await play.alex.until_offers("Cheapest", timeout=30)
        assert any("200 × ice cream" in m.text and "Shanghai" in m.text for m in play.alex.from_bot)


async def test_a_lone_digit_does_not_change_the_language(tmp_path: Path) -> None:
    """A chat in Chinese stays in Chinese when somebody answers with figures or signs alone."""
    async with stage(tmp_path) as play:
        await play.xiaolin.sends("要做黑色连帽衫M码")
        await play.xiaolin.until_says("要多少")
        await play.xiaolin.sends("30")
        await play.xiaolin.until_says("送到哪里")


async def test_makers_who_stay_hear_of_new_neighbours(tmp_path: Path) -> None:
    """A step goes to somebody else: the maker who sends to it sees the job again, with the new name."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        fabric = next(m for m in makers if "针织坯布" in m.from_bot[-1].text or "knitted fabric" in m.from_bot[-1].text)
        dyer = next(m for m in makers if any(f"任务1-{n}：染色" in m.from_bot[-1].text for n in range(1, 9)))
        await accept(fabric)
        await play.until(lambda: not play.is_asked(fabric))
        await decline(dyer)
        await fabric.until_says("有变动" if "任务" in fabric.from_bot[0].text else "Something has changed")


async def test_a_message_without_a_job_reaches_the_admins(tmp_path: Path) -> None:
    """A supplier who writes out of the blue is passed on, word for word."""
    async with stage(tmp_path) as play:
        maker = play.suppliers()[0]
        await maker.sends("什么时候付款？")
        await play.admin.until_says("什么时候付款？")


async def test_what_is_not_true_any_more_goes(tmp_path: Path) -> None:
    """Whoever writes on while the planner looks does not keep a message that says so for ever."""
    async with stage(tmp_path) as play:
        await play.alex.sends("30 navy hoodies with a metal zip, 10 M and 20 L, to Hangzhou")
        await play.alex.sends("in black, please")
        await play.alex.sends("no, in red")
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.application.settled()
        assert not any("Asking the planner" in m.text for m in play.alex.from_bot), play.alex.transcript()
