"""Passing a part of a job on is its maker's alone, and what was shown long ago does nothing."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.person import Person
from planner.domain.order import JobStatus
from tests.e2e.stage import Stage
from tests.e2e.test_answers_of_makers import WISH, accept
from tests.e2e.test_every_command import answers
from tests.e2e.test_passing import asked_one, open_offer, order_now
from tests.security.people import calm
from tests.security.test_others_things import Others, all_accept_and, others

KINDS = {"pass_show", "pass_ask", "pass_back", "pass_agree", "material"}


async def begun(play: Stage) -> None:
    """An order of Alex's that all makers have accepted."""
    await play.alex.sends(WISH)
    await play.alex.until_offers("Cheapest", timeout=30)
    await play.alex.presses("Cheapest")
    await play.until(play.asked)
    await all_accept_and(play)
    await calm(play)


async def test_every_button_of_passing_on_is_its_makers_alone(tmp_path: Path) -> None:
    """Who could, whom to ask, take it back, agree to terms: in anybody else's hand each does nothing."""
    async with others(tmp_path) as (play, everybody):
        await begun(play)
        maker, job, helper, part = await asked_one(play)
        await everybody.try_all()
        await maker.presses("No, I keep all of it")
        await calm(play)
        await answers(play, maker, f"/pass 1-{job.number}")
        await everybody.try_all()
        await answers(play, maker, f"/pass 1-{job.number} 10")
        await everybody.try_all()
        await maker.presses(maker.from_bot[-1].all_buttons[0].text, maker.from_bot[-1].id)
        await calm(play)
        again = (await order_now(play)).parts()[0]
        assert again.supplier == part.supplier
        dearer = part.run.cost // 100 + 20
        await helper.sends(f"ok, but for {dearer} yuan in total", reply_to=open_offer(helper).id)
        await maker.until_says("at other terms")
        await everybody.try_all()
        await answers(play, idle(everybody), "/pass")
        await everybody.try_all()
        assert {kind for kind, _ in everybody.tried} >= KINDS
        assert [j.status for j in (await order_now(play)).parts()] == [JobStatus.COUNTERED]


def idle(everybody: Others) -> Person:
    return next(p for p in everybody.play.suppliers() if not p.from_bot)


async def test_anothers_job_is_not_passed_on(tmp_path: Path) -> None:
    """Typed numbers of others' jobs are no key: not for makers of the same order, other suppliers, or anybody else."""
    async with others(tmp_path) as (play, everybody):
        await begun(play)
        order = await order_now(play)
        office = play.application.use_cases.office
        makers = {j.supplier: j.number for j in order.live_jobs}
        partner = office.trades["apparel"].book.partners[order.live_jobs[0].supplier]
        mate = play.server.person(partner.telegram or 0)
        anothers = next(number for name, number in makers.items() if name != partner.id)
        for person in (mate, idle(everybody), *everybody.people):
            for words in (f"/pass 1-{anothers} 10", f"can somebody else do 10 of job 1-{anothers}?", "/pass 99-1 3"):
                await everybody.writes(person, words)
        assert (await order_now(play)).jobs == order.jobs


async def test_old_buttons_do_nothing(tmp_path: Path) -> None:
    """Once a part has changed hands, what was shown before can't ask anybody, take anything back, or pass it twice."""
    async with others(tmp_path) as (play, everybody):
        await begun(play)
        maker, _, helper, _ = await asked_one(play)
        old = [b for b in everybody.watch.buttons() if b.chat_id == maker.user_id and b.kind.startswith("pass_")]
        assert old
        await accept(helper)
        await maker.until_says("takes 10")
        done = await order_now(play)
        for button in old:
            if button.kind in ("pass_back", "pass_agree"):
                await everybody.presses(maker, button.id, button.kind)
            else:
                query = await maker.presses_data(maker.from_bot[-1].id, f"a:{button.id}")
                await maker.until_answered(query)
                await calm(play)
        after = await order_now(play)
        assert (after.live_jobs, after.shipments) == (done.live_jobs, done.shipments)
