"""What a supplier says about itself counts for the next plan, in every process, and harms nothing that is agreed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.services.supplier_records import change_record
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import WISH, placed
from tests.e2e.test_steering import jobs_of


async def says(play: Stage, supplier: str, record: Mapping[str, Any]) -> None:
    """It is stored, as another process would: nobody tells the running bot."""
    office = play.application.use_cases.office
    async with office.database.transaction() as tx:
        await change_record(tx, office, "apparel", supplier, f"supplier:{supplier}", lambda was, _: {**was, **record})


async def test_the_next_plan_knows_it(tmp_path: Path) -> None:
    """After a supplier has closed for months its job stays with it, and the next order's is another's."""
    async with stage(tmp_path) as play:
        await placed(play)
        first = next(job for job in await jobs_of(play) if job.run.process == "cut_and_sew")
        today = play.clock.now().date()
        await says(play, first.supplier, {"closed": [f"{today}/{today + timedelta(days=90)}"]})
        await play.xiaolin.sends(WISH)
        await play.xiaolin.until_offers("Cheapest", timeout=30)
        await play.xiaolin.presses("Cheapest")
        await play.xiaolin.until_says("makers have said yes")
        assert first.supplier not in {job.supplier for job in await jobs_of(play, 2)}
        assert first in await jobs_of(play)
        async with play.application.database.transaction() as tx:
            trail = await tx.audit.page(limit=100)
        changed = next(event for event in trail if event.event == "supplier_changed")
        assert (changed.actor, changed.data["version"]) == (f"supplier:{first.supplier}", 1)


async def test_a_day_with_less_room(tmp_path: Path) -> None:
    """Days on which a supplier can do nothing of one process are no days of its new jobs; the others are."""
    async with stage(tmp_path) as play:
        await placed(play)
        first = next(job for job in await jobs_of(play) if job.run.process == "cut_and_sew")
        today = play.clock.now().date()
        busy = f"{today}/{today + timedelta(days=90)}"
        await says(play, first.supplier, {"limits": [{"process": "cut_and_sew", "days": [busy], "capacity": 0}]})
        await play.xiaolin.sends(WISH)
        await play.xiaolin.until_offers("Cheapest", timeout=30)
        await play.xiaolin.presses("Cheapest")
        await play.xiaolin.until_says("makers have said yes")
        taken = [job for job in await jobs_of(play, 2) if job.supplier == first.supplier]
        assert all(job.run.process != "cut_and_sew" for job in taken)
