"""Whose transaction comes first where one database can have one at a time."""

from __future__ import annotations

import asyncio

from storage.turns import FAIR, Turns, patiently


async def _take(turns: Turns, name: str, seen: list[str]) -> None:
    async with turns:
        seen.append(name)
        await asyncio.sleep(0)


async def _queue(turns: Turns, names: str) -> tuple[list[str], list[asyncio.Task[None]]]:
    """Waiters in this order, lower case in `patiently`, behind somebody who has the turn."""
    seen: list[str] = []
    tasks = []
    for name in names:
        if name.islower():
            with patiently():
                tasks.append(asyncio.create_task(_take(turns, name, seen)))
        else:
            tasks.append(asyncio.create_task(_take(turns, name, seen)))
    await asyncio.sleep(0)
    return seen, tasks


async def test_patience_goes_last() -> None:
    """Those in a hurry go first, each queue in the order it came."""
    turns = Turns()
    async with turns:
        seen, tasks = await _queue(turns, "abCDeF")
    await asyncio.gather(*tasks)
    assert "".join(seen) == "CDFabe"


async def test_nobody_waits_for_ever() -> None:
    """After some in a hurry, one with patience is served."""
    turns = Turns()
    async with turns:
        seen, tasks = await _queue(turns, "a" + "X" * (FAIR + 3))
    await asyncio.gather(*tasks)
    assert seen.index("a") == FAIR


async def test_who_gives_up_holds_nobody_up() -> None:
    """A waiter that is cancelled, even in the moment of its turn, passes it on."""
    turns = Turns()
    async with turns:
        seen, tasks = await _queue(turns, "ABC")
        tasks[0].cancel()
        await asyncio.sleep(0)
    # The turn is B's by now, which has not run yet.
    tasks[1].cancel()
    await asyncio.gather(*tasks, return_exceptions=True)
    assert seen == ["C"]
    async with asyncio.timeout(1), turns:
        pass
