"""The sandbox: the whole bot without a token, against a local Bot API server with a page of chats."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from pydantic import SecretStr

from bot.runtime.clock import Movable, MovableClock
from bot.runtime.compose import Application, make_application
from bot.runtime.drawing_pool import DrawingPool
from bot.runtime.forecast_pool import ForecastPool
from bot.runtime.lane.watching import watching
from bot.runtime.planner_pool import PlannerPool
from bot.runtime.reading_pool import PooledReader
from bot.runtime.settings import Settings
from bot.runtime.trades import TradeFiles
from bot.sandbox.cast import CastMember, Temperament
from bot.sandbox.stories.story import load_stories
from bot.sandbox.world import SandboxServer
from planner.domain.supplier import Partner, SupplierBook, Trade

log = logging.getLogger(__name__)

ADMIN = 1001
CONSUMERS = ((3001, "Alex", "en"), (3002, "小林", "zh"))
#: A newcomer should see a reminder within the first minute, and need not wait for hours for what comes after.
REMIND_AFTER = (1 / 3, 5.0)
ESCALATE_AFTER = 10.0
EXPIRE_AFTER = 15.0

#: Of every ten suppliers: most answer at once, some need a reminder, some say no or name other terms.
_TEMPERAMENTS: tuple[Temperament, ...] = (
    "prompt", "prompt", "slow", "prompt", "prompt", "counters", "prompt", "declines", "prompt", "prompt",
)  # fmt: skip

EXAMPLES = {
    "en": (
        "I need 30 navy hoodies with a metal zip, 10 M and 20 L, by next Friday, under ¥150 each",
        "200 cups of watermelon ice cream for a party in Shanghai",
        "50 black tote bags with a screen print",
    ),
    "zh": (
        "想要30件藏青色连帽衫，带金属拉链，M码10件L码20件，下周五前要，每件不超过150块",
        "200杯西瓜冰淇淋，送到上海",
        "50个黑色帆布袋，丝印",
    ),
}


@dataclass
class SandboxControls:
    """What the page may do to the bot's clock. Moving it waits until nothing is under way."""

    clock: Movable
    application: Application | None = None

    def now(self) -> datetime:
        return self.clock.now()

    async def advance(self, by: timedelta) -> datetime:
        if self.application is not None:
            await self.application.settled()
        now = self.clock.advance(by)
        if self.application is not None:
            self.application.wake()
        return now

    async def next_follow_up(self) -> datetime | None:
        if self.application is None:
            return None
        async with self.application.database.transaction() as tx:
            return await tx.follow_ups.next_due()


def with_chats(trades: Mapping[str, Trade]) -> dict[str, Trade]:
    """The trades with a Telegram id for every supplier: the same one at every start."""
    return {
        name: replace(
            trade, book=replace(trade.book, partners={p.id: _with_chat(p) for p in trade.book.partners.values()})
        )
        for name, trade in trades.items()
    }


def _with_chat(partner: Partner) -> Partner:
    return replace(partner, telegram=2_000_000_000 + zlib.crc32(partner.id.encode()) % 1_000_000_000)


def cast_of(trades: Mapping[str, Trade]) -> list[CastMember]:
    """An admin, two consumers, and every supplier with a temperament of its own."""
    cast = [CastMember(ADMIN, "Admin", "admin", "en")]
    cast += [CastMember(user_id, name, "consumer", language) for user_id, name, language in CONSUMERS]
    for trade in trades.values():
        for index, partner in enumerate(trade.book.partners.values()):
            if partner.telegram is not None:
                temperament = _TEMPERAMENTS[index % len(_TEMPERAMENTS)]
                note = _note(partner, trade.book, trade)
                name = partner.name(partner.language)
                cast.append(CastMember(partner.telegram, name, "supplier", partner.language, note, temperament))
    return cast


def _note(partner: Partner, book: SupplierBook, trade: Trade) -> str:
    locale = partner.language
    processes = (trade.catalogue.process_name(offer.process, locale) for offer in partner.supplier.offers)
    return " · ".join((", ".join(processes), book.zone_name(partner.supplier.zone, locale)))


def sandbox_settings(settings: Settings, folder: Path, server: SandboxServer) -> Settings:
    """The settings of the sandbox's bot: its own database, server and admin; less patience, unless some was set."""
    changed: dict[str, object] = {
        "bot_token": SecretStr(server.token),
        "bot_api_url": server.base_url,
        "database_url": f"sqlite:///{folder / 'bespoke.db'}",
        "admins": settings.admins | {ADMIN},
        "webhook_url": "",
    }
    if "remind_after" not in settings.model_fields_set:
        changed["remind_after"] = REMIND_AFTER
    if "expire_after" not in settings.model_fields_set:
        changed["expire_after"] = EXPIRE_AFTER
    if "escalate_after" not in settings.model_fields_set:
        changed["escalate_after"] = ESCALATE_AFTER
    if "working_hours" not in settings.model_fields_set:
        # Whoever plays with it at night sees the same as by day.
        changed["working_hours"] = False
    return settings.model_copy(update=changed)


async def run_sandbox(settings: Settings) -> None:
    """Serve until cancelled. Everything is kept in the sandbox's folder and is there again at the next start."""
    folder = settings.sandbox_data
    folder.mkdir(parents=True, exist_ok=True)
    texts = TradeFiles(settings.catalogue, settings.suppliers, with_chats)
    trades = texts.load({})
    clock = MovableClock(folder / "clock.json")
    controls = SandboxControls(clock)
    with contextlib.ExitStack() as open_:
        pool = open_.enter_context(contextlib.closing(PlannerPool(settings.planner_workers, settings.plan_seconds)))
        reader = open_.enter_context(contextlib.closing(PooledReader(trades, settings.reader_workers)))
        drawer = open_.enter_context(contextlib.closing(DrawingPool()))
        forecaster = open_.enter_context(contextlib.closing(ForecastPool()))
        server = await SandboxServer.start(
            folder / "telegram",
            host=settings.sandbox_host,
            port=settings.sandbox_port,
            cast=cast_of(trades),
            controls=controls,
            examples=EXAMPLES,
            stories=load_stories(trades),
            watched=True,
        )
        own = sandbox_settings(settings, folder, server)
        application: Application | None = None
        try:
            parts = watching(server.lane.put, clock, trades, pool, reader, own.service_percent)
            application = await make_application(
                own,
                trades,
                controls.clock,
                parts.planner,
                reader=parts.reader,
                drawer=drawer,
                watched=parts.database,
                renew=partial(PooledReader.ready, settings.reader_workers),
                texts=texts,
                forecaster=forecaster,
            )
            controls.application = application
            async with asyncio.TaskGroup() as tasks:
                tasks.create_task(application.run())
                tasks.create_task(pool.warm_up())
                tasks.create_task(asyncio.to_thread(reader.warm_up))
                print_ready(server.base_url, folder)
        finally:
            if application is not None:
                await application.close()
            await server.close()


def print_ready(url: str, folder: Path) -> None:
    """Tell whoever started it where to look."""
    print(f"\nThe sandbox is ready: {url}", flush=True)  # noqa: T201
    print(f"Everything is kept in {folder}; Ctrl-C stops it, and the next start goes on from there.", flush=True)  # noqa: T201
