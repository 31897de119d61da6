"""What an order costs as the order book grows: `python -m tests.bench.flat_cost [ORDERS …]`, by default up to 100,000.

The database is filled with past orders: copies of real ones, with their jobs, trail, shown messages and what was
learned from them. Then new orders go their whole way over HTTP, on SQLite and on PostgreSQL.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table, insert, select, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.runtime.planner_pool import PlannerPool
from storage.engine import make_engine, parse_url
from storage.schema import audit, jobs, messages, observations, orders
from tests.bench.here import NOW, machine, shipped_trades
from tests.bench.order_way import DURABLE, Way, new_messages, order, sent_so_far
from tests.bench.table import Cell, show
from tests.bench.written import LogMeter, postgres_log, rows_written, sqlite_log
from tests.e2e.stage import Stage, stage
from tests.postgres import NoPostgres, running_server

SIZES = (1_000, 10_000, 100_000)
#: Orders that are copied, and that are counted at each size.
COPIED, COUNTED = 4, 8
#: Orders copied in one go.
BATCH = 500
HEAD = (
    "orders",
    "filled in s",
    "file MB",
    "CPU s",
    "messages",
    "commits",
    "rows written",
    "log KiB",
    "longest wait ms",
)


def main() -> None:
    sizes = [int(word) for word in sys.argv[1:]] or list(SIZES)
    print(f"On {machine()}. Per order, over {COUNTED}; the Bot API server shares the process.", flush=True)
    asyncio.run(bench(sizes))


async def bench(sizes: Sequence[int]) -> None:
    """Print a table for each engine, and how the last compares with the first."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "bespoke.db")
        await _grown("SQLite", Path(folder), f"sqlite:///{file}", sqlite_log(file), sizes)
    try:
        with running_server(**DURABLE) as server, tempfile.TemporaryDirectory() as folder:
            url = await server.create("bench")
            await _grown("PostgreSQL", Path(folder), url, postgres_log(url), sizes)
    except NoPostgres as reason:
        print(f"\nNo PostgreSQL: {reason}")


async def _grown(name: str, folder: Path, url: str, log: LogMeter, sizes: Sequence[int]) -> None:
    pool, rows = PlannerPool(1, 5.0), list[list[Cell]]()
    morning = NOW.replace(tzinfo=ZoneInfo("Asia/Shanghai"))
    try:
        await pool.warm_up()
        async with stage(folder, database_url=url, start=morning, trades=shipped_trades(), planner=pool) as play:
            for number in range(COPIED):
                await order(play, number, Way(name))
            engine = make_engine(parse_url(url), create=False)
            for size in sizes:
                began = time.perf_counter()
                async with engine.connect() as connection:
                    await _fill(connection, size)
                took = time.perf_counter() - began
                rows.append([size, took, await _megabytes(engine), *await _measured(play, log)])
            await engine.dispose()
    finally:
        pool.close()
    show(name, HEAD, rows)
    first, last = rows[0], rows[-1]
    ratios = [f"{HEAD[i]} {float(last[i] or 0) / float(first[i] or 1):.2f}" for i in range(3, len(HEAD))]
    print(f"  the last by the first: {', '.join(ratios)}", flush=True)


async def _measured(play: Stage, log: LogMeter) -> list[Cell]:
    """CPU seconds, messages, commits, rows, KiB of log for each order, and the longest that anybody waited."""
    way = Way("")
    await order(play, 0, Way(""))
    sent, cpu = await sent_so_far(play), time.process_time()
    async with log() as grown:
        with rows_written() as written:
            for number in range(COUNTED):
                await order(play, number, way)
        kib = await grown() / 1024
    cpu = time.process_time() - cpu
    sent = await sent_so_far(play) - sent
    changed = written["insert"] + written["update"] + written["delete"]
    longest = max(times.ms(100) for times in way.times)
    per = (cpu, float(sent), float(written["commit"]), float(changed), kib)
    assert new_messages(play)
    return [*(number / COUNTED for number in per), longest]


async def _fill(connection: AsyncConnection, size: int) -> None:
    """Copies of the first orders, over and closed, until there are so many."""
    have = (await connection.execute(text("SELECT max(id) FROM orders"))).scalar_one()
    templates = {table: await _rows(connection, table) for table in (orders, jobs, audit, messages, observations)}
    for first in range(have + 1, size + 1, BATCH):
        copies: dict[Table, list[dict[str, Any]]] = {table: [] for table in templates}
        for number in range(first, min(first + BATCH, size + 1)):
            _copy(templates, copies, number)
        for table, rows in copies.items():
            if rows:
                await connection.execute(insert(table), rows)
        await connection.commit()
    await _settle(connection)


async def _rows(connection: AsyncConnection, table: Table) -> list[dict[str, Any]]:
    """What the orders that are copied have left in a table."""
    found = [dict(row) for row in (await connection.execute(select(table).limit(20_000))).mappings()]
    if table is orders:
        return [row for row in found if row["id"] <= COPIED]
    if table is messages:
        return [row for row in found if row["about"] and row["about"].startswith("order:")][: 10 * COPIED]
    if table is observations:
        return found[: 8 * COPIED]
    return [row for row in found if row["order_id"] is not None and row["order_id"] <= COPIED]


def _copy(templates: dict[Table, list[dict[str, Any]]], copies: dict[Table, list[dict[str, Any]]], number: int) -> None:
    """One order more, made as long ago as its number says, by somebody of its own."""
    like = 1 + number % COPIED
    ago = timedelta(days=40 + number % 700)
    person = 10_000_000 + number
    for row in templates[orders]:
        if row["id"] == like:
            when = row["created_at"] - ago
            more = {"id": number, "consumer": person, "status": "closed", "created_at": when, "updated_at": when}
            copies[orders].append({**row, **more, "state": {**row["state"], "consumer": person, "status": "closed"}})
    for row in templates[jobs]:
        if row["order_id"] == like:
            key = f"{number}-{row['key'].partition('-')[2]}"
            days = {"first_day": row["first_day"] - ago, "last_day": row["last_day"] - ago}
            new = {**row, "key": key, "order_id": number, "status": "received", "live": False, **days}
            del new["id"]
            copies[jobs].append(new)
    for row in templates[audit]:
        if row["order_id"] == like:
            new = {**row, "order_id": number, "at": row["at"] - ago}
            del new["id"]
            copies[audit].append(new)
    for n, row in enumerate(templates[messages]):
        if n % COPIED == number % COPIED:
            copies[messages].append(
                {**row, "chat_id": person, "message_id": n + 1, "slot": None, "about": f"order:{number}"}
            )
    for n, row in enumerate(templates[observations]):
        if n % COPIED == number % COPIED:
            new = {**row, "job": f"{number}-{n}", "at": row["at"] - ago}
            del new["id"]
            copies[observations].append(new)


async def _settle(connection: AsyncConnection) -> None:
    """The next number comes after the copies', and the engine knows how large its tables are."""
    if connection.dialect.name == "postgresql":
        for table in ("orders", "jobs", "audit", "observations"):
            await connection.execute(
                text(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")
            )
    await connection.execute(text("ANALYZE"))
    await connection.commit()


async def _megabytes(engine: AsyncEngine) -> float:
    async with engine.connect() as connection:
        if engine.dialect.name == "postgresql":
            size = (await connection.execute(text("SELECT pg_database_size(current_database())"))).scalar_one()
        else:
            pages = (await connection.execute(text("PRAGMA page_count"))).scalar_one()
            size = pages * (await connection.execute(text("PRAGMA page_size"))).scalar_one()
    return float(size) / 1e6


if __name__ == "__main__":
    main()
