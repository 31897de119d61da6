"""Divide an order's steps into lots at several suppliers, where that is cheaper, faster, or the only way."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from ortools.sat.python.cp_model import FEASIBLE, OPTIMAL, CpModel, CpSolver

from planner.domain.problem import Quantity
from planner.solver.book import line_of
from planner.solver.demand import Demand
from planner.solver.division.constraints import constrain
from planner.solver.division.objective import cost, keep_below, price
from planner.solver.division.slots import Slot, slots_of, unit_of
from planner.solver.division.variables import Variables, variables_of
from planner.solver.draft import Draft
from planner.solver.tables import Horizon
from planner.solver.tree import Tree
from planner.solver.trips import Layout, Placing

#: The wall clock ends a search that takes so many times its deterministic limit.
SAFETY = 5.0


def divide(
    draft: Draft,
    demand: Demand,
    horizon: Horizon,
    relaxed: Tree,
    *,
    effort: float,
    seed: int,
    earliest: bool = False,
    below: float | None = None,
    hint: Layout | None = None,
) -> Layout | None:
    """The best division found with `effort` (CP-SAT's deterministic seconds): the cheapest, or the earliest to arrive.

    `below`: it must cost at most this (minor units). `hint`: a layout to start from. None where none was found.
    """
    slots, unit = slots_of(draft, demand, horizon, relaxed), unit_of(demand)
    if not all(_could_hold(slots, name, int(Decimal(need.quantity) / unit)) for name, need in demand.open.items()):
        return None
    model = CpModel()
    v = variables_of(model, demand, slots, horizon, unit)
    constrain(v, draft.terms)
    parts = cost(v, draft.terms)
    if below is not None:
        keep_below(v, parts, below)
    if hint is not None:
        _start_from(v, hint)
    solver = CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = seed
    share = effort / 2 if earliest else effort
    solver.parameters.max_deterministic_time = share
    solver.parameters.max_time_in_seconds = SAFETY * share
    if earliest:
        model.minimize(v.arrival)
        if solver.solve(model) not in (OPTIMAL, FEASIBLE):
            return None
        model.add(v.arrival <= solver.value(v.arrival))
    model.minimize(price(parts))
    if solver.solve(model) not in (OPTIMAL, FEASIBLE):
        return None
    return _read(v, solver)


def _could_hold(slots: Sequence[Slot], step: str, amount: int) -> bool:
    """Have the suppliers of a step's slots as much capacity in all?"""
    able = {slot.line[:2]: slot.through[-1] for slot in slots if step in slot.steps}
    return 0 < amount <= sum(able.values())


def _start_from(v: Variables, hint: Layout) -> None:
    """Suggest the runs and lots of a layout, as far as there are slots for them."""
    at = {(slot.line, start): s for s, slot in enumerate(v.slots) for start in slot.starts}
    lots = dict.fromkeys(v.lots, 0)
    starts: dict[int, int] = {}
    for placing in hint.placings:
        line = line_of(placing.supplier.id, placing.offer.process, v.demand.open[placing.step].step.variant_values)
        s = at.get((line, placing.start - v.horizon.first))
        if s is not None and (s, placing.step) in lots:
            lots[s, placing.step] += v.amount(placing.quantity)
            starts[s] = placing.start - v.horizon.first
    for key, amount in lots.items():
        v.model.add_hint(v.lots[key], amount)
        v.model.add_hint(v.has[key], amount > 0)
    for s, on in enumerate(v.on):
        v.model.add_hint(on, s in starts)
        if s in starts:
            v.model.add_hint(v.start[s], starts[s])


def _read(v: Variables, solver: CpSolver) -> Layout:
    placings: list[Placing] = []
    number: dict[tuple[int, str], int] = {}
    for (s, name), lot in v.lots.items():
        amount = solver.value(lot)
        if amount:
            slot = v.slots[s]
            number[s, name] = len(placings)
            start = v.horizon.first + solver.value(v.start[s])
            placings.append(Placing(name, slot.supplier, slot.offer, start, _quantity(amount * v.unit)))
    flows: dict[tuple[str, str], list[tuple[int, int, Quantity]]] = {(e.source, e.target): [] for e in v.edges}
    for (edge, a, b), flow in v.flows.items():
        if moved := solver.value(flow):
            amount_moved = _quantity(moved * v.unit / edge.scale)
            flows[edge.source, edge.target].append((number[a, edge.source], number[b, edge.target], amount_moved))
    return Layout(tuple(placings), flows)


def _quantity(amount: Decimal) -> Quantity:
    return int(amount) if amount == int(amount) else amount
