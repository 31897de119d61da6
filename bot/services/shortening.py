"""Going on with fewer pieces, where some were lost: what nobody makes anew, and what then is wanted of each job."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal

from bot.services.office import Office
from bot.services.planning import problem_order, useful_by_step
from planner.domain.order import Job, Order, Replan
from planner.domain.problem import Quantity
from planner.domain.spec import OrderSpec


def fewer(order: Order, office: Office) -> Replan | None:
    """Leave out what was lost and has not been made again: fewer pieces come, and are paid for.

    None where nothing is missing, or something is missing that was not lost.
    """
    if order.promise is None or not any(job.lost for job in order.live_jobs):
        return None
    wanted = _wanted(order, order.spec, office)
    kept = tuple(job for job in order.live_jobs if not _only_for_lost(job, order, wanted))
    less = _pieces_fewer(order.spec, wanted, useful_by_step(order.id, kept))
    if less is None:
        return None
    pieces = sum(item.quantity or 0 for item in order.spec.items)
    numbers = {str(job.number) for job in kept}
    return Replan(
        runs=(),
        shipments=tuple(s for s in order.shipments if s.run in numbers and (s.to_customer or s.to_run in numbers)),
        kept=tuple(job.number for job in kept),
        taken={},
        price=order.promise.price * (pieces - sum(less.values())) // pieces,
        arrives=max(order.promise.arrives, office.today()),
        fewer=less,
        unneeded=_unneeded(order, kept, _wanted(order, _smaller(order.spec, less), office)),
    )


def _wanted(order: Order, spec: OrderSpec, office: Office) -> dict[str, Decimal]:
    """How much of each step an order for `spec` needs."""
    today = office.today()
    steps = problem_order(replace(order, spec=spec), office.trades[order.trade], today, today, None).steps
    return {step.step: Decimal(step.quantity) for step in steps}


def _smaller(spec: OrderSpec, less: Mapping[int, int]) -> OrderSpec:
    return replace(
        spec,
        items=tuple(replace(item, quantity=(item.quantity or 0) - less.get(i, 0)) for i, item in enumerate(spec.items)),
    )


def _only_for_lost(job: Job, order: Order, wanted: Mapping[str, Decimal]) -> bool:
    """Has it not begun, and is it only to make again what has been lost? Then the others did all of its steps once."""
    others = tuple(
        replace(other, lost=0)
        for other in order.live_jobs
        if other.number < job.number or (other.begun and other != job)
    )
    done = useful_by_step(order.id, others)
    return not job.begun and all(done.get(step, 0) >= wanted.get(step, 0) for step in job.steps)


def _pieces_fewer(spec: OrderSpec, wanted: Mapping[str, Decimal], done: Mapping[str, Decimal]) -> dict[int, int] | None:
    """How many pieces of each item can't be made of what is done; None where that is none, or all of an item."""
    less: dict[int, int] = {}
    for index, item in enumerate(spec.items):
        pieces = item.quantity or 0
        # Multiplied first: 2 of 23 are two pieces, and not a little more.
        gone = [
            (quantity - done.get(step, Decimal())) * pieces / quantity
            for step, quantity in wanted.items()
            if quantity and step.startswith(f"{index}.")
        ]
        missing = int(max(gone, default=Decimal()).to_integral_value(ROUND_CEILING))
        if missing >= pieces:
            return None
        if missing > 0:
            less[index] = missing
    return less or None


def _unneeded(order: Order, kept: Sequence[Job], wanted: Mapping[str, Decimal]) -> dict[int, Quantity]:
    """By job, how much of it nobody wants when only so much is wanted: what it lost, and what is too much, the youngest
    job's first."""
    done = useful_by_step(order.id, kept)
    left: dict[int, Quantity] = {}
    for job in sorted(kept, key=lambda job: -job.number):
        over = Decimal()
        for step, useful in useful_by_step(order.id, (job,)).items():
            spare = max(Decimal(), min(useful, done[step] - wanted.get(step, Decimal())))
            done[step] -= spare
            over += spare
        gone = Decimal(job.unneeded) + Decimal(job.lost) + over
        if gone:
            whole = all(isinstance(lot.quantity, int) for lot in job.run.lots)
            left[job.number] = int(gone.to_integral_value(ROUND_CEILING)) if whole else gone
    return left
