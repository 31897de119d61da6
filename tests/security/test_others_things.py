"""What is somebody else's: whoever presses, replies to or names it gets nothing, and nothing happens.

Not a list of buttons: at every stage of an order whatever buttons the database then holds are tried, so that a new kind
of button is tried as soon as there is one.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.sandbox.person import Person
from bot.services.transitions import BUTTON_LIFE
from bot.telegram.render.keyboard import PREFIX
from storage.ports import Action
from tests.e2e.stage import ALEX, Stage, stage
from tests.e2e.test_answers_of_makers import WISH, accept
from tests.e2e.test_whole_life import tappable
from tests.security.people import calm, joins
from tests.security.watch import Button, Watch

#: What an order's life brings up by itself in this test; the rest is put there by hand.
SEEN = {
    "answer", "choose", "accept", "decline", "started", "delayed", "ready", "shipped", "arrived", "missing", "cancel",
    "rate", "give_back",
}  # fmt: skip
BY_HAND: Mapping[str, Mapping[str, Any]] = {
    "agree": {"index": 0},
    "again": {"due": "2027-01-01"},
    "relax": {"basis": 1, "quantity": 3},
    "choose": {"index": 0, "basis": 1},
    "cancel": {"owed": 10**9},
}
#: Words that only those may read whose order it is.
SECRETS = ("Petronella", "Balduin", "Alex")
UNLIMITED = {"messages_a_minute": 0, "presses_a_minute": 0}


class Others:
    """Everybody but the one whose thing it is."""

    def __init__(self, play: Stage, watch: Watch, people: list[Person]):
        self.play, self.watch, self.people = play, watch, people
        #: (kind, who owns it): tried already.
        self.tried: set[tuple[str, str]] = set()

    def role(self, chat: int) -> str:
        if chat in (p.user_id for p in self.play.suppliers()):
            return "supplier"
        return "admin" if chat == self.play.admin.user_id else "consumer"

    async def try_all(self) -> None:
        """Everybody presses one of every kind of button that is there now and has not been tried."""
        await calm(self.play)
        for button in self.watch.buttons():
            what = (button.kind, self.role(button.chat_id))
            if what not in self.tried:
                self.tried.add(what)
                await self.all_press(button)

    async def all_press(self, button: Button) -> None:
        makers = self.play.suppliers()
        with_jobs = [p for p in makers if p.from_bot and p.user_id != button.chat_id]
        without = [p for p in makers if not p.from_bot]
        for person in [*self.people, self.play.alex, *with_jobs[:2], *without[:1]]:
            if person.user_id != button.chat_id:
                await self.presses(person, button.id, f"{button.kind} of order {button.order}")

    async def presses(self, person: Person, action: str, what: str = "") -> None:
        """A forged press, which must change nothing and bring nothing."""
        if not person.messages:
            # Something to press at.
            await person.sends("/id")
            await person.until(lambda chat: any(m.from_bot for m in chat))
        await calm(self.play)
        before, shown = self.watch.everything(), person.messages
        query = await person.presses_data(shown[-1].id, PREFIX + action)
        await person.until_answered(query)
        await calm(self.play)
        assert self.watch.everything() == before, f"{person.name} pressed {what}"
        assert [m.text for m in person.messages] == [m.text for m in shown], person.transcript()

    async def writes(self, person: Person, text: str, reply_to: int | None = None) -> None:
        """Words, which must change nothing of anybody else's, and bring nothing that is somebody else's."""
        before = self.watch.everything(but_of=person.user_id)
        known = len(person.messages)
        if reply_to is None:
            await person.sends(text)
        else:
            self.replies(person, text, reply_to)
        await person.until(lambda chat: any(m.from_bot for m in chat[known:]), what=f"an answer to {text[:40]!r}")
        await calm(self.play)
        after = self.watch.everything(but_of=person.user_id)
        told = [row for row in after["outbox"] if row not in before["outbox"]]
        # What a maker writes that is about none of its jobs goes to the admins: their words, and no more.
        assert all('"supplier_writes"' in json.dumps(row, default=str).replace("\\", "") for row in told), told
        for table in before.keys() - {"outbox", "messages"}:
            assert after[table] == before[table], f"{person.name} wrote {text[:60]!r}: {table}"
        if person.user_id != ALEX:
            for message in person.messages[known:]:
                assert not message.from_bot or not any(secret in message.text for secret in SECRETS), message.text

    def replies(self, person: Person, text: str, to: int) -> None:
        """A reply to a message of another chat, as a forged client may send it."""
        telegram = self.play.server.telegram
        with telegram.database.transaction():
            telegram.people.set_started(person.user_id, True)
            row = telegram.people.get(person.user_id)
            chat = row.chat()
            telegram.updates.add(
                person.user_id,
                "message",
                {
                    "message_id": 10**6 + telegram.updates.count(),
                    "date": 1,
                    "from": row.user(),
                    "chat": chat,
                    "text": text,
                    "reply_to_message": {"message_id": to, "date": 1, "chat": chat, "text": "x"},
                },
            )


@asynccontextmanager
async def others(tmp_path: Path) -> AsyncIterator[tuple[Stage, Others]]:
    async with stage(tmp_path, settings=UNLIMITED) as play:
        stranger = await joins(play, 5001, "Stranger")
        yield play, Others(play, Watch(tmp_path / "bespoke.db"), [stranger, play.xiaolin, play.admin])


async def test_every_button_of_an_orders_life_is_its_owners_alone(tmp_path: Path) -> None:
    """From the first question to the last star: whatever button there is, in anybody else's hand it does nothing."""
    async with others(tmp_path) as (play, everybody):
        await play.xiaolin.sends("我要20件卫衣")
        await play.xiaolin.until(lambda chat: any(m.all_buttons for m in chat if m.from_bot))
        await play.alex.sends("30 navy hoodies with a print saying “Petronella loves Balduin”")
        await play.alex.until(lambda chat: any(m.all_buttons for m in chat if m.from_bot))
        await everybody.try_all()
        await play.alex.sends("/cancel")
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await everybody.try_all()
        await play.alex.presses("Cheapest")
        await play.until(play.asked)
        await play.alex.sends("/cancel")
        await play.alex.until_offers("Yes, call it off")
        await everybody.try_all()
        await all_accept_and(play)
        maker = next(p for p in play.suppliers() if tappable(p))
        last = maker.from_bot[-1]
        zh = any("一" <= c <= "鿿" for c in last.text)
        await maker.sends("抱歉，做不了了，机器坏了" if zh else "sorry, we can't do it any more", reply_to=last.id)
        await calm(play)
        await everybody.try_all()
        await by_hand(play, everybody)
        for _ in range(60):
            able = [p for p in play.suppliers() if tappable(p)]
            if not able or play.alex.from_bot[-1].button("It has come"):
                break
            for maker in able:
                if (found := tappable(maker)) is not None:
                    await everybody.try_all()
                    await maker.presses(*found)
                    await play.until(lambda: tappable(maker) != found)  # noqa: B023
                    await calm(play)
        await play.alex.until_offers("It has come")
        await everybody.try_all()
        await play.alex.presses("It has come")
        await play.alex.until_says("is complete. Enjoy it!")
        await everybody.try_all()
        kinds = {kind for kind, _ in everybody.tried}
        assert kinds >= SEEN, f"never seen: {SEEN - kinds}"


