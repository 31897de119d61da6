"""A workshop that sets itself up: nobody else answers or presses for it, and only an admin lets it in."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.people import Sender
from bot.services.set_up.approval import decide
from planner.domain.errors import NotAllowed
from tests.e2e.stage import ALEX, stage
from tests.e2e.test_set_up import TERMS, answers, handed_in, invited, quick, taps
from tests.security.people import calm, joins, without_chat
from tests.security.test_invites import NEW
from tests.security.test_invites import invited as invited_as
from tests.security.test_others_things import others


async def test_every_button_is_its_owners_alone(tmp_path: Path) -> None:
    """At every question, in the pause, before and after the decision: in anybody else's hand no button does anything,
    and an admin's is no good to another role."""
    async with others(tmp_path) as (play, everybody):
        tom = await joins(play, 5005, "Tom")
        await answers(tom, f"/start {await invited(play)}", "What kind of workshop")
        for words, then in (
            ("clothing", "called?"),
            ("Green Dye Works", "in Chinese?"),
            ("skip", "Where are you?"),
            ("Shaoxing", "What do you do?"),
            ("dyeing", "your terms"),
            (TERMS, "can you do all of it?"),
            ("black", "only black"),
            ("all", "which days"),
            ("stop", "Nothing is lost"),
            ("/setup", "which days"),
            ("every day", "time zone"),
            ("UTC+8", "When do you work?"),
            ("9-18", "in peace?"),
            ("none", "Is this right?"),
        ):
            everybody.tried.clear()
            await everybody.try_all()
            await answers(tom, words, then)
        everybody.tried.clear()
        await everybody.try_all()
        await handed_in(play, tom)
        everybody.tried.clear()
        await everybody.try_all()
        assert {kind for kind, _ in everybody.tried} >= {"setup", "setup_approve", "setup_reject"}
        for text in ("Green Dye Works", "approve", "/setup", "Looks right"):
            for person in everybody.people[:2]:
                await everybody.writes(person, text)
        await calm(play)
        old = [button for button in everybody.watch.buttons() if button.chat_id == play.admin.user_id]
        await taps(play, tom, "✏️ Change something", "Is this right?")
        for button in old:
            await everybody.presses(play.admin, button.id, "the button of a summary that was taken back")
        await handed_in(play, tom)
        no = [b for b in everybody.watch.buttons() if b.kind == "setup_reject"][:1]
        await play.admin.presses("✅ Approve")
        await tom.until_says("Welcome!")
        await everybody.presses(play.admin, no[0].id, "a no after the yes")
        for button in [b for b in everybody.watch.buttons() if b.chat_id == 5005 and b.kind == "setup"]:
            await everybody.presses(tom, button.id, "a button of a set-up that is over")


async def test_the_services_check_for_themselves(tmp_path: Path) -> None:
    """Whoever is no admin can't decide, and whoever has no set-up can't answer, even if a router did not look."""
    async with stage(tmp_path) as play:
        tom = await joins(play, 5001, "Tom")
        await quick(tom, await invited(play))
        await handed_in(play, tom)
        office, desk = play.application.use_cases.office, play.application.use_cases.set_ups
        maker = play.suppliers()[0].user_id
        async with office.database.transaction() as tx:
            row = await tx.set_ups.get(5001)
        assert row is not None
        args = {"chat": 5001, "ticket": row.state["ticket"]}
        for chat in (5001, ALEX, maker, 424242):
            for kind in ("setup_approve", "setup_reject"):
                with pytest.raises(NotAllowed):
                    async with office.database.transaction() as tx:
                        await decide(tx, office, chat, kind, args)
        for chat in (ALEX, maker, play.admin.user_id):
            nobody = Sender(chat, "Nobody")
            for deed in (
                desk.said(nobody, "x", None),
                desk.show(nobody, None),
                desk.refused(nobody, "file_size", None),
            ):
                with pytest.raises(NotAllowed):
                    await deed
            press = {"ticket": row.state["ticket"], "step": "summary", "do": "reopen"}
            with pytest.raises(NotAllowed):
                async with office.database.transaction() as tx:
                    await desk.pressed(tx, chat, press)
            assert await desk.status_of(chat) is None
        async with office.database.transaction() as tx:
            assert await tx.set_ups.get(5001) == row


async def test_who_may_open_the_link(tmp_path: Path) -> None:
    """No admin, no supplier and nobody who is at it already uses a link up; whoever else opens it first is asked."""
    async with stage(tmp_path) as play:
        token, other = await invited(play), await invited(play, "new Green Dye Works")
        maker = play.suppliers()[0]
        await answers(play.admin, f"/start {token}", "You are an admin here")
        await maker.sends(f"/start {token}")
        await maker.until(lambda chat: any("another supplier" in m.text or "另一家" in m.text for m in chat))
        tom, ann = await joins(play, 5001, "Tom"), await joins(play, 5002, "Ann")
        await answers(tom, f"/start {token}", "What kind of workshop")
        await answers(tom, f"/start {other}", "You are setting up a workshop already")
        await answers(ann, f"/start {token}", "has been used")
        await answers(ann, f"/start {other}", "What kind of workshop")
        await answers(ann, "clothing", "called?")
        await taps(play, ann, "Green Dye Works", "in Chinese?")
        async with play.application.database.transaction() as tx:
            assert await tx.set_ups.get(play.admin.user_id) is None
            assert await tx.set_ups.get(maker.user_id) is None


async def test_who_goes_leaves_nothing_behind(tmp_path: Path) -> None:
    """Who is forgotten, gives up, or comes to stand for a supplier of the book has no set-up any more, and nobody can
    approve it."""
    async with stage(tmp_path, trades=without_chat(NEW)) as play:
        tom, ann, lin = [await joins(play, 5000 + n, name) for n, name in enumerate(("Tom", "Ann", "Lin"), 1)]
        await quick(tom, await invited(play))
        await handed_in(play, tom)
        await answers(tom, "/forget_yes", "I have forgotten you")
        await play.admin.until_says("took it back")
        await answers(ann, f"/start {await invited(play)}", "What kind of workshop")
        await taps(play, ann, "Stop", "Nothing is lost")
        await taps(play, ann, "Forget about it", "It is forgotten")
        await quick(lin, await invited(play), "Blue Dye Works")
        await handed_in(play, lin)
        await answers(lin, f"/start {await invited_as(play)}", "You now speak for")
        await play.application.settled()
        assert not any(message.all_buttons for message in play.admin.from_bot)
        async with play.application.database.transaction() as tx:
            assert [await tx.set_ups.get(chat) for chat in (5001, 5002, 5003)] == [None] * 3
            assert not await tx.supplier_records.all()


async def test_an_admin_is_told_how(tmp_path: Path) -> None:
    """Where /invite finds nobody it says how a new workshop sets itself up; in Chinese it is understood too."""
    async with stage(tmp_path) as play:
        await play.admin.sends("/invite Nobody Dyes")
        await play.admin.until_says("I know no supplier", "/invite new Nobody Dyes")
        for words in ("新 绿野染坊", "新供应商", "new", "NEW Green Dye Works"):
            await invited(play, words)
