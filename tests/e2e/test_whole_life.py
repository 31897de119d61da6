"""From a wish to the last star, over the real server: makers report and hand over, are late, fail, and talk."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

from bot.sandbox.person import Person
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import accept, all_accept, decline, placed
from tests.unit.sandbox.conftest import png

#: What a maker taps as it goes, in the language of its own chat.
NEXT = ("Begun", "已开工", "Ready", "📦 已完成", "Sent", "🚚 已发货", "All here", "都到了")
WISH_ZH = "想要30件藏青色连帽衫，带金属拉链，M码10件L码20件，送到杭州，每件不超过150块"


async def confirmed_order(play: Stage) -> list[Person]:
    """An order that every maker has accepted; returns the makers."""
    makers = await placed(play)
    await all_accept(play)
    await play.application.settled()
    return makers


def tappable(maker: Person) -> tuple[str, int] | None:
    """The first thing a maker can tap to go on: the button's text, and its message."""
    for message in reversed(maker.from_bot):
        for button in message.all_buttons:
            if any(word in button.text for word in NEXT):
                return button.text, message.id
    return None


async def made(play: Stage, until: str = "on its way to you") -> None:
    """Every maker taps whatever it can, until the customer reads something, or nobody can tap anything any more."""
    for _ in range(60):
        able = [maker for maker in play.suppliers() if tappable(maker)]
        if not able or any(until in m.text for m in play.alex.from_bot):
            return
        for maker in able:
            if (found := tappable(maker)) is not None:
                await maker.presses(*found)
                await play.until(lambda: tappable(maker) != found)  # noqa: B023
                await play.application.settled()
    raise AssertionError(play.alex.transcript())


async def test_an_order_is_made_delivered_and_rated(tmp_path: Path) -> None:
    """Each maker begins, finishes and sends when it has its goods; the customer gets it all, says so and rates it."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        await made(play)
        await play.alex.presses("It has come")
        await play.alex.until_says("is complete. Enjoy it!")
        await play.alex.presses("⭐⭐⭐⭐")
        await play.alex.until_says("Thank you!", "⭐⭐⭐⭐")
        await play.alex.sends("/orders")
        await play.alex.until_says("Your orders", "done")
        await play.application.settled()
        async with play.application.database.transaction() as tx:
            assert await tx.follow_ups.pending(1) == []


async def test_words_do_as_well_as_buttons(tmp_path: Path) -> None:
    """Makers and customer only write: begun, ready, sent, all here, it has arrived, five stars."""
    async with stage(tmp_path) as play:
        await play.xiaolin.sends(WISH_ZH)
        await play.xiaolin.until_offers("最便宜", timeout=30)
        await play.xiaolin.presses("最便宜")
        await play.until(lambda: play.asked())
        await play.application.settled()
        for _ in range(12):
            for maker in play.asked():
                await accept(maker)
                await play.until(lambda: not play.is_asked(maker))  # noqa: B023
            if any("全部厂家" in m.text or "都已接单" in m.text or "确认" in m.text for m in play.xiaolin.from_bot):
                break
        await play.application.settled()
        for _ in range(60):
            if any("已发往您处" in m.text for m in play.xiaolin.from_bot):
                break
            for maker in play.suppliers():
                found = tappable(maker)
                if found is not None:
                    text, message = found
                    words = {
                        "Begun": "we have started", "已开工": "已经开工了", "Ready": "it is ready", "已完成": "做好了",
                        "Sent": "shipped today", "已发货": "今天发货了",
                        "All here": "all arrived", "都到了": "都收到了",
                    }  # fmt: skip
                    said = next(phrase for word, phrase in words.items() if word in text)
                    await maker.sends(said, reply_to=message)
                    await play.until(lambda: tappable(maker) != found)  # noqa: B023
                    await play.application.settled()
        await play.xiaolin.sends("收到了，谢谢")
        await play.xiaolin.until_says("完成了")
        await play.xiaolin.sends("五星")
        await play.xiaolin.until_says("⭐⭐⭐⭐⭐", "谢谢")


async def test_makers_of_one_order_write_to_each_other(tmp_path: Path) -> None:
    """/tell reaches the other maker under the trade name, without phone numbers; a reply goes back; others may read."""
    async with stage(tmp_path) as play:
        makers = await confirmed_order(play)
        writer, other = makers[0], makers[1]
        office = play.application.use_cases.office
        found = office.trades.partner_of_chat(other.user_id)
        assert found is not None
        name = found[1].name("en")
        await writer.sends(f"/tell {name.split()[0]} the fabric comes at noon, call 138 0013 8000")
        heard = await other.until_says("the fabric comes at noon")
        assert "138" not in heard.text
        await other.sends("thanks, gate 3 please", reply_to=heard.id)
        await writer.until_says("gate 3 please")
        await play.alex.sends("/thread 1")
        await play.alex.until_says("the fabric comes at noon", "gate 3 please")
        await play.xiaolin.sends("/thread 1")
        await play.xiaolin.until_says("/thread 12")
        assert not any("gate 3" in m.text for m in play.xiaolin.from_bot)


async def test_what_is_missing_is_made_again(tmp_path: Path) -> None:
    """Two pieces are torn: makers make two again, at no cost to the customer, and then the order is complete."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        await made(play)
        await play.alex.sends("2 are torn")
        await play.until(lambda: play.asked() or any("choose" in m.text for m in play.alex.from_bot), seconds=30)
        await play.application.settled()
        for _ in range(20):
            offers = [b for m in play.alex.from_bot for b in m.all_buttons if b.text.startswith(("Yes, go on", "Take"))]
            if offers:
                await play.alex.presses(offers[0].text)
                await play.application.settled()
            for maker in play.asked():
                await accept(maker)
                await play.until(lambda: not play.is_asked(maker))  # noqa: B023
            await play.application.settled()
            if not play.asked():
                break
        await made(play, until="never said")
        await play.alex.sends("all here now")
        await play.alex.until_says("is complete. Enjoy it!")


