"""Catalogues and books of suppliers that are served instead of their files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime

from sqlalchemy import bindparam, delete, func, insert, select, update
from sqlalchemy.dialects.postgresql import insert as insert_or

from planner.domain.errors import StaleState
from storage.ports import CatalogueProposal, CatalogueText
from storage.schema import catalogue_proposals as proposals
from storage.schema import catalogue_texts as texts
from storage.stores.store import Store, columns_for

_of_one = (texts.c.trade == bindparam("of_trade"), texts.c.kind == bindparam("of_kind"))
#: There are two of a trade.
ALL = select(*columns_for(texts, CatalogueText)).order_by(texts.c.trade, texts.c.kind)
ONE = ALL.where(*_of_one)
FIRST = insert_or(texts).on_conflict_do_nothing(index_elements=["trade", "kind"]).returning(texts.c.version)
_changed = ("version", "content", "actor", "changed_at")
NEXT = (
    update(texts)
    .where(*_of_one, texts.c.version == bindparam("before"))
    .values({name: bindparam(f"new_{name}") for name in _changed})
    .returning(texts.c.version)
)
#: Every change adds one to a version, and nothing is deleted, so the sum is never the same again.
STAMP = select(func.coalesce(func.sum(texts.c.version), 0))
PROPOSE = insert(proposals)
PROPOSAL = select(*columns_for(proposals, CatalogueProposal)).where(proposals.c.token == bindparam("name"))
DROP = delete(proposals).where(proposals.c.proposed_at < bindparam("before"))


class SqlCatalogueTexts(Store):
    """`storage.ports.CatalogueTexts`."""

    async def get(self, trade: str, kind: str) -> CatalogueText | None:
        row = (await self._run(ONE, {"of_trade": trade, "of_kind": kind})).mappings().first()
        return CatalogueText(**row) if row else None

    async def put(self, text: CatalogueText) -> None:
        if text.version == 1:
            changed = (await self._run(FIRST, asdict(text))).first()
        else:
            values = {f"new_{name}": getattr(text, name) for name in _changed}
            place = {"of_trade": text.trade, "of_kind": text.kind, "before": text.version - 1}
            changed = (await self._run(NEXT, {**values, **place})).first()
        if changed is None:
            raise StaleState(f"the {text.kind} of {text.trade} changed meanwhile")

    async def all(self) -> Sequence[CatalogueText]:
        return [CatalogueText(**row) for row in (await self._run(ALL)).mappings()]

    async def stamp(self) -> int:
        return int((await self._run(STAMP)).scalar_one())

    async def propose(self, proposal: CatalogueProposal) -> None:
        await self._run(PROPOSE, asdict(proposal))

    async def proposal(self, token: str) -> CatalogueProposal | None:
        row = (await self._run(PROPOSAL, {"name": token})).mappings().first()
        return CatalogueProposal(**row) if row else None

    async def drop_proposals(self, before: datetime) -> None:
        await self._run(DROP, {"before": before})
