"""Pictures for consumers, over the real server: what is drawn, when it is drawn anew, and when words must do."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.runtime.drawing_pool import DrawingPool
from bot.sandbox.faults import Fault
from bot.sandbox.images import size_of
from bot.sandbox.person import Person
from bot.sandbox.shown import ShownMessage
from bot.telegram.pictures.charts import Chart
from tests.e2e.stage import Stage, stage

ENGLISH = "30 navy hoodies with a metal zip, 10 M and 20 L, to Hangzhou"
CHINESE = "30件藏青色连帽衫，带金属拉链，M码10件L码20件，送到杭州"


def pictures(person: Person) -> list[ShownMessage]:
    return [message for message in person.from_bot if message.photo is not None]


def drawn(play: Stage, message: ShownMessage) -> bytes:
    """The picture's bytes."""
    assert message.photo is not None
    file = play.server.telegram.files.by_unique_id(message.photo.id)
    assert file is not None
    return file.content


async def say_yes(maker: Person) -> None:
    await maker.presses("Accept" if any(m.button("Accept") for m in maker.from_bot) else "接单")


def first_at_work(play: Stage) -> tuple[Person, str, str]:
    """A maker who can begin, and the labels of Begun and Ready in its language."""
    for maker in play.suppliers():
        for begun, ready in (("Begun", "Ready"), ("已开工", "已完成")):
            if any(message.button(begun) for message in maker.from_bot):
                return maker, begun, ready
    raise AssertionError("nobody can begin")


async def quoted(person: Person, text: str = ENGLISH, offered: str = "Cheapest") -> None:
    await person.sends(text)
    await person.until_offers(offered, timeout=30)


async def placed(play: Stage) -> list[Person]:
    """Alex orders the cheapest; returns the makers who are asked."""
    await quoted(play.alex)
    await play.alex.presses("Cheapest")
    await play.until(play.asked)
    await play.application.settled()
    return play.asked()


async def confirmed(play: Stage) -> ShownMessage:
    """Every maker says yes; returns the timeline that comes with it."""
    for maker in await placed(play):
        await say_yes(maker)
    await play.alex.until_says("Confirmed!", timeout=20)
    await play.alex.until(lambda chat: any(m.photo for m in chat))
    await play.application.settled()
    return pictures(play.alex)[-1]


@pytest.mark.parametrize(
    ("who", "text", "offered", "button", "caption"),
    [("alex", ENGLISH, "Cheapest", "Price by day", "fastest"), ("xiaolin", CHINESE, "最便宜", "每天的价格", "最快")],
)
async def test_the_price_of_each_day_is_drawn(
    who: str, text: str, offered: str, button: str, caption: str, tmp_path: Path
) -> None:
    """A button under the options brings a picture of the price by day, whose caption says the same in words; the
    process that draws is the bot's own."""
    pool = DrawingPool()
    try:
        async with stage(tmp_path, drawer=pool) as play:
            person = getattr(play, who)
            await quoted(person, text, offered)
            await person.presses(button)
            message = await person.until_says(caption, "¥", "📈", timeout=30)
            assert message.photo is not None
            assert size_of(drawn(play, message)) == (1080, 810)
            assert len(drawn(play, message)) <= 150 * 1024
    finally:
        pool.close()


async def test_the_timeline_follows_the_work(tmp_path: Path) -> None:
    """With the last yes the plan comes as a picture; when a maker begins, the same message shows another picture."""
    async with stage(tmp_path) as play:
        timeline = await confirmed(play)
        assert len(pictures(play.alex)) == 1
        assert "to come" in timeline.text
        before = drawn(play, timeline)
        maker, begun, _ready = first_at_work(play)
        await maker.presses(begun)
        await play.alex.until(lambda chat: any(m.photo and "at work" in m.text for m in chat))
        after = pictures(play.alex)
        assert [m.id for m in after] == [timeline.id]
        assert drawn(play, after[0]) != before


async def test_who_is_overdue_is_late_in_the_picture(tmp_path: Path) -> None:
    """A maker who should have been ready and says nothing is late in the picture, without anybody asking."""
    async with stage(tmp_path) as play:
        timeline = await confirmed(play)
        for _ in range(4):
            await play.later(timedelta(days=1))
        await play.alex.until(lambda chat: any(m.id == timeline.id and "late" in m.text for m in chat))


async def test_a_cancelled_order_has_no_timeline(tmp_path: Path) -> None:
    """Once it is called off, the picture stays as it was, and the button brings no other."""
    async with stage(tmp_path) as play:
        timeline = await confirmed(play)
        before = drawn(play, timeline)
        button = next(m for m in reversed(play.alex.from_bot) if m.button("Timeline"))
        data = next(b.data for b in button.all_buttons if "Timeline" in b.text)
        await play.alex.sends("/cancel")
        await play.alex.until_offers("Yes, call it off")
        await play.alex.presses("Yes, call it off")
        await play.alex.until_says("cancelled")
        await play.application.settled()
        assert data is not None
        query = await play.alex.presses_data(button.id, data)
        await play.alex.until_answered(query)
        await play.application.settled()
        assert [drawn(play, message) for message in pictures(play.alex)] == [before]


