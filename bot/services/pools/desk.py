"""Pools from outside: admins who see and steer them, and friends who come by a link."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from bot.services.access import Role, check_role, role_of
from bot.services.drafting import Drafting
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.pools.codec import pool_of, pool_row
from bot.services.pools.joining import moved
from bot.services.presenting.pools import START
from bot.services.transitions import Transitions, finish
from planner.domain.errors import NotAllowed
from planner.domain.pooling import Pool, PoolStatus, extended
from planner.domain.spec import Item, OrderSpec
from storage.ports import PoolRow, Transaction

#: As many are shown.
PAGE = 15
#: How much longer /pool N extend lets one wait, unless it is said.
LONGER = timedelta(hours=24)
LONGEST = timedelta(days=30)


class PoolDesk:
    """/pools and /pool N close|extend. Raises NotAllowed for anybody but admins; every act is in the trail."""

    def __init__(self, office: Office, transitions: Transitions, drafting: Drafting):
        self._office = office
        self._transitions = transitions
        self._drafting = drafting

    async def all(self, sender: Sender, receipt: Receipt | None) -> None:
        """/pools: those that are open, then the newest others."""
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            open_ = list(await tx.pools.all_open())
            others = [row for row in await tx.pools.page(PAGE) if row.id not in {found.id for found in open_}]
            language = await language_of(tx, sender.chat_id, office)
            rows = [*open_, *others][: max(PAGE, len(open_))]
            facts = [self._facts(pool_of(row), language) for row in rows]
            await notify(tx, office, sender.chat_id, "pools", pools=facts, off=office.policy.pools is None)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def steer(self, sender: Sender, number: int | None, words: str, receipt: Receipt | None) -> None:
        """/pool N: how it stands; /pool N close: now; /pool N extend [HOURS]: later."""
        office, rules = self._office, self._office.policy.pools
        check_role(office, sender.chat_id, Role.ADMIN)
        act, _, more = words.strip().casefold().partition(" ")
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            row = await tx.pools.get(number) if number is not None else None
            by = _hours(more)
            if row is None or act not in ("", "close", "extend") or by is None:
                await notify(tx, office, sender.chat_id, "pool_how", found=row is not None)
            elif act and (pool_of(row).status is not PoolStatus.OPEN or rules is None):
                await notify(tx, office, sender.chat_id, "pool_not_open", number=row.id)
            else:
                if act and rules is not None:
                    row = await self._steered(tx, sender.chat_id, row, act, by)
                await self._show(tx, sender.chat_id, row, act)
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def visit(self, sender: Sender, token: str, receipt: Receipt | None) -> None:
        """Somebody has opened a pool's link: an order like those in it is begun for them."""
        office, rules = self._office, self._office.policy.pools
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            row = await tx.pools.by_token(token.removeprefix(START))
            pool = pool_of(row) if row else None
            stands = pool is not None and pool.status is PoolStatus.OPEN and pool.trade in set(_ids(office))
            if role_of(office, sender.chat_id) is Role.SUPPLIER:
                await notify(tx, office, sender.chat_id, "pool_for_consumers")
            elif pool is None or rules is None or not stands or pool.closes_at(rules) <= office.now():
                await notify(tx, office, sender.chat_id, "pool_over")
            else:
                language = await language_of(tx, sender.chat_id, office)
                trade = office.trades[pool.trade]
                product = trade.catalogue.product_name(pool.product, language)
                facts: dict[str, Any] = {
                    "product": product,
                    "members": len(pool.members),
                    "closes": pool.closes_at(rules).isoformat(),
                }
                await notify(tx, office, sender.chat_id, "pool_welcome", **facts)
                draft, order = await self._transitions.open(tx, sender.chat_id, pool.trade, language, pool.id)
                spec = OrderSpec(items=(Item(product=pool.product),))
                await self._drafting.change(tx, draft, order, spec, language=language)
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def _steered(self, tx: Transaction, chat_id: int, row: PoolRow, act: str, by: timedelta) -> PoolRow:
        office, rules, pool = self._office, self._office.policy.pools, pool_of(row)
        if rules is None:
            raise NotAllowed("pool_closed")
        other = extended(pool, by, rules) if act == "extend" else _ended(pool, office)
        row = await tx.pools.save(pool_row(row, other))
        await moved(tx, office, self._transitions, other, rules)
        facts = {"pool": pool.id, "ends": other.ends_at.isoformat()}
        await tx.audit.add(None, office.now(), f"admin:{chat_id}", f"pool_{act}", facts)
        return row

    async def _show(self, tx: Transaction, chat_id: int, row: PoolRow, act: str) -> None:
        language = await language_of(tx, chat_id, self._office)
        pool = pool_of(row)
        members = [
            {"number": m.order, "pieces": m.pieces, "alone": m.alone, "price": m.price, "latest": m.latest.isoformat()}
            for m in pool.members
        ]
        facts = {**self._facts(pool, language), "orders": members, "act": act}
        await notify(tx, self._office, chat_id, "pool", **facts)

    def _facts(self, pool: Pool, language: str) -> dict[str, Any]:
        rules = self._office.policy.pools
        trade = self._office.trades[pool.trade]
        return {
            "pool": pool.id,
            "product": trade.catalogue.product_name(pool.product, language),
            "currency": trade.catalogue.currency,
            "status": pool.status.value,
            "members": len(pool.members),
            "pieces": pool.pieces,
            "closes": (pool.closes_at(rules) if rules else pool.ends_at).isoformat(),
            "saved": sum(m.alone - m.limit for m in pool.members),
            "order": pool.order,
            "setups": pool.setups_saved,
        }


def _ended(pool: Pool, office: Office) -> Pool:
    return extended(pool, office.now() - pool.ends_at, office.policy.pools) if office.policy.pools else pool


def _ids(office: Office) -> list[str]:
    return [trade.id for trade in office.trades]


def _hours(words: str) -> timedelta | None:
    """A time in hours; the usual one where none is said, None where it is no sensible one."""
    if not words.strip():
        return LONGER
    try:
        by = timedelta(hours=float(words.strip().removesuffix("h")))
    except (ValueError, OverflowError):
        return None
    return by if timedelta() < by <= LONGEST else None
