"""What every plan must keep, checked from the format's rules alone, with nothing of the solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from planner.domain.plan import Plan, Run, Shipment
from planner.domain.problem import CommittedRun, Leg, Offer, Problem, ProblemOrder, ProblemStep, Quantity, Supplier

EPS = Decimal("1e-6")


def faults(problem: Problem, plan: Plan) -> list[str]:
    """Every rule that the plan breaks, in words; empty for a valid plan."""
    return list(_Check(problem, plan).all())


class _Check:
    def __init__(self, problem: Problem, plan: Plan):
        self.problem, self.plan = problem, plan
        self.suppliers = {s.id: s for s in problem.suppliers}
        self.orders = {o.id: o for o in problem.orders}
        self.runs = {run.id: run for run in plan.runs}
        self.fixed = {f"committed:{i}": run for i, run in enumerate(problem.committed)}
        self.cost = 0

    def all(self) -> Iterator[str]:
        yield from self._runs()
        yield from self._capacity()
        yield from self._shipments()
        for order in self.problem.orders:
            if any(refusal.order == order.id for refusal in self.plan.unplanned):
                if any(lot.order == order.id for run in self.plan.runs for lot in run.lots):
                    yield f"{order.id} is unplanned, yet has lots"
            else:
                yield from self._order(order)
        yield from self._money()

    def _runs(self) -> Iterator[str]:
        seen = set()
        for run in self.plan.runs:
            supplier = self.suppliers[run.supplier]
            offer = next(o for o in supplier.offers if o.process == run.process)
            key = run.supplier, run.process, frozenset(run.variant.items()), min(run.days)
            if key in seen:
                yield f"{run.id} is one run with another"
            seen.add(key)
            if sum(run.days.values()) != sum(lot.quantity for lot in run.lots):
                yield f"{run.id} works on {sum(run.days.values())}, its lots are {run.lots}"
            for day, amount in run.days.items():
                if not supplier.works_on(day) or amount <= 0:
                    yield f"{run.id} does {amount} on {day}"
            if run.ready != max(run.days) + timedelta(days=offer.lead_days):
                yield f"{run.id} is ready {run.ready}"
            for lot in run.lots:
                step = self._step(lot.order, lot.step)
                if not offer.takes(step.process, step.values) or step.variant_values != dict(run.variant):
                    yield f"{run.id} can't take {lot}"
                if min(run.days) < max(self.orders[lot.order].earliest, self.problem.start):
                    yield f"{run.id} starts too early for {lot}"
            joined = [
                c
                for c in self.problem.committed
                if (c.supplier, c.process, c.start) == (run.supplier, run.process, min(run.days))
                and dict(c.variant) == dict(run.variant)
            ]
            held: Quantity = sum(c.quantity for c in joined)
            paid = charge(offer, held) if joined else 0
            adds = charge(offer, held + sum(lot.quantity for lot in run.lots)) - paid
            if adds != run.cost:
                yield f"{run.id} costs {adds}, not {run.cost}"
            self.cost += adds

    def _capacity(self) -> Iterator[str]:
        load: dict[tuple[str, str, date], Quantity] = defaultdict(int)
        mine = set()
        everything: list[Run | CommittedRun] = [*self.plan.runs, *self.problem.committed]
        for run in everything:
            for day, amount in run.days.items():
                load[run.supplier, run.process, day] += amount
                if not isinstance(run, CommittedRun):
                    mine.add((run.supplier, run.process, day))
        for supplier, process, day in mine:
            offer = next(o for o in self.suppliers[supplier].offers if o.process == process)
            if load[supplier, process, day] > offer.daily_capacity + EPS:
                yield f"{supplier} does {load[supplier, process, day]} of {process} on {day}"

    def _shipments(self) -> Iterator[str]:
        for s in self.plan.shipments:
            origin = self.runs.get(s.run) or self.fixed[s.run]
            target = (self.runs.get(s.to_run) or self.fixed[s.to_run]) if s.to_run else None
            leg = self._leg(s)
            cost = leg.cost + rounded(leg.unit_cost * Decimal(s.quantity))
            if s.depart < origin.ready or s.arrive != s.depart + timedelta(days=leg.days) or s.cost != cost:
                yield f"{s} should cost {cost}, take {leg.days} days, and leave after {origin.ready}"
            if s.arrive > (min(target.days) if target else self.orders[s.order].due):
                yield f"{s} is late"
            if s.quantity <= 0:
                yield f"{s} is empty"
            self.cost += cost

    def _leg(self, s: Shipment) -> Leg:
        origin = (self.runs.get(s.run) or self.fixed[s.run]).supplier
        if s.to_run is None:
            return self.problem.shipping.leg(self.suppliers[origin].zone, self.orders[s.order].destination)
        target = (self.runs.get(s.to_run) or self.fixed[s.to_run]).supplier
        if origin == target:
            return Leg()
        return self.problem.shipping.leg(self.suppliers[origin].zone, self.suppliers[target].zone)

    def _order(self, order: ProblemOrder) -> Iterator[str]:
        for step in order.steps:
            made = self._made(order.id, step.step)
            if apart(sum(made.values()), step.quantity):
                yield f"{order.id}.{step.step}: {made} of {step.quantity}"
            targets: list[ProblemStep | None] = [other for other in order.steps if step.step in other.after]
            for target in targets or [None]:
                yield from self._flow(order.id, step, target, made)

    def _flow(
        self, order: str, step: ProblemStep, target: ProblemStep | None, made: dict[str, Quantity]
    ) -> Iterator[str]:
        """What is made goes on in proportion, unless both ends are confirmed."""
        if self._confirmed(order, step.step) and (target is None or self._confirmed(order, target.step)):
            return
        name = target.step if target else None
        sent: dict[tuple[str, str | None], Quantity] = defaultdict(int)
        for s in self.plan.shipments:
            if (s.order, s.step, s.to_step) == (order, step.step, name):
                sent[s.run, s.to_run] += s.quantity
        for run, amount in made.items():
            out = sum((moved for (origin, _), moved in sent.items() if origin == run), start=Decimal(0))
            if apart(out, amount):
                yield f"{order}.{step.step}: {run} made {amount}, sent {out} to {name}"
        for run, amount in (self._made(order, target.step) if target else {}).items():
            share = Decimal(amount) / Decimal(target.quantity if target else 1) * Decimal(step.quantity)
            got = sum((moved for (_, goal), moved in sent.items() if goal == run), start=Decimal(0))
            if apart(got, share):
                yield f"{order}.{name}: {run} needs {share} of {step.step}, gets {got}"

    def _made(self, order: str, step: str) -> dict[str, Quantity]:
        made: dict[str, Quantity] = defaultdict(int)
        everything: dict[str, Run | CommittedRun] = {**self.runs, **self.fixed}
        for name, run in everything.items():
            for lot in run.lots:
                if (lot.order, lot.step) == (order, step):
                    made[name] += lot.quantity
        return made

    def _confirmed(self, order: str, step: str) -> bool:
        return any((lot.order, lot.step) == (order, step) for run in self.problem.committed for lot in run.lots)

    def _step(self, order: str, step: str) -> ProblemStep:
        return next(s for s in self.orders[order].steps if s.step == step)

    def _money(self) -> Iterator[str]:
        if self.cost != self.plan.cost:
            yield f"costs {self.cost}, says {self.plan.cost}"
        if sum(order.cost for order in self.plan.orders) != self.plan.cost:
            yield f"shares {[order.cost for order in self.plan.orders]} of {self.plan.cost}"
        if self.plan.bound is not None and not 0 <= self.plan.bound <= self.plan.cost:
            yield f"bound {self.plan.bound} of {self.plan.cost}"
        for order in self.plan.orders:
            budget = self.orders[order.id].budget
            if budget is not None and order.cost > budget:
                yield f"{order.id} costs {order.cost}, budget {budget}"
            arrivals = [s.arrive for s in self.plan.shipments if s.order == order.id and s.to_step is None]
            if arrivals and max(arrivals) > order.arrives:
                yield f"{order.id} arrives {max(arrivals)}, says {order.arrives}"


def apart(one: Quantity, other: Quantity) -> bool:
    return abs(Decimal(one) - Decimal(other)) > EPS


def charge(offer: Offer, quantity: Quantity) -> int:
    """Set-up and the least over the price tiers, as the format has it."""
    tiers = [(Decimal(start if i else 0), rate) for i, (start, rate) in enumerate(offer.unit_costs)]
    return offer.setup_cost + rounded(
        min(rate * max(Decimal(quantity), start, Decimal(offer.min_quantity)) for start, rate in tiers)
    )


def rounded(amount: Decimal) -> int:
    return int(amount + Decimal("0.5"))


def reliability(problem: Problem, plan: Plan, order: str) -> float:
    """The product of the reliabilities of an order's suppliers, confirmed ones too."""
    runs: list[Run | CommittedRun] = [*plan.runs, *problem.committed]
    involved = {run.supplier for run in runs if any(lot.order == order for lot in run.lots)}
    value = 1.0
    for supplier in problem.suppliers:
        value *= supplier.reliability if supplier.id in involved else 1.0
    return value


def starts(problem: Problem, supplier: Supplier, order: ProblemOrder) -> list[date]:
    """The days on which a run for an order may start at a supplier."""
    first = max(order.earliest, problem.start)
    days = [first + timedelta(days=d) for d in range((order.due - first).days + 1)]
    return [day for day in days if supplier.works_on(day)]
