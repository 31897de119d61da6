"""What is to be decided: which runs there are, when, and how much of what goes where."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import Any

from ortools.sat.python.cp_model import CpModel, Domain, IntVar

from planner.domain.problem import Quantity
from planner.solver.demand import Demand
from planner.solver.division.slots import Slot
from planner.solver.tables import Horizon

#: Proportions between steps are taken to this denominator at most.
FINEST = 10**6


@dataclass(frozen=True)
class Edge:
    """An open step and one it feeds. A flow of `scale` in the model is one unit, so that proportions are whole numbers.

    What leaves a lot of q (model units) is q × `out`; what reaches one is q × `into`.
    """

    source: str
    target: str
    scale: int
    out: int
    into: int


@dataclass
class Variables:
    """Days are columns of the horizon; quantities whole numbers of `unit`.

    `on`[s]: slot s is used. `start`, `last`: its first and last day. `lots`[s, step]: how much, `has`: whether any.
    `flows`[edge, s, t]: how much goes from slot s to slot t, `ships`: whether any. `tier`[s, k]: price tier k is paid,
    `billed`[s, k]: for how much. `arrival`: the day by which all has reached the customer.
    """

    model: CpModel
    demand: Demand
    slots: Sequence[Slot]
    horizon: Horizon
    unit: Decimal
    on: list[IntVar] = field(default_factory=list)
    start: list[IntVar] = field(default_factory=list)
    last: list[IntVar] = field(default_factory=list)
    lots: dict[tuple[int, str], IntVar] = field(default_factory=dict)
    has: dict[tuple[int, str], IntVar] = field(default_factory=dict)
    flows: dict[tuple[Edge, int, int], IntVar] = field(default_factory=dict)
    ships: dict[tuple[Edge, int, int], IntVar] = field(default_factory=dict)
    tier: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    billed: dict[tuple[int, int], IntVar] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    arrival: Any = None

    def amount(self, quantity: Quantity) -> int:
        """A quantity in model units."""
        return int((Decimal(quantity) / self.unit).to_integral_value())

    def of(self, step: str) -> list[int]:
        """The slots that could take some of a step."""
        return [s for s, slot in enumerate(self.slots) if step in slot.steps]


def variables_of(model: CpModel, demand: Demand, slots: Sequence[Slot], horizon: Horizon, unit: Decimal) -> Variables:
    """All variables with their domains; what ties them together is the constraints' business."""
    v = Variables(model, demand, slots, horizon, unit)
    v.arrival = model.new_int_var(0, horizon.by, "arrival")
    for s, slot in enumerate(slots):
        v.on.append(model.new_bool_var(f"on{s}"))
        v.start.append(model.new_int_var_from_domain(Domain.from_values(slot.starts), f"start{s}"))
        v.last.append(model.new_int_var(0, slot.end, f"last{s}"))
        most = 0
        for step in slot.steps:
            quantity = v.amount(demand.open[step].quantity)
            most += quantity
            v.lots[s, step] = model.new_int_var(0, quantity, f"lot{s}.{step}")
            v.has[s, step] = model.new_bool_var(f"has{s}.{step}")
        for k in range(len(slot.offer.unit_costs)):
            v.tier[s, k] = model.new_bool_var(f"tier{s}.{k}")
            v.billed[s, k] = model.new_int_var(0, _ceiling(v, slot, k, most), f"billed{s}.{k}")
    for source, need in demand.open.items():
        for target, share in need.feeds.items():
            edge = _edge(v, source, target, Decimal(share))
            v.edges.append(edge)
            for a in v.of(source):
                for b in v.of(target):
                    most = v.amount(need.quantity) * edge.out
                    v.flows[edge, a, b] = model.new_int_var(0, most, f"flow{source}.{target}.{a}.{b}")
                    v.ships[edge, a, b] = model.new_bool_var(f"ships{source}.{target}.{a}.{b}")
    return v


def _ceiling(v: Variables, slot: Slot, k: int, most: int) -> int:
    start = slot.offer.unit_costs[k][0] if k else 0
    held = 0 if slot.held is None else v.amount(slot.held) + 1
    return max(most + held, v.amount(start) + 1, v.amount(slot.offer.min_quantity) + 1)


def _edge(v: Variables, source: str, target: str, share: Decimal) -> Edge:
    leaves = Fraction(share / Decimal(v.demand.open[source].quantity)).limit_denominator(FINEST)
    reaches = Fraction(share / Decimal(v.demand.open[target].quantity)).limit_denominator(FINEST)
    scale = lcm(leaves.denominator, reaches.denominator)
    return Edge(source, target, scale, int(leaves * scale), int(reaches * scale))
