"""`make bench-follow-ups`: a million follow-ups pending, on either engine. What a claim costs, and how long the event
loop is held meanwhile.

Both databases keep every commit (fsync). The follow-ups are due over the next month but for some thousands, among them
many of a kind that is not asked for. The event loop is held between two steps of a task that does nothing else.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sqlite3
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import closing, suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from storage.database import migrate, open_database
from storage.ports import Database
from tests.bench.here import machine
from tests.bench.table import Cell, show
from tests.bench.times import Times
from tests.postgres import NoPostgres, Server, running_server

PENDING, DUE, OTHERS = 1_000_000, 20_000, 2_000
TIMED = 300
WORKERS = 4
LEASE = timedelta(minutes=2)
NOW = datetime(2026, 12, 1, 9, tzinfo=UTC)
#: The most that a claim (99 of 100) and the event loop's longest wait may take, in milliseconds.
CLAIM, HELD = 20.0, 50.0

#: A server that keeps its promises: each commit reaches the disk.
DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "autovacuum": "on"}

#: Follow-up n: the first OTHERS are planner's work and the first due; then those that are due; then one every 2.6 s.
KIND = f"CASE WHEN n <= {OTHERS} THEN 'quote' ELSE 'remind' END"
SECONDS = f"CASE WHEN n <= {DUE} THEN n / 10.0 - 3600 ELSE n * 2.6 END"
FILL_SQLITE = f"""
    WITH RECURSIVE numbers(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {PENDING}),
    rows AS (SELECT n, {KIND} AS kind, strftime('%Y-%m-%d %H:%M:%f000', :now, ({SECONDS}) || ' seconds') AS due
        FROM numbers)
    INSERT INTO follow_ups (kind, order_id, job, due, ready_at, payload, attempts)
    SELECT kind, n / 4, (n / 4) || '-1', due, due, '{{"job":1}}', 0 FROM rows
"""
FILL_POSTGRES = f"""
    INSERT INTO follow_ups (kind, order_id, job, due, ready_at, payload, attempts)
    SELECT {KIND}, n / 4, (n / 4) || '-1', at, at, '{{"job":1}}', 0
    FROM generate_series(1, {PENDING}) AS n, LATERAL
        (SELECT timestamptz '{NOW.isoformat()}' + ({SECONDS}) * interval '1 second') AS moment(at);
    ANALYZE follow_ups
"""


class Heartbeat:
    """A task that only yields to the event loop: its longest wait for a turn is how long the loop was held."""

    def __init__(self) -> None:
        self.longest = 0.0

    async def run(self) -> None:
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0)
            self.longest = max(self.longest, time.perf_counter() - began)
            await asyncio.sleep(0.001)


async def bench_follow_ups() -> bool:
    """Print the tables; True where every figure is below its limit."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [await _measured("SQLite", await _filled_file(Path(folder, "bespoke.db")))]
    try:
        with running_server(**DURABLE) as server:
            rows.append(await _measured("PostgreSQL", await _filled_server(server)))
    except NoPostgres as reason:
        print(reason)
    what = f"{PENDING:,} follow-ups pending: milliseconds a transaction (half of them, 99 of 100 below), loop held"
    head = ("", "claim 1", "p99", "of a kind", "p99", "claim 20", "p99", "and done", "p99", "put", "p99", "loop held")
    show(what, head, rows)
    worst = [float(row[index] or 0) for row in rows for index in (2, 4, 6)]
    held = [float(row[-1] or 0) for row in rows]
    good = max(worst) < CLAIM and max(held) < HELD
    print(f"  A claim may take {CLAIM:.0f} ms, and the loop be held {HELD:.0f} ms: {'kept' if good else 'NOT KEPT'}.")
    return good


async def _filled_file(file: Path) -> str:
    url = f"sqlite:///{file}"
    await migrate(url)
    with closing(sqlite3.connect(file)) as connection, connection:
        connection.execute(FILL_SQLITE, {"now": NOW.replace(tzinfo=None).isoformat(" ")})
    return url


async def _filled_server(server: Server) -> str:
    url = await server.create("bench")
    await migrate(url)
    await server.run(FILL_POSTGRES, "bench")
    return url


async def _measured(engine: str, url: str) -> list[Cell]:
    database = await open_database(url, create=False)
    try:
        # The million is still on its way to the disk, and every commit would wait for it.
        await asyncio.to_thread(os.sync)
        beat = Heartbeat()
        await _timed(database, _claim_one)
        gc.collect()
        beating = asyncio.create_task(beat.run())
        steps = (_claim_one, _claim_of_a_kind, _claim_twenty, _claim_and_finish, _put)
        times = [await _timed(database, step) for step in steps]
        await asyncio.gather(*(_timed(database, _claim_and_finish, TIMED // WORKERS) for _ in range(WORKERS)))
        beating.cancel()
        with suppress(asyncio.CancelledError):
            await beating
    finally:
        await database.close()
    figures: list[Cell] = [figure for step in times for figure in (step.ms(50), step.ms(99))]
    return [engine, *figures, 1000 * beat.longest]


Step = Callable[[Database], Awaitable[object]]


async def _timed(database: Database, step: Step, times: int = TIMED) -> Times:
    taken = Times()
    for _ in range(times):
        with taken.one():
            await step(database)
    return taken


async def _claim(database: Database, limit: int, only: frozenset[str] | None = None) -> list[int]:
    async with database.transaction() as tx:
        claimed = await tx.follow_ups.claim(NOW, limit, LEASE, only=only)
    if len(claimed) < limit:
        raise RuntimeError(f"{len(claimed)} claimed of {limit}: the figures would mean nothing")
    return [follow_up.id for follow_up in claimed]


async def _claim_one(database: Database) -> None:
    await _claim(database, 1)


async def _claim_of_a_kind(database: Database) -> None:
    """Behind many of another kind, which were due before."""
    await _claim(database, 1, frozenset({"remind"}))


async def _claim_twenty(database: Database) -> None:
    await _claim(database, 20)


async def _put(database: Database) -> None:
    async with database.transaction() as tx:
        await tx.follow_ups.put("remind", 1, "1-1", NOW + timedelta(days=3), {"job": 1})


async def _claim_and_finish(database: Database) -> None:
    (follow_up,) = await _claim(database, 1)
    async with database.transaction() as tx:
        await tx.follow_ups.done(follow_up)


def main() -> None:
    print(f"On {machine()}; other work on it makes these figures worse. A minute.", flush=True)
    sys.exit(0 if asyncio.run(bench_follow_ups()) else 1)


if __name__ == "__main__":
    main()