async def all_accept_and(play: Stage) -> None:
    """Whoever is asked says yes, until the order is confirmed."""
    for _ in range(20):
        await calm(play)
        if any("Confirmed!" in m.text for m in play.alex.from_bot):
            return
        for maker in play.asked():
            await accept(maker)
            await play.until(lambda: not play.is_asked(maker))  # noqa: B023
    raise AssertionError(play.alex.transcript())


async def by_hand(play: Stage, everybody: Others) -> None:
    """Kinds of buttons that need a misfortune to come up, put into the database as if there had been one."""
    number = max(int(key.partition("-")[0]) for key, _ in everybody.watch.job_keys())
    now = play.clock.now()
    for kind, args in BY_HAND.items():
        action = Action(f"by-hand-{kind}", ALEX, kind, args, number, 0, now + BUTTON_LIFE)
        async with play.application.database.transaction() as tx:
            await tx.actions.put(action)
        await everybody.all_press(Button(action.id, ALEX, kind, number))


TYPED = (
    "accept {key}", "{key} ok", "接单 {key}", "decline {key}, we are full", "{key} is ready", "{key} 做好了",
    "{key}: we need 9000 yuan in total", "job {key} has arrived", "started {key}", "/tell {order} sewing hello there",
    "/thread {order}", "/order {order}", "/jobs {key}", "/score {key}", "cancel order {order}", "/start {key}",
    "/export", "/export json", "/stats",
)  # fmt: skip


