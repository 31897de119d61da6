"""Artwork: on both databases alike."""

from __future__ import annotations

from storage.ports import Artwork, Database
from tests.contract.times import NOW, after

LOGO = Artwork("AgAC-1", "photo", "logo.jpg", "13")
BACK = Artwork("BQAC-2", "document", "背面.pdf")


async def test_files_of_an_order(database: Database) -> None:
    """An order has each file once, in the order in which they came; another order's are its own, and go alone."""
    async with database.transaction() as tx:
        assert await tx.artwork.add(1, LOGO, NOW)
        assert await tx.artwork.add(1, BACK, after(1))
        assert not await tx.artwork.add(1, LOGO, after(2))
        assert await tx.artwork.add(2, LOGO, after(3))
        assert await tx.artwork.of(1) == [LOGO, BACK]
        await tx.artwork.drop(1)
        assert await tx.artwork.of(1) == []
        assert await tx.artwork.of(2) == [LOGO]
