"""Two processes over one database."""

from __future__ import annotations

import asyncio
from datetime import timedelta
from pathlib import Path

import pytest

from bot.telegram.poller import LEASE_NAME as POLLING
from bot.telegram.sender import LEASE_NAME as SENDING
from tests.e2e.stage import stage

LEASE = timedelta(minutes=5)


@pytest.mark.parametrize("duty", [POLLING, SENDING])
async def test_only_the_holder_of_a_duty_does_it(duty: str, empty_database_url: str, tmp_path: Path) -> None:
    """While another process polls (or sends) this one does not; it goes on when the other lets go."""
    async with stage(tmp_path, database_url=empty_database_url) as play:
        database = play.application.database
        await play.admin.sends("/id")
        await play.admin.until_says("1001")
        taken = False
        while not taken:
            play.clock.add(LEASE * 2)
            async with database.transaction() as tx:
                taken = await tx.leases.acquire(duty, "another process", play.clock.now(), LEASE)
        await asyncio.sleep(0.1)
        if duty == POLLING:
            # The poll that was under way when the duty went to another is answered by this.
            await play.admin.sends("/id")
            await play.admin.until(lambda chat: sum("1001" in m.text for m in chat) == 2)
        await play.alex.sends("/help")
        await asyncio.sleep(1.5)
        assert play.alex.from_bot == []
        async with database.transaction() as tx:
            await tx.leases.release(duty, "another process")
        await play.alex.until_says("How it works")
