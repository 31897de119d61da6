"""What is asked for, counted, and who wants to hear of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date

from sqlalchemy import bindparam, delete, select, tuple_, update
from sqlalchemy.dialects.postgresql import insert

from storage.ports import DemandBlock, DemandMark, DemandSubscription
from storage.schema import demand_blocks, demand_marks, demand_secrets, demand_subscriptions
from storage.stores.store import Store, columns_for

_marks, _blocks, _secrets, _subs = demand_marks.c, demand_blocks.c, demand_secrets.c, demand_subscriptions.c
_of_wish = (_marks.order_id == bindparam("of_order"), _marks.outcome == bindparam("of_outcome"))

OF_WISH = (
    select(*columns_for(demand_marks, DemandMark))
    .where(*_of_wish)
    .order_by(_marks.product, _marks.attribute, _marks.value)
)
DROP_WISH = delete(demand_marks).where(*_of_wish)
ADD = insert(demand_marks)
MOVE = (
    update(demand_marks).where(*_of_wish, _marks.attribute == bindparam("within")).values(value=bindparam("new_value"))
)
PENDING = (
    select(*columns_for(demand_marks, DemandMark))
    .where(
        _marks.open.is_(True),
        _marks.trade == bindparam("of_trade"),
        _marks.day >= bindparam("since"),
        _marks.day < bindparam("until"),
    )
    .order_by(_marks.day, _marks.order_id)
)
SETTLE = (
    update(demand_marks)
    .where(
        _marks.open.is_(True),
        _marks.trade == bindparam("of_trade"),
        _marks.outcome == bindparam("of_outcome"),
        _marks.product == bindparam("of_product"),
        _marks.attribute == bindparam("within"),
        _marks.day <= bindparam("until"),
    )
    .values(open=False)
)
SETTLE_VALUE = SETTLE.where(_marks.value == bindparam("of_value"))
UNNAME = update(demand_marks).where(_marks.who == bindparam("old")).values(who=bindparam("new_who"))
_keys = tuple(demand_marks.primary_key)
PURGE = delete(demand_marks).where(
    tuple_(*_keys).in_(
        select(*_keys).where(_marks.day < bindparam("before")).order_by(_marks.day).limit(bindparam("limit"))
    )
)

PUBLISH = insert(demand_blocks).on_conflict_do_nothing()
BLOCKS = (
    select(*columns_for(demand_blocks, DemandBlock))
    .where(_blocks.trade == bindparam("of_trade"), _blocks.last >= bindparam("since"))
    .order_by(_blocks.first, _blocks.last, _blocks.product, _blocks.attribute, _blocks.value)
)

NEW_SECRET = insert(demand_secrets).on_conflict_do_nothing(index_elements=["name"])
SECRET = select(_secrets.secret).where(_secrets.name == bindparam("called"))

SUBSCRIPTION = select(*columns_for(demand_subscriptions, DemandSubscription)).where(
    _subs.trade == bindparam("of_trade"), _subs.supplier == bindparam("of_supplier")
)
_new = insert(demand_subscriptions)
SUBSCRIBE = _new.on_conflict_do_update(
    index_elements=["trade", "supplier"],
    set_={name: _new.excluded[name] for name in ("rhythm", "weekday", "hour", "last_sent")},
)


class SqlDemand(Store):
    """`storage.ports.Demand`."""

    async def replace(self, order_id: int, outcome: str, today: date, marks: Sequence[DemandMark]) -> bool:
        if any(mark.day != today for mark in await self.of(order_id, outcome)):
            return False
        await self._run(DROP_WISH, {"of_order": order_id, "of_outcome": outcome})
        if marks:
            await self._run(ADD, [asdict(mark) | {"open": True} for mark in marks])
        return True

    async def move(self, order_id: int, outcome: str, attribute: str, value: str) -> None:
        place = {"of_order": order_id, "of_outcome": outcome, "within": attribute}
        await self._run(MOVE, {**place, "new_value": value})

    async def of(self, order_id: int, outcome: str) -> Sequence[DemandMark]:
        rows = await self._run(OF_WISH, {"of_order": order_id, "of_outcome": outcome})
        return [DemandMark(**row) for row in rows.mappings()]

    async def pending(self, trade: str, since: date, until: date) -> Sequence[DemandMark]:
        rows = await self._run(PENDING, {"of_trade": trade, "since": since, "until": until})
        return [DemandMark(**row) for row in rows.mappings()]

    async def settle(
        self, trade: str, outcome: str, product: str, attribute: str, until: date, value: str | None = None
    ) -> None:
        place = {"of_trade": trade, "of_outcome": outcome, "of_product": product, "within": attribute, "until": until}
        if value is None:
            await self._run(SETTLE, place)
        else:
            await self._run(SETTLE_VALUE, {**place, "of_value": value})

    async def unname(self, who: str, instead: str) -> int:
        return (await self._run(UNNAME, {"old": who, "new_who": instead})).rowcount

    async def purge(self, before: date, limit: int = 500) -> int:
        return (await self._run(PURGE, {"before": before, "limit": limit})).rowcount

    async def publish(self, blocks: Sequence[DemandBlock]) -> None:
        if blocks:
            await self._run(PUBLISH, [asdict(block) for block in blocks])

    async def blocks(self, trade: str, since: date) -> Sequence[DemandBlock]:
        rows = await self._run(BLOCKS, {"of_trade": trade, "since": since})
        return [DemandBlock(**row) for row in rows.mappings()]

    async def secret(self, name: str, fresh: str) -> str:
        known = (await self._run(SECRET, {"called": name})).scalar_one_or_none()
        if known is None:
            await self._run(NEW_SECRET, {"name": name, "secret": fresh})
            known = (await self._run(SECRET, {"called": name})).scalar_one()
        return str(known)

    async def subscription(self, trade: str, supplier: str) -> DemandSubscription | None:
        place = {"of_trade": trade, "of_supplier": supplier}
        row = (await self._run(SUBSCRIPTION, place)).mappings().first()
        return DemandSubscription(**row) if row else None

    async def subscribe(self, subscription: DemandSubscription) -> None:
        await self._run(SUBSCRIBE, asdict(subscription))
