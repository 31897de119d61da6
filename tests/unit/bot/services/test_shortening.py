"""Fewer pieces, where some were lost on the way: only what nobody makes again is left out."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any, cast

from bot.services.office import Office, Trades
from bot.services.shortening import fewer
from planner.domain.order import Job, JobStatus, Order, OrderStatus, Promise
from planner.domain.plan import Run, Shipment
from planner.domain.problem import Lot
from planner.domain.spec import Entry, Item, OrderSpec
from tests.crash.parts import InProcessPlanner, VirtualClock
from tests.crash.trade import small_trade

DAY = date(2026, 12, 7)
AT = datetime(2026, 12, 7, 9, tzinfo=UTC)


def _office() -> Office:
    trade = small_trade()
    nothing = cast(Any, None)
    return Office(nothing, VirtualClock(), Trades({trade.catalogue.id: trade}), nothing, InProcessPlanner(), str)


def _job(number: int, maker: str, step: str, process: str, status: JobStatus, pieces: int = 23, lost: int = 0) -> Job:
    run = Run(str(number), maker, process, {}, {DAY: pieces}, DAY, (Lot("1", step, pieces),), 1000)
    return Job(number, run, status, AT, lost=lost)


def _order(*jobs: Job) -> Order:
    """23 banners: cut by job 1, printed by job 2, hemmed by job 3."""
    to = {"0.cloth": ("2", "0.print"), "0.print": ("3", "0.hem"), "0.hem": (None, None)}
    return Order(
        id=1,
        trade=small_trade().catalogue.id,
        consumer=7,
        language="en",
        status=OrderStatus.IN_PRODUCTION,
        spec=OrderSpec(items=(Item("banner", 23, attributes=(Entry("colour", "blue"),)),), destination="Easton"),
        promise=Promise(2300, DAY, DAY),
        jobs=jobs,
        shipments=tuple(
            Shipment("1", job.steps[0], str(job.number), to_step, to_run, int(job.quantity), DAY, DAY, 50)
            for job in jobs
            for to_run, to_step in (to[job.steps[0]],)
        ),
    )


CUT = _job(1, "ada", "0.cloth", "cutting", JobStatus.SHIPPED, lost=2)
PRINT = _job(2, "dan", "0.print", "printing", JobStatus.ACCEPTED)
HEM = _job(3, "gus", "0.hem", "hemming", JobStatus.ACCEPTED)


def test_what_was_lost_is_left_out_all_the_way() -> None:
    """Two pieces of cloth are gone: 21 are printed and hemmed, and 21 are paid for."""
    way = fewer(_order(CUT, PRINT, HEM), _office())
    assert way is not None
    assert (way.short, way.price, way.kept) == (2, 2100, (1, 2, 3))
    assert way.unneeded == {1: 2, 2: 2, 3: 2}


def test_what_is_to_be_made_again_and_has_not_begun_is_called_off() -> None:
    """Nobody starts on pieces that the customer does not wait for any more."""
    again = _job(4, "ada", "0.cloth", "cutting", JobStatus.OFFERED, pieces=2)
    way = fewer(_order(CUT, PRINT, HEM, again), _office())
    assert way is not None
    assert (way.short, way.kept) == (2, (1, 2, 3))
    assert {s.run for s in way.shipments} == {"1", "2", "3"}


def test_what_has_been_made_again_is_not_missing() -> None:
    """Two pieces were lost and cut anew: there is nothing to leave out."""
    again = _job(4, "ada", "0.cloth", "cutting", JobStatus.STARTED, pieces=2)
    assert fewer(_order(CUT, PRINT, HEM, again), _office()) is None


def test_a_part_of_a_divided_step_is_not_taken_for_one_made_again() -> None:
    """Cut by two from the start, and one of them loses two: the other's part stays in the plan."""
    first = replace(CUT, run=_job(1, "ada", "0.cloth", "cutting", JobStatus.SHIPPED, 15).run)
    second = _job(4, "bob", "0.cloth", "cutting", JobStatus.ACCEPTED, pieces=8)
    way = fewer(_order(first, PRINT, HEM, second), _office())
    assert way is not None
    assert (way.short, way.kept) == (2, (1, 2, 3, 4))


def test_no_way_with_fewer_where_somebody_is_missing() -> None:
    """Nobody prints: fewer pieces would be none."""
    assert fewer(_order(CUT, HEM), _office()) is None
