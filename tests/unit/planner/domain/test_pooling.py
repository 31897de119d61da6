"""When pools close, who may come and go, and what is shown of their price."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from planner.domain.errors import NotAllowed
from planner.domain.pooling import (
    Pool,
    PoolMember,
    PoolRules,
    PoolStatus,
    extended,
    joined,
    left,
    repriced,
    waits_until,
)
from tests.unit.planner.domain.orders import DAY, NOW

RULES = PoolRules(window=timedelta(hours=48), pieces=100, members=4)
EMPTY = Pool(1, "apparel", "hoodie", "token", NOW, NOW + RULES.window)


def member(order: int, pieces: int = 10, alone: int = 1000, waits: timedelta = timedelta(days=9)) -> PoolMember:
    return PoolMember(order, 60 + order, pieces, alone, DAY + timedelta(20), NOW + waits, NOW)


def pool(*members: PoolMember) -> Pool:
    found = EMPTY
    for one in members:
        found = joined(found, one, NOW, RULES)
    return found


def test_it_closes_at_the_end_of_its_window() -> None:
    """As long as nothing else makes it."""
    assert pool(member(1), member(2)).closes_at(RULES) == NOW + timedelta(hours=48)


def test_it_closes_before_a_members_date_is_at_risk() -> None:
    """The one who can wait least decides; once they leave, the others wait again."""
    short = pool(member(1), member(2, waits=timedelta(hours=5)))
    assert short.closes_at(RULES) == NOW + timedelta(hours=5)
    assert left(short, 2).closes_at(RULES) == NOW + timedelta(hours=48)


@pytest.mark.parametrize("members", [(member(1, 60), member(2, 40)), tuple(member(n) for n in range(1, 5))])
def test_it_closes_at_once_when_it_is_full(members: tuple[PoolMember, ...]) -> None:
    """Enough pieces, or as many orders as are allowed: waiting for more would bring nothing."""
    full = pool(*members)
    assert full.closes_at(RULES) <= NOW
    with pytest.raises(NotAllowed, match="pool_closed"):
        joined(full, member(9), NOW, RULES)


def test_nobody_joins_twice_or_too_late() -> None:
    """An order is in a pool once, and a pool whose time is over takes nobody."""
    with pytest.raises(NotAllowed, match="pool_joined"):
        joined(pool(member(1)), member(1), NOW, RULES)
    with pytest.raises(NotAllowed, match="pool_closed"):
        joined(pool(member(1)), member(2), NOW + timedelta(hours=48), RULES)


def test_leaving_is_free_until_it_closes() -> None:
    """The last one to leave takes the pool with them; after the close nobody leaves like that."""
    two = pool(member(1), member(2))
    assert [m.order for m in left(two, 1).members] == [2]
    assert left(left(two, 1), 2).status is PoolStatus.GONE
    with pytest.raises(NotAllowed, match="pool_not_in"):
        left(two, 7)
    closed = Pool(**{**vars(two), "status": PoolStatus.CLOSING})
    with pytest.raises(NotAllowed, match="pool_closed"):
        left(closed, 1)
    with pytest.raises(NotAllowed, match="pool_closed"):
        extended(closed, timedelta(hours=1), RULES)


def test_a_price_that_was_shown_never_rises_while_others_join() -> None:
    """Nor is it ever above the price of making it alone; only when somebody leaves is it looked at anew."""
    two = repriced(pool(member(1), member(2)), [(1, 900, 850), (2, 1200, None)])
    assert [(m.price, m.next_price) for m in two.members] == [(900, 850), (1000, None)]
    worse = repriced(two, [(1, 950, 940), (2, 800, 700)])
    assert [(m.price, m.next_price) for m in worse.members] == [(900, None), (800, 700)]
    assert [m.price for m in left(worse, 2).members] == [None]


def test_an_admin_can_let_it_wait_longer_but_puts_no_date_at_risk() -> None:
    """The window grows; whoever can't wait that long still closes it."""
    later = extended(pool(member(1), member(2, waits=timedelta(hours=60))), timedelta(hours=24), RULES)
    assert later.closes_at(RULES) == NOW + timedelta(hours=60)


@pytest.mark.parametrize(("latest", "days"), [(DAY, None), (DAY + timedelta(1), None), (DAY + timedelta(4), 3)])
def test_a_day_is_kept_back_for_makers_to_say_yes(latest: date, days: int | None) -> None:
    """Whoever has no day to spare is not asked to wait."""
    assert waits_until(NOW, latest, DAY) == (None if days is None else NOW + timedelta(days=days))
