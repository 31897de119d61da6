"""Suppliers who finish well together are preferred a little: in choosing between plans, never in what anybody pays.

A pair that is liked makes its leg count for up to `WORTH` of what the receiving step costs at least, divided by the
legs that reach the step. So over a whole plan it is never worth more than that share of the plan's cost, and the
programme over (step, supplier, start day) stays exact: the term belongs to one leg.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from planner.domain.pairs import WORTH
from planner.domain.plan import Objective
from planner.solver.aims import Aims, Candidate
from planner.solver.demand import Demand
from planner.solver.tables import Table
from planner.solver.terms import Floats
from planner.solver.tree import Tree
from planner.solver.trips import Layout
from planner.solver.whole import cheapest


@dataclass(frozen=True)
class Liking:
    """What legs are worth, in minor units: `legs` by (step, next step) as (row of the sender, row of the receiver) →
    worth; `gifts` by (confirmed supplier, step), a worth for each row."""

    legs: Mapping[tuple[str, str], Mapping[tuple[int, int], float]]
    gifts: Mapping[tuple[str, str], Floats]

    @classmethod
    def of(cls, pairs: Mapping[tuple[str, str], float], demand: Demand, tables: Mapping[str, Table]) -> Liking | None:
        """None where no pair that is liked could meet."""
        legs: dict[tuple[str, str], dict[tuple[int, int], float]] = {}
        gifts: dict[tuple[str, str], Floats] = {}
        for name, need in demand.open.items():
            table = tables[name]
            before = [other for other, source in demand.open.items() if name in source.feeds]
            inputs = len(before) + len(need.gifts)
            if not inputs or not len(table.makers):
                continue
            price = table.price.min(axis=1)
            worth = np.where(np.isfinite(price), WORTH * price / inputs, 0.0)
            for (sender, receiver), liked in pairs.items():
                row = table.rows.get(receiver)
                if row is None or sender == receiver or liked <= 0 or not worth[row]:
                    continue
                for other in before:
                    if (source_row := tables[other].rows.get(sender)) is not None:
                        legs.setdefault((other, name), {})[source_row, row] = liked * float(worth[row])
                for _, lot, _ in need.gifts:
                    if lot.supplier == sender:
                        rows = gifts.setdefault((sender, name), np.zeros(len(worth)))
                        rows[row] = liked * float(worth[row])
        return cls(legs, gifts) if legs or gifts else None

    def worth(self, layout: Layout, demand: Demand, tables: Mapping[str, Table]) -> float:
        """What the pairs of a plan are worth in all; of steps that several share, a part of it each."""
        makers: dict[str, list[tuple[int, float]]] = {}
        for placing in layout.placings:
            need = demand.open[placing.step]
            share = float(placing.quantity) / float(need.quantity)
            makers.setdefault(placing.step, []).append((tables[placing.step].rows[placing.supplier.id], share))
        total = 0.0
        for (before, name), known in self.legs.items():
            for source, part in makers.get(before, ()):
                total += sum(known.get((source, row), 0.0) * part * share for row, share in makers.get(name, ()))
        for (_, name), rows in self.gifts.items():
            total += sum(float(rows[row]) * share for row, share in makers.get(name, ()))
        return total


def preferred(aims: Aims, best: Candidate, objective: Objective = "cost") -> Candidate:
    """`best`, or a plan that costs hardly more, in whose favour it speaks that its makers finish well together."""
    pairs = aims.draft.terms.problem.pairs
    liking = Liking.of(pairs, aims.demand, aims.tables) if pairs and objective == "cost" else None
    if liking is None:
        return best
    tree = Tree(aims.draft.terms, aims.demand, aims.tables, aims.horizon, liking=liking)
    least = tree.curve[aims.horizon.by]
    if not np.isfinite(least):
        return best
    by = aims.horizon.by if aims.demand.forks else int(np.argmax(tree.curve <= least + 1e-6))
    found = cheapest(tree, by, aims.fits)
    other = None if found is None else aims.candidate(found.choices)
    budget = aims.demand.order.budget
    if other is None or (budget is not None and other.cost > budget) or other.cost * (1 - WORTH) > best.cost:
        return best

    def value(candidate: Candidate) -> float:
        return candidate.cost - liking.worth(candidate.layout, aims.demand, aims.tables)

    return other if value(other) < value(best) - 1e-6 else best
