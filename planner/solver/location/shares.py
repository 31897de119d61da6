"""What each order pays: its freight, and of its runs in proportion to its lots, as far as its budget goes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fractions import Fraction

from planner.domain.problem import Offer
from planner.solver.book import Line
from planner.solver.draft import Draft

#: A run: its line and the ordinal day it starts on.
RunKey = tuple[Line, int]


def share_out(draft: Draft, orders: Iterable[str]) -> list[str]:
    """Set what the orders cost, minor units, so that they add up; returns those whose share is over their budget.

    What one order can't pay of a run, others in the run pay who can.
    """
    offers: dict[RunKey, Offer] = {}
    parts: defaultdict[RunKey, dict[str, Fraction]] = defaultdict(dict)
    freight: dict[str, int] = {}
    for name in orders:
        placed = draft.placed[name]
        freight[name] = sum(draft.leg(trip).charge(trip.quantity) for trip in placed.trips)
        for lot, line, offer, start in placed.lots:
            offers[line, start] = offer
            of_run = parts[line, start]
            of_run[name] = of_run.get(name, Fraction(0)) + Fraction(lot.quantity)
    shares = {key: _divided(draft.book.runs[key[0]][key[1]].cost(offers[key]), of_run) for key, of_run in parts.items()}
    room = {name: _budget(draft, name) - cost for name, cost in freight.items()}
    for share in shares.values():
        for name, amount in share.items():
            room[name] -= amount
    for share in shares.values():
        _relieve(share, room)
    cost = dict(freight)
    for share in shares.values():
        for name, amount in share.items():
            cost[name] += amount
    for name, amount in cost.items():
        draft.placed[name] = replace(draft.placed[name], cost=amount)
    return [name for name in cost if room[name] < 0]


def _budget(draft: Draft, name: str) -> float:
    budget = draft.placed[name].demand.order.budget
    return float("inf") if budget is None else budget


def _divided(cost: int, parts: Mapping[str, Fraction]) -> dict[str, int]:
    """A cost in whole numbers, in proportion to the parts; what is left over goes to the largest remainders."""
    total = sum(parts.values(), start=Fraction(0))
    exact = {name: cost * part / total for name, part in parts.items()}
    shares = {name: int(share // 1) for name, share in exact.items()}
    for name in sorted(shares, key=lambda name: (shares[name] - exact[name], name))[: cost - sum(shares.values())]:
        shares[name] += 1
    return shares


def _relieve(share: dict[str, int], room: dict[str, float]) -> None:
    """Move what is over an order's budget to those in the same run that have room."""
    for name in share:
        for other in sorted(share, key=lambda other: (-room[other], other)):
            if (moved := int(min(max(-room[name], 0), share[name], room[other]))) > 0:
                share[name] -= moved
                share[other] += moved
                room[name] += moved
                room[other] -= moved