async def test_cancelling_in_production_costs_what_is_made(tmp_path: Path) -> None:
    """The first maker has begun: the customer is told what cancelling costs, and the maker what it gets."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        first = next(maker for maker in play.suppliers() if tappable(maker))
        await first.presses(*(tappable(first) or ("", 0)))
        await play.application.settled()
        await play.alex.sends("/cancel")
        asked = await play.alex.until_says("costs you")
        await play.alex.presses("Yes, call it off")
        gone = await play.alex.until_says("you owe")
        amount = re.search(r"¥[\d,.]+\d", asked.text)
        assert amount is not None
        assert amount.group() in gone.text
        told = [m for m in first.from_bot if "please stop" in m.text or "请停工" in m.text]
        assert len(told) == 1


async def test_a_maker_who_gives_back_is_replaced(tmp_path: Path) -> None:
    """After the go-ahead a maker writes that it can't: it is asked twice, then replaced; the consumer knows why."""
    async with stage(tmp_path) as play:
        makers = await confirmed_order(play)
        maker = makers[-1]
        last = maker.from_bot[-1]
        zh = any("一" <= c <= "鿿" for c in last.text)
        await maker.sends("抱歉，做不了了，机器坏了" if zh else "sorry, we can't do it any more", reply_to=last.id)
        await maker.until(lambda chat: any("really" in m.text or "真的" in m.text for m in chat))
        await maker.presses("Yes, give it back" if not zh else "是的，退回")
        await play.until(
            lambda: (
                play.asked() or any(b.text.startswith("Yes, go on") for m in play.alex.from_bot for b in m.all_buttons)
            ),
            seconds=30,
        )
        await all_accept_again(play)
        await play.alex.until_says("🔁 Order 1: a change")


async def all_accept_again(play: Stage) -> None:
    """Whoever is asked after the first confirmation accepts, and Alex agrees to what is proposed."""
    for _ in range(20):
        await play.application.settled()
        agree = [m for m in play.alex.from_bot if m.button("Yes, go on")]
        if agree:
            await play.alex.presses("Yes, go on", agree[-1])
            await play.application.settled()
        if not play.asked():
            return
        for maker in play.asked():
            await accept(maker)
            await play.until(lambda: not play.is_asked(maker))  # noqa: B023


async def test_a_slow_maker_gets_a_rival(tmp_path: Path) -> None:
    """Hours without an answer: somebody else is asked besides; one yes settles it, and the other is told."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        slow = makers[0]
        for maker in makers[1:]:
            await accept(maker)
        await play.later(timedelta(minutes=241))
        await play.until(lambda: any(p.user_id not in {m.user_id for m in makers} for p in play.asked()), seconds=30)
        rival = next(p for p in play.asked() if p.user_id not in {m.user_id for m in makers})
        await accept(rival)
        await play.alex.until_says("Confirmed!")
        await slow.until(lambda chat: any("was quicker" in m.text or "更快" in m.text for m in chat))
        assert not play.is_asked(slow)


async def test_a_supplier_sees_its_score(tmp_path: Path) -> None:
    """/score shows the three kinds, how sure they are, and what counted last."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        await decline(makers[0])
        await play.application.settled()
        await makers[0].sends("/score")
        english = ("Your score", "taking jobs", "in time", "quality", "declined")
        chinese = ("您的评分", "接单", "准时", "质量", "拒绝")
        await makers[0].until(
            lambda chat: any(all(word in m.text for word in words) for m in chat for words in (english, chinese))
        )


async def test_a_delay_is_told_or_planned_around(tmp_path: Path) -> None:
    """A maker will be late and says by how much: the order goes on."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        first = next(maker for maker in play.suppliers() if tappable(maker))
        message = next(
            m for m in reversed(first.from_bot) if any("Later" in b.text or "要晚些" in b.text for b in m.all_buttons)
        )
        button = next(b for b in message.all_buttons if "Later" in b.text or "要晚些" in b.text)
        await first.presses(button.text, message)
        days = await first.until(
            lambda chat: [m for m in chat if any(b.text in ("2 days", "2天") for b in m.all_buttons)]
        )
        assert days is None or days
        await first.presses(
            "2 days" if any(b.text == "2 days" for m in first.from_bot for b in m.all_buttons) else "2天"
        )
        await all_accept_again(play)
        async with play.application.database.transaction() as tx:
            row = await tx.orders.get(1)
            assert row is not None
            assert row.status in ("confirmed", "in_production", "confirming")
            events = [e.event for e in await tx.audit.of(1)]
        assert "job_delayed" in " ".join(events)


async def test_a_picture_goes_to_the_next_maker(tmp_path: Path) -> None:
    """A maker sends a picture without a word, says what it is of, and the next maker gets it with the news."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        first = next(maker for maker in play.suppliers() if tappable(maker))
        await first.presses(*(tappable(first) or ("", 0)))
        await play.application.settled()
        await first.sends_file("roll.png", png(8, 8), "image/png", as_photo=True)
        await first.until(lambda chat: any("📷" in m.text for m in chat))
        asked = next(m for m in first.from_bot if "📷" in m.text)
        await first.presses(next(b.text for b in asked.all_buttons if "🚚" in b.text), asked.id)
        await play.until(lambda: any(m.photo for p in play.suppliers() if p is not first for m in p.from_bot))
