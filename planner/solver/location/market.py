"""One process as a location problem: sites that may open, orders to serve from them, and what that costs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from planner.domain.problem import Offer, Supplier
from planner.solver.book import Line
from planner.solver.demand import Demand
from planner.solver.tables import SAME
from planner.solver.terms import Floats, Ints


@dataclass(frozen=True)
class Site:
    """A run that may be made, at the price of one of its tiers.

    Its work lies between the ordinal days `start` and `end`, both within. `joins`: it is part of the committed run that
    starts on `start`.
    """

    line: Line
    supplier: Supplier
    offer: Offer
    start: int
    end: int
    joins: bool = False


@dataclass(frozen=True)
class Market:
    """Rows are sites, columns orders; money is in minor units, before it is rounded.

    `wanted`: what each order needs. `unit`: price of a unit from site to order, inf where the site can't serve it.
    `lot`: price of a shipment besides. A site that is open costs `opening`, which pays for `included` units of work;
    more cost `rate` each; `capacity` is the most it can do. `shared`: sites, and the most they can do together.
    `rivals`: sites, and how many of them may open.
    """

    sites: tuple[Site, ...]
    demands: tuple[Demand, ...]
    wanted: Floats
    unit: Floats
    lot: Floats
    opening: Floats
    included: Floats
    rate: Floats
    capacity: Floats
    shared: tuple[tuple[Ints, float], ...] = ()
    rivals: tuple[tuple[Ints, int], ...] = ()

    @cached_property
    def serves(self) -> NDArray[np.bool_]:
        """Which site can serve which order."""
        return np.isfinite(self.unit)

    @cached_property
    def largest(self) -> Floats:
        """The largest lot that each site can make for each order, [site, order]; 0 where it can't."""
        return np.where(self.serves, np.minimum(self.wanted, self.capacity[:, None]), 0.0)

    @cached_property
    def at_least(self) -> Floats:
        """Prices of a unit that no lot undercuts, its shipment included, [site, order]."""
        with np.errstate(divide="ignore", invalid="ignore"):
            return np.where(self.serves, self.unit + self.lot / self.largest, np.inf)

    def of(self, orders: Sequence[int]) -> Market:
        """The same sites for some of the orders."""
        return replace(
            self,
            demands=tuple(self.demands[j] for j in orders),
            wanted=self.wanted[list(orders)],
            unit=self.unit[:, list(orders)],
            lot=self.lot[:, list(orders)],
        )

    def barring(self, groups: Iterable[Sequence[int]]) -> Market:
        """The same where the sites of a group may no longer all be open."""
        barred = tuple((np.array(group), len(group) - 1) for group in groups)
        return replace(self, rivals=(*self.rivals, *barred))

    def cost(self, amounts: Floats) -> float:
        """What it costs to serve so much from each site to each order, [site, order]."""
        done = amounts.sum(axis=1)
        runs = np.where(done > SAME, self.opening + self.rate * np.maximum(done - self.included, 0), 0)
        shipped = amounts > SAME
        return float(runs.sum() + (self.unit[shipped] * amounts[shipped]).sum() + self.lot[shipped].sum())


@dataclass(frozen=True)
class Solution:
    """How much goes from which site to which order (None: nothing found), and a bound on what any way costs."""

    amounts: Floats | None
    bound: float
