"""Invitations: who holds the link first stands for the supplier, and nobody else."""

from __future__ import annotations

import asyncio
import sqlite3
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.runtime.sandbox import ADMIN
from bot.services.invites import VALID, Invites, hashed
from bot.services.office import Trades
from bot.services.people import Sender
from bot.services.transitions import Transitions
from planner.domain.errors import NotAllowed
from tests.e2e.stage import ALEX, Stage, stage
from tests.e2e.test_answers_of_makers import placed
from tests.security.people import TRADE, joins, token_in, without_chat

#: A supplier who is nobody's chat yet.
NEW, OTHER = "tea_terrace_dye", "tidal_knits"


async def invited(play: Stage, supplier: str = NEW) -> str:
    """A token, as the admin is shown it."""
    known = len(play.admin.from_bot)
    await play.admin.sends(f"/invite {supplier}")
    await play.admin.until(lambda chat: any("?start=" in m.text for m in play.admin.from_bot[known:]))
    return token_in(play.admin.from_bot[-1].text)


def chat_of(play: Stage, supplier: str = NEW) -> int | None:
    return play.application.use_cases.office.trades[TRADE].book.partners[supplier].telegram


async def test_a_link_connects_whoever_opens_it(tmp_path: Path) -> None:
    """From then on they are that supplier, at once, after a restart, and after the catalogues were loaded anew."""
    trades = without_chat(NEW)
    async with stage(tmp_path, trades=trades) as play:
        lin = await joins(play, 5001, "Lin", "zh")
        await lin.sends("/jobs")
        await lin.until(lambda chat: len(lin.from_bot) == 1)
        await lin.sends(f"/start {await invited(play)}")
        await lin.until_says("您现在代表")
        await play.admin.until_says("is connected")
        await lin.sends("/jobs")
        await lin.until_says("目前没有")
        assert chat_of(play) == 5001
        office = play.application.use_cases.office
        office.trades.replace(without_chat(NEW))
        assert chat_of(play) == 5001
    async with stage(tmp_path, trades=trades) as play:
        assert chat_of(play) == 5001


async def test_another_process_hears_of_it(tmp_path: Path) -> None:
    """A process that did not see the link being opened knows the supplier when it has looked again."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        office = play.application.use_cases.office
        elsewhere = replace(office, trades=Trades(without_chat(NEW)))
        lin = await joins(play, 5001, "Lin")
        await lin.sends(f"/start {await invited(play)}")
        await lin.until_says("You now speak for")
        assert elsewhere.trades.partner_of_chat(5001) is None
        await Invites(elsewhere, Transitions(elsewhere)).refresh()
        found = elsewhere.trades.partner_of_chat(5001)
        assert found is not None
        assert found[1].id == NEW


async def test_a_link_is_good_once(tmp_path: Path) -> None:
    """The second who opens it is refused in a friendly way, and gets nothing; of many at once one is connected."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        people = [await joins(play, 5000 + n, f"Somebody {n}") for n in range(6)]
        token = await invited(play)
        for person in people:
            await person.sends(f"/start {token}")
        await asyncio.gather(*(p.until(lambda chat: any(m.from_bot for m in chat)) for p in people))
        await play.application.settled()
        welcome = [p for p in people if any("You now speak for" in m.text for m in p.from_bot)]
        refused = [p for p in people if any("has been used" in m.text for m in p.from_bot)]
        assert (len(welcome), len(refused)) == (1, 5)
        assert chat_of(play) == welcome[0].user_id


async def test_a_link_ends(tmp_path: Path) -> None:
    """After three days it is refused; until then it is good."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        lin = await joins(play, 5001, "Lin")
        early, late = await invited(play), await invited(play)
        await play.later(VALID - timedelta(minutes=1))
        await lin.sends(f"/start {early}")
        await lin.until_says("You now speak for")
        mei = await joins(play, 5002, "Mei")
        await play.later(timedelta(minutes=2))
        await mei.sends(f"/start {late}")
        await mei.until_says("too old")
        assert chat_of(play) == 5001


@pytest.mark.parametrize("token", ["A" * 22, "-" * 22, "_" * 22])
async def test_a_guessed_link_is_refused(token: str, tmp_path: Path) -> None:
    """A token that was never given out says no more than one that is over."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        await play.alex.sends(f"/start {token}")
        await play.alex.until_says("has been used, or is too old")
        assert play.application.use_cases.office.trades.partner_of_chat(ALEX) is None


async def test_one_chat_is_one_supplier(tmp_path: Path) -> None:
    """A supplier who opens another's link stays who they are, and the link stays good for the one it is meant for."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        token = await invited(play)
        taken = chat_of(play, OTHER)
        assert taken is not None
        other = play.server.person(taken)
        await other.sends(f"/start {token}")
        await other.until(lambda chat: any("another supplier" in m.text or "另一家" in m.text for m in chat))
        await play.admin.sends(f"/start {token}")
        await play.admin.until_says("You are an admin here")
        assert chat_of(play) is None
        lin = await joins(play, 5001, "Lin")
        await lin.sends(f"/start {token}")
        await lin.until_says("You now speak for")
        assert chat_of(play, OTHER) == taken


async def test_a_forwarded_link_is_no_link(tmp_path: Path) -> None:
    """The command that opens a link, forwarded as a message, only greets."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        token = await invited(play)
        sender = {"id": ALEX, "is_bot": False, "first_name": "Alex", "language_code": "en"}
        text = f"/start {token}"
        with play.server.telegram.database.transaction():
            play.server.telegram.people.set_started(ALEX, True)
            play.server.telegram.updates.add(
                ALEX,
                "message",
                {
                    "message_id": 9999,
                    "date": 1,
                    "from": sender,
                    "chat": {"id": ALEX, "type": "private", "first_name": "Alex"},
                    "forward_origin": {"type": "user", "date": 1, "sender_user": sender},
                    "text": text,
                    "entities": [{"type": "bot_command", "offset": 0, "length": 6}],
                },
            )
        await play.alex.until_says("Tell me what you'd like made")
        assert chat_of(play) is None


