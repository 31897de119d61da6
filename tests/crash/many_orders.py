"""Thousands of orders under a virtual clock, with crashes, lost answers, repeated and late updates, and moody people.

python -m tests.crash.many_orders [ORDERS] [SEED]
"""

from __future__ import annotations

import asyncio
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from storage.database import migrate
from tests.crash.checks import Tally, check
from tests.crash.crowd import Crowd
from tests.crash.faults_seen import FaultsSeen
from tests.crash.people import Moody, Temper
from tests.crash.trade import FIRST_CONSUMER, small_trade
from tests.crash.weather import ROUGH, Odds
from tests.crash.world import world

ORDERS = 10_000
#: Time between two new orders, on average.
BETWEEN = timedelta(hours=5)
#: Whatever has not come to its end so long after the last wish never will.
ENOUGH = timedelta(days=60)
MEMORY = Path("/dev/shm")
COLOURS = ("red", "blue", "green")
CITIES = ("Easton", "Westville")


@dataclass(frozen=True)
class Outcome:
    """How a run went. `seconds`: of the real clock."""

    orders: int
    tally: Tally
    counts: dict[str, int]
    faults: tuple[str, ...]
    seconds: float
    days: int

    @property
    def allowed(self) -> int:
        """Messages that may have come twice: Telegram can't be asked whether one arrived."""
        return self.counts.get("crashes after a send", 0) + self.counts.get("lost answers", 0)

    @property
    def broken(self) -> tuple[str, ...]:
        """Everything that is not as it must be, in words."""
        found = [*self.tally.wrong, *self.faults]
        if self.tally.repeated > self.allowed:
            found.append(f"{self.tally.repeated} messages came twice, {self.allowed} may")
        return tuple(found)

    @property
    def lost(self) -> int:
        return self.tally.placed - self.tally.settled


async def run(
    url: str, orders: int, seed: int, odds: Odds = ROUGH, temper: Callable[[random.Random], Temper] = Moody
) -> Outcome:
    """Let `orders` consumers order one thing each, until every order is at its end."""
    began = time.monotonic()
    chance = random.Random(seed)
    faults = FaultsSeen()
    trade = small_trade()
    with faults.watching(), ExitStack() as stack:
        async with world(url, trade, seed=seed, odds=odds, consumers=orders) as bot:
            started = bot.clock.now()
            crowd = Crowd(bot, temper(chance), stack)
            at = started
            for n in range(orders):
                at += BETWEEN * chance.expovariate(1.0)
                text = f"{chance.randint(5, 60)} {chance.choice(COLOURS)} banners to {chance.choice(CITIES)}"
                bot.agenda.add(at, lambda chat=FIRST_CONSUMER + n, text=text: crowd.say(bot, chat, text))  # type: ignore[misc]
            patience = at + ENOUGH
            await bot.run(crowd, lambda: bot.clock.now() > patience)
            tally = await check(bot, at_end=True)
            days = (bot.clock.now() - started).days
            return Outcome(
                orders,
                tally,
                {**bot.weather.counts, "restarts": bot.restarts},
                tuple(faults.seen),
                time.monotonic() - began,
                days,
            )


def show(outcome: Outcome) -> None:
    """What happened, in words."""
    tally = outcome.tally
    print(
        f"{outcome.orders} orders were wished for, {tally.opened} opened, {tally.placed} placed, in {outcome.days} days"
    )
    more = max(0, tally.opened - outcome.orders)
    print(f"{tally.settled} settled, {outcome.lost} lost, {more} more than were wished for")
    print(f"{tally.repeated} messages came twice; {outcome.allowed} may have (crashes after a send, lost answers)")
    print(", ".join(f"{count} {what}" for what, count in sorted(outcome.counts.items())))
    print(f"{outcome.seconds:.0f} s, {outcome.orders / outcome.seconds:.2f} orders a second")
    for line in outcome.broken[:30]:
        print(f"WRONG: {line}")


def main() -> int:
    orders, seed = (int(word) for word in [*sys.argv[1:], *(str(ORDERS), "1")[len(sys.argv) - 1 :]])
    # A crash here is the process's, never the machine's: memory keeps what it is given as well as a disk.
    folder = Path(tempfile.mkdtemp(prefix="orders-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        url = f"sqlite:///{folder}/bespoke.db"
        asyncio.run(migrate(url))
        outcome = asyncio.run(run(url, orders, seed))
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    show(outcome)
    return bool(outcome.broken or outcome.lost)


if __name__ == "__main__":
    sys.exit(main())
