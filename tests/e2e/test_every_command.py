"""Every command of every role, in both languages: each is answered in the reader's language, and nothing fails."""

from __future__ import annotations

import logging
import re
from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.person import Person
from bot.services.spoken import own_name
from bot.telegram.menu import admin_menu, consumer_menu, supplier_menu
from bot.telegram.texts import Texts
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import all_accept, placed

HAN = re.compile("[一-鿿]")
#: What may stand behind a command; each is also sent without.
WORDS = {
    "order": "1",
    "replan": "1",
    "cancel": "1",
    "assign": "1 sewing nobody",
    "supplier": "qitong",
    "pause": "nobody",
    "resume": "nobody",
    "broadcast": "suppliers Hello",
    "invite": "nobody",
    "disconnect": "nobody",
    "audit": "1",
    "tell": "dyeing 你好 hello",
    "thread": "1",
    "pass": "1-1 5",
    "material": "200 m of navy cotton by next Friday",
    "away": "12-20 Dec",
    "capacity": "100",
    "hours": "9-18",
    "demand": "weekly Wed 9",
    "language": "nothing",
    "pool": "1 close",
    "export": "json",
    "teach": '"nvy" = colour.navy',
    "catalogue": "apparel",
    "order_again": "1",
}
#: Nobody is cut short for writing so much.
PAUSE = timedelta(seconds=5)


async def answers(play: Stage, person: Person, text: str) -> list[str]:
    """What a person is sent when they write `text`; a word may be all there is to it."""
    play.clock.add(PAUSE)
    before = {message.id: message for message in person.from_bot}
    await person.sends(text)
    await play.until(lambda: any(before.get(m.id) != m for m in person.from_bot))
    await play.application.settled()
    return [m.text for m in person.from_bot if before.get(m.id) != m]


@pytest.mark.parametrize("language", ["en", "zh"])
async def test_every_command_is_answered(tmp_path: Path, language: str, caplog: pytest.LogCaptureFixture) -> None:
    """With and without words behind it, by consumers, suppliers and admins, once an order is on."""
    async with stage(tmp_path) as play:
        (maker, *_) = await placed(play)
        await all_accept(play)
        await play.application.settled()
        t = Texts(language, play.application.use_cases.office.timezone)
        roles = ((play.alex, consumer_menu(t)), (maker, supplier_menu(t)), (play.admin, admin_menu(t)))
        for person, menu in roles:
            await answers(play, person, f"/language {language}")
            for one in menu:
                for words in ("", WORDS.get(one.command, "")):
                    command = f"/{one.command} {words}".strip()
                    said = "\n".join(await answers(play, person, command))
                    assert said, f"{command}: {person.transcript()}"
                    if language == "zh":
                        assert HAN.search(said), f"{command}: {said}"
                    elif one.command not in ("tell", "thread"):
                        assert not HAN.search(said.replace(own_name("zh"), "")), f"{command}: {said}"
            await answers(play, person, f"/language {language}")
    failed = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert failed == []
