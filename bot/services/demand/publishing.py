"""Once a day is over: what may be seen of its counts is published for good (`planner.domain.disclosure`)."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from bot.services.office import Office
from planner.domain.demand import Outcome
from planner.domain.disclosure import Asked, Block, margins, totals
from storage.ports import DemandBlock, DemandMark

#: How long marks are kept; what has not found its K people by then is never seen.
KEPT = timedelta(days=56)
#: How far back figures are read.
HISTORY = timedelta(days=400)
#: Stands for a block of values none of which may be seen.
NONE = "*"


async def publish(office: Office) -> None:
    """Publish what can be, of every trade. Twice at once, or again after a crash, comes to the same."""
    for trade in office.trades:
        until = office.today()
        since = until - KEPT
        async with office.database.transaction() as tx:
            marks = await tx.demand.pending(trade.id, since, until)
            known = await tx.demand.blocks(trade.id, since) if marks else ()
        fresh = await asyncio.to_thread(publishable, trade.id, marks, known, since) if marks else []
        if fresh:
            async with office.database.transaction() as tx:
                await tx.demand.publish(fresh)
                for block in fresh:
                    place = (block.trade, block.outcome, block.product, block.attribute)
                    apart = block.outcome != Outcome.ASKED
                    await tx.demand.settle(*place, block.last, block.value if apart else None)


async def let_go(office: Office) -> None:
    """Publish, and then let go of who stood behind what is old: a batch a transaction."""
    await publish(office)
    gone = 1
    while gone:
        async with office.database.transaction() as tx:
            gone = await tx.demand.purge(office.today() - KEPT)


def publishable(
    trade: str, marks: Sequence[DemandMark], known: Sequence[DemandBlock], since: date
) -> list[DemandBlock]:
    """The next blocks of every cell, behind those that are `known`. `since`: from that day on every mark is there.

    What could be made: each product's total, and its values, which have to fit to it. What could not, or was not
    understood: each value for itself, as no total of it is ever shown.
    """
    ends: dict[tuple[str, str, str, str], date] = {}
    for block in known:
        apart = block.outcome != Outcome.ASKED
        key = (block.outcome, block.product, block.attribute, block.value if apart else "")
        ends[key] = max(ends.get(key, block.last), block.last)
    waiting: dict[tuple[str, str, str, str], list[Asked]] = {}
    for mark in marks:
        key = (mark.outcome, mark.product, mark.attribute, "" if mark.outcome == Outcome.ASKED else mark.value)
        if key not in ends or mark.day > ends[key]:
            waiting.setdefault(key, []).append(Asked(mark.day, mark.who, mark.pieces, mark.order_id, mark.value))
    fresh: list[DemandBlock] = []
    # Totals come before their values.
    for key in sorted(waiting):
        outcome, product, attribute, value = key
        if outcome != Outcome.ASKED:
            fresh += _rows(trade, key, [(b, value) for b in totals(waiting[key])])
        elif not attribute:
            fresh += _rows(trade, key, [(b, "") for b in totals(waiting[key])])
        else:
            within = sorted(
                {
                    (b.first, b.last)
                    for b in (*known, *fresh)
                    if (b.outcome, b.product, b.attribute) == (outcome, product, "")
                    and b.first >= since
                    and (key not in ends or b.first > ends[key])
                }
            )
            fresh += _rows(trade, key, [(b, None) for b in margins(waiting[key], within)])
    return fresh


def _rows(trade: str, key: tuple[str, str, str, str], blocks: Iterable[tuple[Block, str | None]]) -> list[DemandBlock]:
    outcome, product, attribute, _ = key
    rows: list[DemandBlock] = []
    for block, value in blocks:
        shown = [(f.value if value is None else value, f.orders, f.pieces) for f in block.figures]
        rows += [
            DemandBlock(trade, outcome, product, attribute, block.first, said, block.last, orders, pieces)
            for said, orders, pieces in shown or [(NONE, 0, 0)]
        ]
    return rows
