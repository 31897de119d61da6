"""Reading in worker processes: text is matched in Python, which would take turns with the event loop."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from datetime import datetime
from functools import partial

from bot.runtime.trades import make_reader
from bot.runtime.workers import WorkerDied, Workers
from nlu.standing import Standing
from nlu.trades import TradesReader
from planner.domain.reply import JobTerms, SupplierReading
from planner.domain.spec import Reading
from planner.domain.supplier import Trade

log = logging.getLogger(__name__)

#: Seconds that one message may take. The longest that Telegram lets people write takes about one.
LIMIT = 30.0

#: The reader of this process, if it is a worker.
_readers: list[TradesReader] = []


class PooledReader(TradesReader):
    """A `TradesReader` whose methods wait for a process: call them in a thread. One that dies is replaced, and its
    message read once more. Raises WorkerOverran where a message takes longer than LIMIT."""

    def __init__(self, trades: Mapping[str, Trade], workers: int):
        self._workers = Workers(workers, _prepare, (dict(trades),))

    def warm_up(self) -> None:
        """Wait until one can read. Raises what is wrong with the trades."""
        self._workers.warm_up().result()

    @classmethod
    def ready(cls, workers: int, trades: Mapping[str, Trade]) -> PooledReader:
        """One that has warmed up."""
        reader = cls(trades, workers)
        try:
            reader.warm_up()
        except BaseException:
            reader.close()
            raise
        return reader

    def read(
        self, text: str, now: datetime, standing: Standing | None = None, trade: str | None = None
    ) -> tuple[str, Reading]:
        ask = partial(self._workers.submit, LIMIT, _read, text, now, standing, trade)
        try:
            return ask().result()
        except WorkerDied as died:
            log.error("a reader died (%s); its message is read once more", died)
            return ask().result()

    def reply(self, trade: str, text: str, now: datetime, job: JobTerms | None = None) -> SupplierReading:
        ask = partial(self._workers.submit, LIMIT, _reply, trade, text, now, job)
        try:
            return ask().result()
        except WorkerDied as died:
            log.error("a reader died (%s); its message is read once more", died)
            return ask().result()

    def take_over(self, other: TradesReader) -> None:
        """Only from another of this kind."""
        if not isinstance(other, PooledReader):
            raise TypeError("a pooled reader takes over from a pooled one")
        before, self._workers = self._workers, other._workers
        before.retire()

    def close(self) -> None:
        self._workers.close()


def _prepare(trades: Mapping[str, Trade]) -> None:
    _readers[:] = [make_reader(trades)]


def _read(text: str, now: datetime, standing: Standing | None, trade: str | None) -> tuple[str, Reading]:
    return _readers[0].read(text, now, standing, trade)


def _reply(trade: str, text: str, now: datetime, job: JobTerms | None) -> SupplierReading:
    return _readers[0].reply(trade, text, now, job)
