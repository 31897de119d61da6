"""What Telegram answers on a bad day, over HTTP: limits are kept, order is kept, and every message arrives."""

from __future__ import annotations

from datetime import timedelta
from typing import Literal

import pytest

from bot.sandbox.faults import Fault
from bot.telegram.pace import Pace
from tests.crash.trade import FIRST_CONSUMER
from tests.crash.wire import wire

A, B = FIRST_CONSUMER, FIRST_CONSUMER + 1
#: Longer than any wait before another attempt.
LATER = timedelta(minutes=15)


def _hurried() -> Pace:
    return Pace(overall=1e4, chat_rate=1e4)


async def test_the_server_never_gets_more_than_the_limit_and_each_chat_gets_its_order(database_url: str) -> None:
    """By the server's clock at most 5 messages and 25 a second in all, 3 and one a second a chat, in their order."""
    async with wire(database_url) as line:
        quiet = [(FIRST_CONSUMER + n, number) for number in range(2) for n in range(2, 32)]
        busy = [(chat, number) for number in range(5) for chat in (A, B)]
        await line.say(*busy, *quiet)
        await line.until_idle()
        assert len(line.sent) == len(quiet) + len(busy)
        for count, call in enumerate(line.sent, start=1):
            assert count <= 5 + 25 * call.at + 1
        for chat in (A, B):
            assert line.numbers(chat) == list(range(5))
            for count, call in enumerate((c for c in line.sent if c.chat_id == chat), start=1):
                assert count <= 3 + call.at + 0.1
        assert all(line.numbers(chat) == [0, 1] for chat, _ in quiet)


async def test_a_429_stops_every_chat_for_as_long_as_telegram_says(database_url: str) -> None:
    """After a 429 no chat gets anything before its time is over, also what had its turn already; then all arrives."""
    async with wire(database_url) as line:
        line.server.faults.add(Fault(method="sendMessage", chat_id=A, code=429, retry_after=2))
        await line.say((A, 0), *((FIRST_CONSUMER + n, 0) for n in range(1, 40)))
        await line.until_idle()
        refused = next(call for call in line.calls if call.fault is not None)
        # The first few had left before the answer could come.
        early = [call for call in line.sent if call.at < refused.at + 2 - 0.05]
        assert len(early) <= 6
        assert len(line.sent) == 40
        assert line.numbers(A) == [0]


@pytest.mark.parametrize("code", [500, 502, "timeout"])
async def test_a_failing_server_gets_each_message_again_later_and_in_order(
    code: int | Literal["timeout"], database_url: str
) -> None:
    """A 5xx, or no answer and nothing done: not tried again within seconds; what is behind it in its chat waits."""
    async with wire(database_url, _hurried()) as line:
        line.server.faults.add(Fault(method="sendMessage", chat_id=A, code=code, times=2, hold=0.1))
        await line.say((A, 0), (A, 1), (B, 0))
        await line.until_idle(waiting=2)
        assert line.numbers(A) == []
        assert line.numbers(B) == [0]
        for _ in range(2):
            await line.later(LATER)
            await line.until_idle(waiting=2 if len(line.calls) < 3 else 0)
        await line.until_idle()
        assert line.numbers(A) == [0, 1]


async def test_a_message_whose_answer_was_lost_comes_twice_at_most(database_url: str) -> None:
    """Telegram can't be asked whether it arrived: it is said once more, later, and the next ones keep their order."""
    async with wire(database_url, _hurried()) as line:
        line.server.faults.add(Fault(method="sendMessage", chat_id=A, code="drop_answer"))
        await line.say((A, 0), (A, 1))
        await line.until_idle(waiting=2)
        await line.later(LATER)
        await line.until_idle()
        assert line.numbers(A) == [0, 0, 1]


async def test_a_403_drops_one_queue_and_holds_up_nobody_else(database_url: str) -> None:
    """Whoever refuses the bot gets nothing more until they write; everybody else gets theirs."""
    async with wire(database_url, _hurried()) as line:
        await line.server.person(A).blocks()
        await line.say((A, 0), (A, 1), (B, 0))
        await line.until_idle()
        assert line.numbers(B) == [0]
        assert sum(call.chat_id == A for call in line.calls) == 1
        async with line.office.database.transaction() as tx:
            assert await tx.people.unreachable() == {A}


async def test_a_chat_that_moved_gets_its_messages_under_its_new_number(database_url: str) -> None:
    """A group that became a supergroup: all that waited for the old number arrives at the new one, in order."""
    async with wire(database_url, _hurried()) as line:
        line.server.faults.add(Fault(method="sendMessage", chat_id=A, code=400, migrate_to=B, times=3))
        await line.say((A, 0), (A, 1), (A, 2))
        await line.until_idle()
        assert line.numbers(A) == []
        assert line.numbers(B) == [0, 1, 2]
