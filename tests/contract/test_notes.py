"""The promises about the thread of an order's makers."""

from __future__ import annotations

from storage.ports import Database, Note
from tests.contract.times import NOW, after


async def test_a_note_comes_back(database: Database) -> None:
    """A note comes back as it was added, with a number of its own."""
    async with database.transaction() as tx:
        first = await tx.notes.add(12, NOW, "supplier:lin", "布已发出 🧵", job=1, to_job=3, file_id="AgAC")
        second = await tx.notes.add(12, after(1), "admin:1", "thanks")
        assert first == Note(first.id, 12, NOW, "supplier:lin", 1, 3, "布已发出 🧵", "AgAC")
        assert second == Note(second.id, 12, after(1), "admin:1", None, None, "thanks", None)
        assert await tx.notes.of(12, 9) == [first, second]


async def test_a_thread_is_read_backwards(database: Database) -> None:
    """The last notes of an order come oldest first; with `before`, those that stand right before that one."""
    async with database.transaction() as tx:
        notes = [await tx.notes.add(12, after(n), "supplier:lin", f"{n}") for n in range(5)]
        await tx.notes.add(13, after(9), "supplier:lin", "of another order")
        assert await tx.notes.of(12, 2) == notes[3:]
        assert await tx.notes.of(12, 2, before=notes[3].id) == notes[1:3]
        assert await tx.notes.of(12, 9, before=notes[0].id) == []
        assert await tx.notes.of(99, 9) == []
