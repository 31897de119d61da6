"""What a pool costs as it stands, worked out anew after it has changed."""

from __future__ import annotations

from bot.services.office import Office
from bot.services.pools.codec import pool_of, pool_row
from bot.services.pools.joining import tell_members
from bot.services.pools.looking import members_of
from bot.services.pools.problem import market_of, pool_problem, prices_in, with_one_more
from bot.services.pools.standing import pool_number
from bot.services.transitions import Transitions
from planner.domain.pooling import PoolStatus, repriced
from storage.ports import FollowUp

SECONDS = 1.0


class Keeping:
    """Looks at prices when a pool has changed."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def run(self, due: FollowUp) -> None:
        """Plan outside of any transaction. A change meanwhile has set a look of its own."""
        office, rules = self._office, self._office.policy.pools
        async with office.database.transaction() as tx:
            row = await tx.pools.get(pool_number(due.job))
            pool = pool_of(row) if row else None
            if row is None or pool is None or rules is None or pool.status is not PoolStatus.OPEN or not pool.members:
                await tx.follow_ups.done(due.id)
                return
            inside = await members_of(tx, pool)
            market = await market_of(tx, office, pool.trade)
        problem = pool_problem(inside, market, office)
        now = prices_in(await office.planner.pool(problem, {}, seconds=SECONDS, fair=False), office)
        # One more like the one in the middle: not the largest, not the smallest.
        typical = sorted(inside, key=lambda one: one[1].pieces)[len(inside) // 2][0]
        more = with_one_more(problem, str(typical.id))
        later = prices_in(await office.planner.pool(more, {}, seconds=SECONDS, fair=False), office)
        prices = [(m.order, now.get(str(m.order)), later.get(str(m.order))) for m in pool.members]
        async with office.database.transaction() as tx:
            again = await tx.pools.get(pool.id)
            if not await tx.follow_ups.done(due.id) or again is None or again.version != row.version:
                return
            priced = repriced(pool, prices)
            await tx.pools.save(pool_row(again, priced))
            await tell_members(tx, self._transitions, priced, rules)
