"""The arrays of a book that orders come into and leave: those of `joint`, with room to grow at their ends.

Rows of orders that have left stay behind, unused.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from planner.domain.plan import Run
from planner.domain.problem import CommittedRun
from planner.solver.book import Book, Line, line_of
from planner.solver.demand import Demand
from planner.solver.joint.compiled import NO_DAY, SAME
from planner.solver.joint.rows import Node, Numbers, nodes_of
from planner.solver.joint.shared import Shared, orders_of
from planner.solver.joint.state import State, empty, new_log
from planner.solver.joint.ways import charge, table_of_size
from planner.solver.joint.windows import window_of
from planner.solver.terms import Ints, Terms

Arrays = TypeVar("Arrays", Shared, State)

#: Days a run may last. Longer ones are planned in the general way.
LONGEST = 12

#: Rows at the start, of whatever there are; they double.
FEW = 256

#: What new rows hold, by array: of orders, steps and candidates in `Shared`, of steps and lines in `State`.
ORDERS = {"order_begin": 0, "earliest": 0, "due": 0, "destination": 0}
STEPS = {"owner": 0, "quantity": 0.0, "pool": 0, "feeds": 0, "fixed": -1, "begin": 0, "twin_begin": 0}
CANDIDATES = {"candidates": 0, "candidate_line": 0, "lag": 0}
PLACES = {"after": -1, "ahead": -1, "offer": -1, "line": -1, "start": -1, "bears": NO_DAY, "freight": 0.0}
RUNS = {"held": 0.0, "work": 0.0, "lots": 0, "last": 0, "limit": NO_DAY, "head": -1, "banned": False}


class Columns:
    """`days` columns from the ordinal day `first` on, over what the problem of `terms` has committed."""

    def __init__(self, terms: Terms, first: int, days: int):
        self.terms, self.first, self.days = terms, first, days
        self.numbers = Numbers(terms)
        for supplier in terms.problem.suppliers:
            for offer in supplier.offers:
                if offer.unit_costs:
                    self.numbers.offer(supplier, offer)
        self._lead = np.array([offer.lead_days for _, offer in self.numbers.makers], dtype=np.int64)
        nobody = orders_of(terms, Book(terms.problem), (), first, days, self.numbers)
        self.shared = self._shared = nobody.shared._replace(longest=min(LONGEST, days))
        self.state, self.log = empty(replace(nobody, shared=self._shared)), new_log()
        self.demands: list[Demand] = []
        self.nodes: list[Node] = []
        self._candidates = self._twins = self._lines = 0
        self._forbidden: set[tuple[Line, int]] = set()
        self._paid: dict[Line, dict[int, float]] = {}
        for run in terms.problem.committed:
            self.pay(run, float(run.quantity))
        self.table = table_of_size(self._shared, 4, 4, np.zeros((FEW, 2), np.int64))

    @property
    def orders(self) -> int:
        return len(self.demands)

    def append(self, demand: Demand) -> int:
        """Rows for an order that is `fit_for_rows`, not placed yet; returns its number."""
        nodes, order = nodes_of(self.numbers, demand, self.first), self.orders
        twins = [
            self.numbers.twins(node.kind, nodes[node.feeds].kind) if node.feeds >= 0 else node.kind.offers[:0]
            for node in nodes
        ]
        self._make_room(nodes, twins)
        shared = self._shared
        shared.earliest[order] = max(0, max(demand.order.earliest, self.terms.problem.start).toordinal() - self.first)
        shared.due[order] = min(demand.order.due.toordinal() - self.first, self.days - 1)
        shared.destination[order] = self.terms.zone(demand.order.destination)
        for node, twin in zip(nodes, twins, strict=True):
            self._append_row(node, twin, order)
        self.demands.append(demand)
        shared.order_begin[order + 1] = len(self.nodes)
        # With as many orders as there are: some loops go over all of them.
        self.shared = shared._replace(due=shared.due[: self.orders])
        window_of(self.shared, order, self.table.windows)
        return order

    def rows_of(self, order: int) -> range:
        return range(int(self._shared.order_begin[order]), int(self._shared.order_begin[order + 1]))

    def candidates_of(self, row: int) -> slice:
        """Where its candidates are: their offers are `nodes[row].kind.offers`."""
        return slice(int(self._shared.begin[row]), int(self._shared.begin[row + 1]))

    def commit(self, run: CommittedRun, sign: int = 1) -> None:
        """Take the capacity of a run, and hold its quantity as paid for; `sign` -1: give both back."""
        offer = self.numbers.offer_number(run.supplier, run.process)
        for day, amount in run.days.items():
            column = day.toordinal() - self.first
            if offer is not None and 0 <= column < self.days:
                self.state.free[offer, column] = max(0.0, self.state.free[offer, column] - sign * float(amount))
        self.pay(run, sign * float(run.quantity))

    def pay(self, run: CommittedRun, amount: float) -> None:
        """Hold so much more (below 0: less) as paid for where a run begins."""
        line, start = line_of(run.supplier, run.process, run.variant), run.start.toordinal() - self.first
        paid = self._paid.setdefault(line, {})
        paid[start] = paid.get(start, 0.0) + amount
        number = self.numbers.line_number(line)
        if number is not None and number < self._lines and 0 <= start < self.days:
            left = self.state.held[number, start] + amount
            self.state.held[number, start] = left if left > 1e-6 else 0.0

    def adds(self, run: CommittedRun) -> float:
        """What the lots planned where a run begins add to what is paid for there, minor units."""
        line = self.numbers.line_number(line_of(run.supplier, run.process, run.variant))
        start = run.start.toordinal() - self.first
        if line is None or line >= self._lines or not 0 <= start < self.days or not self.state.lots[line, start]:
            return 0.0
        held, planned = float(self.state.held[line, start]), float(self.state.work[line, start].sum())
        offer, paid = int(self.shared.line_offer[line]), held - planned
        return float(charge(self.shared, offer, held) - (charge(self.shared, offer, paid) if paid > SAME else 0.0))

    def has_run(self, run: Run) -> bool:
        """Does a planned run begin where this one does?"""
        key, start = line_of(run.supplier, run.process, run.variant), min(run.days).toordinal() - self.first
        if (key, start) in self._forbidden:
            return True
        line = self.numbers.line_number(key)
        return line is not None and line < self._lines and 0 <= start < self.days and self.state.lots[line, start] > 0

    def forbid(self, run: CommittedRun, *, yes: bool) -> None:
        """Let no run begin where this one does, which nothing may join."""
        variant = {name: value for name, value in run.variant.items() if name}
        line, start = line_of(run.supplier, run.process, variant), run.start.toordinal() - self.first
        (self._forbidden.add if yes else self._forbidden.discard)((line, start))
        number = self.numbers.line_number(line)
        if number is not None and number < self._lines and 0 <= start < self.days:
            self.state.banned[number, start] = yes

    def _append_row(self, node: Node, twin: Ints, order: int) -> None:
        shared, row = self._shared, len(self.nodes)
        shared.owner[row], shared.quantity[row], shared.pool[row] = order, node.quantity, node.pool
        shared.feeds[row], shared.fixed[row] = node.feeds, node.fixed
        part = slice(self._candidates, self._candidates + len(node.kind.offers))
        shared.candidates[part], shared.candidate_line[part] = node.kind.offers, node.kind.lines
        shared.lag[part] = 0 if node.fixed >= 0 else self._lead[node.kind.offers]
        shared.twin_begin[row] = self._twins
        shared.twin[self._twins : self._twins + len(twin)] = twin
        self._twins += len(twin)
        self._candidates = part.stop
        shared.begin[row + 1] = part.stop
        self.nodes.append(node)

    def _make_room(self, nodes: Sequence[Node], twins: Sequence[Ints]) -> None:
        """For one more order of these rows."""
        widths = [len(node.kind.offers) for node in nodes]
        rows, candidates = len(self.nodes) + len(nodes) + 1, self._candidates + sum(widths)
        shared = _longer(_longer(self._shared, ORDERS, self.orders + 2), STEPS, rows)
        shared = _longer(_longer(shared, CANDIDATES, candidates), {"twin": 0}, self._twins + sum(map(len, twins)))
        lines = len(self.numbers.lines)
        self._shared = shared = _longer(shared, {"line_offer": 0}, lines)
        self.state = _longer(_longer(self.state, PLACES, rows), RUNS, lines)
        for line in range(self._lines, lines):
            shared.line_offer[line] = self.numbers.line_offer[line]
            for start, amount in self._paid.get(self.numbers.lines[line], {}).items():
                if 0 <= start < self.days:
                    self.state.held[line, start] = amount
            for start in [start for other, start in self._forbidden if other == self.numbers.lines[line]]:
                self.state.banned[line, start] = True
        self._lines = lines
        windows = self.table.windows
        if len(windows) < len(shared.candidates):
            more = np.zeros((len(shared.candidates) - len(windows), 2), np.int64)
            windows = np.concatenate([windows, more])
        steps, width = max(len(nodes), self.table.ready.shape[0]), max(*widths, self.table.ready.shape[1])
        if (steps, width) != self.table.ready.shape[:2]:
            self.table = table_of_size(shared, steps, width, windows)
        self.table = self.table._replace(windows=windows)


def _longer(arrays: Arrays, fields: Mapping[str, float], rows: int) -> Arrays:
    """With room for so many rows in some of the arrays."""
    grown: dict[str, Any] = {}
    for name, fill in fields.items():
        array: NDArray[Any] = getattr(arrays, name)
        if len(array) < rows:
            grown[name] = np.full((max(rows, 2 * len(array), FEW), *array.shape[1:]), fill, array.dtype)
            grown[name][: len(array)] = array
    return arrays._replace(**grown) if grown else arrays
