"""What makers do with their offers, and what becomes of the order."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.person import Person
from tests.e2e.stage import Stage, stage

WISH = "I need 30 navy hoodies with a metal zip, 10 M and 20 L, under ¥150 each, to Hangzhou"


async def placed(play: Stage, choose: str = "Cheapest") -> list[Person]:
    """An order of Alex's is placed; returns the makers who were asked, in no particular order."""
    await play.alex.sends(WISH)
    await play.alex.until_offers(choose, timeout=30)
    await play.alex.presses(choose)
    await play.alex.until_says("makers have said yes")
    await play.application.settled()
    return play.asked()


async def accept(maker: Person) -> None:
    await maker.presses("Accept" if any(m.button("Accept") for m in maker.from_bot) else "接单")


async def all_accept(play: Stage) -> None:
    """Whoever is asked says yes, and so does Alex to what is proposed, until the order is confirmed."""
    for _ in range(20):
        if confirmed(play):
            return
        await play.until(lambda: play.asked() or play.alex.from_bot[-1].button("Yes, go on") or confirmed(play))
        if play.alex.from_bot[-1].button("Yes, go on"):
            await play.alex.presses("Yes, go on")
            await play.until(lambda: not play.alex.from_bot[-1].button("Yes, go on"))
        for maker in play.asked():
            if play.is_asked(maker):
                await accept(maker)
            await play.until(lambda: not play.is_asked(maker))  # noqa: B023


def confirmed(play: Stage) -> bool:
    return any("Confirmed!" in m.text for m in play.alex.from_bot)


async def decline(maker: Person) -> None:
    await maker.presses("Decline" if any(m.button("Decline") for m in maker.from_bot) else "拒绝")


async def test_a_decline_goes_to_somebody_else(tmp_path: Path) -> None:
    """One maker says no: another one gets just that job, the consumer's price and date stay, the order is confirmed."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        promised = play.alex.from_bot[-1].text.splitlines()[-1]
        first = {maker.user_id for maker in makers}
        await decline(makers[0])
        await play.until(lambda: {maker.user_id for maker in play.asked()} - first)
        assert makers[0].user_id not in {maker.user_id for maker in play.asked()}
        await all_accept(play)
        last = await play.alex.until_says("Confirmed!")
        assert promised.split(" in all")[0] in last.text


async def test_every_process_is_covered_after_declines(tmp_path: Path) -> None:
    """However many say no, a confirmed order has a maker for each of its processes."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        processes = len(makers)
        for maker in makers[:3]:
            asked = len(play.asked())
            await decline(maker)
            await play.until(lambda: not play.is_asked(maker) and len(play.asked()) == asked)  # noqa: B023
        await all_accept(play)
        await play.alex.until_says("Confirmed!")
        card = next(m for m in reversed(play.alex.from_bot) if "is confirmed" in m.text)
        assert card.text.count("✅") == processes + 1


async def test_silence_is_reminded_then_replaced(tmp_path: Path) -> None:
    """No answer: a reminder that replies to the offer, another one, then somebody else is asked and the admin knows."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        silent = makers[0]
        for maker in makers[1:]:
            await accept(maker)
        await play.later(timedelta(minutes=61))
        reminders = [m for m in silent.from_bot if m.reply_to is not None]
        assert len(reminders) == 1
        await play.later(timedelta(minutes=120))
        await play.later(timedelta(minutes=180))
        await play.admin.until_says("did not answer in time")
        await all_accept(play)
        await play.alex.until_says("Confirmed!")
        assert not any(m.all_buttons for m in silent.from_bot if "⌛" in m.text)


async def test_an_answer_in_words_counts(tmp_path: Path) -> None:
    """A maker who writes back instead of tapping is understood, also as a reply to the offer."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        for maker in makers:
            offer = maker.from_bot[-1]
            await maker.sends("没问题" if offer.button("接单") else "no problem", reply_to=offer.id)
        await play.alex.until_says("Confirmed!")


async def test_other_terms_are_weighed(tmp_path: Path) -> None:
    """A maker asks for twice the money: somebody else is found, and the maker hears it."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        await makers[0].sends(
            "可以，但总价要9000块" if makers[0].from_bot[-1].button("接单") else "ok, but for 9000 yuan in total"
        )
        await play.application.settled()
        await makers[0].until(lambda chat: any("fits better" in m.text or "别家更合适" in m.text for m in chat))
        await all_accept(play)
        await play.alex.until_says("Confirmed!")


async def test_cancelling_tells_every_maker_once(tmp_path: Path) -> None:
    """The consumer calls a placed order off: each maker hears it once, and no offer can be accepted any more."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        await accept(makers[0])
        await play.alex.sends("/cancel")
        await play.alex.until_says("Really call it off?")
        await play.alex.presses("Yes, call it off")
        await play.alex.until_says("is cancelled")
        await play.application.settled()
        assert play.asked() == []
        for maker in makers:
            told = [m for m in maker.from_bot if "cancelled" in m.text or "撤单" in m.text]
            assert len(told) == 1


async def test_a_maker_who_blocked_the_bot_is_replaced(tmp_path: Path) -> None:
    """Telegram refuses to deliver an offer: the job goes to somebody else at once, without waiting."""
    async with stage(tmp_path) as play:
        await play.alex.sends(WISH)
        offer = await play.alex.until_offers("Cheapest", timeout=30)
        line = next(text for text in offer.text.splitlines() if "cutting and sewing" in text)
        sewer = next(p for p in play.suppliers() if _name(play, p.user_id) in line)
        await sewer.blocks()
        await play.alex.presses("Cheapest")
        await play.admin.until_says("can't be reached", timeout=20)
        await all_accept(play)
        await play.alex.until_says("Confirmed!")
        assert sewer.from_bot == []


def _name(play: Stage, chat: int) -> str:
    found = play.application.use_cases.office.trades.partner_of_chat(chat)
    assert found is not None
    return found[1].name("en")


async def test_a_button_pressed_twice_does_one_thing(tmp_path: Path) -> None:
    """A double tap accepts once and answers politely."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        offer = makers[0].from_bot[-1]
        data = offer.all_buttons[0].data
        assert data is not None
        await makers[0].presses_data(offer.id, data)
        again = await makers[0].presses_data(offer.id, data)
        await makers[0].until_answered(again)
        await play.application.settled()
        status = play.alex.from_bot[-1].text
        assert "1 of" in status


@pytest.mark.parametrize("thief", ["alex", "xiaolin", "admin"])
async def test_somebody_elses_button_does_nothing(thief: str, tmp_path: Path) -> None:
    """A forged press with another person's button data changes nothing."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        data = makers[0].from_bot[-1].all_buttons[0].data
        person = getattr(play, thief)
        if not person.from_bot:
            await person.sends("/start")
            await person.until(lambda chat: any(m.from_bot for m in chat))
        assert data is not None
        query = await person.presses_data(person.from_bot[-1].id, data)
        await person.until_answered(query)
        await play.application.settled()
        assert "0 of" in next(m.text for m in reversed(play.alex.from_bot) if "said yes" in m.text)
        assert makers[0] in [m for m in makers if m.from_bot[-1].all_buttons]
