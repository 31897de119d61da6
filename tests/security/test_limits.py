"""How much one person may write."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import cast

from bot.services.limits import MESSAGE, PRESS, Limiter, Limits, Verdict
from bot.services.office import Office
from storage.ports import Database, Update
from tests.e2e.stage import ALEX, XIAOLIN, Stage, stage

NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
BOT, CHAT, ADMIN = 1, 77, 9
LIMITS = Limits(messages=20, presses=90)


class Crowd:
    """Updates that arrive, and what becomes of each."""

    def __init__(self, database: Database, limits: Limits = LIMITS):
        self._database = database
        self._limits = limits
        self._number = 0

    async def sends(self, at: datetime, chat: int | None = CHAT, kind: str = MESSAGE) -> Verdict:
        """One update. Nothing is remembered in between but what is stored."""
        self._number += 1
        update = Update(BOT, self._number, chat, "{}", at)
        async with self._database.transaction() as tx:
            await tx.inbox.put(BOT, update.update_id, chat, "{}", at, kind)
        return await self.looked_at(update, kind)

    async def looked_at(self, update: Update, kind: str = MESSAGE) -> Verdict:
        office = cast(Office, type("Admins", (), {"admins": frozenset({ADMIN})}))
        async with self._database.transaction() as tx:
            return await Limiter(office, self._limits).look(tx, update, kind)


async def test_what_is_above_the_limit_is_let_go_of_and_said_once(database: Database) -> None:
    """Twenty messages in a minute are welcome; the next is answered with a notice, those after it with silence."""
    crowd = Crowd(database)
    verdicts = [await crowd.sends(NOW + timedelta(seconds=i)) for i in range(40)]
    assert verdicts == [Verdict.WELCOME] * 20 + [Verdict.FLOOD] + [Verdict.SHED] * 19


async def test_a_flood_that_never_ebbs_is_mentioned_once(database: Database) -> None:
    """Somebody a little above the limit for ten minutes hears of it once, not every minute."""
    crowd = Crowd(database)
    verdicts = [await crowd.sends(NOW + timedelta(seconds=2.5 * i)) for i in range(240)]
    assert verdicts.count(Verdict.FLOOD) == 1


async def test_the_next_flood_is_mentioned_again(database: Database) -> None:
    """After a quiet minute everything is as at first."""
    crowd = Crowd(database)
    for start in (NOW, NOW + timedelta(minutes=3)):
        verdicts = [await crowd.sends(start) for _ in range(30)]
        assert verdicts == [Verdict.WELCOME] * 20 + [Verdict.FLOOD] + [Verdict.SHED] * 9


async def test_an_update_that_is_taken_up_again_is_judged_as_before(database: Database) -> None:
    """What failed for another reason is not counted twice, and later messages do not count against it."""
    crowd = Crowd(database)
    for i in range(20):
        await crowd.sends(NOW + timedelta(seconds=i))
    twentieth = Update(BOT, 20, CHAT, "{}", NOW + timedelta(seconds=19))
    for _ in range(15):
        await crowd.sends(NOW + timedelta(seconds=20))
    assert await crowd.looked_at(twentieth) is Verdict.WELCOME


async def test_presses_have_a_limit_of_their_own(database: Database) -> None:
    """Buttons are no messages: neither uses up the other's limit."""
    crowd = Crowd(database)
    assert {await crowd.sends(NOW, kind=PRESS) for _ in range(90)} == {Verdict.WELCOME}
    assert await crowd.sends(NOW, kind=PRESS) is Verdict.FLOOD
    assert await crowd.sends(NOW) is Verdict.WELCOME


async def test_one_persons_flood_is_not_anothers(database: Database) -> None:
    """Admins, others, and updates that are nobody's are welcome whatever somebody else does."""
    crowd = Crowd(database)
    for _ in range(30):
        await crowd.sends(NOW)
    assert await crowd.sends(NOW, chat=78) is Verdict.WELCOME
    assert await crowd.sends(NOW, chat=None) is Verdict.WELCOME
    assert {await crowd.sends(NOW, chat=ADMIN) for _ in range(30)} == {Verdict.WELCOME}


async def test_no_limit_at_all(database: Database) -> None:
    """0 means any number."""
    crowd = Crowd(database, replace(LIMITS, messages=0))
    assert {await crowd.sends(NOW) for _ in range(50)} == {Verdict.WELCOME}


async def test_a_flood_over_the_whole_bot(tmp_path: Path) -> None:
    """Two people write forty times each: each gets twenty answers and one notice, in the language they write."""
    async with stage(tmp_path) as play:
        for person, hello in ((play.alex, "/id"), (play.xiaolin, "/id")):
            for _ in range(40):
                await person.sends(hello)
        await play.alex.until_says("wait a minute")
        await play.xiaolin.until_says("请等一分钟")
        await play.application.settled()
        for person in (play.alex, play.xiaolin):
            assert sum(str(person.user_id) in m.text for m in person.from_bot) == 20
            assert len(person.from_bot) == 21, person.transcript()
        await play.later(timedelta(minutes=2))
        await play.alex.sends("/id")
        await play.alex.until(lambda chat: sum(str(ALEX) in m.text for m in chat) == 21)


async def test_a_flood_of_one_starves_nobody(tmp_path: Path) -> None:
    """With hundreds of one person's messages waiting, another's is answered before these are through."""
    async with stage(tmp_path, settings={"messages_a_minute": 0}) as play:
        database, bot, now = play.application.database, play.application.bot.id, play.clock.now()
        async with database.transaction() as tx:
            for number in range(300):
                await tx.inbox.put(bot, 5000 + number, ALEX, update(play, ALEX, 5000 + number), now)
            await tx.inbox.put(bot, 9000, XIAOLIN, update(play, XIAOLIN, 9000), now)
        play.application.wake()
        await play.until(lambda: any(str(XIAOLIN) in m.text for m in play.xiaolin.from_bot))
        async with database.transaction() as tx:
            assert await tx.inbox.waiting(ALEX)


def update(play: Stage, user: int, number: int) -> str:
    """A raw /id of somebody's."""
    person = {"id": user, "is_bot": False, "first_name": "A"}
    chat = {"id": user, "type": "private", "first_name": "A"}
    entity = {"type": "bot_command", "offset": 0, "length": 3}
    message = {"message_id": number, "date": 1, "from": person, "chat": chat, "text": "/id", "entities": [entity]}
    play.server.person(user).set_started(True)
    return json.dumps({"update_id": number, "message": message})
