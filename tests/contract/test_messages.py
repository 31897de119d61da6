"""The promises about which message in a chat shows what."""

from __future__ import annotations

from storage.ports import Database
from tests.contract.times import NOW, after


async def test_the_newest_of_a_slot(database: Database) -> None:
    """A slot is shown by the newest message that was recorded for it, in that chat alone."""
    async with database.transaction() as tx:
        assert await tx.messages.slot(1, "order:1") is None
        await tx.messages.record(1, 10, "order:1", None, NOW)
        await tx.messages.record(1, 12, "order:1", None, after(1))
        await tx.messages.record(1, 13, "order:2", None, after(2))
        await tx.messages.record(2, 99, "order:1", None, after(3))
        await tx.messages.record(1, 14, None, None, after(4))
        assert await tx.messages.slot(1, "order:1") == 12
        assert await tx.messages.slot(2, "order:1") == 99


async def test_a_forgotten_slot(database: Database) -> None:
    """A forgotten slot is shown by no message, until the next one is recorded; what they are about is still known."""
    async with database.transaction() as tx:
        await tx.messages.record(1, 10, "order:1", "order:1", NOW)
        await tx.messages.record(1, 11, "order:1", "order:1", NOW)
        await tx.messages.record(2, 11, "order:1", None, NOW)
        await tx.messages.forget_slot(1, "order:1")
        assert await tx.messages.slot(1, "order:1") is None
        assert await tx.messages.slot(2, "order:1") == 11
        assert await tx.messages.about(1, 11) == "order:1"
        await tx.messages.record(1, 15, "order:1", None, after(1))
        assert await tx.messages.slot(1, "order:1") == 15


async def test_what_a_message_is_about(database: Database) -> None:
    """A message is about what was recorded last for it; one never recorded, or about nothing, gives None."""
    async with database.transaction() as tx:
        await tx.messages.record(1, 10, None, "job:12-1", NOW)
        await tx.messages.record(1, 11, None, None, NOW)
        assert await tx.messages.about(1, 10) == "job:12-1"
        assert await tx.messages.about(1, 11) is None
        assert await tx.messages.about(2, 10) is None
        await tx.messages.record(1, 10, None, "job:12-2", after(1))
        assert await tx.messages.about(1, 10) == "job:12-2"


async def test_the_newest_about_something(database: Database) -> None:
    """The message to reply to is the chat's newest one about the thing."""
    async with database.transaction() as tx:
        assert await tx.messages.newest_about(1, "job:12-1") is None
        for message in (10, 12, 11):
            await tx.messages.record(1, message, None, "job:12-1", NOW)
        await tx.messages.record(1, 20, None, "job:12-2", NOW)
        await tx.messages.record(2, 30, None, "job:12-1", NOW)
        assert await tx.messages.newest_about(1, "job:12-1") == 12


async def test_the_picture_of_a_message(database: Database) -> None:
    """A message shows the picture that was recorded last for it; a message in words shows none."""
    async with database.transaction() as tx:
        await tx.messages.record(1, 10, "order:1:timeline", None, NOW, picture="a")
        await tx.messages.record(1, 11, "order:1", None, NOW)
        await tx.messages.record(2, 10, None, None, NOW, picture="c")
        await tx.messages.pictured(1, 10, "b")
    async with database.transaction() as tx:
        assert await tx.messages.picture(1, 10) == "b"
        assert await tx.messages.picture(1, 11) is None
        assert await tx.messages.picture(1, 12) is None
        assert await tx.messages.picture(2, 10) == "c"
        await tx.messages.record(1, 10, "order:1:timeline", None, after(1))
        assert await tx.messages.picture(1, 10) is None
