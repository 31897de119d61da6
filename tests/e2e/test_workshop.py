"""Suppliers look after their workshop: days off, capacity, hours; said back first, and counted for what comes."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from bot.sandbox.person import Person as Chat
from planner.domain.order import Job
from planner.domain.supplier import Partner
from storage.ports import Person
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import WISH, placed
from tests.e2e.test_steering import chat_of, jobs_of


async def sewn(play: Stage) -> tuple[Job, Chat]:
    """An order is placed; who sews it, and in which chat."""
    await placed(play)
    job = next(job for job in await jobs_of(play) if job.run.process == "cut_and_sew")
    maker, office = chat_of(play, job.supplier), play.application.use_cases.office
    async with office.database.transaction() as tx:
        await tx.people.save(Person(maker.user_id, maker.name, "en"), office.now())
    return job, maker


def as_served(play: Stage, supplier: str) -> Partner:
    return play.application.use_cases.office.trades["apparel"].book.partners[supplier]


async def next_order(play: Stage) -> list[Job]:
    """The jobs of another order for the same."""
    await play.xiaolin.sends(WISH)
    await play.xiaolin.until_offers("Cheapest", timeout=30)
    await play.xiaolin.presses("Cheapest")
    await play.xiaolin.until_says("makers have said yes")
    return list(await jobs_of(play, 2))


async def test_days_off_in_words(tmp_path: Path) -> None:
    """Said in words, the days are said back with the jobs on them; after a yes the next plan leaves them free, and
    the jobs stay until their maker says otherwise."""
    async with stage(tmp_path) as play:
        job, maker = await sewn(play)
        today = play.clock.now().date()
        last = today + timedelta(days=60)
        await maker.sends(f"we're closed from {today} to {last}")
        asked = await maker.until_says("Did I get this right?", "Closed:", f"⏳ 1-{job.number}")
        assert today not in as_served(play, job.supplier).supplier.closed
        await maker.presses("Yes, right", asked.id)
        await maker.until_says("👍 Noted: Closed:")
        kept = await maker.until_says("waits for your answer")
        await maker.presses("Accept", kept.id)
        await play.application.settled()
        assert {today, last} <= as_served(play, job.supplier).supplier.closed
        assert job.supplier not in {other.supplier for other in await next_order(play)}
        assert job.supplier in {other.supplier for other in await jobs_of(play)}


async def test_no_leaves_all_as_it_was(tmp_path: Path) -> None:
    """After a no nothing is stored; the days were read in Chinese, and said back in the supplier's language."""
    async with stage(tmp_path) as play:
        maker = play.suppliers()[0]
        await maker.sends("下周休息")
        asked = await maker.until(lambda chat: [m for m in chat if m.button("不改了") or m.button("No, leave it")])
        await maker.presses("不改了" if asked[-1].button("不改了") else "No, leave it", asked[-1].id)
        await maker.until(lambda chat: [m for m in chat if "什么都没改" in m.text or "nothing is changed" in m.text])
        async with play.application.database.transaction() as tx:
            assert not await tx.supplier_records.all()


async def test_in_reply_to_an_offer_it_is_an_answer(tmp_path: Path) -> None:
    """A reply to an offer that says when nobody works declines the offer, and asks whether to note the days."""
    async with stage(tmp_path) as play:
        job, maker = await sewn(play)
        offer = next(m for m in maker.from_bot if m.button("接单"))
        day = min(job.run.days)
        await maker.sends(f"closed {day} to {day + timedelta(days=3)}", reply_to=offer.id)
        await maker.until_says("Did I get this right?", "Closed:")
        async with play.application.database.transaction() as tx:
            row = await tx.orders.job(f"1-{job.number}")
        assert row is not None
        assert row.status == "declined"


async def test_away_shows_sets_and_ends(tmp_path: Path) -> None:
    """/away lists the days off to come, takes more, says so when the days are not clear, and ends the next ones."""
    async with stage(tmp_path) as play:
        job, maker = await sewn(play)
        await maker.sends("/away whenever")
        await maker.until_says("I didn't get which days", "/away")
        day = play.clock.now().date() + timedelta(days=20)
        await maker.sends(f"/away {day}")
        asked = await maker.until_says("Did I get this right?", "Closed:")
        await maker.presses("Yes, right", asked.id)
        await maker.until_says("👍 Noted")
        await maker.sends("/away")
        await maker.until_says("Your days off", "🏖")
        await maker.sends("/away off")
        asked = await maker.until_says("Open again:")
        await maker.presses("Yes, right", asked.id)
        await maker.until_says("👍 Noted: Open again")
        await play.application.settled()
        assert day not in as_served(play, job.supplier).supplier.closed


async def test_capacity_for_good_and_for_some_days(tmp_path: Path) -> None:
    """/capacity shows what can be done a day, and takes a number for good or for some days; words do too."""
    async with stage(tmp_path) as play:
        job, maker = await sewn(play)
        process = play.trades["apparel"].catalogue.process_name("cut_and_sew", "en")
        await maker.sends(f"/capacity {process} 77")
        asked = await maker.until_says("77 a day, from now on")
        await maker.presses("Yes, right", asked.id)
        await maker.until_says("👍 Noted")
        day = play.clock.now().date() + timedelta(days=30)
        await maker.sends(f"{process}: only 5 a day on {day}")
        asked = await maker.until_says("at most 5 a day")
        await maker.presses("Yes, right", asked.id)
        await maker.until_says("👍 Noted", "at most 5 a day")
        await play.application.settled()
        partner = as_served(play, job.supplier)
        offer = next(o for o in partner.supplier.offers if o.process == "cut_and_sew")
        assert offer.daily_capacity == 77
        assert partner.limits["cut_and_sew"] == {day: 5}
        await maker.sends("/capacity")
        await maker.until_says("What you can do a day", "77 a day", ": 5")


async def test_hours(tmp_path: Path) -> None:
    """/hours shows when they work and when they are left alone, and takes others."""
    async with stage(tmp_path) as play:
        job, maker = await sewn(play)
        for words, said in (("7:30-16", "07:30 to 16:00"), ("quiet 22-6", "22:00 to 06:00")):
            await maker.sends(f"/hours {words}")
            asked = await maker.until_says("Did I get this right?", said)
            await maker.presses("Yes, right", asked.id)
            await maker.until_says("👍 Noted", said)
        await play.application.settled()
        partner = as_served(play, job.supplier)
        assert (partner.hours, partner.quiet) == (("07:30", "16:00"), ("22:00", "06:00"))
        await maker.sends("/hours 18-9")
        await maker.until_says("I didn't get those times", "07:30", "Time zone")
