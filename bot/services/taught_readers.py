"""Readers that also know what was taught since the catalogues were written, in every process on the database."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.services.office import Office
from nlu.trades import TradesReader
from planner.domain.supplier import Trade
from planner.domain.teaching import Target, Taught, taught
from storage.ports import Teaching

log = logging.getLogger(__name__)


class TaughtReaders:
    """Has the office read as was taught."""

    def __init__(self, office: Office):
        self._office = office
        self._stamp = 0
        self._one_at_a_time = asyncio.Lock()

    async def refresh(self) -> None:
        """Read as was taught, here or in another process: one cheap look where nothing has changed."""
        office = self._office
        async with self._one_at_a_time:
            async with office.database.transaction() as tx:
                if await tx.teachings.stamp() == self._stamp:
                    return
            self.take_over(*await self.reader_of({trade.id: office.trades.listed(trade.id) for trade in office.trades}))

    async def reader_of(self, trades: Mapping[str, Trade]) -> tuple[TradesReader, int]:
        """A reader of these trades and of what was taught, and the stamp of that; made beside the event loop."""
        async with self._office.database.transaction() as tx:
            stamp, rows = await tx.teachings.stamp(), await tx.teachings.all()
        return await asyncio.to_thread(self._office.make_reader, with_taught(trades, rows)), stamp

    def take_over(self, reader: TradesReader, stamp: int) -> None:
        """Read with this one from now on."""
        self._office.reader.take_over(reader)
        self._stamp = stamp


def with_taught(trades: Mapping[str, Trade], rows: Sequence[Teaching]) -> dict[str, Trade]:
    """The trades with all that was taught; what their catalogues have no use for any more is logged and left out."""
    found: dict[str, Trade] = {}
    for name, trade in trades.items():
        wordings = [Taught(row.said, target_of(row)) for row in rows if row.trade == name and row.target is not None]
        catalogue, left = taught(trade.catalogue, wordings)
        for one in left:
            log.warning("%r was taught as %s, which %s has no more", one.wording, one.target.written, name)
        found[name] = replace(trade, catalogue=catalogue)
    return found


def target_of(row: Teaching) -> Target:
    attribute, _, value = (row.target or "").partition(".")
    return Target(attribute, value)
