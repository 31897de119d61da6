"""A workshop that is in no book sets itself up in chat, is approved, and makes things."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.runtime.sandbox import ADMIN
from bot.sandbox.person import Person
from bot.services.table_files import csv_of
from planner.domain.order import JobStatus
from planner.domain.supplier import Partner
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import WISH
from tests.e2e.test_steering import jobs_of
from tests.security.people import calm, joins, token_in

TERMS = "3.50 each, setup 80, min 20, 200 a day, 2 days"


async def invited(play: Stage, words: str = "new") -> str:
    """A token for a workshop in no book, as the admin is shown it."""
    known = len(play.admin.from_bot)
    await play.admin.sends(f"/invite {words}")
    await play.admin.until(lambda chat: any("?start=" in m.text for m in play.admin.from_bot[known:]))
    return token_in(play.admin.from_bot[-1].text)


async def answers(maker: Person, text: str, *then: str) -> None:
    """Write an answer, and wait for what is asked next: a message after it with all these parts."""
    known = len(maker.from_bot)
    await maker.sends(text)
    await maker.until(
        lambda chat: any(all(part in m.text for part in then) for m in maker.from_bot[known:]), what=f"{then} to {text}"
    )


async def taps(play: Stage, maker: Person, button: str, *then: str) -> None:
    """Tap a button, and see what comes of it: all these parts, in the newest message."""
    await calm(play)
    await maker.until_answered(await maker.presses(button))
    await calm(play)
    assert all(part in maker.from_bot[-1].text for part in then), maker.transcript()


def newcomer(play: Stage, chat: int) -> Partner:
    found = play.application.use_cases.office.trades.partner_of_chat(chat)
    assert found is not None
    return found[1]


async def test_in_chinese_with_a_mistake_and_a_back(tmp_path: Path) -> None:
    """Asked one thing at a time, a stranger says what they do and for how much; what is wrong is asked again, what was
    said can be gone back to; no order reaches them before an admin's yes, and the next one after it does."""
    async with stage(tmp_path) as play:
        mei = await joins(play, 5001, "阿梅", "zh")
        await answers(mei, f"/start {await invited(play, 'new 小溪缝纫')}", "哪一行")
        await taps(play, mei, "服装", "叫什么名字")
        await answers(mei, "小桥流水缝纫坊", "英文名")
        await taps(play, mei, "‹ 返回", "叫什么名字")
        await taps(play, mei, "小桥流水缝纫坊", "英文名")
        await answers(mei, "Brook & Bridge Sewing", "您在哪里")
        await answers(mei, "火星", "我不认识“火星”")
        await taps(play, mei, "杭州", "做什么工序")
        await answers(mei, "裁剪缝制", "您的价格")
        await answers(mei, "便宜", "请写一个数字")
        await answers(mei, "0.5元一件，起订5", "开机费多少")
        await answers(mei, "没有", "每天能做")
        await answers(mei, "两千件 两天", "都能做吗")
        await taps(play, mei, "全部都可以", "星期几")
        await answers(mei, "周一到周日", "时区")
        await taps(play, mei, "Asia/Shanghai", "几点")
        await answers(mei, "8-20", "打扰")
        await taps(play, mei, "没有免打扰时间", "这样对吗")
        assert "每件¥0.50，没有开机费，起订5，每天2,000，2天后发货" in mei.from_bot[-1].text
        await taps(play, mei, "✅ 没问题", "我们的人正在看")
        shown = await play.admin.until_says("A workshop wants to join", "小桥流水缝纫坊", "阿梅")
        await play.application.settled()
        known = {
            partner.id for trade in play.application.use_cases.office.trades for partner in trade.book.partners.values()
        }
        assert known == {partner.id for trade in play.trades.values() for partner in trade.book.partners.values()}
        await play.admin.presses("✅ Approve", shown.id)
        await mei.until_says("🎉 欢迎", "/prices")
        await play.admin.until_says("is approved")
        await play.application.settled()
        assert newcomer(play, 5001).id == "brook_bridge_sewing"
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.presses("Cheapest")
        offer = await mei.until_offers("接单")
        await mei.until_answered(await mei.presses("接单", offer.id))
        await calm(play)
        job = next(job for job in await jobs_of(play) if job.supplier == "brook_bridge_sewing")
        assert (job.run.process, job.run.cost, job.status) == ("cut_and_sew", 1500, JobStatus.ACCEPTED)


async def quick(maker: Person, token: str, name: str = "Green Dye Works", terms: str = TERMS) -> None:
    """From the link to the summary, in as few words as will do."""
    await answers(maker, f"/start {token}", "What kind of workshop")
    await answers(maker, "apparel", "called?")
    await answers(maker, name, "in Chinese?")
    await answers(maker, "skip", "Where are you?")
    await answers(maker, "we're in Shaoxing", "What do you do?")
    await answers(maker, "dyeing", "your terms")
    await answers(maker, terms, "can you do all of it?")
    await answers(maker, "all", "which days")
    await answers(maker, "Mon-Sat", "time zone")
    await answers(maker, "UTC+8", "When do you work?")
    await answers(maker, "9-18", "in peace?")
    await answers(maker, "22-7", "Is this right?")


