"""Who serves whom once it is known what is open: a transport problem, as a minimum cost flow of OR-Tools.

Importing this module imports OR-Tools.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from ortools.graph.python import min_cost_flow

from planner.solver.location.market import Market
from planner.solver.location.quantities import places_of
from planner.solver.tables import SAME
from planner.solver.terms import Floats, Ints

#: Costs are whole numbers up to this many; the flow's algorithm multiplies them by the number of nodes.
FINENESS = 1e11

#: More than a limit by this factor is no more than rounding.
LITTLE = 1 + 1e-9

#: How often amounts are cut back to what sites may do together, where a flow can't keep that by itself.
REPAIRS = 8


class Transport:
    """Transport problems over the same market. Prices are those a unit that no lot undercuts, shipments included."""

    def __init__(self, market: Market):
        self.market = market
        self._unit = 10 ** places_of(market)
        self._wanted = np.round(market.wanted * self._unit).astype(np.int64)
        price = market.at_least
        top = max(float(price[market.serves].max(initial=0)), float(market.rate.max(initial=0)), 1e-9)
        self._fineness = FINENESS / top
        self._cost = np.where(market.serves, np.round(np.where(market.serves, price, 0) * self._fineness), 0).astype(
            np.int64
        )
        self._rate = np.round(market.rate * self._fineness).astype(np.int64)
        self._capacity = np.floor(market.capacity * self._unit + 1e-6).astype(np.int64)
        self._included = np.minimum(np.round(market.included * self._unit).astype(np.int64), self._capacity)
        self._group, self._within, self._together = self._groups()

    def _groups(self) -> tuple[Ints, Ints, Ints]:
        """What sites may do together, as far as a flow can keep it: groups that lie within each other or are disjoint.

        The innermost group of each site, the next group around each (-1: none), and the limit of each.
        """
        innermost = np.full(len(self.market.sites), -1)
        around: list[int] = []
        limits: list[int] = []
        for sites, most in sorted(self.market.shared, key=lambda entry: -len(entry[0])):
            if len(sites) and (innermost[sites] == innermost[sites[0]]).all():
                around.append(int(innermost[sites[0]]))
                innermost[sites] = len(limits)
                limits.append(int(np.floor(most * self._unit + 1e-6)))
        return innermost, np.array(around, dtype=np.int64), np.array(limits, dtype=np.int64)

    def serve(self, opened: NDArray[np.bool_]) -> Floats | None:
        """The cheapest amounts, [site, order], from the sites that are open; None where they can't serve all.

        Where groups of sites that share days overlap, they are cheap, but not the cheapest: what is too much in a group
        is cut back in proportion, and goes elsewhere.
        """
        capacity = self._capacity
        amounts = self._flow(opened, capacity)
        for _ in range(REPAIRS):
            if amounts is None:
                break
            done = amounts.sum(axis=1)
            over = [(group, most) for group, most in self.market.shared if float(done[group].sum()) > most * LITTLE]
            if not over:
                break
            capacity = capacity.copy()
            for group, most in over:
                cut = np.floor(done[group] * (most / float(done[group].sum()) * self._unit)).astype(np.int64)
                capacity[group] = np.minimum(capacity[group], cut)
            amounts = self._flow(opened, capacity)
        return amounts

    def _flow(self, opened: NDArray[np.bool_], capacity: Ints) -> Floats | None:
        sites = np.flatnonzero(opened)
        if int(capacity[sites].sum()) < int(self._wanted.sum()):
            return None
        included = np.minimum(self._included, capacity)
        orders, first_group = len(self._wanted), len(self._wanted) + len(sites)
        sink = first_group + len(self._together)
        row, order = np.nonzero(self.market.serves[sites])
        site, at = sites[row], orders + np.arange(len(sites))
        flow = min_cost_flow.SimpleMinCostFlow()
        first = flow.add_arcs_with_capacity_and_unit_cost(
            order, orders + row, np.minimum(self._wanted[order], capacity[site]), self._cost[site, order]
        )
        none = np.zeros(len(sites), dtype=np.int64)
        ends = np.where(self._group[sites] < 0, sink, first_group + self._group[sites])
        flow.add_arcs_with_capacity_and_unit_cost(at, ends, included[sites], none)
        flow.add_arcs_with_capacity_and_unit_cost(at, ends, (capacity - included)[sites], self._rate[sites])
        flow.add_arcs_with_capacity_and_unit_cost(
            first_group + np.arange(len(self._together)),
            np.where(self._within < 0, sink, first_group + self._within),
            self._together,
            np.zeros_like(self._together),
        )
        flow.set_nodes_supplies(np.arange(orders), self._wanted)
        flow.set_nodes_supplies(np.array([sink]), np.array([-int(self._wanted.sum())]))
        if flow.solve() != flow.OPTIMAL:
            return None
        amounts = np.zeros_like(self.market.unit)
        amounts[site, order] = np.asarray(flow.flows(first), dtype=np.float64) / self._unit
        return amounts

    def allowed(self, amounts: Floats) -> bool:
        """Do amounts keep what sites may do together?"""
        done = amounts.sum(axis=1)
        together = all(float(done[group].sum()) <= most * LITTLE for group, most in self.market.shared)
        return together and all(int((done[group] > SAME).sum()) <= most for group, most in self.market.rivals)
