"""Exports that are being put together: on both databases alike."""

from __future__ import annotations

from storage.ports import Database


async def test_parts_of_an_export(database: Database) -> None:
    """Parts come back by number, each export's own; dropped ones are gone, and the others stay."""
    async with database.transaction() as tx:
        await tx.exports.add("a", 0, '{"n": "卫衣"}\n')
        await tx.exports.add("a", 1, "")
        await tx.exports.add("b", 0, "b")
        assert [await tx.exports.part("a", n) for n in range(3)] == ['{"n": "卫衣"}\n', "", None]
        await tx.exports.drop("a")
        assert await tx.exports.part("a", 0) is None
        assert await tx.exports.part("b", 0) == "b"
