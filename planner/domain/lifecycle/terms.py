"""Does a job still fit into its order at other terms?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from planner.domain.order import Job, Order
from planner.domain.plan import Run, Shipment


def at_terms(order: Order, job: Job, run: Run) -> Order | None:
    """The order with `run` for the job: its freight leaves when it is ready. None where that breaks what was promised.

    It must make all that it was to make, after its goods have come, in time for those who wait for it, and the whole
    must keep the consumer's date and price.
    """
    if order.promise is None or run.lots != job.run.lots:
        return None
    mine = job.shipments if job.stands_in is not None else order.shipments
    moved = tuple(_not_before(s, run.ready) if s.run == str(job.number) else s for s in mine)
    start = min(run.days)
    for s in moved:
        if s.to_run == str(job.number) and s.arrive > start:
            return None
        if s.run == str(job.number):
            waiting = order.job(int(s.to_run)) if s.to_run is not None else None
            if s.arrive > (waiting.start if waiting is not None else order.latest(s)):
                return None
    changed = replace(job, run=run)
    if job.stands_in is not None:
        return _beside(order, replace(changed, shipments=moved))
    result = replace(order.with_job(changed), shipments=moved)
    if result.cost > order.promise.price:
        return None
    return with_arrival(result)


def _not_before(shipment: Shipment, ready: date) -> Shipment:
    depart = max(shipment.depart, ready)
    return replace(shipment, depart=depart, arrive=depart + (shipment.arrive - shipment.depart))


def with_arrival(order: Order) -> Order:
    """The order, promised for the day on which the last of it comes as things stand."""
    last = max((s.arrive for s in order.shipments if s.to_customer), default=None)
    if last is None or order.promise is None:
        return order
    return replace(order, promise=replace(order.promise, arrives=last))


def _beside(order: Order, rival: Job) -> Order | None:
    """As above, for a job that stands in: its price counts instead of the one it would take the place of."""
    first = order.job(rival.stands_in)
    out = str(rival.stands_in)
    kept = sum(s.cost for s in order.shipments if out not in (s.run, s.to_run))
    jobs = sum(job.run.cost for job in order.live_jobs if first is None or job.number != first.number)
    if (
        order.promise is None
        or jobs + rival.run.cost + kept + sum(s.cost for s in rival.shipments) > order.promise.price
    ):
        return None
    return order.with_job(rival)
