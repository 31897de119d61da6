"""The whole bot on a stage: the local Bot API server, the real bot against it over HTTP, a database of its own."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from pydantic import SecretStr

from bot.runtime.compose import Application, make_application
from bot.runtime.forecast_pool import foretold
from bot.runtime.lane.watching import watching
from bot.runtime.sandbox import ADMIN, CONSUMERS, SandboxControls, cast_of, with_chats
from bot.runtime.settings import load_settings
from bot.runtime.trades import TradeFiles, load_trades, make_reader
from bot.sandbox.person import Person
from bot.sandbox.stories.story import load_stories
from bot.sandbox.world import SandboxServer
from bot.services.office import Planner
from bot.telegram.pace import Pace
from bot.telegram.pictures.charts import Chart
from bot.telegram.pictures.draw import Drawer, draw
from planner.domain.breakdown import Breakdown
from planner.domain.forecast import Forecast, History
from planner.domain.plan import Plan, Quote
from planner.domain.pooling import PooledPlan
from planner.domain.problem import Problem
from planner.domain.supplier import Trade
from planner.solver.explain import explain
from planner.solver.pooling import plan_pool
from planner.solver.quote import quote

ALEX, XIAOLIN = CONSUMERS[0][0], CONSUMERS[1][0]


class TestClock:
    """Real time plus what a test adds."""

    __test__ = False

    def __init__(self, start: datetime | None = None):
        self._offset = (start - datetime.now(UTC)) if start else timedelta()

    def now(self) -> datetime:
        return datetime.now(UTC) + self._offset

    def add(self, by: timedelta) -> None:
        self._offset += by

    def advance(self, by: timedelta) -> datetime:
        self.add(by)
        return self.now()


class ThreadPlanner:
    """The real solver, in a thread: starting a process for every test would take longer than the test."""

    async def quote(self, problem: Problem) -> Quote:
        return await asyncio.to_thread(quote, problem)

    async def explain(self, problem: Problem, plan: Plan) -> Breakdown:
        return await asyncio.to_thread(explain, problem, plan)

    async def pool(
        self, problem: Problem, limits: Mapping[str, int], *, seconds: float, fair: bool = True
    ) -> PooledPlan:
        return await asyncio.to_thread(plan_pool, problem, limits, seconds=seconds, fair=fair)


class ThreadDrawer:
    """The real pictures, in a thread."""

    async def draw(self, chart: Chart) -> bytes:
        return await asyncio.to_thread(draw, chart)


class ThreadForecaster:
    """The real forecasts, in a thread."""

    async def forecast(self, history: History, first: date, last: date) -> Forecast:
        return await asyncio.to_thread(foretold, history, first, last)


@dataclass
class Stage:
    """A running bot, and its people."""

    server: SandboxServer
    application: Application
    clock: TestClock
    trades: Mapping[str, Trade]

    @property
    def alex(self) -> Person:
        """A consumer who writes English."""
        return self.server.person(ALEX)

    @property
    def xiaolin(self) -> Person:
        """A consumer who writes Chinese."""
        return self.server.person(XIAOLIN)

    @property
    def admin(self) -> Person:
        return self.server.person(ADMIN)

    def asked(self) -> list[Person]:
        """The suppliers who have an open offer before them."""
        return [p for p in self.suppliers() if any(m.button("Accept") or m.button("接单") for m in p.from_bot)]

    def is_asked(self, maker: Person) -> bool:
        """Has the maker an open offer before them?"""
        return maker.user_id in {person.user_id for person in self.asked()}

    def suppliers(self) -> list[Person]:
        chats = sorted(self.application.use_cases.office.trades.supplier_chats)
        return [self.server.person(chat) for chat in chats]

    async def until(self, condition: Callable[[], object], seconds: float = 15.0) -> None:
        """Wait for something that no single chat shows. Raises TimeoutError with all that Alex sees."""
        with self.server.telegram.feed.listen() as events:
            try:
                async with asyncio.timeout(seconds):
                    while not condition():
                        await events.get()
            except TimeoutError:
                raise TimeoutError(
                    f"it did not come true in {seconds} s. Alex sees:\n{self.alex.transcript()}"
                ) from None

    async def later(self, by: timedelta) -> None:
        """Let time pass."""
        await self.application.settled()
        self.clock.add(by)
        self.application.wake()
        await asyncio.sleep(0.05)
        await self.application.settled()


@asynccontextmanager
async def stage(
    folder: Path,
    *,
    database_url: str | None = None,
    start: datetime | None = None,
    trades: Mapping[str, Trade] | None = None,
    settings: Mapping[str, object] | None = None,
    planner: Planner | None = None,
    drawer: Drawer | None = None,
    page: bool = False,
) -> AsyncIterator[Stage]:
    """Everything started; it goes on with what is in `folder` where there is something.

    `page`: with what `bespoke sandbox` has besides: a clock that the page can move, stories, and the lane.
    """
    shown = trades or with_chats(all_trades())
    texts = None if trades else TradeFiles(load_settings(None).catalogue, (), with_chats)
    clock = TestClock(start)
    controls = SandboxControls(clock)
    server = await SandboxServer.start(
        folder / "telegram",
        cast=cast_of(shown),
        controls=controls if page else None,
        stories=load_stories(shown) if page else (),
        watched=page,
    )
    for person in shown.values():
        for partner in person.book.partners.values():
            if partner.telegram is not None:
                server.set_autopilot(partner.telegram, on=False)
    own = load_settings(None).model_copy(
        update={
            "bot_token": SecretStr(server.token),
            "bot_api_url": server.base_url,
            "database_url": database_url or f"sqlite:///{folder / 'bespoke.db'}",
            "admins": frozenset({ADMIN}),
            "working_hours": False,
            # Those who wait for others have tests of their own.
            "pool_hours": 0.0,
            **(settings or {}),
        }
    )
    pace = Pace(overall=1e4, chat_rate=1e4)
    solver, pen = planner or ThreadPlanner(), drawer or ThreadDrawer()
    if page:
        parts = watching(server.lane.put, clock, shown, solver, make_reader(shown), own.service_percent)
        application = await make_application(
            own,
            shown,
            clock,
            parts.planner,
            pace,
            parts.reader,
            drawer=pen,
            watched=parts.database,
            texts=texts,
            forecaster=ThreadForecaster(),
        )
    else:
        application = await make_application(
            own, shown, clock, solver, pace, drawer=pen, texts=texts, forecaster=ThreadForecaster()
        )
    controls.application = application
    running = asyncio.create_task(application.run())
    try:
        yield Stage(server, application, clock, shown)
    finally:
        running.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await running
        await application.close()
        await server.close()


def all_trades() -> dict[str, Trade]:
    """The trades that come with the project."""
    settings = load_settings(None)
    return load_trades(settings.catalogue, ())
