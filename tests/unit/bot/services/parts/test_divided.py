"""A job and its freight, divided."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.runtime.settings import load_settings
from bot.runtime.trades import load_trades
from bot.services.parts.divided import divided, scheduled
from planner.domain.order import Order
from planner.domain.problem import Lot, Quantity
from planner.domain.supplier import Trade
from tests.unit.planner.domain.orders import DAY, confirmed, ship

TRADE: Trade = load_trades(load_settings(None).catalogue, ())["apparel"]


def sewn_in_pieces(first: int, second: int, into: int) -> Order:
    """The sewer's job as two lots; what it gets and sends goes in `into` shipments a lot."""
    order = confirmed()
    job = order.job(2)
    assert job is not None
    lots = (Lot("1", "0.sew", first), Lot("1", "1.sew", second))
    days: dict[date, Quantity] = {DAY: first, DAY + timedelta(1): second}
    run = replace(job.run, lots=lots, days=days)
    freight = []
    for lot in lots:
        sizes = [int(lot.quantity) // into] * into
        sizes[0] += int(lot.quantity) - sum(sizes)
        for size in sizes:
            freight.append(replace(ship(f"{lot.step}.in", "1", "2", lot.step), quantity=size))
            freight.append(replace(ship(lot.step, "2", None), quantity=size))
    return replace(order.with_job(replace(job, run=run)), shipments=tuple(freight))


@given(st.integers(1, 60), st.integers(1, 60), st.integers(1, 4), st.data())
@settings(max_examples=200, deadline=None)
def test_nothing_is_lost_in_a_division(first: int, second: int, into: int, data: st.DataObject) -> None:
    """What goes and what stays are together what there was: lots, days and every way of freight, in whole pieces."""
    order = sewn_in_pieces(first, second, into)
    job = order.job(2)
    assert job is not None
    part = data.draw(st.integers(1, first + second))
    found = divided(order, job, Decimal(part), TRADE)
    assert found.quantity == part
    left = 0 if found.rest is None else sum(int(lot.quantity) for lot in found.rest.lots)
    assert left == first + second - part
    if found.rest is not None:
        assert sum(found.rest.days.values()) == left
        assert found.rest.cost <= job.run.cost
        assert found.rest.ready == job.run.ready
    going = {lot.step: int(lot.quantity) for lot in found.lots}
    for step in ("0.sew", "1.sew"):
        for kind in ("in", "out"):
            ours = [(s, n) for s, n in found.freight if (s.to_step if kind == "in" else s.step) == step]
            assert sum(n for _, n in ours) == going.get(step, 0)
            assert all(isinstance(n, int) and 0 <= n <= s.quantity for s, n in ours)


def test_a_maker_is_paid_for_the_rest_by_its_own_offer() -> None:
    """By its price list where that made the price, else by the rate that was agreed: never more than before."""
    order = confirmed()
    partner = next(
        p for p in TRADE.book.partners.values() if any(o.process == "cut_and_sew" for o in p.supplier.offers)
    )
    offer = next(o for o in partner.supplier.offers if o.process == "cut_and_sew")
    job = order.job(2)
    assert job is not None
    for cost, expected in ((offer.charge(30), offer.charge(20)), (30000, 20000)):
        run = replace(job.run, supplier=partner.id, process="cut_and_sew", cost=cost)
        mine = replace(job, run=run)
        rest = divided(order.with_job(mine), mine, Decimal(10), TRADE).rest
        assert rest is not None
        assert rest.cost == min(expected, cost)


@given(st.integers(1, 900), st.integers(0, 20), st.dictionaries(st.integers(0, 20), st.integers(0, 400), max_size=12))
@settings(max_examples=100, deadline=None)
def test_a_schedule_fits_into_what_is_free(quantity: int, span: int, booked: dict[int, int]) -> None:
    """On no day more than is free, on no day off, all of it in time; or there is none at all."""
    partner = next(p for p in TRADE.book.partners.values() if any(o.process == "dyeing" for o in p.supplier.offers))
    offer = next(o for o in partner.supplier.offers if o.process == "dyeing")
    load = {DAY + timedelta(day): Decimal(amount) for day, amount in booked.items()}
    end = DAY + timedelta(span)
    days = scheduled(Decimal(quantity), offer, partner, load, DAY, end)
    room = {
        day: max(Decimal(0), Decimal(partner.capacity(offer, day)) - load.get(day, Decimal(0)))
        for day in (DAY + timedelta(n) for n in range(span + 1))
    }
    if days is None:
        assert sum(int(free) for free in room.values()) < quantity
        return
    assert sum(days.values()) == quantity
    assert all(DAY <= day <= end and Decimal(amount) <= room[day] for day, amount in days.items())
