"""/order N: what it is, for whom, who makes it, the plan as a picture, and what happened, page by page."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest

from bot.sandbox.images import size_of
from bot.services.people import Sender
from bot.telegram.render.keyboard import PREFIX
from planner.domain.errors import NotAllowed
from storage.ports import Action
from tests.e2e.stage import stage
from tests.e2e.test_answers_of_makers import all_accept, placed
from tests.e2e.test_pictures import drawn, pictures
from tests.e2e.test_steering import jobs_of


async def test_all_of_an_order_on_a_sheet(tmp_path: Path) -> None:
    """The sheet names product, customer and each maker's part with its number, days and state; the plan comes as a
    picture under it, however often it is asked for."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.admin.sends("/order 1")
        sheet = await play.admin.until_says("30 × hoodie", "for Alex", "Who makes it", "What happened", "makers asked")
        for job in await jobs_of(play):
            assert f"1-{job.number}, " in sheet.text
        assert "navy" in sheet.text
        await play.admin.until(lambda chat: sum(m.photo is not None for m in chat) == 1)
        await all_accept(play)
        await play.admin.sends("/order 1")
        await play.admin.until(lambda chat: sum(m.photo is not None for m in chat) == 2)
        assert size_of(drawn(play, pictures(play.admin)[-1])) is not None
        newest = await play.admin.until_says("for Alex", "confirmed", "✅")
        assert "looked at this order" not in newest.text


async def test_what_happened_page_by_page(tmp_path: Path) -> None:
    """The last events stand on the sheet; a button goes on to what was before, down to the first."""
    async with stage(tmp_path) as play:
        await placed(play)
        office = play.application.use_cases.office
        async with office.database.transaction() as tx:
            for n in range(40):
                await tx.audit.add(1, office.now() + timedelta(seconds=n), "system", f"event-{n}", {"job": f"1-{n}"})
        await play.admin.sends("/order 1")
        sheet = await play.admin.until_says("What happened", "event-39", "event-32")
        assert "event-31" not in sheet.text
        await play.admin.presses("Older", sheet.id)
        page = await play.admin.until_says("Order 1: what happened before", "event-31", "event-7")
        await play.admin.presses("Older", page.id)
        first = await play.admin.until_says("what happened before", "event-6", "said or changed what is wanted")
        assert not first.all_buttons


async def test_in_chinese_and_of_drafts(tmp_path: Path) -> None:
    """A Chinese admin reads Chinese; an order that is only being written has no makers and no picture."""
    async with stage(tmp_path) as play:
        await play.admin.sends("/language zh")
        await play.xiaolin.sends("我要20件卫衣")
        await play.xiaolin.until(lambda chat: any(m.all_buttons for m in chat if m.from_bot))
        await play.admin.sends("/order 1")
        sheet = await play.admin.until_says("1：20 × ", "客户：", "经过")
        await play.application.settled()
        assert "由谁制作" not in sheet.text
        assert pictures(play.admin) == []


async def test_nobody_else_reads_it(tmp_path: Path) -> None:
    """Consumers and makers don't get the sheet nor its pages, not even of their own order, by whatever way."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        cases = play.application.use_cases
        for person in (play.alex, play.xiaolin, makers[0]):
            with pytest.raises(NotAllowed):
                await cases.admin.order(Sender(person.user_id, person.name), 1, None)
            if not person.from_bot:
                await person.sends("/id")
                await person.until(lambda chat: any(m.from_bot for m in chat))
            args = {"order": 1, "before": 10**6}
            expires = play.clock.now() + timedelta(days=1)
            action = Action(f"forged-{person.user_id}", person.user_id, "order_trail", args, 1, 0, expires)
            async with cases.office.database.transaction() as tx:
                await tx.actions.put(action)
            await person.sends("/order 1")
            query = await person.presses_data(person.from_bot[-1].id, PREFIX + action.id)
            await person.until_answered(query)
            await play.application.settled()
            assert not any("what happened" in m.text.lower() or "经过" in m.text for m in person.from_bot)
        async with cases.office.database.transaction() as tx:
            assert not any(event.event == "order_read" for event in await tx.audit.page(99))