async def test_naming_anothers_job_or_order_does_nothing(tmp_path: Path) -> None:
    """Typed numbers of others' jobs and orders are no key: not for makers, consumers, strangers or admins."""
    async with others(tmp_path) as (play, everybody):
        await play.alex.sends(WISH.replace("hoodies", "hoodies with a print saying “Petronella loves Balduin”,"))
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.presses("Cheapest")
        await play.until(play.asked)
        await calm(play)
        office = play.application.use_cases.office
        keys = everybody.watch.job_keys()
        for person in [*everybody.people, *play.asked()[:2], next(p for p in play.suppliers() if not p.from_bot)]:
            found = office.trades.partner_of_chat(person.user_id)
            key = next(key for key, supplier in keys if found is None or supplier != found[1].id)
            makes = any(supplier == found[1].id for _, supplier in keys) if found else False
            for words in TYPED:
                # The order of whoever works on it is theirs too: its jobs are not. Admins may look things up.
                allowed = makes and "{order}" in words
                if person.user_id == play.admin.user_id:
                    allowed = words.startswith(("/thread", "/order", "/export"))
                if not allowed:
                    await everybody.writes(person, words.format(key=key, order=key.partition("-")[0]))


async def test_replying_to_anothers_message_does_nothing(tmp_path: Path) -> None:
    """A forged reply to a message of another chat is about nothing there."""
    async with others(tmp_path) as (play, everybody):
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.presses("Cheapest")
        await play.until(play.asked)
        await calm(play)
        offer = play.asked()[0].from_bot[-1].id
        card = play.alex.from_bot[-1].id
        idle = next(p for p in play.suppliers() if not p.from_bot)
        for person in [*everybody.people, idle]:
            for text in ("ok", "no", "接单"):
                for target in (offer, card):
                    await everybody.writes(person, text, reply_to=target)


@pytest.mark.parametrize(
    "text",
    [
        "'; DROP TABLE orders; --",
        "1-1'); DELETE FROM jobs; --",
        "/order 1; DROP TABLE orders",
        "/order -1",
        "/order 99999999999999999999",
        "/thread 9223372036854775808",
        "/order 1 OR 1=1",
        "{0.__class__} {data} %s %n ${jndi:ldap://x}",
        "<b>bold</b> [x](tg://user?id=1) *_`",
        "\u202e\u2066accept 1-1\u2069",
        "9" * 4096,
        "🧵" * 2048,
        "a\u0301" * 2048,
        "-" * 4000 + "1-1",
        "(" * 4096,
        "1-1 " * 1000,
    ],
    ids=lambda text: text[:20],
)
async def test_clever_and_huge_input_is_only_text(text: str, tmp_path: Path) -> None:
    """Statements, formats, markup, control marks and walls of text are read like any text, by everybody's reader."""
    async with others(tmp_path) as (play, everybody):
        for person in (play.alex, play.suppliers()[0], play.admin):
            await everybody.writes(person, text)


@pytest.mark.parametrize(
    "data", ["a:", "a:x", "a:' OR 1=1 --", "a:" + "x" * 62, "b:1", "x", "a:../../etc", "a:%s", "a:\u202e", "🧵" * 16]
)
async def test_made_up_button_data_does_nothing(data: str, tmp_path: Path) -> None:
    """Data that no button has is answered, and does nothing."""
    async with others(tmp_path) as (play, everybody):
        await play.alex.sends("/id")
        await play.alex.until(lambda chat: any(m.from_bot for m in chat))
        await calm(play)
        before = everybody.watch.everything()
        query = await play.alex.presses_data(play.alex.from_bot[-1].id, data)
        await play.alex.until_answered(query)
        await calm(play)
        assert everybody.watch.everything() == before


async def test_buttons_end(tmp_path: Path) -> None:
    """One that was used, or is too old, does nothing for its owner either."""
    async with others(tmp_path) as (play, everybody):
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await calm(play)
        options = [b for b in everybody.watch.buttons() if b.kind == "choose"]
        await play.alex.presses("Cheapest")
        await play.until(play.asked)
        await calm(play)
        used = [b for b in options if b not in everybody.watch.buttons()]
        assert used
        await everybody.presses(play.alex, used[0].id, "used")
        maker = play.asked()[0]
        offer = next(b for b in everybody.watch.buttons() if b.chat_id == maker.user_id and b.kind == "accept")
        await play.later(BUTTON_LIFE + timedelta(minutes=1))
        await calm(play)
        await everybody.presses(maker, offer.id, "expired")
