"""What suppliers have said about themselves, served over what the books say: in every process on the database."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping
from typing import Any

from bot.services.connections import load_connections
from bot.services.office import Office
from planner.domain.supplier import Partner
from planner.domain.supplier_record import recorded
from storage.ports import SupplierRecord, Transaction

log = logging.getLogger(__name__)


async def catch_up(tx: Transaction, office: Office) -> None:
    """Serve what is stored, if it has changed: one cheap look where it hasn't. Never in a transaction that changes a
    record itself: what is rolled back must not be served."""
    stamp = await tx.supplier_records.stamp()
    if stamp == office.trades.stamp:
        return
    records: dict[str, dict[str, Mapping[str, Any]]] = {}
    for row in await tx.supplier_records.all():
        records.setdefault(row.trade, {})[row.supplier] = row.record
    for problem in office.trades.record(records, stamp):
        log.warning("served as the book has it: %s", problem)


async def refresh(office: Office) -> None:
    """See what has changed meanwhile, here or in another process: of the suppliers, and of who speaks for them."""
    async with office.database.transaction() as tx:
        await catch_up(tx, office)
        await load_connections(tx, office)


async def change_record(
    tx: Transaction,
    office: Office,
    trade: str,
    supplier: str,
    actor: str,
    edit: Callable[[Mapping[str, Any], Partner], Mapping[str, Any]],
    **facts: Any,
) -> None:
    """Store what `edit` makes of the record (and of the supplier as it is), and note it in the audit trail.

    Raises SupplierBookError where it would not be a supplier, StaleState where somebody else was faster.
    """
    stored = await tx.supplier_records.get(trade, supplier)
    before = stored.record if stored else {}
    listed = office.trades.listed(trade)
    record = dict(edit(before, recorded(listed, supplier, before)))
    recorded(listed, supplier, record)
    version = stored.version + 1 if stored else 1
    await tx.supplier_records.put(SupplierRecord(trade, supplier, version, record, actor, office.now()))
    data = {"trade": trade, "supplier": supplier, "version": version, **facts}
    await tx.audit.add(None, office.now(), actor, "supplier_changed", data)
