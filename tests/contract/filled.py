"""A database with something in every table, and a look at all that is in one."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select, text

from storage.engine import make_engine, parse_url
from storage.ports import (
    Action,
    Artwork,
    CatalogueProposal,
    CatalogueText,
    Database,
    DemandBlock,
    DemandMark,
    DemandSubscription,
    Invite,
    JobRow,
    Observation,
    PairScore,
    Person,
    PoolRow,
    Score,
    SetUp,
    SupplierRecord,
    Teaching,
)
from storage.schema import metadata
from tests.contract.times import LEASE, NOW, after

Content = dict[str, list[tuple[Any, ...]]]


async def fill(database: Database) -> None:
    """Something in every table, with numbers given out that are no longer there."""
    async with database.transaction() as tx:
        for update_id, chat in ((1, 7), (2, -100123456789012)):
            await tx.inbox.put(77, update_id, chat, '{"text": "你好 👋"}', NOW, "message")
        for payload in ({"text": "“hi”", "n": 0.1, "deep": [None, True, {"急": 1e300}]}, {}):
            await tx.outbox.put(7, payload, NOW, slot="order:1" if payload else None, about="job:1-1")
        await tx.messages.record(7, 100, "order:1", "order:1", NOW)
        order = await tx.orders.create("apparel", 7, "draft", {"said": "line\nbreak 'quoted' \\"}, NOW)
        jobs = [JobRow(f"1-{n}", order.id, "lin", "offered", n == 1, NOW.date(), NOW.date(), {}) for n in (1, 2)]
        await tx.orders.save(order, jobs, after(1))
        gone = [await tx.follow_ups.put("remind", order.id, job, after(60), {"n": 1}) for job in ("1-1", None, None)]
        await tx.follow_ups.done(gone[-1])
        await tx.actions.put(Action("a1", 7, "accept", {"job": "1-1"}, order.id, 2, after(60)))
        await tx.people.save(Person(7, "李雷", None), NOW)
        await tx.people.save(Person(8, "", "zh", reachable=False), NOW)
        await tx.audit.add(order.id, NOW, "consumer:7", "ordered", {"n": 1})
        await tx.leases.acquire("sender", "me", NOW, LEASE)
        await tx.records.add(Observation("lin", "quality", "1-1", 1 / 3, 1.0, NOW, "rated", {"stars": 2}))
        await tx.records.save_score(Score("lin", "quality", 1 / 3, 2 / 3, NOW))
        await tx.records.save_pair(PairScore("lin", "mei", 3, 2, 2.5, 0.5, NOW))
        await tx.invites.put(Invite("5f4d", "lin", "apparel", 1, NOW, after(60)))
        await tx.connections.put("apparel", "lin", 9, NOW)
        await tx.pauses.put("apparel", "mei", "admin:1", NOW)
        record = {"names": {"zh": ["林"]}, "closed": ["2027-02-05"]}
        await tx.supplier_records.put(SupplierRecord("apparel", "lin", 1, record, "supplier:lin", NOW))
        mark = DemandMark(order.id, "asked", "tee", "", "", "apparel", NOW.date(), 30, "x")
        await tx.demand.replace(order.id, "asked", NOW.date(), [mark])
        await tx.demand.publish([DemandBlock("apparel", "asked", "tee", "", NOW.date(), "", NOW.date(), 9, 270)])
        await tx.demand.secret("who", "x")
        await tx.demand.subscribe(DemandSubscription("apparel", "lin", "weekly", 1, 9, NOW))
        await tx.exports.add("x", 0, "{}")
        await tx.artwork.add(order.id, Artwork("AgAC", "photo", "logo.jpg", "13"), NOW)
        await tx.set_ups.put(SetUp(11, 1, "asking", {"names": {"zh": "新"}}, NOW))
        await tx.pools.create(PoolRow(0, 0, "apparel", "hoodie", "t0k3n", "open", {"members": [{"alone": 1}]}, NOW))
        await tx.unknown_wordings.saw("apparel", "nvy", "Nvy", "hoodie", "en", NOW)
        await tx.teachings.put(Teaching("apparel", "nvy", 1, "Nvy", "colour.navy", "admin:1", NOW))
        await tx.catalogue_texts.put(CatalogueText("apparel", "suppliers", 1, "catalogue: apparel", "admin:1", NOW))
        await tx.catalogue_texts.propose(CatalogueProposal("t", "apparel", "catalogue", "catalogue: apparel", NOW))
        await tx.notes.add(order.id, NOW, "supplier:lin", "好的", job=1, to_job=2)
    async with database.transaction() as tx:
        await tx.inbox.claim(after(1), LEASE)
        await tx.outbox.claim(after(1), 1, LEASE)


async def content(url: str) -> Content:
    """Every row of every table, in order, and the schema's revision."""
    engine = make_engine(parse_url(url), create=False)
    try:
        async with engine.begin() as connection:
            found: Content = {}
            for table in metadata.sorted_tables:
                rows = await connection.execute(select(table).order_by(*table.primary_key))
                found[table.name] = [tuple(row) for row in rows]
            found["version"] = [tuple(row) for row in await connection.execute(text("SELECT * FROM alembic_version"))]
            return found
    finally:
        await engine.dispose()
