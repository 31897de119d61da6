"""What nobody takes at a step, and the closest to it that somebody does take."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import islice, product

from planner.domain.plan import Alternative, Reason, ReasonCode, Swap
from planner.domain.problem import ProblemOrder, ProblemStep
from planner.solver.aims import Aims
from planner.solver.demand import Demand, demand_of
from planner.solver.draft import Draft
from planner.solver.horizon import horizon_of
from planner.solver.terms import Terms

#: Changes looked at for one offer that would need several.
MOST_COMBINATIONS = 64

#: Ways out of this kind that are told.
MOST_TOLD = 3


@dataclass(frozen=True)
class Change:
    """Other values that so many makers take, with all else as it is; `cost`: the least of their charges."""

    values: tuple[tuple[str, str], ...]
    makers: int
    cost: int


def changes(terms: Terms, step: ProblemStep) -> list[Change]:
    """The fewest values that must change before somebody takes the step: that which most makers take first."""
    found: dict[tuple[tuple[str, str], ...], Change] = {}
    fewest = len(step.values) + 1
    for _, offer in terms.offering(step.process):
        takes = offer.accepts.items()
        wrong = sorted(name for name, taken in takes if name in step.values and step.values[name] not in taken)
        if len(wrong) > fewest or not wrong:
            continue
        if len(wrong) < fewest:
            fewest = len(wrong)
            found.clear()
        cost = offer.charge(step.quantity)
        for values in islice(product(*(dict.fromkeys(offer.accepts[name]) for name in wrong)), MOST_COMBINATIONS):
            pairs = tuple(zip(wrong, values, strict=True))
            before = found.get(pairs)
            found[pairs] = Change(
                pairs, (before.makers if before else 0) + 1, min(cost, before.cost if before else cost)
            )
    return sorted(found.values(), key=lambda change: (-change.makers, change.cost, change.values))


def nobody(terms: Terms, step: ProblemStep) -> Iterator[Reason]:
    """Why a step has no maker: the process, or the values that stand in the way."""
    values = ", ".join(f"{attribute}={value}" for attribute, value in step.values.items())
    detail = f"nobody offers {step.process}" + (f" with {values}" if values else "")
    ranked = changes(terms, step)
    if not ranked:
        yield Reason(ReasonCode.NO_SUPPLIER, detail, step.step)
    for name, _ in ranked[0].values if ranked else ():
        alone = tuple(change.values[0][1] for change in ranked if [n for n, _ in change.values] == [name])
        yield Reason(ReasonCode.NO_SUPPLIER, detail, step.step, name, step.values[name], alone)


def other_values(draft: Draft, demand: Demand) -> Iterator[Alternative]:
    """Changes of values with which the order could be made by its date and within its budget, and at what cost."""
    terms, order = draft.terms, demand.order
    stuck = [need.step for need in demand.open.values() if not terms.makers(need.step)]
    if not stuck or any(lot.order == order.id for run in terms.problem.committed for lot in run.lots):
        return
    ranked = [changes(terms, step)[: MOST_TOLD * 2] for step in stuck]
    found = 0
    for chosen in islice(product(*ranked), MOST_COMBINATIONS):
        swaps = _swaps(stuck, chosen)
        cost = None if swaps is None else _cost(draft, swapped(order, swaps))
        if swaps is not None and cost is not None:
            yield Alternative(cost=cost, swaps=swaps)
            found += 1
        if found == MOST_TOLD:
            return


def _swaps(steps: Sequence[ProblemStep], chosen: Sequence[Change]) -> tuple[Swap, ...] | None:
    """What the changes of several steps come to; None where they contradict each other."""
    new: dict[tuple[str, str], str] = {}
    for step, change in zip(steps, chosen, strict=True):
        for name, value in change.values:
            if new.setdefault((name, step.values[name]), value) != value:
                return None
    return tuple(Swap(name, value, instead) for (name, value), instead in new.items())


def swapped(order: ProblemOrder, swaps: Sequence[Swap]) -> ProblemOrder:
    """The order with other values."""
    new = {(swap.attribute, swap.value): swap.instead for swap in swaps}

    def values(step: ProblemStep) -> Mapping[str, str]:
        return {name: new.get((name, value), value) for name, value in step.values.items()}

    return replace(order, steps=tuple(replace(step, values=values(step)) for step in order.steps))


def _cost(draft: Draft, order: ProblemOrder) -> int | None:
    """What the order costs at least with whole lots, minor units; None where it can't be made in time and in budget."""
    terms = draft.terms
    demand = demand_of(terms.problem, order)
    horizon = horizon_of(terms.problem, demand)
    if not horizon.length or not all(terms.makers(need.step) for need in demand.open.values()):
        return None
    best = Aims(Draft(terms, horizon.first + horizon.length, draft.book), demand, horizon).best("cost", order.budget)
    return None if best is None else best.cost
