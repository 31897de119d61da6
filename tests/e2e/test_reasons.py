"""Why this price, why not sooner: asked by button or in words, found out by the planner, answered once."""

from __future__ import annotations

import asyncio
import re
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from planner.domain.breakdown import Breakdown
from planner.domain.plan import Plan, Quote
from planner.domain.problem import Problem
from tests.e2e.stage import ThreadPlanner, stage
from tests.e2e.test_pictures import CHINESE, ENGLISH, pictures, quoted


class Gate(ThreadPlanner):
    """Plans once it is open."""

    def __init__(self) -> None:
        self.open = asyncio.Event()
        self.open.set()
        self.asked = 0

    async def quote(self, problem: Problem) -> Quote:
        self.asked += 1
        await self.open.wait()
        return await super().quote(problem)


class Stumbling(ThreadPlanner):
    """Makes plans, and can explain none."""

    async def explain(self, problem: Problem, plan: Plan) -> Breakdown:
        raise RuntimeError("no idea")


@pytest.mark.parametrize(
    ("who", "text", "offered", "question", "parts"),
    [
        ("alex", ENGLISH, "Cheapest", "Why this price", ("our share: ¥", "freight: ¥", "The largest part is")),
        ("xiaolin", CHINESE, "最便宜", "为什么这个价", ("我们的服务费：¥", "运费：¥", "最大的一块是")),
        ("alex", ENGLISH, "Cheapest", "Why not sooner", ("Why not before", "The longest is", "quicker")),
        ("xiaolin", CHINESE, "最便宜", "为什么不能更早", ("为什么不能早于", "最久的是", "更快")),
    ],
)
async def test_a_button_tells_why(
    who: str, text: str, offered: str, question: str, parts: tuple[str, ...], tmp_path: Path
) -> None:
    """Under the options a button tells what the price is made of, another what takes so long, in either language."""
    async with stage(tmp_path) as play:
        person = getattr(play, who)
        await quoted(person, text, offered)
        await person.presses(question)
        await person.until_says(*parts, timeout=30)


@pytest.mark.parametrize(
    ("who", "text", "offered", "question", "part"),
    [
        ("alex", ENGLISH, "Cheapest", "why is it so expensive?", "The largest part is"),
        ("alex", ENGLISH, "Cheapest", "can't it be sooner?", "The longest is"),
        ("xiaolin", CHINESE, "最便宜", "为什么这么贵", "最大的一块是"),
        ("xiaolin", CHINESE, "最便宜", "能不能早一点？", "最久的是"),
        ("xiaolin", CHINESE, "最便宜", "晚几天会便宜吗", "📈"),
    ],
)
async def test_it_can_be_asked_in_words(
    who: str, text: str, offered: str, question: str, part: str, tmp_path: Path
) -> None:
    """Where options stand, a question about them in words is as good as the button, and the options stay."""
    async with stage(tmp_path) as play:
        person = getattr(play, who)
        await quoted(person, text, offered)
        await person.sends(question)
        await person.until_says(part, timeout=30)
        await person.presses(offered)
        await play.until(play.asked)


async def test_the_price_stands_beside_each_step(tmp_path: Path) -> None:
    """Each option shows what each maker gets, and with freight and our share that adds up to its price."""
    async with stage(tmp_path) as play:
        await quoted(play.alex)
        message = await play.alex.until_says("Here")
        assert message.text.count("¥") > 3 * 5


async def test_what_was_asked_about_another_wish_is_not_answered(tmp_path: Path) -> None:
    """Where the wish changes while the planner works, the old question is dropped and the new wish is planned."""
    gate = Gate()
    async with stage(tmp_path, planner=gate) as play:
        await quoted(play.alex)
        gate.open.clear()
        before = gate.asked
        await play.alex.presses("Price by day")
        await play.until(lambda: gate.asked > before)
        await play.alex.sends("make it 40 hoodies, 20 M and 20 L")
        await play.alex.until_says("40 × hoodie")
        gate.open.set()
        await play.application.settled()
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.application.settled()
        assert not pictures(play.alex)


async def test_a_restart_loses_no_question(tmp_path: Path) -> None:
    """A bot that ends while it finds out answers after its next start."""
    gate = Gate()
    async with stage(tmp_path, planner=gate) as play:
        await quoted(play.alex)
        gate.open.clear()
        before = gate.asked
        await play.alex.presses("Price by day")
        await play.until(lambda: gate.asked > before)
    async with stage(tmp_path) as play:
        await play.alex.until(lambda chat: any(m.photo for m in chat), timeout=30)


async def test_what_cant_be_found_out_is_said(tmp_path: Path) -> None:
    """Where the planner fails again and again, whoever asked hears it instead of waiting for ever."""
    async with stage(tmp_path, planner=Stumbling()) as play:
        await quoted(play.alex)
        await play.alex.presses("Why this price")
        for _ in range(10):
            await play.later(timedelta(minutes=10))
        await play.alex.until_says("couldn't find that out")


async def test_whoever_waits_sees_that_it_is_worked_on(tmp_path: Path) -> None:
    """While a plan is made, typing is shown, and a draft tells how many makers for which steps are looked at."""
    gate = Gate()
    gate.open.clear()
    async with stage(tmp_path, planner=gate) as play:
        with play.server.telegram.feed.listen() as events:
            await play.alex.sends(ENGLISH)
            async with asyncio.timeout(20):
                while True:
                    event = await events.get()
                    if event.kind == "draft" and "makers for" in event.data.get("text", ""):
                        break
            assert "dyeing" in event.data["text"]
            gate.open.set()
            await play.alex.until_offers("Cheapest", timeout=30)


async def test_the_parts_add_up_to_the_price(tmp_path: Path) -> None:
    """Setup, material, work, freight and our share make up the whole price, to the cent."""
    async with stage(tmp_path) as play:
        await quoted(play.alex)
        await play.alex.presses("Why this price")
        message = await play.alex.until_says("The largest part is", timeout=30)
        whole, *others = [line for line in message.text.split("\n") if "¥" in line]
        parts = [line for line in others if line[0] in "🔧🧵🛠🚚🤝"]
        assert len(parts) == 5
        assert sum(map(_amount, parts)) == _amount(whole)


def _amount(line: str) -> Decimal:
    """The first amount in a line."""
    found = re.search(r"¥([\d,]+\.\d\d)", line)
    assert found is not None
    return Decimal(found.group(1).replace(",", ""))
