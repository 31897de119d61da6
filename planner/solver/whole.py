"""One order, every open step given whole to one supplier: exact search over what the dynamic programme leaves open.

Where steps fork, the later steps must agree on one supplier and start of the step they share; where one supplier does
the same process for two steps, the lots must not get in each other's way. Best-first branch and bound settles both;
without forks and repetitions the programme's first answer stands.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from itertools import count
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from planner.solver.tables import Table
from planner.solver.tree import Choice, Tree

#: Nodes looked at before the search is content with a consistent answer that it has not proved best.
MOST_NODES = 120

Choices: TypeAlias = Mapping[str, Choice]
Mask: TypeAlias = NDArray[np.bool_]

#: A step, and which of its suppliers and days stay allowed.
Branch: TypeAlias = tuple[str, Mask]


@dataclass(frozen=True)
class Whole:
    """An answer: `price` is what it costs in the tables' terms; `proved`: no other whole answer is cheaper.

    `nodes`: programmes it took.
    """

    choices: Choices
    price: float
    proved: bool
    nodes: int = 1


def cheapest(tree: Tree, by: int, fits: Callable[[Choices], bool]) -> Whole | None:
    """The cheapest way to have an order at its customer by column `by`; None where none was found.

    `fits` says whether lots go together that the tables price one by one.
    """
    number = count()
    heap = [(float(tree.curve[by]), 0, next(number), tree)]
    proved = True
    for node in range(10 * MOST_NODES):
        if not heap or not np.isfinite(heap[0][0]):
            return None
        price, depth, _, tree = heapq.heappop(heap)
        if node >= MOST_NODES:
            heap.clear()  # from here on only deeper, so that an answer comes up
            proved = False
        choices, branches = _read(tree, by)
        if not branches:
            if fits(choices):
                return Whole(choices, price, proved, node + 1)
            branches = _apart(tree, choices)
            proved = False
        for step, allowed in branches:
            table = tree.tables[step]
            tables = {**tree.tables, step: replace(table, price=np.where(allowed, table.price, np.inf))}
            below = Tree(tree.terms, tree.demand, tables, tree.horizon, liking=tree.liking)
            heapq.heappush(heap, (float(below.curve[by]), depth - 1, next(number), below))
    return None


def _read(tree: Tree, by: int) -> tuple[dict[str, Choice], list[Branch]]:
    """The programme's choices; where the steps behind a fork do not agree, the ways to make them."""
    choices: dict[str, Choice] = {}
    for step, choice in tree.choices(by):
        other = choices.setdefault(step, choice)
        table = tree.tables[step]
        if other.supplier.id != choice.supplier.id:
            here = _rows(table, other)
            return choices, [(step, here), (step, ~here)]
        if other.start != choice.start:
            early = np.arange(tree.horizon.length) + tree.horizon.first <= min(other.start, choice.start)
            return choices, [(step, early[None, :]), (step, ~early[None, :])]
    return choices, []


def _apart(tree: Tree, choices: Choices) -> list[Branch]:
    """Two steps that one supplier does in the same process: take it from the one, or from the other."""
    seen: dict[tuple[str, str], str] = {}
    for step, choice in choices.items():
        other = seen.setdefault((choice.supplier.id, choice.offer.process), step)
        if other != step:
            return [(name, ~_rows(tree.tables[name], choice)) for name in (other, step)]
    return []


def _rows(table: Table, choice: Choice) -> Mask:
    rows: Mask = np.arange(len(table.makers)) == table.rows[choice.supplier.id]
    return rows[:, None]