async def handed_in(play: Stage, maker: Person) -> None:
    """The summary is with the admins."""
    await taps(play, maker, "✅ Looks right", "Our people look at this")
    await play.admin.until_says("A workshop wants to join")
    await play.application.settled()


async def test_one_that_is_rejected(tmp_path: Path) -> None:
    """What doesn't belong to the conversation loses nothing, terms may come as a file with every fault listed, what was
    handed in can be taken back and changed; a no is told kindly, and nobody is served by it."""
    async with stage(tmp_path) as play:
        tom = await joins(play, 5001, "Tom")
        await answers(tom, f"/start {await invited(play)}", "What kind of workshop")
        await taps(play, tom, "Clothing", "called?")
        await answers(tom, "Call 13800000000", "without numbers")
        await answers(tom, "Thousand Stitch\nand more", "on one line")
        await tom.sends_file("shop.jpg", b"\xff\xd8\xff", "image/jpeg")
        await tom.until_says("can't use that here", "called?")
        await answers(tom, "/help", "How it works")
        await answers(tom, "/start", "called?")
        await answers(tom, "Tom's Prints", "in Chinese?")
        await taps(play, tom, "Skip", "Where are you?")
        await answers(tom, "near Canton", "What do you do?")
        await taps(play, tom, "◻️ printing", "What do you do?")
        await taps(play, tom, "◻️ embroidery", "What do you do?")
        await taps(play, tom, "☑️ embroidery", "What do you do?")
        await taps(play, tom, "◻️ embroidery", "What do you do?")
        await taps(play, tom, "Continue", "printing: your terms")
        await taps(play, tom, "📄 By file")
        await tom.until(lambda chat: any(m.document and m.document.name == "prices.csv" for m in chat))
        rows = [["process", "from quantity", "unit price", "setup cost", "minimum quantity", "a day", "lead days"]]
        rows += [["printing", "1", "4", "90", "10", "300", "1"], ["embroidery", "1", "free", "60", "5", "0", "2"]]
        await tom.sends_file("prices.csv", csv_of(rows), "text/csv")
        await tom.until_says("Nothing is changed", "Row 3, unit price", "Row 3, a day")
        await tom.sends_file("prices.csv", b"\0\0", "text/csv")
        await tom.until_says("no table of terms")
        rows[2][2], rows[2][5] = "0", "80"
        await tom.sends_file("prices.csv", csv_of(rows), "text/csv")
        await tom.until_says("0 can't be: it must be more than 0")
        rows[2][2] = "7.20"
        await tom.sends_file("prices.csv", csv_of(rows), "text/csv")
        await tom.until_says("Your file says:", "embroidery: ¥7.20 per piece, setup ¥60.00")
        await taps(play, tom, "Use it", "printing: can you do all of it?")
        await taps(play, tom, "decoration", "Untick")
        await taps(play, tom, "☑️ screen print", "Untick")
        await taps(play, tom, "Continue", "only digital print")
        await taps(play, tom, "Continue", "which days")
        await taps(play, tom, "Continue", "time zone")
        await answers(tom, "the moon", "don't know the time zone")
        await answers(tom, "hong kong", "When do you work?")
        await answers(tom, "all day", "two times")
        await taps(play, tom, "09:00-18:00", "in peace?")
        await taps(play, tom, "21:00-08:00", "Is this right?")
        assert "Mon, Tue, Wed, Thu, and Fri" in tom.from_bot[-1].text
        await handed_in(play, tom)
        await taps(play, tom, "✏️ Change something", "Is this right?")
        await play.admin.until_says("took it back")
        assert not play.admin.from_bot[-1].all_buttons
        await taps(play, tom, "✏️ City", "Where are you?")
        await taps(play, tom, "Foshan", "Is this right?", "Foshan")
        await handed_in(play, tom)
        await play.admin.presses("❌ Reject")
        await tom.until_says("doesn't fit us just now")
        await play.admin.until_says("Tom's Prints is rejected, by Admin")
        await play.application.settled()
        assert play.application.use_cases.office.trades.partner_of_chat(5001) is None
        async with play.application.database.transaction() as tx:
            assert not await tx.supplier_records.all()
            assert await tx.set_ups.get(5001) is None
            assert not await tx.connections.all()
        await answers(tom, "/setup", "don't know that command")


