"""Admins look after suppliers and the bot: one supplier's card, a pause, the trail, and whether anything is stuck."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.stage import stage
from tests.e2e.test_answers_of_makers import WISH, placed
from tests.e2e.test_steering import chat_of, jobs_of


async def test_a_paused_supplier_gets_no_new_job(tmp_path: Path) -> None:
    """/pause leaves a supplier's jobs alone, but the next order goes to others; /resume and the button undo it."""
    async with stage(tmp_path) as play:
        await placed(play)
        first = next(job for job in await jobs_of(play) if job.run.process == "cut_and_sew")
        await play.admin.sends(f"/supplier {first.supplier}")
        card = await play.admin.until_says("job under way: 1-", "setup", "a day")
        await play.admin.presses("No new jobs for now", card.id)
        await play.admin.until_says("gets no new jobs from now on")
        assert first.supplier in {job.supplier for job in await jobs_of(play)}
        await play.xiaolin.sends(WISH)
        await play.xiaolin.until_offers("Cheapest", timeout=30)
        await play.xiaolin.presses("Cheapest")
        await play.xiaolin.until_says("makers have said yes")
        assert first.supplier not in {job.supplier for job in await jobs_of(play, 2)}
        await play.admin.sends(f"/pause {first.supplier}")
        await play.admin.until_says("out of the planning already")
        await play.admin.sends(f"/resume {first.supplier}")
        await play.admin.until_says("is asked for new jobs again")
        await play.admin.sends("/supplier nobody we know")
        await play.admin.until_says("I know no supplier", "/supplier ")


async def test_the_trail_is_read_page_by_page(tmp_path: Path) -> None:
    """/audit shows who did what, the newest first, and a button goes on to what was before."""
    async with stage(tmp_path) as play:
        await placed(play)
        for _ in range(30):
            await play.admin.sends("/health")
        await play.application.settled()
        await play.admin.sends("/audit")
        newest = await play.admin.until_says("Who did what", "looked at how the bot is")
        await play.admin.presses("Older", newest.id)
        await play.admin.until_says("Who did what", "said or changed what is wanted")


async def test_health_says_whether_anything_is_stuck(tmp_path: Path) -> None:
    """With everything running all is well; what waits and who can't be reached stands below."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        job = (await jobs_of(play))[0]
        await play.admin.sends(f"/pause {job.supplier}")
        await play.admin.sends("/health")
        await play.admin.until_says("All is well", "Paused: apparel/", "Trades: apparel")
        await chat_of(play, job.supplier).sends("/health")
        await makers[0].sends("/audit")
        await play.application.settled()
        for maker in play.suppliers():
            assert not any("All is well" in m.text or "Who did what" in m.text for m in maker.from_bot)
