"""A workshop that is in no book sets itself up in chat, is approved, and makes things."""

from __future__ import annotations

from pathlib import Path

from bot.sandbox.person import Person
from planner.domain.supplier import Partner
from tests.e2e.stage import Stage, stage
from tests.e2e.test_answers_of_makers import WISH
from tests.security.people import joins, token_in


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


async def taps(maker: Person, button: str, *then: str) -> None:
    """Tap a button, and wait until the newest message has all these parts."""
    query = await maker.presses(button)
    await maker.until_answered(query)
    await maker.until(lambda chat: all(part in maker.from_bot[-1].text for part in then), what=f"{then} to {button}")


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
        await taps(mei, "服装", "叫什么名字")
        await answers(mei, "小桥流水缝纫坊", "英文名")
        await taps(mei, "‹ 返回", "叫什么名字")
        await taps(mei, "小桥流水缝纫坊", "英文名")
        await answers(mei, "Brook & Bridge Sewing", "您在哪里")
        await answers(mei, "火星", "我不认识“火星”")
        await taps(mei, "杭州", "做什么工序")
        await answers(mei, "裁剪缝制", "您的价格")
        await answers(mei, "便宜", "请写一个数字")
        await answers(mei, "0.5元一件，起订5", "开机费多少")
        await answers(mei, "没有", "每天能做")
        await answers(mei, "两千件 两天", "都能做吗")
        await taps(mei, "全部都可以", "星期几")
        await answers(mei, "周一到周日", "时区")
        await taps(mei, "Asia/Shanghai", "几点")
        await answers(mei, "8-20", "打扰")
        await taps(mei, "没有免打扰时间", "这样对吗")
        assert "每件¥0.50，没有开机费，起订5，每天2,000，2天后发货" in mei.from_bot[-1].text
        await taps(mei, "✅ 没问题", "我们的人正在看")
        shown = await play.admin.until_says("A workshop wants to join", "小桥流水缝纫坊", "阿梅")
        assert play.application.use_cases.office.trades.partner_of_chat(5001) is None
        await play.admin.presses("✅ Approve", shown.id)
        await mei.until_says("🎉 欢迎", "/prices")
        await play.admin.until_says("is approved")
        await play.application.settled()
        assert newcomer(play, 5001).id == "brook_bridge_sewing"
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.presses("Cheapest")
        offer = await mei.until_offers("接单")
        await mei.presses("接单", offer.id)
        await mei.until_says("1-", "接")
