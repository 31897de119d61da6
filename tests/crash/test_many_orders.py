"""Many orders at once in rough weather: every one of them comes to its end, once."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from storage.database import migrate
from tests.crash.checks import check
from tests.crash.crowd import Crowd
from tests.crash.every_boundary import REFUSES, SLOW, WISH
from tests.crash.many_orders import run
from tests.crash.people import Steady
from tests.crash.state import State, state_of
from tests.crash.trade import FIRST_CONSUMER, small_trade
from tests.crash.weather import CALM, Odds
from tests.crash.world import world

#: `make soak` has ten thousand.
ORDERS = 30


async def _fresh(folder: Path, name: str) -> str:
    url = f"sqlite:///{folder}/{name}.db"
    await migrate(url)
    return url


@pytest.mark.timeout(600)
async def test_every_order_settles_once_whatever_goes_wrong_on_the_way(tmp_path: Path) -> None:
    """Crashes, lost answers, repeated and late updates, moody people: no order is lost, none is doubled."""
    outcome = await run(await _fresh(tmp_path, "rough"), ORDERS, 5)
    assert outcome.counts["crashes"] > 0
    assert outcome.tally.placed > ORDERS // 2
    assert outcome.tally.opened <= ORDERS
    assert outcome.tally.settled == outcome.tally.placed
    assert not outcome.broken


async def test_the_same_seed_gives_the_same_run(tmp_path: Path) -> None:
    """What goes wrong in a run can be looked at again, down to the number of each mishap."""
    first, second = [await run(await _fresh(tmp_path, name), 3, 11) for name in ("a", "b")]
    assert first.counts == second.counts
    assert first.tally == second.tally
    assert first.days == second.days


async def _end(url: str, odds: Odds, *, thrice: bool) -> State:
    with ExitStack() as stack:
        async with world(url, small_trade(), odds=odds, thrice=thrice) as bot:
            crowd = Crowd(bot, Steady(REFUSES, SLOW), stack)
            crowd.say(bot, FIRST_CONSUMER, WISH)
            await bot.run(crowd)
            tally = await check(bot, at_end=True)
            assert not tally.wrong
            return await state_of(bot)


async def test_updates_that_come_three_times_in_any_order_change_nothing(tmp_path: Path) -> None:
    """Telegram may deliver an update again: the order ends as if each had come once, and nobody sees more messages."""
    calm = await _end(await _fresh(tmp_path, "calm"), CALM, thrice=False)
    again = await _end(await _fresh(tmp_path, "again"), replace(CALM, shuffled=True), thrice=True)
    assert not calm.differs(again, 0)
