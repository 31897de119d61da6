"""Leases that are renewed for as long as the work goes on."""

from __future__ import annotations

from datetime import datetime, timedelta

from bot.services.holding import Holding
from storage.ports import Database
from tests.contract.times import LEASE, NOW, after


class Clock:
    """Says what it is told."""

    def __init__(self) -> None:
        self.time = NOW

    def now(self) -> datetime:
        return self.time


async def test_long_work_is_nobody_elses(database: Database) -> None:
    """A row in hand is renewed at each beat, so that no other worker gets it however long the work takes."""
    clock = Clock()
    holding = Holding(database, clock, LEASE)
    async with database.transaction() as tx:
        await tx.follow_ups.put("quote", 1, None, NOW, {})
        (work,) = await tx.follow_ups.claim(NOW, 1, LEASE)
    with holding.keep(lambda tx, now, lease: tx.follow_ups.renew(work, now, lease)):
        for third in range(1, 10):
            clock.time = after(20 * third)
            await holding.beat()
            async with database.transaction() as tx:
                assert await tx.follow_ups.claim(clock.time, 1, LEASE) == []
    clock.time += LEASE
    await holding.beat()
    async with database.transaction() as tx:
        assert [f.id for f in await tx.follow_ups.claim(clock.time, 1, LEASE)] == [work.id]


async def test_a_duty_is_one_process_alone(database: Database) -> None:
    """Whoever has a duty keeps it by beating; one who falls silent loses it when the lease ends, and learns of it."""
    clock = Clock()
    first, second = Holding(database, clock, LEASE), Holding(database, clock, LEASE)
    ours, theirs = first.duty("sender"), second.duty("sender")
    async with database.transaction() as tx:
        assert await ours.mine(tx)
        assert not await theirs.mine(tx)
    for third in range(1, 6):
        clock.time = after(20 * third)
        await first.beat()
        async with database.transaction() as tx:
            assert not await theirs.mine(tx)
            assert await ours.mine(tx)
    clock.time += LEASE
    async with database.transaction() as tx:
        assert await theirs.mine(tx)
        assert not await ours.mine(tx)
    assert not ours.held


async def test_a_duty_laid_down_is_free_at_once(database: Database) -> None:
    """A process that stops as it should keeps nobody waiting."""
    clock = Clock()
    first, second = Holding(database, clock, LEASE), Holding(database, clock, LEASE)
    ours, theirs = first.duty("poller"), second.duty("poller")
    async with database.transaction() as tx:
        assert await ours.mine(tx)
    await first.let_go()
    clock.time += timedelta(seconds=1)
    async with database.transaction() as tx:
        assert await theirs.mine(tx)
