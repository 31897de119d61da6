"""What was left open of an order with several customers, planned anew for all of them together.

Nobody pays more than was agreed: what it costs more is ours. Whose date can't be kept any more, and of whose order
nothing is made yet, is released, and gets what can be had alone; what has begun comes later, if it must.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.services.office import Office
from bot.services.planning import (
    HORIZON,
    barred_pairs,
    committed_runs,
    first_day,
    item_steps,
    lesser_days,
    reachable_suppliers,
)
from bot.services.pools.problem import NO_LIMITS
from bot.services.replanning import (
    Attempt,
    Situation,
    behind_the_gap,
    in_time,
    not_gone,
    replan_of,
    with_counters,
)
from planner.domain.lifecycle.events import Event, ReplanFailed, Replanned, RivalFound
from planner.domain.order import BEGUN, Job, JobStatus, Order, Replan, item_of
from planner.domain.plan import Option, Plan, Reason, ReasonCode, Unplanned
from planner.domain.problem import CommittedRun, Problem, ProblemOrder

#: Seconds of search for an attempt.
SECONDS = 1.0

NO_REASON = Unplanned("", (Reason(ReasonCode.NO_SUPPLIER, "the planner gave no reason"),))


@dataclass(frozen=True)
class Try:
    """A problem, the jobs it keeps, and whose orders may come later than agreed."""

    problem: Problem
    kept: tuple[Job, ...]


async def replanned_whole(now: Situation, office: Office) -> Event:
    """The gentlest way for all; else with some released."""
    order = now.order
    dearer: Replan | None = None
    refusal = NO_REASON
    for kept in _keeping(now, office):
        attempt = _try(now, office, kept)
        plan = await _planned(attempt, office)
        if plan.unplanned or plan.status == "none":
            refusal = plan.unplanned[0] if plan.unplanned else refusal
            continue
        way = _way(order, attempt, plan, office)
        if order.promise and _cost(order, attempt, plan) <= order.promise.price:
            return Replanned((way,))
        dearer = dearer or way
    if dearer is not None:
        return Replanned((dearer,))
    begun = {member.order for member in order.members if _begun_for(order, member.items)}
    for kept in (tuple(job for job in order.live_jobs if job.status in BEGUN),):
        attempt = _try(now, office, kept, later=frozenset(begun))
        plan = await _planned(attempt, office)
        left_out = tuple(int(unplanned.order) for unplanned in plan.unplanned)
        if plan.orders and not set(left_out) & begun:
            return Replanned((replace(_way(order, attempt, plan, office), released=left_out),))
    return ReplanFailed(refusal)


async def rival_in_whole(now: Situation, office: Office, slow: Job) -> Event | None:
    """Somebody else for a job that stays unanswered, with all others where they are; None where that would change
    anything else."""
    order = now.order
    kept = tuple(job for job in order.live_jobs if job.number != slow.number)
    asked = frozenset((job.supplier, job.run.process) for job in (slow, *order.rivals(slow.number)))
    attempt = _try(now, office, kept, barred=asked)
    plan = await _planned(attempt, office)
    if plan.unplanned or order.promise is None or _cost(order, attempt, plan) > order.promise.price:
        return None
    way = _way(order, attempt, plan, office)
    if len(way.runs) != 1 or set(way.runs[0].lots) != set(slow.run.lots):
        return None
    run = replace(way.runs[0], lots=slow.run.lots)
    return RivalFound(slow.number, run, tuple(s for s in way.shipments if run.id in (s.run, s.to_run)))


async def _planned(attempt: Try, office: Office) -> Plan:
    return (await office.planner.pool(attempt.problem, NO_LIMITS, seconds=SECONDS, fair=False)).plan


def _keeping(now: Situation, office: Office) -> Iterator[tuple[Job, ...]]:
    """All that is in time; then without those behind the gap who have not answered; then only who has said yes."""
    live = in_time(now.order)
    accepted = tuple(job for job in live if job.status is not JobStatus.OFFERED)
    behind = behind_the_gap(now.order, live, office)
    tried: list[tuple[Job, ...]] = []
    for kept in (
        live,
        tuple(job for job in live if job in accepted or job.number not in behind),
        accepted,
        tuple(job for job in live if job.status in BEGUN or job.number not in behind),
    ):
        if kept not in tried:
            tried.append(kept)
            yield kept


def _try(
    now: Situation,
    office: Office,
    kept: tuple[Job, ...],
    *,
    later: frozenset[int] = frozenset(),
    barred: frozenset[tuple[str, str]] = frozenset(),
) -> Try:
    order = now.order
    trade, start = office.trades[order.trade], first_day(office)
    owner = {index: str(member.order) for member in order.members for index in member.items}
    own = tuple(
        _named(run, str(order.id), owner)
        for run in committed_runs([(order.id, not_gone(job, office.today())) for job in kept])
    )
    others = [(number, job) for number, job in now.booked if number != order.id]
    held = [*((order.id, job) for job in kept), *others]
    suppliers = reachable_suppliers(trade, now.unreachable, barred_pairs(order) | barred, now.reliability)
    problem = Problem(
        start=start,
        currency=trade.catalogue.currency,
        suppliers=with_counters(suppliers, order, start),
        shipping=trade.book.shipping,
        orders=tuple(
            ProblemOrder(
                id=str(member.order),
                earliest=start,
                due=_due(member.promise.latest, start, late=member.order in later),
                destination=trade.book.zone_of(member.destination) or member.destination,
                steps=item_steps(order, trade, member.items),
            )
            for member in order.members
            if not member.released and any((order.spec.items[index].quantity or 0) for index in member.items)
        ),
        committed=(*own, *committed_runs(others), *lesser_days(trade, held, start)),
    )
    return Try(problem, kept)


def _due(latest: date, start: date, *, late: bool) -> date:
    return max(latest, start) + HORIZON if late else latest


def _named(run: CommittedRun, whole: str, owner: Mapping[int, str]) -> CommittedRun:
    """Lots under the numbers of the orders that they are for."""
    return replace(
        run,
        lots=tuple(replace(lot, order=owner[item_of(lot.step)]) if lot.order == whole else lot for lot in run.lots),
    )


def _way(order: Order, attempt: Try, plan: Plan, office: Office) -> Replan:
    """The plan as a change of the order: at the price that was agreed, whatever it costs."""
    shipments = tuple(replace(s, to_run=f"-{s.order}") if s.to_customer else s for s in plan.shipments)
    option = Option((), replace(plan, shipments=shipments), 0.0)
    own = {f"committed:{i}": job.number for i, job in enumerate(attempt.kept)}
    way = replan_of(order, Attempt(attempt.problem, attempt.kept, own), option, office)
    return replace(way, price=order.promise.price) if order.promise else way


def _cost(order: Order, attempt: Try, plan: Plan) -> int:
    numbers = {str(job.number) for job in attempt.kept}
    freight = sum(s.cost for s in order.shipments if s.run in numbers and (s.to_customer or s.to_run in numbers))
    return plan.cost + sum(job.run.cost for job in attempt.kept) + freight


def _begun_for(order: Order, items: tuple[int, ...]) -> bool:
    return any(job.begun and any(item_of(step) in items for step in job.steps) for job in order.live_jobs)
