"""Other catalogues and suppliers while the bot runs: checked and built aside, then served from one moment on."""

from __future__ import annotations

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from bot.services.codec import order_of
from bot.services.office import Office
from bot.services.taught_readers import TaughtReaders
from bot.services.trade_texts import Texts, TradeTexts
from planner.domain.errors import BespokeError, DataError, Fault
from planner.domain.order import COMPOSING, WITH_MAKERS, Order
from planner.domain.supplier import Trade
from storage.ports import CatalogueText, Transaction

log = logging.getLogger(__name__)

_PAGE = 200
Within: TypeAlias = Callable[[Transaction], Awaitable[None]]


@dataclass(frozen=True)
class Reloaded:
    """What is served now; `seconds` from the first look at the files on."""

    trades: tuple[str, ...]
    seconds: float


class Reloader:
    """Loads what the files say now, and what is served instead of some of them. `readers` add what was taught since."""

    def __init__(self, office: Office, texts: TradeTexts, readers: TaughtReaders):
        self._office = office
        self._texts = texts
        self._readers = readers
        self._one_at_a_time = asyncio.Lock()
        self._stamp = 0

    def files(self) -> Texts:
        """What the files say."""
        return self._texts.texts()

    async def reload(self, change: CatalogueText | None = None, within: Within | None = None) -> Reloaded:
        """Serve what is to be served now; `change` is stored and counts from now on, in one transaction with what
        `within` does. All stays as it was where something is wrong, or an order still needs what would be gone: raises
        DataError with every fault, SettingsError where a file is missing, or StaleState where somebody else was faster.
        """
        async with self._one_at_a_time:
            began = time.monotonic()
            trades, stamp = await self._load(change)
            reader, lessons = await self._readers.reader_of(trades)
            # Nobody writes an order between the look at all of them and the change.
            async with self._office.database.transaction() as tx:
                if faults := await self._needed(tx, trades):
                    raise DataError("the changed catalogues", faults)
                if change is not None:
                    await tx.catalogue_texts.put(change)
                if within is not None:
                    await within(tx)
                self._office.trades.replace(trades)
                self._readers.take_over(reader, lessons)
                self._stamp = stamp
            return Reloaded(tuple(trades), time.monotonic() - began)

    async def tried(self, change: CatalogueText) -> Mapping[str, Trade]:
        """The trades as they would be with a change. Raises as `reload` does, and changes nothing."""
        trades, _ = await self._load(change)
        async with self._office.database.transaction() as tx:
            if faults := await self._needed(tx, trades):
                raise DataError("the changed catalogues", faults)
        return trades

    async def catch_up(self) -> None:
        """Serve what another process has changed: one cheap look where nothing has. Faults are logged, once."""
        async with self._office.database.transaction() as tx:
            stamp = await tx.catalogue_texts.stamp()
        if stamp == self._stamp:
            return
        try:
            await self.reload()
        except BespokeError as problem:
            self._stamp = stamp
            log.error("the catalogues stay as they were:\n%s", problem)

    async def _load(self, change: CatalogueText | None) -> tuple[Mapping[str, Trade], int]:
        """The trades with what is stored and a change, and the stamp that this will have."""
        async with self._office.database.transaction() as tx:
            rows, stamp = await tx.catalogue_texts.all(), await tx.catalogue_texts.stamp()
        instead = {(row.trade, row.kind): row.content for row in (*rows, *([change] if change else []))}
        texts = {key: content for key, content in instead.items() if content is not None}
        return await asyncio.to_thread(self._texts.load, texts), stamp + (change is not None)

    async def _needed(self, tx: Transaction, trades: Mapping[str, Trade]) -> list[Fault]:
        """What orders still need and `trades` don't have."""
        faults: list[Fault] = []
        before: int | None = None
        while rows := await tx.orders.page(limit=_PAGE, before=before):
            before = rows[-1].id
            for row in rows:
                if row.trade not in trades:
                    faults.append(_fault(row.id, f"is an order of {row.trade!r}", "keep that catalogue"))
                elif row.status in (*COMPOSING, *WITH_MAKERS):
                    order = order_of(row)
                    if _open(order, self._office.today()):
                        new = self._office.trades.as_said(trades[row.trade])
                        faults += lost(order, self._office.trades[row.trade], new)
        return faults


def lost(order: Order, old: Trade, new: Trade) -> Iterator[Fault]:
    """What an order has of the old catalogue and suppliers and the new ones don't know."""
    for item in order.spec.items:
        if item.product is None:
            continue
        if item.product not in new.catalogue.products:
            yield _fault(order.id, f"is for the product {item.product!r}", "keep it until the order is done")
            continue
        for entry in item.attributes:
            now, before = new.catalogue.attributes.get(entry.name), old.catalogue.attributes.get(entry.name)
            values = (entry.value, *entry.alternatives)
            if entry.name not in new.catalogue.products[item.product].attributes:
                yield _fault(
                    order.id, f"says {entry.name!r} of {item.product!r}", "keep the attribute until it is done"
                )
            elif now is not None and before is not None and now.kind != before.kind:
                yield _fault(order.id, f"has {entry.name} as a {before.kind}", "keep its kind until the order is done")
            elif now is not None and (gone := [str(v) for v in values if now.kind == "choice" and v not in now.values]):
                yield _fault(order.id, f"has {entry.name}: {', '.join(gone)}", "keep the value until the order is done")
    runs = [job.run for job in order.live_jobs]
    runs += [run for priced in order.options for run in priced.option.plan.runs]
    runs += [run for way in order.proposals for run in way.runs]
    for supplier in sorted({run.supplier for run in runs} - set(new.book.partners)):
        yield _fault(order.id, f"is made by {supplier!r}", "keep the supplier until the order is done")
    if new.catalogue.currency != old.catalogue.currency:
        yield _fault(order.id, f"is priced in {old.catalogue.currency}", "keep the currency until the order is done")


def _open(order: Order, today: date) -> bool:
    """Does it still go on? One that has arrived is only looked at."""
    return order.promise is None or order.promise.arrives >= today


def _fault(order: int, problem: str, remedy: str) -> Fault:
    return Fault(f"order {order}", problem, remedy)
