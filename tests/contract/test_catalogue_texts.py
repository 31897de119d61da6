"""Catalogues that are served instead of their files: on both databases alike."""

from __future__ import annotations

from dataclasses import replace

import pytest

from planner.domain.errors import StaleState
from storage.ports import CatalogueProposal, CatalogueText, Database
from tests.contract.times import NOW, after

TEXT = CatalogueText("apparel", "catalogue", 1, "catalogue: apparel", "admin:1", NOW)
PROPOSED = CatalogueProposal("t1", "apparel", "suppliers", "catalogue: apparel  # 供应商", NOW)


async def test_texts_have_versions(database: Database) -> None:
    """Each change is the next version, of two at once one is; the stamp grows, also when the file counts again."""
    async with database.transaction() as tx:
        assert await tx.catalogue_texts.stamp() == 0
        assert await tx.catalogue_texts.get("apparel", "catalogue") is None
        await tx.catalogue_texts.put(TEXT)
        assert await tx.catalogue_texts.get("apparel", "catalogue") == TEXT
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.catalogue_texts.put(TEXT)
    back = replace(TEXT, version=2, content=None, changed_at=after(1))
    async with database.transaction() as tx:
        await tx.catalogue_texts.put(back)
        await tx.catalogue_texts.put(replace(TEXT, kind="suppliers"))
        assert await tx.catalogue_texts.all() == [back, replace(TEXT, kind="suppliers")]
        assert await tx.catalogue_texts.stamp() == 3
    with pytest.raises(StaleState):
        async with database.transaction() as tx:
            await tx.catalogue_texts.put(back)


async def test_proposals_wait_for_a_yes(database: Database) -> None:
    """A proposal is found by its token until it is too old."""
    async with database.transaction() as tx:
        await tx.catalogue_texts.propose(PROPOSED)
        await tx.catalogue_texts.propose(replace(PROPOSED, token="t2", proposed_at=after(2)))
        assert await tx.catalogue_texts.proposal("t1") == PROPOSED
        await tx.catalogue_texts.drop_proposals(after(1))
        assert await tx.catalogue_texts.proposal("t1") is None
        assert await tx.catalogue_texts.proposal("t2") is not None
