"""What a division costs: minor units, before amounts are rounded."""

from __future__ import annotations

from math import ceil
from typing import TypeAlias

from ortools.sat.python.cp_model import IntVar, LinearExpr

from planner.domain.problem import Leg
from planner.solver.division.variables import Variables
from planner.solver.finish import exact_charge
from planner.solver.terms import Terms

#: A rate, and the variable that it is paid for.
Parts: TypeAlias = list[tuple[float, IntVar]]

#: Limits are kept in this fraction of the minor unit.
FINENESS = 1000


def cost(v: Variables, terms: Terms) -> Parts:
    """Runs and shipments."""
    return [*_runs(v), *_between(v, terms), *_confirmed(v, terms), *_to_customer(v, terms)]


def price(parts: Parts) -> LinearExpr:
    """The sum, to be minimised."""
    return LinearExpr.weighted_sum([variable for _, variable in parts], [rate for rate, _ in parts])


def keep_below(v: Variables, parts: Parts, limit: float) -> None:
    """The sum must not exceed `limit`; rates are rounded up, so that it certainly does not."""
    rates = [ceil(rate * FINENESS - 1e-6) for rate, _ in parts]
    v.model.add(LinearExpr.weighted_sum([variable for _, variable in parts], rates) <= int(limit * FINENESS))


def _runs(v: Variables) -> Parts:
    unit = float(v.unit)
    parts: Parts = []
    for s, slot in enumerate(v.slots):
        paid = 0.0 if slot.held is None else float(exact_charge(slot.offer, slot.held))
        parts.append((slot.offer.setup_cost - paid, v.on[s]))
        for k, (_, rate) in enumerate(slot.offer.unit_costs):
            parts.append((float(rate) * unit, v.billed[s, k]))
    return parts


def _between(v: Variables, terms: Terms) -> Parts:
    unit = float(v.unit)
    parts: Parts = []
    for (edge, a, b), flow in v.flows.items():
        origin, target = v.slots[a].supplier, v.slots[b].supplier
        if origin.id != target.id:
            leg = terms.problem.shipping.leg(origin.zone, target.zone)
            parts += [(leg.cost, v.ships[edge, a, b]), (float(leg.unit_cost) * unit / edge.scale, flow)]
    return parts


def _confirmed(v: Variables, terms: Terms) -> Parts:
    """From and to confirmed lots, each lot its share."""
    parts: Parts = []
    for name, need in v.demand.open.items():
        for fixed, inward in [(g, True) for g in need.gifts] + [(g, False) for g in need.supplies]:
            _, lot, amount = fixed
            there = terms.suppliers[lot.supplier]
            for s in v.of(name):
                here = v.slots[s].supplier
                if here.id != there.id:
                    zones = (there.zone, here.zone) if inward else (here.zone, there.zone)
                    share = float(amount) / float(need.quantity)
                    parts += _shipment(v, s, name, terms.problem.shipping.leg(*zones), share)
    return parts


def _to_customer(v: Variables, terms: Terms) -> Parts:
    parts: Parts = []
    for name, need in v.demand.open.items():
        for s in v.of(name) if need.last else ():
            leg = terms.problem.shipping.leg(v.slots[s].supplier.zone, v.demand.order.destination)
            parts += _shipment(v, s, name, leg, 1.0)
    return parts


def _shipment(v: Variables, s: int, name: str, leg: Leg, share: float) -> Parts:
    return [(leg.cost, v.has[s, name]), (float(leg.unit_cost) * float(v.unit) * share, v.lots[s, name])]
