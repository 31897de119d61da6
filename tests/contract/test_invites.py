"""The promises about invitations, and about which chat stands for which supplier."""

from __future__ import annotations

import asyncio
from dataclasses import replace

from storage.database import open_database
from storage.ports import Database, Invite
from tests.contract.times import NOW, after

INVITE = Invite("5f4dcc", "lin", "apparel", 1, NOW, after(60))


async def test_an_invite_is_used_once(database: Database) -> None:
    """The first to use an invite gets it, with who and when; every later try gets nothing."""
    async with database.transaction() as tx:
        await tx.invites.put(INVITE)
        await tx.invites.put(replace(INVITE, token_hash="other"))
        assert await tx.invites.use("5f4dcc", 7, after(1)) == replace(INVITE, used_by=7, used_at=after(1))
        assert await tx.invites.use("5f4dcc", 7, after(2)) is None
        assert await tx.invites.use("5f4dcc", 8, after(2)) is None
        assert await tx.invites.use("other", 8, after(2))


async def test_an_invite_that_is_no_good(database: Database) -> None:
    """One that has expired, or was never given out, is nobody's."""
    async with database.transaction() as tx:
        await tx.invites.put(INVITE)
        assert await tx.invites.use("5f4dcc", 7, after(60)) is None
        assert await tx.invites.use("forged\0", 7, NOW) is None
        assert await tx.invites.use("5f4dcc", 7, after(59.9))


async def test_many_use_one_invite(database_url: str) -> None:
    """Of many who use an invite at once, one has it."""
    databases = [await open_database(database_url) for _ in range(3)]
    async with databases[0].transaction() as tx:
        await tx.invites.put(INVITE)

    async def use(person: int) -> Invite | None:
        async with databases[person % 3].transaction() as tx:
            return await tx.invites.use("5f4dcc", person, after(1))

    winners = [invite for invite in await asyncio.gather(*map(use, range(9))) if invite]
    assert len(winners) == 1
    for database in databases:
        await database.close()


async def test_connections(database: Database) -> None:
    """A supplier has one chat in a trade, the one that was put last; one chat may stand for several suppliers."""
    async with database.transaction() as tx:
        assert await tx.connections.all() == {}
        await tx.connections.put("apparel", "lin", 7, NOW)
        await tx.connections.put("apparel", "mei", 8, NOW)
        await tx.connections.put("ice_cream", "lin", 7, NOW)
        await tx.connections.put("apparel", "lin", 9, after(1))
        expected = {("apparel", "lin"): 9, ("apparel", "mei"): 8, ("ice_cream", "lin"): 7}
        assert await tx.connections.all() == expected
        assert await tx.connections.drop("apparel", "mei")
        assert not await tx.connections.drop("apparel", "mei")
        assert set(await tx.connections.all()) == {("apparel", "lin"), ("ice_cream", "lin")}


async def test_pauses(database: Database) -> None:
    """A supplier is paused once, since the first time, until it is dropped; the same name in another trade is not."""
    async with database.transaction() as tx:
        assert await tx.pauses.put("apparel", "lin", "admin:1", NOW)
        assert not await tx.pauses.put("apparel", "lin", "admin:2", after(1))
        assert await tx.pauses.all() == {("apparel", "lin"): NOW}
        assert not await tx.pauses.drop("ice_cream", "lin")
        assert await tx.pauses.drop("apparel", "lin")
        assert not await tx.pauses.drop("apparel", "lin")
        assert await tx.pauses.all() == {}
