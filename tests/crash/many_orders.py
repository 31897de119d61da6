"""Thousands of orders under a virtual clock, with crashes, lost answers, repeated and late updates, and moody people.

python -m tests.crash.many_orders [ORDERS] [SEED]

More than `PART` orders are played in parts, each with a seed and a database of its own, on all processors: what goes
wrong in one is seen again, in minutes, by playing that part alone.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
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

#: Of eight wishes seven are placed: ten thousand orders and some more.
ORDERS = 11_500
#: The most orders of one database.
PART = 250
#: Time between two new orders, on average.
BETWEEN = timedelta(hours=5)
#: Whatever has not come to its end so long after the last wish never will.
ENOUGH = timedelta(days=60)
MEMORY = Path("/dev/shm")
COLOURS = ("red", "blue", "green")
CITIES = ("Easton", "Westville")


@dataclass(frozen=True)
class Outcome:
    """How a run, or several together, went. `seconds`: of the real clock; `days`: of the virtual one."""

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


def play(orders: int, seed: int) -> Outcome:
    """One part, over a database in memory: a crash here is the process's, never the machine's."""
    folder = Path(tempfile.mkdtemp(prefix="orders-", dir=MEMORY if MEMORY.is_dir() else None))
    try:
        url = f"sqlite:///{folder}/bespoke.db"
        asyncio.run(migrate(url))
        return asyncio.run(run(url, orders, seed))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def parts(orders: int, seed: int) -> dict[int, int]:
    """How many orders each part has, by its seed."""
    full, rest = divmod(orders, PART)
    return {seed + n: size for n, size in enumerate([PART] * full + ([rest] if rest else []))}


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
    for line in outcome.broken[:30]:
        print(f"WRONG: {line}")


def _line(outcome: Outcome, seed: int) -> str:
    tally = outcome.tally
    wrong = "".join(f"\n  WRONG: {line}" for line in outcome.broken)
    return (
        f"seed {seed}: {tally.settled} of {tally.placed} settled, {tally.repeated} of {outcome.allowed} came twice,"
        f" {outcome.seconds:.0f} s{wrong}"
    )


def _sum(outcomes: Sequence[Outcome]) -> Outcome:
    counts: Counter[str] = Counter()
    for outcome in outcomes:
        counts.update(outcome.counts)
    tallies = [outcome.tally for outcome in outcomes]
    return Outcome(
        orders=sum(outcome.orders for outcome in outcomes),
        tally=Tally(
            opened=sum(tally.opened for tally in tallies),
            placed=sum(tally.placed for tally in tallies),
            settled=sum(tally.settled for tally in tallies),
            repeated=sum(tally.repeated for tally in tallies),
            wrong=tuple(line for tally in tallies for line in tally.wrong),
        ),
        counts=dict(counts),
        faults=tuple(fault for outcome in outcomes for fault in outcome.faults),
        seconds=sum(outcome.seconds for outcome in outcomes),
        days=sum(outcome.days for outcome in outcomes),
    )


def main() -> int:
    orders, seed = (int(word) for word in [*sys.argv[1:], *(str(ORDERS), "1")[len(sys.argv) - 1 :]])
    began = time.monotonic()
    outcomes = []
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        playing = {pool.submit(play, size, one): one for one, size in parts(orders, seed).items()}
        for done in as_completed(playing):
            outcomes.append(done.result())
            print(_line(outcomes[-1], playing[done]), flush=True)
    together = _sum(outcomes)
    show(together)
    taken = time.monotonic() - began
    at_once = min(len(outcomes), os.cpu_count() or 1)
    print(f"{taken:.0f} s, {orders / taken:.2f} orders a second, {at_once} parts at once")
    return bool(any(outcome.broken for outcome in outcomes) or together.lost)


if __name__ == "__main__":
    sys.exit(main())
