"""A plan of one order step by step: who, from when to when, and what each part of it costs."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate

from planner.domain.breakdown import Part
from planner.domain.plan import Plan, Run
from planner.domain.problem import CommittedRun, Lot, Problem


def parts_of(problem: Problem, plan: Plan, order: str) -> tuple[Part, ...]:
    """The parts of `order`, as the work goes. `rejected` is empty."""
    parts = [*_of_runs(problem, plan, order), *_of_committed(problem, plan, order)]
    place = {step.step: i for o in problem.orders if o.id == order for i, step in enumerate(o.steps)}
    return tuple(sorted(parts, key=lambda part: (part.first, part.ready, place.get(part.step, 0), part.supplier)))


def _of_runs(problem: Problem, plan: Plan, order: str) -> Iterator[Part]:
    for run in plan.runs:
        joins = any(_is_joined(run, other) for other in problem.committed)
        costs, saved = _shares(run.cost, run.lots), _shares(_saved(problem, run) if joins else 0, run.lots)
        for lot, cost, saves in zip(run.lots, costs, saved, strict=True):
            if lot.order == order:
                yield Part(
                    step=lot.step,
                    process=run.process,
                    supplier=run.supplier,
                    quantity=lot.quantity,
                    first=min(run.days),
                    last=max(run.days),
                    ready=run.ready,
                    cost=cost,
                    freight=_freight(plan, order, run.id, lot.step),
                    joins=joins,
                    saves=saves,
                )


def _of_committed(problem: Problem, plan: Plan, order: str) -> Iterator[Part]:
    """What was arranged before: its freight may be still to be paid."""
    for i, run in enumerate(problem.committed):
        for lot in run.lots:
            if lot.order == order:
                freight = _freight(plan, order, f"committed:{i}", lot.step)
                first, last = min(run.days), max(run.days)
                yield Part(
                    lot.step,
                    run.process,
                    run.supplier,
                    lot.quantity,
                    first,
                    last,
                    run.ready,
                    0,
                    freight,
                    confirmed=True,
                )


def _freight(plan: Plan, order: str, run: str, step: str) -> int:
    return sum(s.cost for s in plan.shipments if (s.order, s.run, s.step) == (order, run, step))


def _is_joined(run: Run, other: CommittedRun) -> bool:
    same = (run.supplier, run.process, min(run.days)) == (other.supplier, other.process, other.start)
    return same and dict(run.variant) == dict(other.variant)


def _saved(problem: Problem, run: Run) -> int:
    """How much less than a run of its own it costs, minor units."""
    supplier = next(supplier for supplier in problem.suppliers if supplier.id == run.supplier)
    offer = next(offer for offer in supplier.offers if offer.process == run.process)
    return offer.charge(sum((lot.quantity for lot in run.lots), start=0)) - run.cost


def _shares(cost: int, lots: Sequence[Lot]) -> list[int]:
    """An amount by quantity, in whole minor units that add up to it."""
    total = sum(float(lot.quantity) for lot in lots) or 1.0
    ends = [round(cost * reached / total) for reached in accumulate(float(lot.quantity) for lot in lots)]
    ends[-1:] = [cost] if ends else []
    return [end - start for start, end in zip([0, *ends], ends, strict=False)]
