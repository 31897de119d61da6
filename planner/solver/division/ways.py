"""The cheapest ways through an order's windows where capacity has a price, and what that proves.

Whatever capacity costs, no plan costs less than the cheapest way at that price, less what all that there is of it would
cost (Lagrange's relaxation): a plan pays for no more than there is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np

from planner.solver.division.windows import Windows
from planner.solver.tables import Horizon
from planner.solver.terms import Floats, Ints, Terms

#: Step → what a share of it pays for capacity, window by window.
Tolls = Mapping[str, Floats]


@dataclass
class Ways:
    """`value`[step][window]: the cheapest way through it. `least`[step]: the cheapest way to the customer.

    `here`[step][zone, day]: what a share costs that has come to a zone for the next step by a day. `onward`: what it
    then costs to bring it to the customer.
    """

    value: dict[str, Floats] = field(default_factory=dict)
    least: dict[str, float] = field(default_factory=dict)
    here: dict[str, Floats] = field(default_factory=dict)
    onward: dict[str, Floats] = field(default_factory=dict)


@dataclass(frozen=True)
class Road:
    """From a step's windows to one zone.

    `arrives`: by group of windows, the column of arrival; the horizon's length where that is too late. `units`: by
    group, the freight of all the step's units. `lots`: by window, that of its shipments.
    """

    zone: int
    arrives: Ints
    units: Floats
    lots: Floats


class Roads:
    """Where the goods of windows can go: to every zone where somebody does the next step, or to the customer."""

    def __init__(self, terms: Terms, steps: Mapping[str, Windows], destination: str, horizon: Horizon):
        self.steps, self.horizon = steps, horizon
        self.cost, self.rate, self.days = terms.legs
        self.destination = terms.zone(destination)
        self.zones = {name: self._zones(windows) for name, windows in steps.items()}
        self.inputs = {name: [w.name for w in steps.values() if w.target == name] for name in steps}
        self.own = {name: self._own(windows) for name, windows in steps.items()}
        self.roads = {name: [self._road(w, zone) for zone in self.zones[name]] for name, w in steps.items()}

    def _zones(self, windows: Windows) -> list[int]:
        target = windows.target
        found = [self.destination] if target is None else np.unique(self.steps[target].zone).tolist()
        return [int(zone) for zone in found]

    def _own(self, windows: Windows) -> Ints:
        """The windows of suppliers who also do the next step: what stays there needs no shipment.

        As if anybody in the same zone could have it: that is cheaper than any plan.
        """
        if windows.target is None:
            return np.zeros(0, dtype=np.int64)
        both = [row for name, row in windows.makers.rows.items() if name in self.steps[windows.target].makers.rows]
        return np.flatnonzero(np.isin(windows.row, both))

    def _road(self, windows: Windows, zone: int) -> Road:
        origin, need = windows.zone[windows.spans], windows.need
        last = self.horizon.by if windows.target is None else self.horizon.length - 1
        arrives = windows.ready[windows.spans] + self.days[origin, zone]
        amount = need.quantity if windows.target is None else need.feeds[windows.target]
        return Road(
            zone,
            np.where(arrives <= last, arrives, self.horizon.length),
            self.rate[origin, zone] * float(amount),
            self.cost[origin, zone][windows.group] * windows.lots,
        )

    def ways(self, tolls: Tolls) -> Ways:
        """The cheapest ways at these tolls."""
        found, width = Ways(), self.horizon.length + 1
        count = len(self.cost)
        before: dict[str, Floats] = {}
        for name, windows in self.steps.items():
            paid = windows.price + tolls[name] if name in tolls else windows.price
            for other in self.inputs[name]:
                paid = paid + found.here[other][windows.zone, windows.first]
            before[name] = paid
            if windows.target is not None:
                found.here[name] = self._sent(windows, paid, np.full((count, width), np.inf))
        for name in reversed(list(self.steps)):
            windows = self.steps[name]
            value = before[name] + self._onward(windows, found)
            found.value[name] = value
            if windows.target is None:
                found.least[name] = float(value.min(initial=np.inf))
            for other in self.inputs[name]:
                came = found.here[other][windows.zone, windows.first]
                rest = np.full((count, width), np.inf)
                with np.errstate(invalid="ignore"):
                    np.minimum.at(rest, (windows.zone, windows.first), np.where(np.isinf(came), np.inf, value - came))
                found.onward[other] = np.minimum.accumulate(rest[:, ::-1], axis=1)[:, ::-1]
        return found

    def _sent(self, windows: Windows, paid: Floats, here: Floats) -> Floats:
        for road in self.roads[windows.name] if len(paid) else ():
            value = np.minimum.reduceat(paid + road.lots, windows.spans) + road.units
            np.minimum.at(here[road.zone], road.arrives, value)
        own = self.own[windows.name]
        np.minimum.at(here, (windows.zone[own], windows.ready[own]), paid[own])
        here[:, -1] = np.inf
        return np.minimum.accumulate(here, axis=1)

    def _onward(self, windows: Windows, found: Ways) -> Floats:
        best = np.full(len(windows.row), np.inf)
        for road in self.roads[windows.name]:
            best = np.minimum(best, (road.units + self._there(windows, road, found))[windows.group] + road.lots)
        if windows.target is not None:
            own = self.own[windows.name]
            stays = found.onward[windows.name][windows.zone[own], windows.ready[own]]
            best[own] = np.minimum(best[own], stays)
        return best

    def _there(self, windows: Windows, road: Road, found: Ways) -> Floats:
        """By group of windows, what it costs to go on from a zone."""
        if windows.target is None:
            return np.where(road.arrives < self.horizon.length, 0.0, np.inf)
        there: Floats = found.onward[windows.name][road.zone, road.arrives]
        return there

    def next(self, windows: Windows, some: Ints, found: Ways) -> tuple[Ints, Ints, Floats]:
        """Where the goods of some windows best go: zone, column of arrival, freight; zone -1: they stay."""
        group = windows.group[some]
        best, freight = np.full(len(some), np.inf), np.zeros(len(some))
        zone, day = np.full(len(some), -1), windows.ready[some].copy()
        for road in self.roads[windows.name]:
            paid = road.units[group] + road.lots[some]
            total = paid + self._there(windows, road, found)[group]
            better = total < best
            best, freight = np.where(better, total, best), np.where(better, paid, freight)
            zone, day = np.where(better, road.zone, zone), np.where(better, road.arrives[group], day)
        if windows.target is not None:
            stays = found.onward[windows.name][windows.zone[some], windows.ready[some]]
            better = np.isin(some, self.own[windows.name]) & (stays <= best)
            zone, day = np.where(better, -1, zone), np.where(better, windows.ready[some], day)
            freight = np.where(better, 0.0, freight)
        return zone, day, freight
