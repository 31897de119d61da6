"""What suppliers have done, each thing once, and the running score that it makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import BindParameter, bindparam, select
from sqlalchemy.dialects.postgresql import insert

from storage.ports import Observation, PairScore, Score
from storage.schema import leases, observations, pairs, scores
from storage.stores.store import Store, columns_for

_some: BindParameter[Sequence[str]] = bindparam("suppliers", expanding=True)

#: Whoever writes the same row waits: a score that is read and saved by two at once would lose what one of them saw.
_turn = insert(leases).values(name=bindparam("turn"), holder="records", until=bindparam("at"))
TAKE_TURN = _turn.on_conflict_do_update(index_elements=["name"], set_={"until": _turn.excluded.until})
ADD = insert(observations).on_conflict_do_nothing(index_elements=["job", "kind"]).returning(observations.c.id)
NEWEST = (
    select(*columns_for(observations, Observation))
    .where(observations.c.supplier == bindparam("name"))
    .order_by(observations.c.at.desc(), observations.c.id.desc())
    .limit(bindparam("limit"))
)
#: A few rows a supplier: the one statement that may read its whole table.
ALL_SCORES = select(*columns_for(scores, Score)).order_by(scores.c.supplier, scores.c.kind)
SCORES_OF = ALL_SCORES.where(scores.c.supplier.in_(_some))
SCORE = select(*columns_for(scores, Score)).where(
    scores.c.supplier == bindparam("name"), scores.c.kind == bindparam("sort")
)
_new = insert(scores)
SAVE_SCORE = _new.on_conflict_do_update(
    index_elements=["supplier", "kind"], set_={name: _new.excluded[name] for name in ("good", "bad", "at")}
)
#: As for scores: those who have worked together are few beside all who could.
ALL_PAIRS = select(*columns_for(pairs, PairScore)).order_by(pairs.c.sender, pairs.c.receiver)
SENDS_TO = ALL_PAIRS.where(pairs.c.sender == bindparam("name"))
GETS_FROM = ALL_PAIRS.where(pairs.c.receiver == bindparam("name"))
PAIR = select(*columns_for(pairs, PairScore)).where(
    pairs.c.sender == bindparam("origin"), pairs.c.receiver == bindparam("target")
)
_pair = insert(pairs)
SAVE_PAIR = _pair.on_conflict_do_update(
    index_elements=["sender", "receiver"],
    set_={name: _pair.excluded[name] for name in ("times", "fine", "good", "bad", "at")},
)


class SqlRecords(Store):
    """`storage.ports.Records`."""

    async def add(self, observation: Observation) -> bool:
        await self._run(TAKE_TURN, {"turn": f"records:{observation.supplier}", "at": observation.at})
        return (await self._run(ADD, asdict(observation))).first() is not None

    async def newest(self, supplier: str, limit: int) -> Sequence[Observation]:
        rows = (await self._run(NEWEST, {"name": supplier, "limit": limit})).mappings()
        return [Observation(**row) for row in rows]

    async def scores(self, suppliers: Sequence[str] | None = None) -> Sequence[Score]:
        if suppliers is None:
            rows = await self._run(ALL_SCORES)
        else:
            rows = await self._run(SCORES_OF, {"suppliers": list(suppliers)})
        return [Score(**row) for row in rows.mappings()]

    async def score(self, supplier: str, kind: str) -> Score | None:
        row = (await self._run(SCORE, {"name": supplier, "sort": kind})).mappings().first()
        return Score(**row) if row else None

    async def save_score(self, score: Score) -> None:
        await self._run(SAVE_SCORE, asdict(score))

    async def pairs(self) -> Sequence[PairScore]:
        return [PairScore(**row) for row in (await self._run(ALL_PAIRS)).mappings()]

    async def pairs_of(self, supplier: str) -> Sequence[PairScore]:
        either = [(await self._run(found, {"name": supplier})).mappings().all() for found in (SENDS_TO, GETS_FROM)]
        return [PairScore(**row) for rows in either for row in rows]

    async def pair(self, sender: str, receiver: str, now: datetime) -> PairScore | None:
        await self._run(TAKE_TURN, {"turn": f"pairs:{sender}:{receiver}", "at": now})
        row = (await self._run(PAIR, {"origin": sender, "target": receiver})).mappings().first()
        return PairScore(**row) if row else None

    async def save_pair(self, pair: PairScore) -> None:
        await self._run(SAVE_PAIR, asdict(pair))
