"""Whatever is pressed, by whomever, in any order: it is answered, and nothing fails behind."""

from __future__ import annotations

import logging
import random
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.person import Person
from bot.telegram.menu import admin_menu, consumer_menu, supplier_menu
from bot.telegram.texts import Texts
from tests.e2e.stage import Stage, stage

WISHES = (
    "30 navy hoodies with a metal zip, 10 M and 20 L, to Hangzhou",
    "12 white T-shirts with a screen print, size L, to Suzhou by the end of next month",
    "想要30件藏青色连帽衫，带金属拉链，M码10件L码20件，送到杭州",
    "200 mango ice creams to Hangzhou",
)
WORDS = (
    "make it 40",
    "in black, please",
    "why so expensive?",
    "where is my order?",
    "the same again",
    "yes",
    "no",
    "ok, but 3 days later",
    "it has arrived",
    "5 stars",
    "换成黑色",
    "太贵了",
    "没问题",
    "今天要做什么",
    "my score",
    "we're closed next week",
    "每天最多50",
    "hello",
)


def choices(play: Stage) -> list[Person]:
    return [play.alex, play.xiaolin, play.admin, *play.suppliers()]


async def act(play: Stage, chance: random.Random, commands: dict[int, list[str]]) -> str:
    """Somebody does something: mostly presses a button that they see."""
    able = [(p, m, b) for p in choices(play) for m in p.from_bot[-12:] for b in m.all_buttons if b.data]
    kind = chance.random()
    if able and kind < 0.75:
        person, message, button = chance.choice(able)
        await person.presses(button.data or "", message.id)
        return f"{person.name} presses {button.text}"
    person = chance.choice([play.alex, play.xiaolin, play.admin, *(p for p, _, _ in able)])
    if kind < 0.85 and person in (play.alex, play.xiaolin, play.admin):
        text = chance.choice(WISHES)
    elif kind < 0.95:
        text = chance.choice(WORDS)
    else:
        text = chance.choice(commands.get(person.user_id) or ["/help"])
    await person.sends(text)
    return f"{person.name} writes {text}"


async def any_buttons(folder: Path, seed: int, steps: int) -> list[str]:
    """So many acts; what was done, in words."""
    chance = random.Random(seed)
    done = []
    async with stage(folder) as play:
        t = Texts("en", play.application.use_cases.office.timezone)
        menus = {play.alex.user_id: consumer_menu(t), play.xiaolin.user_id: consumer_menu(t)}
        menus |= {play.admin.user_id: admin_menu(t), **{p.user_id: supplier_menu(t) for p in play.suppliers()}}
        commands = {
            who: [f"/{one.command}{word}" for one in menu for word in ("", " 1", " qitong")]
            for who, menu in menus.items()
        }
        await play.alex.sends(WISHES[0])
        await play.xiaolin.sends(WISHES[2])
        await play.alex.until_offers("Cheapest", timeout=60)
        for _ in range(steps):
            done.append(await act(play, chance, commands))
            await play.application.settled()
            await play.later(timedelta(seconds=chance.choice((5, 5, 5, 60, 3600, 6 * 3600))))
        async with play.application.database.transaction() as tx:
            assert (await tx.inbox.counts()).get("dead", 0) == 0, done
            assert (await tx.outbox.counts()).get("dead", 0) == 0, done
    return done


@pytest.mark.parametrize("seed", [1, 2])
async def test_any_button_at_any_time(tmp_path: Path, seed: int, caplog: pytest.LogCaptureFixture) -> None:
    """Fifty random presses and messages of customers, makers and an admin: nothing is lost, nothing fails."""
    done = await any_buttons(tmp_path, seed, 50)
    assert [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR] == [], done
