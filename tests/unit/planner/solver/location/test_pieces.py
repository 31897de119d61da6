"""A run's charge in pieces."""

from __future__ import annotations

from decimal import Decimal

import pytest

from planner.domain.problem import Offer
from planner.solver.charges import exact
from planner.solver.location.pieces import pieces_of

from ..problems import offer

OFFERS = [
    offer("p", "3", setup_cost=40),
    offer("p", "3", setup_cost=40, min_quantity=6),
    offer("p", "3", tiers=[(10, Decimal(2)), (20, Decimal(1))]),
    offer("p", "3", tiers=[(10, Decimal(2)), (11, Decimal(5))], min_quantity=4),
    offer("p", "0", setup_cost=7, tiers=[(5, Decimal(1))]),
    offer("p", "2", tiers=[(4, Decimal(0))]),
]


@pytest.mark.parametrize("of", OFFERS)
@pytest.mark.parametrize("held", [None, 0.0, 5.0, 15.0])
def test_the_cheapest_piece_is_the_charge(of: Offer, held: float | None) -> None:
    """For every quantity up to the most, the cheapest piece that goes so far costs what the run does."""
    pieces = pieces_of(of, 30.0, held)
    for quantity in (0.5, 1, 3, 4, 5, 6, 8, 9.5, 10, 12, 15, 19, 20, 29, 30):
        paid = 0.0 if held is None else exact(of, held)
        least = min(
            piece.opening + piece.rate * max(quantity - piece.included, 0)
            for piece in pieces
            if quantity <= piece.most + 1e-9
        )
        assert least == pytest.approx(exact(of, quantity + (held or 0.0)) - paid)


def test_tiers_that_are_never_paid_are_left_out() -> None:
    """A tier that starts far beyond what could be wanted has no piece."""
    assert len(pieces_of(offer("p", "3", tiers=[(1000, Decimal(2))]), 50.0)) == 1
