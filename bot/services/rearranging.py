"""What an admin wants made differently: looked for by the planner, and done where all that was promised is kept."""

from __future__ import annotations

from typing import Any

from bot.services.available import unavailable
from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.pairs import known_pairs, likings
from bot.services.people import language_of
from bot.services.planning import book_of, booked_jobs, first_day, still_free
from bot.services.reliability import learned
from bot.services.replanning import Situation, best, rearrangements, replan_of
from bot.services.supplier_records import catch_up
from bot.services.transitions import Transitions
from planner.domain.errors import StaleState
from planner.domain.lifecycle.events import Replanned
from planner.domain.lifecycle.replanning import keeps
from planner.domain.order import Order, Replan
from storage.ports import FollowUp, OrderRow, Transaction


class Rearranging:
    """Follow-ups of the kind `rearrange`.

    Their payload: `admin` (a chat), and where a job is to go to somebody: `job` (its number) and `supplier`.
    """

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def run(self, due: FollowUp) -> None:
        """Plan outside of any transaction, then do it and tell the admin. Raises StaleState where the order moved."""
        async with self._office.database.transaction() as tx:
            found = await self._situation(tx, due)
        if found is None:
            return
        row, now = found
        way = await self._way(now, due)
        async with self._office.database.transaction() as tx:
            await self._store(tx, due, row, way)

    async def stays(self, tx: Transaction, due: FollowUp) -> None:
        """Tell the admin that nothing came of it."""
        assigned = due.payload.get("job") is not None
        admin = int(due.payload["admin"])
        await notify(tx, self._office, admin, "not_rearranged", number=due.order_id, assigned=assigned)

    async def _situation(self, tx: Transaction, due: FollowUp) -> tuple[OrderRow, Situation] | None:
        office = self._office
        row = await tx.orders.get(due.order_id)
        if row is None:
            await tx.follow_ups.done(due.id)
            return None
        order = order_of(row)
        if order.promise is None or order.planning or order.proposals:
            # It is being planned anew as it is.
            await tx.follow_ups.done(due.id)
            return None
        await catch_up(tx, office)
        booked = booked_jobs(await tx.orders.booked(row.trade, first_day(office)))
        scores = await learned(tx, office, row.trade)
        pairs = likings(await known_pairs(tx, office, row.trade), office)
        return row, Situation(order, booked, await unavailable(tx, office, row.trade), scores, pairs)

    async def _way(self, now: Situation, due: FollowUp) -> Replan | None:
        order, wanted = now.order, due.payload
        job = order.job(wanted.get("job"))
        for attempt in rearrangements(now, self._office, job, wanted.get("supplier")):
            quote = await self._office.planner.quote(attempt.problem)
            if not quote.options:
                continue
            way = replan_of(order, attempt, best(quote.options, "all"), self._office)
            if way.runs and order.promise and keeps(way, order.promise) and (job is not None or _better(order, way)):
                return way
        return None

    async def _store(self, tx: Transaction, due: FollowUp, planned: OrderRow, way: Replan | None) -> None:
        office = self._office
        if not await tx.follow_ups.done(due.id):
            return
        row = await tx.orders.get(due.order_id)
        if row is None or row.version != planned.version:
            raise StaleState(f"order {due.order_id} moved while it was planned")
        admin = int(due.payload["admin"])
        trade = office.trades[row.trade]
        if way is None:
            await self.stays(tx, due)
            return
        booked = [b for b in await book_of(tx, row.trade, office) if b[0] != row.id or b[1].number in way.kept]
        if not still_free(way.runs, trade, booked, first_day(office)):
            raise StaleState(f"order {row.id}: the capacity was taken meanwhile")
        await self._transitions.apply(tx, row, Replanned((way,), steered=True), f"admin:{admin}")
        language = await language_of(tx, admin, office)
        asked: list[dict[str, Any]] = [
            {
                "supplier": trade.book.partners[run.supplier].name(language),
                "process": trade.catalogue.process_name(run.process, language),
            }
            for run in way.runs
        ]
        await notify(tx, office, admin, "rearranged", number=row.id, asked=asked, arrives=way.arrives.isoformat())


def _better(order: Order, way: Replan) -> bool:
    """Does it cost less than what there is, or come earlier? Else nobody is asked anew for it."""
    kept = sum(job.run.cost for job in order.live_jobs if job.number in way.kept)
    cost = kept + sum(run.cost for run in way.runs) + sum(s.cost for s in way.shipments)
    return cost < order.cost or (order.promise is not None and way.arrives < order.promise.arrives)
