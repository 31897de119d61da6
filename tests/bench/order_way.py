"""An order's way through the whole bot: real HTTP to the local Bot API server, real solver, real database.

The bot runs as it does live, but for Telegram's limits on how fast it may send. The Bot API server shares its process
and its cores; what is timed ends when the message is in the chat.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from bot.runtime.planner_pool import PlannerPool
from bot.sandbox.person import Messages, Person
from bot.sandbox.shown import ShownMessage
from tests.bench.here import NOW, shipped_trades
from tests.bench.messages import WISHES
from tests.bench.table import Cell, show
from tests.bench.times import Times
from tests.bench.written import LogMeter, postgres_log, rows_written, sqlite_log
from tests.e2e.stage import Stage, stage
from tests.postgres import NoPostgres, running_server

TIMED, COUNTED = 20, 4
PATIENCE = 30.0
#: A server that keeps its promises: each commit reaches the disk.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}
#: What each consumer looks for: a city, the first option, how many makers have said yes, the good news.
WORDS = {
    "en": ("Hangzhou", "Cheapest", "makers have said yes", "Confirmed!"),
    "zh": ("杭州", "最便宜", "家答应", "已确认！"),
}
PARTS = ("message → card and question", "answer → options", "last maker's yes → Confirmed")
KINDS = ("commit", "insert", "update", "delete")
COSTS = ("database", "orders", "offers", "sent", "new", "edits", "commits", "inserted", "updated", "deleted", "log KiB")


@dataclass
class Way:
    """What was measured over some orders on one engine."""

    engine: str
    times: tuple[Times, ...] = field(default_factory=lambda: tuple(Times() for _ in PARTS))
    offers: int = 0
    sent: int = 0
    new: int = 0
    rows: Counter[str] = field(default_factory=Counter)
    log: int = 0


async def bench_order_way() -> None:
    """Print how long people wait, and what an order costs in rows, bytes and messages."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "bespoke.db")
        ways = [await _walk("SQLite", Path(folder), f"sqlite:///{file}", sqlite_log(file))]
    try:
        with running_server(**DURABLE) as server, tempfile.TemporaryDirectory() as folder:
            url = await server.create("bench")
            ways.append(await _walk("PostgreSQL", Path(folder), url, postgres_log(url)))
    except NoPostgres as reason:
        print(f"\nNo PostgreSQL: {reason}")
    _show(ways)


def _show(ways: Sequence[Way]) -> None:
    waits: list[Sequence[Cell]] = [
        (f"{way.engine}: {part}", len(times.seconds), times.ms(50), times.ms(95), times.ms(100))
        for way in ways
        for part, times in zip(PARTS, way.times, strict=True)
    ]
    show("An order's way: what people wait", ("from → to", "orders", "p50 ms", "p95 ms", "max ms"), waits)
    costs: list[Sequence[Cell]] = []
    for way in ways:
        per = [way.offers, way.sent, way.new, way.sent - way.new, *(way.rows[kind] for kind in KINDS), way.log / 1024]
        costs.append((way.engine, COUNTED, *(number / COUNTED for number in per)))
    show("An order's way: messages, transactions, rows and log, per order", COSTS, costs)


async def _walk(engine: str, folder: Path, url: str, log: LogMeter) -> Way:
    way, pool = Way(engine), PlannerPool(1, 5.0)
    morning = NOW.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    try:
        await pool.warm_up()
        async with stage(folder, database_url=url, start=morning, trades=shipped_trades(), planner=pool) as play:
            await order(play, 0, Way(engine))
            for number in range(TIMED):
                await order(play, number, way)
            sent, new, way.offers = await sent_so_far(play), new_messages(play), 0
            async with log() as grown:
                with rows_written() as way.rows:
                    for number in range(COUNTED):
                        await order(play, number, way, timed=False)
                way.log = await grown()
            way.sent, way.new = await sent_so_far(play) - sent, new_messages(play) - new
    finally:
        pool.close()
    return way


async def order(play: Stage, number: int, way: Way, *, timed: bool = True) -> None:
    """From the first message until every maker has said yes."""
    _, language, wish = WISHES[number % len(WISHES)]
    consumer = play.alex if language == "en" else play.xiaolin
    city, option, asking, confirmed = WORDS[language]
    card, options, done = way.times if timed else (Times(), Times(), Times())
    since = max((message.id for message in consumer.messages), default=0)
    with card.one():
        await consumer.sends(wish)
        await _until(consumer, since, button=city)
    with options.one():
        await consumer.presses(city)
        await _until(consumer, since, button=option)
    await consumer.presses(option)
    await _until(consumer, since, text=asking)
    await play.application.settled()
    *others, last = _offers(play)
    way.offers += len(others) + 1
    for maker, offer in others:
        await maker.presses(_yes(offer), offer)
        await maker.until(lambda chat: not any(m.id == offer.id and m.all_buttons for m in chat))  # noqa: B023
    with done.one():
        await last[0].presses(_yes(last[1]), last[1])
        await _until(consumer, since, text=confirmed)
    await play.application.settled()
    play.clock.add(timedelta(minutes=1))


def _offers(play: Stage) -> list[tuple[Person, ShownMessage]]:
    """Every offer that waits for its maker's answer."""
    return [(maker, m) for maker in play.asked() for m in maker.from_bot if m.button("Accept") or m.button("接单")]


def _yes(offer: ShownMessage) -> str:
    return "Accept" if offer.button("Accept") else "接单"


async def _until(consumer: Person, since: int, text: str = "", button: str | None = None) -> None:
    """Wait for a message of this order with the text, or with the button."""

    def shown(messages: Messages) -> bool:
        return any(
            m.from_bot and m.id > since and text in m.text and (button is None or m.button(button) is not None)
            for m in messages
        )

    await consumer.until(shown, PATIENCE, f"a message with {button or text!r}")


async def sent_so_far(play: Stage) -> int:
    async with play.application.database.transaction() as tx:
        return (await tx.outbox.counts()).get("sent", 0)


def new_messages(play: Stage) -> int:
    return sum(len(p.from_bot) for p in (play.alex, play.xiaolin, play.admin, *play.suppliers()))
