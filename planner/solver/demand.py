"""What of an order is still to be planned: confirmed lots are fixed points, the rest of each step is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, TypeVar

from planner.domain.problem import CommittedRun, Problem, ProblemOrder, ProblemStep, Quantity
from planner.solver.routing import in_order

Source = TypeVar("Source")
Target = TypeVar("Target")

#: A committed run, and its place among those of its problem.
Confirmed: TypeAlias = tuple[int, CommittedRun]

#: Less than this is the noise of a proportion that does not come out even.
TINY = Decimal("1e-12")


@dataclass(frozen=True)
class FixedLot:
    """A confirmed lot of a step. `run` names its run in shipments; `start` and `ready` are ordinal days."""

    run: str
    supplier: str
    quantity: Quantity
    start: int
    ready: int


@dataclass(frozen=True)
class OpenStep:
    """A step, or what is left of it, that needs a supplier.

    `feeds`: open step → how much of this one goes there. `supplies`: confirmed lots of later steps that wait for some
    of this. `gifts`: confirmed lots of earlier steps that send some here. `last`: it ships to the customer.
    """

    step: ProblemStep
    quantity: Quantity
    feeds: Mapping[str, Quantity]
    supplies: tuple[tuple[str, FixedLot, Quantity], ...]
    gifts: tuple[tuple[str, FixedLot, Quantity], ...]
    last: bool

    def part(self, share: Fraction) -> OpenStep:
        """The same step for a share of what is open."""
        return replace(
            self,
            quantity=share_of(self.quantity, share),
            feeds={name: share_of(amount, share) for name, amount in self.feeds.items()},
            supplies=tuple((name, lot, share_of(amount, share)) for name, lot, amount in self.supplies),
            gifts=tuple((name, lot, share_of(amount, share)) for name, lot, amount in self.gifts),
        )


def share_of(quantity: Quantity, share: Fraction) -> Quantity:
    """A share of a quantity; whole where it comes out whole."""
    exact = Fraction(quantity) * share
    return int(exact) if exact.denominator == 1 else Decimal(exact.numerator) / Decimal(exact.denominator)


@dataclass(frozen=True)
class Demand:
    """The open steps of an order, each behind those it waits for, and the confirmed lots that reach the customer."""

    order: ProblemOrder
    open: Mapping[str, OpenStep]
    delivering: tuple[FixedLot, ...]

    @property
    def forks(self) -> tuple[str, ...]:
        """The open steps that several open steps wait for."""
        return tuple(name for name, need in self.open.items() if len(need.feeds) > 1)

    def part(self, share: Fraction) -> Demand:
        """The same order for a share of its open quantities."""
        return replace(self, open={name: need.part(share) for name, need in self.open.items()})


def demands_of(problem: Problem) -> list[Demand]:
    """All of a problem's orders, split into what is confirmed and what is open."""
    mine: dict[str, list[Confirmed]] = {order.id: [] for order in problem.orders}
    for i, run in enumerate(problem.committed):
        for name in {lot.order for lot in run.lots} & mine.keys():
            mine[name].append((i, run))
    return [_demand(order, mine[order.id]) for order in problem.orders]


def demand_of(problem: Problem, order: ProblemOrder) -> Demand:
    """Split an order into what is confirmed and what is open."""
    return _demand(order, list(enumerate(problem.committed)))


def _demand(order: ProblemOrder, runs: Sequence[Confirmed]) -> Demand:
    steps = {step.step: step for step in order.steps}
    before = {name: [other for other in step.after if other in steps] for name, step in steps.items()}
    fixed = _fixed_lots(runs, order, steps)
    left = {name: _left(step.quantity, fixed[name]) for name, step in steps.items()}
    behind: dict[str, list[str]] = {name: [] for name in steps}
    for name, others in before.items():
        for other in others:
            behind[other].append(name)
    flows = {
        (name, other): _flows(steps[name], fixed[name], left[name], steps[other], fixed[other], left[other])
        for name, others in behind.items()
        for other in others
    }
    opened = {}
    for name in in_order(before):
        if not left[name]:
            continue
        opened[name] = OpenStep(
            step=steps[name],
            quantity=left[name],
            feeds={o: f for o in behind[name] if (f := flows[name, o].get((None, None)))},
            supplies=tuple(
                (o, lot, flow)
                for o in behind[name]
                for (source, lot), flow in flows[name, o].items()
                if source is None and lot is not None
            ),
            gifts=tuple(
                (o, lot, flow)
                for o in before[name]
                for (lot, target), flow in flows[o, name].items()
                if lot is not None and target is None
            ),
            last=not behind[name],
        )
    delivering = tuple(lot for name in steps if not behind[name] for lot in fixed[name])
    return Demand(order, opened, delivering)


def _fixed_lots(
    runs: Sequence[Confirmed], order: ProblemOrder, steps: Mapping[str, ProblemStep]
) -> dict[str, list[FixedLot]]:
    fixed: dict[str, list[FixedLot]] = {name: [] for name in steps}
    for i, run in runs:
        for name in dict.fromkeys(lot.step for lot in run.lots if lot.order == order.id and lot.step in steps):
            amount = sum((lot.quantity for lot in run.lots if (lot.order, lot.step) == (order.id, name)), start=0)
            start, ready = run.start.toordinal(), run.ready.toordinal()
            fixed[name].append(FixedLot(f"committed:{i}", run.supplier, amount, start, ready))
    return fixed


def _left(quantity: Quantity, lots: Sequence[FixedLot]) -> Quantity:
    return max(quantity - sum((lot.quantity for lot in lots), start=0), 0)


def _flows(
    source: ProblemStep,
    made: Sequence[FixedLot],
    made_open: Quantity,
    target: ProblemStep,
    needed: Sequence[FixedLot],
    needed_open: Quantity,
) -> dict[tuple[FixedLot | None, FixedLot | None], Quantity]:
    """How much goes from which lot of a step to which lot of the next; None stands for what is still open.

    Confirmed lots send to confirmed lots first: that part of the work is arranged already.
    """
    supply: list[tuple[FixedLot | None, Quantity]] = [*((lot, lot.quantity) for lot in made), (None, made_open)]
    ratio = Decimal(source.quantity) / Decimal(target.quantity) if target.quantity else Decimal(0)
    need: list[tuple[FixedLot | None, Quantity]] = [(lot, lot.quantity * ratio) for lot in needed]
    need.append((None, needed_open * ratio))
    return north_west(supply, need)


def north_west(
    supply: Iterable[tuple[Source, Quantity]], need: Iterable[tuple[Target, Quantity]]
) -> dict[tuple[Source, Target], Quantity]:
    """The north-west corner rule: hand out what there is in the order given; what is left over goes to the last."""
    flows: dict[tuple[Source, Target], Quantity] = {}
    wanted = [(target, amount) for target, amount in need if amount > TINY]
    for source, available in supply:
        rest = available
        while rest > TINY and wanted:
            target, amount = wanted[0]
            moved = rest if len(wanted) == 1 else min(rest, amount)
            flows[source, target] = flows.get((source, target), 0) + moved
            rest -= moved
            wanted[0] = target, amount - moved
            if len(wanted) > 1 and amount - moved <= TINY:
                wanted.pop(0)
    return flows