async def test_only_the_hash_is_stored(tmp_path: Path) -> None:
    """The token of an open invitation is nowhere in the database."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        token = await invited(play)
        await play.application.settled()
    with sqlite3.connect(tmp_path / "bespoke.db") as database:
        dump = "\n".join(database.iterdump())
    assert token not in dump
    assert hashed(token) in dump


async def test_only_admins_invite(tmp_path: Path) -> None:
    """For everybody else there are no such commands, and the services refuse them even if a router did not."""
    async with stage(tmp_path) as play:
        maker = play.suppliers()[0]
        for person in (play.alex, maker):
            await person.sends(f"/invite {NEW}")
            await person.sends(f"/disconnect {OTHER}")
            await person.until(lambda chat: sum(m.from_bot for m in chat) == 2)
            assert not any("?start=" in m.text for m in person.from_bot)
        assert chat_of(play, OTHER) is not None
        cases = play.application.use_cases
        for number in (ALEX, maker.user_id, 424242):
            nobody = Sender(number, "Nobody")
            for deed in (
                cases.invites.invite(nobody, NEW, None),
                cases.invites.disconnect(nobody, OTHER, None),
                cases.admin.order(nobody, 1, None),
                cases.trail.orders(nobody, None),
                cases.admin.suppliers(nobody, None),
                cases.admin.stats(nobody, None),
                cases.trail.audit(nobody, None),
                cases.exports.begin(nobody, "", None),
                cases.exports.begin(nobody, "json 2026-10", None),
                cases.broadcasts.preview(nobody, "all hello", None),
                cases.health.show(nobody, None),
                cases.supplier_card.show(nobody, OTHER, None),
                cases.supplier_card.pause(nobody, OTHER, None),
                cases.supplier_card.resume(nobody, OTHER, None),
                cases.steering.replan(nobody, 1, None),
                cases.steering.assign(nobody, 1, "1-1 x", None),
                cases.steering.cancel(nobody, 1, None),
            ):
                with pytest.raises(NotAllowed):
                    await deed


async def test_an_unclear_name_is_asked_about(tmp_path: Path) -> None:
    """No name, a wrong one, and one that several have: each says what to write instead."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        for words, answer in (
            ("", "Which supplier?"),
            ("nobody at all", "I know no supplier"),
            ("dye", "Which of them?"),
        ):
            await play.admin.sends(f"/invite {words}".strip())
            await play.admin.until_says(answer)
        await play.admin.sends(f"/invite {TRADE}/{NEW}")
        await play.admin.until_says("?start=")


async def test_who_is_disconnected_is_a_stranger(tmp_path: Path) -> None:
    """/disconnect takes effect at once; one whom the file names can only be taken out there."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        lin = await joins(play, 5001, "Lin")
        await play.admin.sends(f"/disconnect {NEW}")
        await play.admin.until_says("is not connected")
        await lin.sends(f"/start {await invited(play)}")
        await lin.until_says("You now speak for")
        await play.admin.sends(f"/disconnect {NEW}")
        await play.admin.until_says("is disconnected")
        await lin.sends("/jobs")
        await lin.until_says("don't know that command")
        assert chat_of(play) is None
        await play.admin.sends(f"/disconnect {OTHER}")
        await play.admin.until_says("stands in the suppliers file")
        assert chat_of(play, OTHER) is not None


async def test_what_a_disconnected_supplier_had_not_begun_goes_to_others(tmp_path: Path) -> None:
    """Its open offer is taken back, and somebody else is asked."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        office = play.application.use_cases.office
        found = office.trades.partner_of_chat(makers[0].user_id)
        assert found is not None
        trade, partner = found
        # As if the file had never named it, and a link had.
        async with office.database.transaction() as tx:
            await tx.connections.put(trade.id, partner.id, makers[0].user_id, office.now())
        office.trades.replace({t.id: t for t in (without_chat(partner.id)[TRADE],)})
        await play.application.use_cases.invites.refresh()
        await play.admin.sends(f"/disconnect {partner.id}")
        await play.admin.until_says("is disconnected")
        await play.admin.until_says("can't be reached")
        await play.application.settled()
        assert not any(m.all_buttons for m in makers[0].from_bot)


async def test_every_step_is_in_the_trail(tmp_path: Path) -> None:
    """Inviting, connecting, disconnecting, and looking something up are each noted, with who did it."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        lin = await joins(play, 5001, "Lin")
        await lin.sends(f"/start {await invited(play)}")
        await lin.until_says("You now speak for")
        for command, answer in (
            (f"/disconnect {NEW}", "is disconnected"),
            ("/orders", "No orders yet"),
            ("/order 12", "no order 12"),
            ("/suppliers", "suppliers"),
            ("/stats", "Nothing to follow up"),
        ):
            await play.admin.sends(command)
            await play.admin.until_says(answer)
        await play.application.settled()
    with sqlite3.connect(tmp_path / "bespoke.db") as database:
        trail = database.execute("SELECT actor, event FROM audit ORDER BY id").fetchall()
    admin = f"admin:{ADMIN}"
    assert trail == [
        (admin, "invited"),
        (f"supplier:{NEW}", "connected"),
        (admin, "disconnected"),
        (admin, "orders_read"),
        (admin, "order_read"),
        (admin, "suppliers_read"),
        (admin, "stats_read"),
    ]
