"""One transaction, and the stores in it."""

from __future__ import annotations

from sqlalchemy.ext.asyncio import AsyncConnection

from storage.stores.actions import SqlActions
from storage.stores.artwork import SqlArtworks
from storage.stores.audit import SqlAudit
from storage.stores.catalogue_texts import SqlCatalogueTexts
from storage.stores.connections import SqlConnections
from storage.stores.demand import SqlDemand
from storage.stores.exports import SqlExports
from storage.stores.follow_ups import SqlFollowUps
from storage.stores.inbox import SqlInbox
from storage.stores.invites import SqlInvites
from storage.stores.leases import SqlLeases
from storage.stores.messages import SqlMessages
from storage.stores.notes import SqlNotes
from storage.stores.orders import SqlOrders
from storage.stores.outbox import SqlOutbox
from storage.stores.pauses import SqlPauses
from storage.stores.people import SqlPeople
from storage.stores.pools import SqlPools
from storage.stores.records import SqlRecords
from storage.stores.retention import SqlRetention
from storage.stores.set_ups import SqlSetUps
from storage.stores.supplier_records import SqlSupplierRecords
from storage.stores.wordings import SqlTeachings, SqlUnknownWordings


class SqlTransaction:
    """`storage.ports.Transaction`."""

    def __init__(self, connection: AsyncConnection):
        self.inbox = SqlInbox(connection)
        self.outbox = SqlOutbox(connection)
        self.messages = SqlMessages(connection)
        self.orders = SqlOrders(connection)
        self.follow_ups = SqlFollowUps(connection)
        self.actions = SqlActions(connection)
        self.people = SqlPeople(connection)
        self.audit = SqlAudit(connection)
        self.leases = SqlLeases(connection)
        self.records = SqlRecords(connection)
        self.invites = SqlInvites(connection)
        self.connections = SqlConnections(connection)
        self.artwork = SqlArtworks(connection)
        self.unknown_wordings = SqlUnknownWordings(connection)
        self.teachings = SqlTeachings(connection)
        self.catalogue_texts = SqlCatalogueTexts(connection)
        self.pauses = SqlPauses(connection)
        self.supplier_records = SqlSupplierRecords(connection)
        self.set_ups = SqlSetUps(connection)
        self.pools = SqlPools(connection)
        self.exports = SqlExports(connection)
        self.notes = SqlNotes(connection)
        self.demand = SqlDemand(connection)
        self.retention = SqlRetention(connection)

    async def settle(self) -> None:
        """What is left to do before the commit: always the queues in this order, so that locks can't cross."""
        await self.inbox.settle()
        await self.outbox.settle()