async def test_a_killed_process_goes_on(tmp_path: Path) -> None:
    """Whatever is open when the process dies is open when it is back: the question, the pause, the admins' buttons."""
    async with stage(tmp_path) as play:
        tom = await joins(play, 5001, "Tom")
        token = await invited(play)
        await answers(tom, f"/start {token}", "What kind of workshop")
        await answers(tom, "clothing", "called?")
        await answers(tom, "Green Dye Works", "in Chinese?")
    async with stage(tmp_path) as play:
        tom = play.server.person(5001)
        await answers(tom, "skip", "Where are you?")
        await taps(play, tom, "Stop", "Nothing is lost")
    async with stage(tmp_path) as play:
        tom = play.server.person(5001)
        await answers(tom, f"/start {token}", "Where are you?")
        await answers(tom, "Shaoxing", "What do you do?")
        await answers(tom, "stop", "Nothing is lost")
        await answers(tom, "hello", "Tell me what you'd like made")
        await taps(play, tom, "Go on", "What do you do?")
        await answers(tom, "dyeing", "your terms")
        await answers(tom, TERMS, "all of it?")
        await taps(play, tom, "All of them", "which days")
        await answers(tom, "back", "all of it?")
        await answers(tom, "black, navy", "only black and navy")
        await answers(tom, "done", "which days")
        await answers(tom, "every day", "time zone")
        await taps(play, tom, "Asia/Shanghai", "When do you work?")
        await taps(play, tom, "09:00-18:00", "in peace?")
        await taps(play, tom, "No quiet hours", "Is this right?")
        await handed_in(play, tom)
    async with stage(tmp_path) as play:
        tom = play.server.person(5001)
        await play.admin.presses("✅ Approve")
        await tom.until_says("Welcome! Green Dye Works is in")
        await play.application.settled()
        assert newcomer(play, 5001).supplier.offers[0].accepts == {"colour": ("black", "navy")}
    async with stage(tmp_path) as play:
        assert newcomer(play, 5001).names == {"en": ("Green Dye Works",)}


async def test_of_two_admins_one_decides(tmp_path: Path) -> None:
    """Both are asked; who presses second is told that it is settled, at the same instant too, and it is done once."""
    both = {"admins": frozenset({ADMIN, 5009})}
    async with stage(tmp_path, settings=both) as play:
        tom, anna = await joins(play, 5001, "Tom"), await joins(play, 5009, "Anna")
        await anna.sends("/id")
        await quick(tom, await invited(play))
        await handed_in(play, tom)
        yes = (await play.admin.until_offers("✅ Approve")).id
        no = (await anna.until_offers("❌ Reject")).id
        await play.application.settled()
        await asyncio.gather(play.admin.presses("✅ Approve", yes), anna.presses("❌ Reject", no))
        await tom.until(lambda chat: any("is in." in m.text or "doesn't fit" in m.text for m in chat))
        await play.application.settled()
        async with play.application.database.transaction() as tx:
            trail = [event.event for event in await tx.audit.page(limit=100)]
        assert sum(event in ("set_up_approved", "set_up_rejected") for event in trail) == 1
        for admin in (play.admin, anna):
            outcome = await admin.until(lambda chat: any("by Admin" in m.text or "by Anna" in m.text for m in chat))
            assert not outcome[-1].all_buttons


async def test_they_are_suppliers_like_any_other(tmp_path: Path) -> None:
    """Who set itself up changes prices, days, capacity and hours, is listed, scored, disconnected and invited again."""
    async with stage(tmp_path) as play:
        tom = await joins(play, 5001, "Tom")
        await quick(tom, await invited(play, "new Green Dye Works"))
        await handed_in(play, tom)
        await play.admin.presses("✅ Approve")
        await tom.until_says("Welcome! Green Dye Works is in")
        await answers(tom, "/help", "/prices")
        await answers(tom, "/score", "score")
        await answers(tom, "/prices", "dyeing: ¥3.50 each, setup ¥80.00")
        await answers(tom, "/jobs", "No jobs")
        today = play.clock.now().date()
        for words in (f"/away {today}", "/capacity dyeing 321", "/hours 7-15"):
            await answers(tom, words, "Did I get this right?")
            await taps(play, tom, "Yes, right", "Noted")
        await play.application.settled()
        partner = newcomer(play, 5001)
        assert (partner.id, partner.supplier.zone, partner.hours) == ("green_dye_works", "shaoxing", ("07:00", "15:00"))
        assert today in partner.supplier.closed
        assert partner.supplier.offers[0].daily_capacity == 321
        await play.admin.sends("/suppliers")
        await play.admin.until_says("Green Dye Works")
        await play.admin.sends("/supplier Green Dye Works")
        await play.admin.until_says("Green Dye Works", "Shaoxing", "dyeing")
        await play.admin.sends("/disconnect green_dye_works")
        await play.admin.until_says("is disconnected")
        token = await invited(play, "Green Dye Works")
        await answers(tom, f"/start {token}", "You now speak for Green Dye Works")
        second = await joins(play, 5002, "Ann")
        await answers(second, f"/start {await invited(play)}", "What kind")
        await answers(second, "clothing", "called?")
        await answers(second, "green dye works", "There is a “green dye works” already")
