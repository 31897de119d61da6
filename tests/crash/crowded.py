"""One open job, and a hundred suppliers who were all asked for it: the order as it is stored then."""

from __future__ import annotations

from dataclasses import replace

from bot.services.codec import order_of
from bot.services.people import Sender
from bot.services.use_cases import UseCases
from planner.domain.lifecycle.events import RivalFound
from planner.domain.order import JobStatus, Order
from tests.crash.trade import FIRST_CONSUMER

WISH = "30 red banners to Easton"


async def settle(use_cases: UseCases) -> None:
    """Deal with all that is due now."""
    while due := await use_cases.follow_ups.claim(limit=1):
        await use_cases.follow_ups.run(due[0])


async def asked(use_cases: UseCases) -> Order:
    """An order whose makers have their offers."""
    consumer = Sender(FIRST_CONSUMER, "Consumer 0", "en")
    await use_cases.ordering.said(consumer, WISH, None)
    await settle(use_cases)
    async with use_cases.office.database.transaction() as tx:
        row = (await tx.orders.of_consumer(FIRST_CONSUMER, 1))[0]
        await use_cases.order_buttons.pressed(tx, row, "choose", {"index": 0, "basis": order_of(row).basis})
    await settle(use_cases)
    return await the_order(use_cases)


async def the_order(use_cases: UseCases) -> Order:
    """The consumer's only order as it is stored."""
    async with use_cases.office.database.transaction() as tx:
        return order_of((await tx.orders.of_consumer(FIRST_CONSUMER, 1))[0])


async def everybody_asked(use_cases: UseCases, contenders: int) -> Order:
    """The same order, with so many suppliers before its first job: the one it was planned for, and others besides."""
    order = await asked(use_cases)
    first = order.jobs[0]
    rivals = [name for name in use_cases.office.trades[order.trade].book.partners if name.startswith("cutter")]
    others = [name for name in rivals if name != first.supplier][: contenders - 1]
    for n, name in enumerate(others):
        run = replace(first.run, id=f"rival {n}", supplier=name)
        freight = tuple(
            replace(s, run=run.id) if s.run == str(first.number) else s
            for s in order.shipments
            if str(first.number) in (s.run, s.to_run)
        )
        async with use_cases.office.database.transaction() as tx:
            row = await tx.orders.get(order.id)
            assert row is not None
            event = RivalFound(first.number, run, freight)
            await use_cases.dispatch._transitions.apply(tx, row, event, "system")
    order = await the_order(use_cases)
    assert sum(job.status is JobStatus.OFFERED and job.run.process == "cutting" for job in order.jobs) == contenders
    return order
