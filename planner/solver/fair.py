"""Dividing what is paid together, so that no group pays more than it would by itself.

The rule: everybody starts with the freight of their own goods and, of every run, the part that their lots are of its
quantity. Where that asks of a group more than the group would pay by itself, it is moved as little as possible until it
doesn't: a division in the core of the cost game (L. S. Shapley, "Cores of convex games", 1971; for shared setups
D. Granot and G. Huberman, "Minimum cost spanning tree games", 1981). Where no division is in it, or somebody was shown
less, what is missing is left for us to bear.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ortools.sat.python import cp_model

#: CP-SAT's deterministic seconds; a hundred orders and groups take a hundredth.
WORK = 5.0


@dataclass(frozen=True)
class Division:
    """`pays`: by order, minor units. `borne`: what is left of the cost."""

    pays: Mapping[str, int]
    borne: int


def divide(
    cost: int, parts: Mapping[str, int], groups: Mapping[frozenset[str], int], limits: Mapping[str, int]
) -> Division:
    """Divide `cost`, as close to `parts` as can be.

    `groups`: what each of these groups of orders would pay by itself; `limits`: the most that an order pays. All in
    minor units. What nobody can be asked for is `borne`, and is as little as can be.
    """
    model = cp_model.CpModel()
    pays = {name: model.new_int_var(0, max(0, min(cost, limits.get(name, cost))), name) for name in parts}
    borne = model.new_int_var(0, cost, "borne")
    model.add(sum(pays.values()) + borne == cost)
    for group, most in groups.items():
        model.add(sum(pays[name] for name in sorted(group)) <= most)
    moved = []
    for name, part in parts.items():
        off = model.new_int_var(0, cost + part, f"off {name}")
        model.add_abs_equality(off, pays[name] - part)
        moved.append(off)
    # Whoever is asked for more shares the burden with others: the greatest move counts besides the sum of all.
    worst = model.new_int_var(0, cost + max(parts.values(), default=0), "worst")
    if moved:
        model.add_max_equality(worst, moved)
    model.minimize((len(parts) + 2) * 4 * borne + sum(moved) + len(parts) * worst)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    solver.parameters.random_seed = 0
    solver.parameters.max_deterministic_time = WORK
    if solver.solve(model) not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        # Nobody pays, we bear all: a plan that nobody was promised anything of can't get here.
        return Division(dict.fromkeys(parts, 0), cost)
    return Division({name: solver.value(var) for name, var in pays.items()}, solver.value(borne))
