"""What a maker has to do today, and what comes: asked for in words, done with a tap."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.sandbox.person import Person
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import all_accept, placed

ANSWER, TODAY, COMING, WORKING = (
    ("Waiting for your answer", "等您答复"),
    ("To be done today", "今天要做"),
    ("Coming", "接下来"),
    ("At work", "制作中"),
)
BEGUN = ("Begun", "已开工")


async def asks(play: Stage, maker: Person) -> str:
    """What a maker is shown who asks in their own language what there is to do."""
    chinese = any("一" <= c <= "鿿" for c in maker.from_bot[0].text.splitlines()[0])
    before = len(maker.from_bot)
    await maker.sends("今天要做什么？" if chinese else "What do we have to do today?")
    await play.until(lambda: len(maker.from_bot) > before)
    return maker.from_bot[-1].text


def has(text: str, words: tuple[str, str]) -> bool:
    return any(word in text for word in words)


async def test_what_is_to_be_done_today(tmp_path: Path) -> None:
    """An offer waits for an answer; a job that is on comes, waits for its goods, or is begun with a tap on its day."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        assert all([has(await asks(play, maker), ANSWER) for maker in makers])
        await all_accept(play)
        await play.application.settled()
        lists = [await asks(play, maker) for maker in makers]
        assert all(has(text, COMING) and not has(text, ANSWER) for text in lists)
        assert any("waits for" in text or "的货" in text for text in lists)
        await play.later(timedelta(days=4))
        able = []
        for maker in makers:
            text = await asks(play, maker)
            tap = next((b.text for b in maker.from_bot[-1].all_buttons if has(b.text, BEGUN)), None)
            assert has(text, TODAY) or tap is None
            if tap is not None:
                able.append((maker, tap))
        assert able
        maker, tap = able[0]
        await maker.presses(tap)
        await play.application.settled()
        async with play.application.database.transaction() as tx:
            started = await tx.orders.job_counts()
        assert started["started"] == 1
        assert has(await asks(play, maker), WORKING) or has(maker.from_bot[-1].text, TODAY)


async def test_makers_see_what_is_theirs_by_asking(tmp_path: Path) -> None:
    """Score, prices, capacity, days off and hours are shown to who asks for them; with an offer open, too."""
    async with stage(tmp_path) as play:
        (maker, *_) = await placed(play)
        for words, answers in (
            ("my score", ("Your score", "评分")),
            ("我们的产能是多少", ("a day", "每天")),
            ("when are we closed?", ("days off", "休息", "off")),
            ("营业时间", ("hours", "工作时间", "09:00")),
        ):
            before = len(maker.from_bot)
            await maker.sends(words)
            await play.until(lambda: len(maker.from_bot) > before)  # noqa: B023
            assert any(answer in maker.from_bot[-1].text for answer in answers), maker.transcript()
        assert play.is_asked(maker)
