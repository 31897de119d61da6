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
    for _ in range(4):
        pace.take(1)
    assert pace.take(2) == 0


def test_all_chats_together_stay_under_the_limit() -> None:
    """Of a hundred chats at once no more than thirty get theirs within any one second."""
    pace = Pace(Time())
    waits = [pace.take(chat) for chat in range(100)]
    assert max(sum(start <= wait < start + 1 for wait in waits) for start in waits) <= 30
    assert max(waits) == pytest.approx(95 / 25)


def test_a_pause_holds_everything() -> None:
    """After 429 nothing goes out before the time that Telegram named."""
    pace = Pace(Time())
    pace.pause(7)
    assert pace.paused
    assert pace.take(5) == 7


def test_what_waited_for_a_pause_to_end_does_not_go_all_at_once() -> None:
    """After 429 the chats that waited are spread as usual, so that Telegram has no reason to say it again."""
    pace = Pace(Time())
    pace.pause(7)
    waits = [pace.take(chat) for chat in range(60)]
    assert min(waits) == 7
    assert max(sum(start <= wait < start + 1 for wait in waits) for start in waits) <= 30


def test_a_pause_ends() -> None:
    """When the time that Telegram named is over, everything goes on."""
    clock = Time()
    pace = Pace(clock)
    pace.pause(7)
    clock.now += 8
    assert not pace.paused
    assert pace.take(5) == 0
