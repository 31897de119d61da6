"""The most reliable suppliers for an order: the greatest product of reliabilities, each supplier counted once.

The dynamic programme adds up, so it minimises the sum of −log reliability, packed above the cost in one number. A
supplier that could do k of the steps counts 1/k at each: a relaxation. Branching on suppliers that come out
undercounted (in: paid at once, then free; out: not used) makes it exact.
"""

from __future__ import annotations

import heapq
import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from itertools import count

import numpy as np

from planner.domain.problem import Supplier
from planner.solver.tables import Table
from planner.solver.tree import Tree
from planner.solver.whole import Choices, cheapest

#: Nodes looked at before the best answer so far is taken.
MOST_NODES = 40

#: Risk is counted in steps of this much of −log reliability, or coarser where costs are huge.
FINEST = 1e-9

#: Reliability 0 counts as this.
LEAST = 1e-12


def product(suppliers: Iterable[Supplier]) -> float:
    """The product of the reliabilities of different suppliers."""
    return math.prod(supplier.reliability for supplier in {supplier.id: supplier for supplier in suppliers}.values())


class Risks:
    """Prices with risk on top: `weight` × the whole number of risk steps + the cost in minor units."""

    def __init__(self, tree: Tree, already: Iterable[str]):
        self.tree = tree
        self.already = frozenset(already)
        self.uses = Counter(name for table in tree.tables.values() for name in table.rows)
        makers = {s.id: s for table in tree.tables.values() for s, _ in table.makers}
        logs = {name: -math.log(max(s.reliability, LEAST)) for name, s in makers.items()}
        dearest = sum(float(np.max(t.price, where=np.isfinite(t.price), initial=0)) for t in tree.tables.values())
        self.weight = 2.0 ** math.ceil(math.log2(dearest + tree.dearest_freight + 2))
        most = sum(max((logs[name] for name in table.rows), default=0.0) for table in tree.tables.values())
        step = max(FINEST, (most + 1) * self.weight / 2.0**52)
        self.risk = {name: round(log / step) for name, log in logs.items()}

    def tree_with(self, paid: frozenset[str], barred: frozenset[str]) -> Tree:
        """The programme over price and risk; `paid` suppliers cost no risk any more, `barred` ones are not there."""
        return Tree(
            self.tree.terms,
            self.tree.demand,
            {name: self._table(table, paid, barred) for name, table in self.tree.tables.items()},
            self.tree.horizon,
        )

    def _table(self, table: Table, paid: frozenset[str], barred: frozenset[str]) -> Table:
        extra = [
            math.inf if name in barred else 0.0 if name in paid else self.weight * (self.risk[name] // self.uses[name])
            for name in table.rows
        ]
        return replace(table, price=table.price + np.array(extra)[:, None])


def safest(tree: Tree, by: int, fits: Callable[[Choices], bool], already: Iterable[str]) -> Choices | None:
    """The most reliable way to be there by column `by`, the cheapest of these; `already`: suppliers involved anyway."""
    risks = Risks(tree, already)
    number = count()
    heap: list[tuple[float, int, frozenset[str], frozenset[str], Choices]] = []
    best: tuple[float, Choices] | None = None

    def push(paid: frozenset[str], barred: frozenset[str]) -> None:
        nonlocal best
        answer = cheapest(risks.tree_with(paid, barred), by, fits)
        if answer is None:
            return
        upfront = risks.weight * sum(risks.risk.get(name, 0) for name in paid - risks.already)
        used = {choice.supplier.id for choice in answer.choices.values()}
        counted = sum(
            risks.risk[c.supplier.id] // risks.uses[c.supplier.id]
            for c in answer.choices.values()
            if c.supplier.id not in paid
        )
        true = sum(risks.risk[name] for name in used - paid)
        price = answer.price + upfront
        value = price + risks.weight * (true - counted)
        if best is None or value < best[0]:
            best = value, answer.choices
        heapq.heappush(heap, (price, next(number), paid, barred, answer.choices))

    push(risks.already, frozenset())
    for _ in range(MOST_NODES):
        if not heap or best is None or heap[0][0] >= best[0]:
            break
        _, _, paid, barred, choices = heapq.heappop(heap)
        times = Counter(choice.supplier.id for choice in choices.values())
        short = [name for name in times if name not in paid and times[name] < risks.uses[name]]
        if not short:
            continue
        name = max(short, key=lambda s: (risks.risk[s] * (risks.uses[s] - times[s]) // risks.uses[s], s))
        push(paid | {name}, barred)
        push(paid, barred | {name})
    return best[1] if best else None


def trade_offs(tree: Tree, by: int, fits: Callable[[Choices], bool], already: Iterable[str]) -> Iterable[Choices]:
    """Ways between the safest and the cheapest, the safest first: each the best at some price of risk."""
    risks = Risks(tree, already)
    unit = max((r for r in risks.risk.values()), default=1) or 1
    for power in range(24, -12, -1):
        price_of_risk = 2.0**power * 100 / unit
        tables: Mapping[str, Table] = {
            name: replace(
                table,
                price=table.price + np.array([[price_of_risk * risks.risk[s]] for s in table.rows]).reshape(-1, 1),
            )
            for name, table in tree.tables.items()
        }
        answer = cheapest(Tree(tree.terms, tree.demand, tables, tree.horizon), by, fits)
        if answer is not None:
            yield answer.choices
