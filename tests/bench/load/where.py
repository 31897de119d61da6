"""Where the time goes: how long updates and messages wait and are worked on, and what the processes compute."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import select

from storage.engine import make_engine, parse_url
from storage.schema import inbox, outbox
from tests.bench.table import show

WORK = re.compile(r'bespoke_work_seconds_(sum|count)\{pump="([\w-]+)"\} ([\d.e+-]+)')
PUMPS = {
    "inbox": "dealing with an update (reading, deciding, writing)",
    "plans": "planning",
    "follow-ups": "what is due",
    "outbox": "sending a message",
}


async def worked(ports: Iterable[int]) -> dict[str, tuple[int, float]]:
    """Pump → pieces of work and seconds in all, over the processes that answer on these ports."""
    found: dict[str, tuple[int, float]] = {}
    async with aiohttp.ClientSession() as session:
        for port in ports:
            try:
                async with session.get(f"http://127.0.0.1:{port}/metrics") as answer:
                    text = await answer.text()
            except aiohttp.ClientError:
                continue
            here: dict[str, dict[str, float]] = {}
            for what, pump, value in WORK.findall(text):
                here.setdefault(pump, {})[what] = float(value)
            for pump, numbers in here.items():
                count, seconds = found.get(pump, (0, 0.0))
                found[pump] = count + int(numbers.get("count", 0)), seconds + numbers.get("sum", 0.0)
    return found


async def through(url: str) -> dict[str, list[float]]:
    """Queue → seconds from coming in to being done with, of every row."""
    engine = make_engine(parse_url(url), create=False)
    try:
        async with engine.connect() as connection:
            came = await connection.execute(select(inbox.c.received_at, inbox.c.ended_at))
            went = await connection.execute(select(outbox.c.created_at, outbox.c.ended_at))
            return {"inbox": _seconds(came.all()), "outbox": _seconds(went.all())}
    finally:
        await engine.dispose()


def _seconds(rows: Iterable[Any]) -> list[float]:
    return [(end - begin).total_seconds() for begin, end in rows if isinstance(end, datetime)]


def cpu_seconds(pids: Iterable[int]) -> float:
    """What these processes and their children have computed; 0 for those that are gone."""
    tick, total = os.sysconf("SC_CLK_TCK"), 0.0
    for pid in _with_children(set(pids)):
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        total += (int(fields[11]) + int(fields[12])) / tick
    return total


def _with_children(pids: set[int]) -> set[int]:
    parents: dict[int, int] = {}
    for name in Path("/proc").iterdir():
        if name.name.isdigit():
            try:
                parents[int(name.name)] = int((name / "stat").read_text().rpartition(")")[2].split()[1])
            except OSError:
                continue
    grown = True
    while grown:
        more = {pid for pid, parent in parents.items() if parent in pids} - pids
        pids |= more
        grown = bool(more)
    return pids


def show_where(work: Mapping[str, tuple[int, float]], queues: Mapping[str, list[float]], orders: int) -> None:
    """Print both, per order."""
    rows = []
    for pump, what in PUMPS.items():
        count, seconds = work.get(pump, (0, 0.0))
        rows.append((what, count / orders, 1000 * seconds / count if count else None, 1000 * seconds / orders))
    for queue, waits in queues.items():
        count, seconds = len(waits), sum(waits)
        own = work.get(queue, (0, 0.0))[1]
        waited = max(0.0, seconds - own)
        rows.append(
            (
                f"waiting in the {queue}",
                count / orders,
                1000 * waited / count if count else None,
                1000 * waited / orders,
            )
        )
    show("Where the time goes", ("what", "times an order", "ms each", "ms an order"), rows)