async def test_a_timeline_is_there_on_demand_and_not_twice(tmp_path: Path) -> None:
    """Asked for before everybody has said yes, the plan is drawn; asked for again, nothing is drawn or sent anew."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.alex.presses("Timeline")
        await play.alex.until(lambda chat: any(m.photo for m in chat))
        await play.application.settled()
        count = len(play.alex.messages)
        query = await play.alex.presses("Timeline")
        await play.alex.until_answered(query)
        await play.application.settled()
        assert len(play.alex.messages) == count
        await play.alex.sends("show me the timeline please")
        await play.application.settled()
        assert len(pictures(play.alex)) == 1


async def test_a_new_day_is_a_new_picture(tmp_path: Path) -> None:
    """When something happens on a later day, the line for today moves along in the picture that is there."""
    async with stage(tmp_path) as play:
        timeline = await confirmed(play)
        before = drawn(play, timeline)
        await play.later(timedelta(days=1, hours=2))
        await play.alex.until(lambda chat: drawn(play, next(m for m in chat if m.photo)) != before)
        assert [m.id for m in pictures(play.alex)] == [timeline.id]


@pytest.mark.parametrize(
    "fault",
    [
        Fault("sendPhoto", code=400, description="Bad Request: IMAGE_PROCESS_FAILED"),
        Fault("sendPhoto", code=413, description="Request Entity Too Large"),
    ],
    ids=["refused", "too large"],
)
async def test_a_refused_picture_is_said_in_words(fault: Fault, tmp_path: Path) -> None:
    """Where Telegram takes no picture, its caption comes as text, with nothing lost."""
    async with stage(tmp_path) as play:
        await quoted(play.alex)
        play.server.faults.add(fault)
        await play.alex.presses("Price by day")
        message = await play.alex.until_says("📈", timeout=30)
        assert message.photo is None
        assert "¥" in message.text


async def test_a_refused_change_is_said_in_words(tmp_path: Path) -> None:
    """Where a new picture can't take the place of the old one, the news comes as text below; the next one is drawn."""
    async with stage(tmp_path) as play:
        timeline = await confirmed(play)
        play.server.faults.add(Fault("editMessageMedia", code=400, description="Bad Request: IMAGE_PROCESS_FAILED"))
        maker, begun, ready = first_at_work(play)
        await maker.presses(begun)
        words = await play.alex.until_says("🗓", "at work")
        assert words.photo is None
        assert words.id > timeline.id
        await maker.presses(ready)
        await play.alex.until(lambda chat: any(m.id == words.id and m.photo for m in chat))


class Clumsy:
    """Can't draw."""

    async def draw(self, chart: Chart) -> bytes:
        raise RuntimeError("no ink")


async def test_what_cant_be_drawn_is_said_in_words(tmp_path: Path) -> None:
    """Where drawing fails, the caption comes as text, and follows the work like the picture would."""
    async with stage(tmp_path, drawer=Clumsy()) as play:
        for maker in await placed(play):
            await say_yes(maker)
        words = await play.alex.until_says("🗓", "to come", timeout=20)
        await play.application.settled()
        maker, begun, _ready = first_at_work(play)
        await maker.presses(begun)
        assert (await play.alex.until_says("🗓", "at work")).id == words.id
        assert not pictures(play.alex)


@pytest.mark.parametrize(
    "fault",
    [
        Fault("sendPhoto", code=429, retry_after=1),
        Fault("sendPhoto", code=500),
    ],
    ids=["too many requests", "server error"],
)
async def test_a_picture_is_sent_once_telegram_is_well_again(fault: Fault, tmp_path: Path) -> None:
    """After 429 or an unknown outcome the picture comes as a picture, once."""
    async with stage(tmp_path) as play:
        await quoted(play.alex)
        play.server.faults.add(fault)
        await play.alex.presses("Price by day")
        await play.until(lambda: not play.server.faults.shown())
        await play.later(timedelta(seconds=30))
        await play.alex.until(lambda chat: any(m.photo for m in chat))
        await play.application.settled()
        assert len(pictures(play.alex)) == 1


async def test_a_consumer_who_blocks_the_bot_is_sent_no_more_pictures(tmp_path: Path) -> None:
    """403 for a picture means what it means for words: what is queued for that person is dropped."""
    async with stage(tmp_path) as play:
        await quoted(play.alex)
        await play.alex.presses("Price by day")
        play.server.faults.add(Fault("sendPhoto", code=403))
        await play.until(lambda: not play.server.faults.shown(), seconds=30)
        await play.application.settled()
        assert not pictures(play.alex)
        async with play.application.database.transaction() as tx:
            assert play.alex.user_id in await tx.people.unreachable()


async def test_a_restart_changes_the_picture_that_is_there(tmp_path: Path) -> None:
    """Killed and started again, the bot knows which message shows the plan, and changes that one."""
    async with stage(tmp_path) as play:
        timeline = await confirmed(play)
    async with stage(tmp_path) as play:
        maker, begun, _ready = first_at_work(play)
        await maker.presses(begun)
        await play.alex.until(lambda chat: any(m.photo and "at work" in m.text for m in chat))
        assert [m.id for m in pictures(play.alex)] == [timeline.id]
