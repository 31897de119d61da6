"""What a run has come to, without what may differ between two runs of the same story: times and ids."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select

from bot.services.codec import order_of
from storage.ports import OrderRow
from storage.schema import audit, follow_ups, observations, orders
from tests.crash.world import World

#: A crash costs a minute or two, so what is due comes that much later.
_CLOCK = re.compile(r"\d\d:\d\d")
#: An order's number, alone or in a job's key.
_NUMBER = re.compile(r"(?<=[Oo]rder )\d+\b|\b\d+(?=-\d+\b)")


@dataclass(frozen=True)
class State:
    """`orders`: status, promise and jobs of each; `trail`: its events; `seen`: what stands in each chat."""

    orders: tuple[tuple[Any, ...], ...]
    trail: Counter[tuple[int, str, str]]
    observed: Counter[tuple[str, str, str]]
    seen: Counter[tuple[int, str]]
    waiting: int

    def differs(self, other: State, repeats: int) -> list[str]:
        """What of `other` is not as here, but for so many messages that may have come once more."""
        found = [
            f"{what}: {_apart(getattr(self, what), getattr(other, what))}"
            for what in ("orders", "trail", "observed", "waiting")
            if getattr(self, what) != getattr(other, what)
        ]
        if missing := self.seen - other.seen:
            found.append(f"never seen: {dict(missing)}")
        extra = other.seen - self.seen
        if extra.total() > repeats:
            found.append(f"seen besides, where {repeats} repeats may be: {dict(extra)}")
        return found


def _normal(text: str, rank: Mapping[int, int]) -> str:
    """A text without times, with orders numbered from 1."""
    text = _CLOCK.sub("hh:mm", text)
    return _NUMBER.sub(lambda found: str(rank.get(int(found[0]), found[0])), text)


def _text(body: str) -> str:
    return str(json.loads(body).get("text", ""))


def _apart(here: Any, there: Any) -> str:
    if isinstance(here, Counter):
        return f"missing {dict(here - there)}, besides {dict(there - here)}"
    return f"{here} became {there}"


async def state_of(world: World) -> State:
    """The state of everything."""
    look = world.look
    # A transaction that was rolled back may have used up a number.
    rank: dict[int, int] = {}
    found: list[tuple[Any, ...]] = []
    for row in await look.rows(select(orders).order_by(orders.c.id)):
        order = order_of(
            OrderRow(
                row.id, row.version, row.trade, row.consumer, row.status, row.state, row.created_at, row.updated_at
            )
        )
        jobs = tuple(
            (job.number, job.supplier, job.status.value, job.run.cost, tuple(job.run.days.items()), job.run.ready)
            for job in order.jobs
        )
        rank[row.id] = len(rank) + 1
        found.append((rank[row.id], row.status, order.promise, order.stars, row.version, jobs))
    trail: Sequence[Any] = await look.rows(select(audit.c.order_id, audit.c.actor, audit.c.event))
    observed: Sequence[Any] = await look.rows(select(observations.c.supplier, observations.c.kind, observations.c.job))
    waiting = (await look.rows(select(func.count()).select_from(follow_ups)))[0][0]
    shown = world.telegram.database.all("SELECT chat_id, body FROM messages WHERE from_bot AND NOT deleted")
    texts = Counter((int(row["chat_id"]), _normal(_text(row["body"]), rank)) for row in shown)
    return State(
        tuple(found),
        Counter((rank.get(row[0], 0), row[1], row[2]) for row in trail),
        Counter((row[0], row[1], _normal(row[2], rank)) for row in observed),
        texts,
        int(waiting),
    )
