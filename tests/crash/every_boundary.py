"""One order's whole life, again and again, with a crash at every commit and every call, before it and after it.

python -m tests.crash.every_boundary [sqlite|postgresql]
"""

from __future__ import annotations

import asyncio
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import ExitStack, asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import get_args

from storage.database import migrate
from storage.schema import metadata
from tests.crash.checks import check
from tests.crash.crowd import Crowd
from tests.crash.faults_seen import FaultsSeen
from tests.crash.people import Steady
from tests.crash.state import State, state_of
from tests.crash.trade import FIRST_CONSUMER, FIRST_MAKER, small_trade
from tests.crash.weather import Point, When
from tests.crash.world import world
from tests.postgres import running_server

WISH = "30 red banners to Easton"
#: The cheapest cutter says no, so that a part is planned anew; the printers take so long that they are reminded.
REFUSES, SLOW = frozenset({FIRST_MAKER}), frozenset({FIRST_MAKER + 3, FIRST_MAKER + 4})

#: Gives the URL of an empty database with the current schema.
Fresh = Callable[[], Awaitable[str]]


@dataclass(frozen=True)
class Life:
    """How one run ended. `passed`: its commits and calls, in order."""

    state: State
    passed: tuple[tuple[str, int], ...]
    wrong: tuple[str, ...]
    crashes: int
    repeats_allowed: int
    repeated: int


@dataclass
class Sweep:
    """What came of many runs, each with one crash."""

    points: int = 0
    crashes: int = 0
    repeated: int = 0
    names: set[str] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)


async def live(url: str, at: Point | None = None) -> Life:
    """One order, from the first word to the last star; a crash `at` one point."""
    faults = FaultsSeen()
    with faults.watching(), ExitStack() as stack:
        async with world(url, small_trade(), at=at, noting=True) as bot:
            crowd = Crowd(bot, Steady(REFUSES, SLOW), stack)
            crowd.say(bot, FIRST_CONSUMER, WISH)
            await bot.run(crowd)
            tally = await check(bot, at_end=True)
            counts = bot.weather.counts
            return Life(
                await state_of(bot),
                tuple(bot.weather.passed),
                (*tally.wrong, *faults.seen),
                counts["crashes"],
                counts["crashes after a send"],
                tally.repeated,
            )


async def sweep(fresh: Fresh, choose: Callable[[Sequence[Point]], Sequence[Point]] = lambda points: points) -> Sweep:
    """Crash at every point that `choose` leaves, and hold each end against the one without a crash."""
    calm = await live(await fresh())
    assert calm.state.orders, "the story does not come to an order"
    assert not calm.wrong, calm.wrong
    points = [Point(name, nth, when) for name, nth in calm.passed for when in get_args(When)]
    found = Sweep(points=len(points), names={name for name, _ in calm.passed})
    for point in choose(points):
        end = await live(await fresh(), point)
        found.crashes += end.crashes
        found.repeated += end.repeated
        broken = [*calm.state.differs(end.state, end.repeats_allowed), *end.wrong]
        if end.repeated > end.repeats_allowed:
            broken.append(f"{end.repeated} messages came twice, {end.repeats_allowed} may")
        if end.crashes != 1:
            broken.append(f"{end.crashes} crashes instead of one")
        found.wrong += [f"{point}: {line}" for line in broken]
    return found


def one_of_each(points: Sequence[Point]) -> Sequence[Point]:
    """Of each name the first time, before and after, and the last."""
    last = Counter(point.name for point in points if point.when == "before")
    return [point for point in points if point.nth in (1, last[point.name])]


def copied(folder: Path) -> Path:
    """A fresh copy of the folder's empty database, in the place of the last one."""
    for old in folder.glob("run.db*"):
        old.unlink()
    return Path(shutil.copy(folder / "empty.db", folder / "run.db"))


@asynccontextmanager
async def sqlite_files() -> AsyncIterator[Fresh]:
    """Copies of an empty SQLite database."""
    folder = Path(tempfile.mkdtemp(prefix="boundaries-"))
    try:
        await migrate(f"sqlite:///{folder}/empty.db")

        async def fresh() -> str:
            return f"sqlite:///{copied(folder)}"

        yield fresh
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@asynccontextmanager
async def postgres_databases() -> AsyncIterator[Fresh]:
    """A PostgreSQL database, emptied each time."""
    with running_server() as server:
        url = await server.create("boundaries")
        await migrate(url)

        async def fresh() -> str:
            await server.clear("boundaries", [table.name for table in reversed(metadata.sorted_tables)])
            for sequence in ("orders", "jobs", "outbox", "follow_ups", "audit"):
                await server.run(f"ALTER SEQUENCE {sequence}_id_seq RESTART", "boundaries")
            return url

        yield fresh


async def main(engine: str) -> int:
    began = time.monotonic()
    async with (sqlite_files if engine == "sqlite" else postgres_databases)() as fresh:
        found = await sweep(fresh)
    print(f"{engine}: {len(found.names)} kinds of commits and calls, {found.points} points, {found.crashes} crashes")
    print(f"{found.repeated} messages came twice, {len(found.wrong)} ends differ, {time.monotonic() - began:.0f} s")
    for line in found.wrong[:20]:
        print(f"WRONG: {line}")
    return bool(found.wrong)


if __name__ == "__main__":
    sys.exit(max(asyncio.run(main(engine)) for engine in (sys.argv[1:] or ("sqlite", "postgresql"))))
