"""Two processes over one database."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.telegram.sender import LEASE, LEASE_NAME
from tests.e2e.stage import stage


async def test_only_the_holder_of_the_lease_sends(empty_database_url: str, tmp_path: Path) -> None:
    """While another process is the sender this one sends nothing; it goes on when the other lets go."""
    async with stage(tmp_path, database_url=empty_database_url) as play:
        database = play.application.database
        taken = False
        while not taken:
            play.clock.add(LEASE * 2)
            async with database.transaction() as tx:
                taken = await tx.leases.acquire(LEASE_NAME, "another process", play.clock.now(), LEASE)
        await play.alex.sends("/help")
        await asyncio.sleep(1.5)
        assert play.alex.from_bot == []
        async with database.transaction() as tx:
            await tx.leases.release(LEASE_NAME, "another process")
        await play.alex.until_says("How it works")
