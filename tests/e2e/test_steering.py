"""Admins steer orders: a job goes to another maker, a better plan is looked for, an order is called off."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.person import Person
from bot.services.codec import order_of
from planner.domain.order import Job, JobStatus
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import accept, all_accept, placed
from tests.e2e.test_whole_life import confirmed_order, tappable


def others_for(play: Stage, job: Job) -> list[str]:
    """The suppliers who do the job's process, but not this job."""
    book = play.application.use_cases.office.trades["apparel"].book
    return [
        partner.id
        for partner in book.partners.values()
        if partner.id != job.supplier and any(o.process == job.run.process for o in partner.supplier.offers)
    ]


async def jobs_of(play: Stage, number: int = 1) -> tuple[Job, ...]:
    async with play.application.database.transaction() as tx:
        row = await tx.orders.get(number)
    assert row is not None
    return order_of(row).live_jobs


def chat_of(play: Stage, supplier: str) -> Person:
    partner = play.application.use_cases.office.trades["apparel"].book.partners[supplier]
    return play.server.person(partner.telegram or 0)


async def assigned(play: Stage, job: Job) -> Job:
    """The job that some other maker gets in its place; makers who can't keep date and price are refused."""
    for supplier in others_for(play, job):
        before = len(play.admin.from_bot)
        await play.admin.sends(f"/assign 1 1-{job.number} {supplier}")
        await play.admin.until_says("Order 1: looking")
        await play.application.settled()
        said = " ".join(m.text for m in play.admin.from_bot[before:])
        if "is planned differently" in said:
            return next(j for j in await jobs_of(play) if j.supplier == supplier)
        assert "stays as it is" in said
    raise AssertionError(play.admin.transcript())


async def test_a_job_goes_to_the_maker_an_admin_names(tmp_path: Path) -> None:
    """/assign withdraws the job from one maker and offers it to another; the customer's price and date stay."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        job = (await jobs_of(play))[0]
        mine = await assigned(play, job)
        assert mine.run.process == job.run.process
        assert mine.status is JobStatus.OFFERED
        assert job.supplier not in {j.supplier for j in await jobs_of(play) if j.run.process == job.run.process}
        await accept(chat_of(play, mine.supplier))
        await all_accept(play)
        await play.admin.sends("/order 1")
        await play.admin.until_says("gave a job to another maker")


async def test_a_job_that_has_begun_stays_with_its_maker(tmp_path: Path) -> None:
    """Work in hand is nobody else's; what is not clear is asked back with what can be written."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        maker = next(m for m in play.suppliers() if tappable(m))
        found = tappable(maker)
        assert found is not None
        await maker.presses(*found)
        await play.until(lambda: tappable(maker) != found)
        await play.application.settled()
        begun = next(job for job in await jobs_of(play) if job.begun)
        await play.admin.sends(f"/assign 1 1-{begun.number} {others_for(play, begun)[0]}")
        await play.admin.until_says("has begun, so it can't change hands")
        await play.admin.sends("/assign 1 nonsense")
        await play.admin.until_says("Jobs of order 1 that can change hands", "/assign 1 1-")
        assert {job.supplier for job in await jobs_of(play)} >= {begun.supplier}


async def test_a_new_plan_only_where_it_is_better(tmp_path: Path) -> None:
    """/replan of an order that is planned well moves nobody, and says so."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        await play.admin.sends("/replan 1")
        await play.admin.until_says("Order 1 stays as it is")
        assert {maker.user_id for maker in play.asked()} == {maker.user_id for maker in makers}
        await play.admin.sends("/replan 99")
        await play.admin.until_says("There's no order 99")


async def test_an_admin_calls_an_order_off(tmp_path: Path) -> None:
    """/cancel N asks who pays for what has begun; by us, the customer owes nothing and reads that we are sorry."""
    async with stage(tmp_path) as play:
        await confirmed_order(play)
        maker = next(m for m in play.suppliers() if tappable(m))
        found = tappable(maker)
        assert found is not None
        await maker.presses(*found)
        await play.until(lambda: tappable(maker) != found)
        await play.admin.sends("/cancel 1")
        asked = await play.admin.until_says("Who pays?")
        await play.admin.presses("Call it off at our cost", asked.id)
        await play.alex.until_says("we had to call off order 1", "You owe nothing")
        await play.admin.until_says("Order 1 is called off")
        await play.admin.sends("/cancel 1")
        await play.admin.until_says("not with any makers")


async def test_nobody_else_steers(tmp_path: Path) -> None:
    """A consumer's /assign, /replan or /cancel with a number changes nothing of an order."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        before = await jobs_of(play)
        for person in (play.xiaolin, makers[0]):
            for command in ("/replan 1", "/assign 1 1-1 x", "/cancel 1"):
                await person.sends(command)
            await play.application.settled()
        assert await jobs_of(play) == before
