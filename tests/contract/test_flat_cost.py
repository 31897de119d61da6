"""What every statement costs stays the same as the tables grow: none of them reads a whole table."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event, text

from storage.database import open_database
from storage.engine import make_engine, parse_url
from storage.ports import (
    Action,
    Artwork,
    CatalogueProposal,
    CatalogueText,
    DemandBlock,
    DemandMark,
    DemandSubscription,
    Invite,
    JobRow,
    Observation,
    PairScore,
    Person,
    Score,
    Teaching,
    Transaction,
)
from tests.contract.times import LEASE, NOW, after

Statement = tuple[str, Any]

#: Reading a table from one end to the other, be it in an index ("ready" is no table, but what a claim has found).
SCANS = {"sqlite": re.compile(r"^SCAN (?!CONSTANT|ready$)"), "postgresql": re.compile(r"Seq Scan")}


@contextmanager
def _recorded() -> Iterator[list[Statement]]:
    """Every statement that is executed meanwhile, with its parameters."""
    statements: list[Statement] = []

    def record(_: Any, __: Any, statement: str, parameters: Any, ___: Any, many: bool) -> None:
        statements.append((statement, parameters[0] if many else parameters))

    event.listen(Engine, "before_cursor_execute", record)
    try:
        yield statements
    finally:
        event.remove(Engine, "before_cursor_execute", record)


async def _everything_but_counts(tx: Transaction) -> None:
    """Each thing that a port offers, once; but what asks for all there is (of scores, of connections) is left out."""
    await tx.inbox.put(1, 1, 1, "{}", NOW)
    await tx.outbox.waiting(1, "order:1")
    await tx.inbox.waiting(1)
    await tx.inbox.recent(1, "message", NOW, 2)
    await tx.inbox.claim(after(1), LEASE)
    await tx.inbox.retry(1, 1, "again", after(1))
    await tx.inbox.done(1, 1, after(1))
    for _ in range(2):
        await tx.outbox.put(1, {}, NOW, slot="order:1")
    await tx.outbox.claim(after(1), 9, LEASE)
    await tx.outbox.retry(1, "again", after(1))
    await tx.outbox.sent(1, after(1))
    await tx.outbox.drop_chat(1, NOW)
    await tx.messages.record(1, 1, "slot", "about", NOW)
    await tx.messages.slot(1, "slot")
    await tx.messages.about(1, 1)
    await tx.messages.newest_about(1, "about")
    await tx.messages.forget_slot(1, "slot")
    order = await tx.orders.create("apparel", 1, "draft", {}, NOW)
    await tx.orders.save(order, [JobRow("1-1", order.id, "s1", "offered", True, NOW.date(), NOW.date(), {})], NOW)
    await tx.orders.get(order.id)
    await tx.orders.newest_of(1, ["draft", "quoted"])
    await tx.orders.of_consumer(1, 9)
    await tx.orders.of_consumer(1, 9, before=5)
    await tx.orders.page(9, before=5)
    await tx.orders.created(NOW, after(1), 9)
    await tx.orders.created(NOW, after(1), 9, (NOW, order.id))
    await tx.orders.created_counts([NOW, after(1), after(2)])
    await tx.orders.first_of(1)
    await tx.orders.job("1-1")
    await tx.orders.jobs_of_supplier("s1", ["offered", "accepted"])
    await tx.orders.booked("apparel", NOW.date())
    follow_up = await tx.follow_ups.put("remind", 1, "1-1", NOW, {})
    await tx.follow_ups.next_due()
    await tx.follow_ups.pending(1)
    await tx.follow_ups.claim(after(1), 9, LEASE)
    await tx.follow_ups.retry(follow_up, "again", after(1))
    await tx.follow_ups.done(follow_up)
    await tx.follow_ups.cancel(1, ["remind"], job="1-1")
    await tx.actions.put(Action("a", 1, "k", {}, None, 1, NOW))
    await tx.actions.get("a")
    await tx.actions.use("a", NOW)
    await tx.people.save(Person(1, "x"), NOW)
    await tx.people.get(1)
    await tx.audit.add(1, NOW, "system", "x", {})
    await tx.audit.of(1)
    await tx.audit.of(1, 9, before=5)
    await tx.leases.acquire("sender", "me", NOW, LEASE)
    await tx.leases.release("sender", "me")
    await tx.records.add(Observation("s1", "quality", "1-1", 1.0, 1.0, NOW, "x"))
    await tx.records.newest("s1", 9)
    await tx.records.save_score(Score("s1", "quality", 1.0, 0.0, NOW))
    await tx.records.score("s1", "quality")
    await tx.records.scores(["s1", "s2"])
    await tx.records.save_pair(PairScore("s1", "s2", 1, 1, 1.0, 0.0, NOW))
    await tx.records.pair("s1", "s2", NOW)
    await tx.records.pairs_of("s1")
    await tx.invites.put(Invite("x", "s1", "apparel", 1, NOW, after(9)))
    await tx.invites.use("x", 1, after(1))
    await tx.connections.put("apparel", "s1", 1, NOW)
    await tx.connections.drop("apparel", "s1")
    await tx.artwork.add(1, Artwork("x", "photo", "x.jpg"), NOW)
    await tx.artwork.of(1)
    await tx.artwork.drop(1)
    await tx.unknown_wordings.saw("apparel", "x", "X", None, "en", NOW)
    await tx.unknown_wordings.drop("apparel", "x")
    await tx.teachings.put(Teaching("apparel", "x", 1, "X", "colour.navy", "admin:1", NOW))
    await tx.teachings.get("apparel", "x")
    await tx.retention.purge_wordings(NOW)
    await tx.exports.add("x", 0, "{}")
    await tx.exports.part("x", 0)
    await tx.exports.drop("x")
    await tx.catalogue_texts.put(CatalogueText("apparel", "catalogue", 1, "x", "admin:1", NOW))
    await tx.catalogue_texts.get("apparel", "catalogue")
    await tx.catalogue_texts.propose(CatalogueProposal("t", "apparel", "catalogue", "x", NOW))
    await tx.catalogue_texts.proposal("t")
    await tx.catalogue_texts.drop_proposals(NOW)
    await tx.notes.add(1, NOW, "supplier:s1", "x")
    await tx.notes.of(1, 9)
    await tx.notes.of(1, 9, before=5)
    mark = DemandMark(1, "asked", "tee", "", "", "apparel", NOW.date(), 1, "x")
    await tx.demand.replace(1, "asked", NOW.date(), [mark])
    await tx.demand.move(1, "asked", "", "")
    await tx.demand.pending("apparel", NOW.date(), NOW.date())
    await tx.demand.settle("apparel", "asked", "tee", "", NOW.date())
    await tx.demand.settle("apparel", "asked", "tee", "", NOW.date(), "x")
    await tx.demand.unname("x", "y")
    await tx.demand.purge(NOW.date())
    await tx.demand.publish([DemandBlock("apparel", "asked", "tee", "", NOW.date(), "", NOW.date(), 1, 1)])
    await tx.demand.blocks("apparel", NOW.date())
    await tx.demand.secret("who", "x")
    await tx.demand.subscribe(DemandSubscription("apparel", "s1", "daily", 1, 9))
    await tx.demand.subscription("apparel", "s1")
    await tx.retention.purge_updates(NOW)
    await tx.retention.purge_actions(NOW)
    await tx.retention.idle_contacts(NOW, 9, after=0)
    await tx.retention.forget(1, NOW)


async def test_no_statement_reads_a_whole_table(database_url: str) -> None:
    """Every statement of every store, what asks for all or counts it aside, finds its rows by an index."""
    database = await open_database(database_url)
    with _recorded() as statements:
        async with database.transaction() as tx:
            await _everything_but_counts(tx)
    await database.close()

    engine = make_engine(parse_url(database_url), create=False)
    dialect = engine.dialect.name
    explain = {"sqlite": "EXPLAIN QUERY PLAN ", "postgresql": "EXPLAIN "}[dialect]
    scanned: list[str] = []
    async with engine.begin() as connection:
        if dialect == "postgresql":
            # An empty table is read whole unless that is forbidden: what is asked is whether an index serves.
            await connection.execute(text("SET LOCAL enable_seqscan = off"))
        for statement, parameters in statements:
            if statement.split()[0] in {"SELECT", "UPDATE", "DELETE"}:
                plan = (await connection.exec_driver_sql(explain + statement, parameters)).all()
                if any(SCANS[dialect].search(str(row[-1])) for row in plan):
                    scanned.append("\n".join([statement, *(str(row[-1]) for row in plan)]))
    await engine.dispose()
    assert not scanned, "\n\n".join(scanned)
    assert len(statements) > 70
