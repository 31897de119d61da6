"""Puts the watched parts together, for whoever composes an application that is to be watched."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.runtime.lane.journal import Journal
from bot.runtime.lane.watched_database import WatchedDatabase
from bot.runtime.lane.watched_parts import WatchedPlanner, WatchedReader
from bot.services.office import Clock, Planner
from nlu.trades import TradesReader
from planner.domain.supplier import Trade
from storage.ports import Database


@dataclass(frozen=True)
class Watching:
    """The same parts, watched."""

    planner: Planner
    reader: TradesReader
    database: Callable[[Database], Database]


def watching(
    tell: Callable[[dict[str, Any]], None],
    clock: Clock,
    trades: Mapping[str, Trade],
    planner: Planner,
    reader: TradesReader,
    service_percent: int,
) -> Watching:
    """`tell` gets every entry of the lane that is new or has changed, on the loop that this is called in."""
    journal = Journal(tell, clock.now)
    loop = asyncio.get_running_loop()

    def read(update: int | None, reading: dict[str, Any]) -> None:
        # Readers work in threads; the journal belongs to the loop.
        loop.call_soon_threadsafe(journal.read, update, reading)

    return Watching(
        planner=WatchedPlanner(planner, trades, service_percent, journal.planned),
        reader=WatchedReader(reader, trades, read),
        database=lambda database: WatchedDatabase(database, journal.did),
    )
