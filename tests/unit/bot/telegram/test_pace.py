"""Telegram's limits."""

from __future__ import annotations

import pytest

from bot.telegram.pace import Pace


class Time:
    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_chat_gets_one_message_a_second_after_a_short_burst() -> None:
    """Three at once, then one second more for each."""
    pace = Pace(Time())
    assert [pace.take(1) for _ in range(6)] == pytest.approx([0, 0, 0, 1, 2, 3])


def test_chats_do_not_wait_for_each_other() -> None:
    """A busy chat leaves others their turn."""
    pace = Pace(Time())
    for _ in range(10):
        pace.take(1)
    assert pace.take(2) == 0


def test_all_chats_together_stay_under_the_limit() -> None:
    """A hundred chats at once are spread over the seconds that 28 a second need."""
    pace = Pace(Time())
    waits = [pace.take(chat) for chat in range(100)]
    assert sum(wait <= 1 for wait in waits) <= 57
    assert max(waits) == pytest.approx(72 / 28)


def test_a_pause_holds_everything() -> None:
    """After 429 nothing goes out before the time that Telegram named."""
    pace = Pace(Time())
    pace.pause(7)
    assert pace.take(5) == 7
