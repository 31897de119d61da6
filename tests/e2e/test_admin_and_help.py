"""Commands of each role."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.stage import stage
from tests.e2e.test_answers_of_makers import placed


async def test_admins_see_orders_suppliers_and_figures(tmp_path: Path) -> None:
    """/orders, /order N, /suppliers and /stats show what there is; a wrong number says what to do."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.admin.sends("/orders")
        await play.admin.until_says("The newest orders", "30 × hoodie", "asking the makers")
        await play.admin.sends("/order 1")
        await play.admin.until_says("for Alex", "What happened", "makers asked")
        await play.admin.sends("/order 99")
        await play.admin.until_says("There's no order 99")
        await play.admin.sends("/order")
        await play.admin.until_says("Which one?")
        await play.admin.sends("/suppliers")
        await play.admin.until_says("suppliers", "dyeing")
        await play.admin.sends("/stats")
        await play.admin.until_says("Orders", "asking the makers 1")


@pytest.mark.parametrize("command", ["/order 1", "/suppliers", "/stats"])
async def test_admin_commands_are_for_admins(command: str, tmp_path: Path) -> None:
    """A consumer who knows the command gets a polite answer, and no data."""
    async with stage(tmp_path) as play:
        await play.alex.sends(command)
        answer = await play.alex.until_says("don't know that command")
        assert "dyeing" not in answer.text


async def test_everybody_is_greeted_in_their_language(tmp_path: Path) -> None:
    """/start speaks the language of the Telegram app until somebody writes in another one."""
    async with stage(tmp_path) as play:
        await play.alex.sends("/start")
        await play.alex.until_says("Hello!")
        await play.xiaolin.sends("/start")
        await play.xiaolin.until_says("您好")
        await play.alex.sends("你好")
        await play.alex.until_says("您好")


async def test_consumers_see_their_own_orders_only(tmp_path: Path) -> None:
    """/orders lists what somebody ordered, and nobody else's."""
    async with stage(tmp_path) as play:
        await placed(play)
        await play.xiaolin.sends("/orders")
        await play.xiaolin.until_says("还没有订单")
        await play.alex.sends("/orders")
        await play.alex.until_says("Your orders", "30 × hoodie")


async def test_suppliers_see_their_jobs(tmp_path: Path) -> None:
    """/jobs lists what waits for an answer."""
    async with stage(tmp_path) as play:
        makers = await placed(play)
        await makers[0].sends("/jobs")
        await makers[0].until(
            lambda chat: any("1-" in m.text and ("Waiting for" in m.text or "等您答复" in m.text) for m in chat)
        )


async def test_nonsense_is_answered_and_orders_nothing(tmp_path: Path) -> None:
    """What is no order gets a helpful answer, and leaves no order behind."""
    async with stage(tmp_path) as play:
        await play.alex.sends("the weather is nice, isn't it")
        await play.alex.until(lambda chat: any(m.from_bot for m in chat))
        await play.alex.sends("/orders")
        await play.alex.until_says("no orders yet")
