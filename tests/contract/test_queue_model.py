"""The queues against a model of them: a plain list, looked through from the front each time."""

from __future__ import annotations

import random
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime

import pytest

from storage.ports import Database
from tests.contract.times import LEASE, after

CHATS, SLOTS = (1, 2, 3), (None, "order:1", "order:2")


@dataclass
class Row:
    chat: int
    place: int
    due: datetime
    content: int
    slot: str | None = None
    held_until: datetime | None = None
    attempts: int = 0


@dataclass
class Model:
    """What waits in a queue."""

    rows: list[Row] = field(default_factory=list)

    def claim(self, now: datetime, limit: int) -> list[tuple[int, int, int]]:
        """The (place, content, attempts) of those that must be handed out, in this order."""
        heads = []
        for chat in CHATS:
            mine = [row for row in self.rows if row.chat == chat]
            if mine:
                head = min(mine, key=lambda row: (row.held_until is None, row.place))
                heads.append((head.held_until or head.due, head.place, head))
        taken = [head for ready, _, head in sorted(heads, key=lambda h: h[:2]) if ready <= now][:limit]
        for row in taken:
            row.held_until, row.attempts = now + LEASE, row.attempts + 1
        return [(row.place, row.content, row.attempts) for row in taken]

    def replaced(self, chat: int, slot: str | None, content: int) -> bool:
        same = [r for r in self.rows if slot and (r.chat, r.slot) == (chat, slot) and r.held_until is None]
        for row in same[-1:]:
            row.content = content
        return bool(same)

    def any(self, chance: random.Random) -> Row | None:
        return chance.choice(self.rows) if self.rows else None


class Rollback(Exception):
    pass


@pytest.mark.parametrize("seed", range(3))
async def test_outbox(database: Database, seed: int) -> None:
    """Whatever is put, claimed, sent, retried, buried, dropped or rolled back, in whatever order: as the list says."""
    chance, model, now = random.Random(seed), Model(), 0.0
    for step in range(60):
        before = deepcopy(model)
        try:
            async with database.transaction() as tx:
                for _ in range(chance.randint(1, 4)):
                    now += chance.choice((0, 1, 30))
                    row = model.any(chance)
                    match chance.choices(("put", "claim", "end", "retry", "drop"), (5, 4, 3, 2, 0.3))[0]:
                        case "put":
                            chat, slot = chance.choice(CHATS), chance.choice(SLOTS)
                            place = await tx.outbox.put(chat, {"n": step}, after(now), slot)
                            if not model.replaced(chat, slot, step):
                                model.rows.append(Row(chat, place, after(now), step, slot))
                        case "claim":
                            limit = chance.randint(1, 3)
                            claimed = await tx.outbox.claim(after(now), limit, LEASE)
                            expected = model.claim(after(now), limit)
                            assert [(m.id, m.payload["n"], m.attempts) for m in claimed] == expected
                        case "end" if row:
                            if chance.random() < 0.5:
                                await tx.outbox.sent(row.place, after(now))
                            else:
                                await tx.outbox.bury(row.place, "no", after(now))
                            model.rows.remove(row)
                        case "retry" if row:
                            row.due, row.held_until = after(now + chance.choice((0, 5, 90))), None
                            await tx.outbox.retry(row.place, "again", row.due)
                        case "drop":
                            chat = chance.choice(CHATS)
                            mine = [r for r in model.rows if r.chat == chat]
                            assert await tx.outbox.drop_chat(chat, after(now)) == len(mine)
                            model.rows = [r for r in model.rows if r.chat != chat]
                if chance.random() < 0.2:
                    raise Rollback
        except Rollback:
            model = before
    async with database.transaction() as tx:
        assert (await tx.outbox.counts())["waiting"] == len(model.rows)


@pytest.mark.parametrize("seed", range(3))
async def test_inbox(database: Database, seed: int) -> None:
    """Whatever comes, in whatever order of numbers, and is claimed, done, retried or buried: as the list says."""
    chance, model, now = random.Random(seed), Model(), 0.0
    numbers: Sequence[int] = chance.sample(range(1000), 200)
    for number in numbers:
        async with database.transaction() as tx:
            now += chance.choice((0, 1, 30))
            row = model.any(chance)
            match chance.choices(("put", "claim", "done", "bury", "retry"), (5, 4, 3, 1, 2))[0]:
                case "put":
                    chat = chance.choice(CHATS)
                    await tx.inbox.put(1, number, chat, f"{number}", after(now))
                    model.rows.append(Row(chat, number, after(now), number))
                case "claim":
                    update = await tx.inbox.claim(after(now), LEASE)
                    claimed = [(update.update_id, int(update.raw), update.attempts)] if update else []
                    assert claimed == model.claim(after(now), 1)
                case "done" if row:
                    await tx.inbox.done(1, row.place, after(now))
                    model.rows.remove(row)
                case "bury" if row:
                    await tx.inbox.bury(1, row.place, "no", after(now))
                    model.rows.remove(row)
                case "retry" if row:
                    row.due, row.held_until = after(now + chance.choice((0, 5, 90))), None
                    await tx.inbox.retry(1, row.place, "again", row.due)
            for chat in CHATS:
                assert await tx.inbox.waiting(chat) == any(row.chat == chat for row in model.rows)
