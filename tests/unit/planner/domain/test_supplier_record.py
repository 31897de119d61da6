"""What suppliers say about themselves, over what their book says."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.runtime.settings import CATALOGUES
from bot.runtime.trades import load_trades
from planner.domain.errors import SupplierBookError
from planner.domain.supplier import Trade
from planner.domain.supplier_record import days_data, limits_data, offer_data, recorded, with_offer, with_records

TRADE: Trade = load_trades([CATALOGUES / "apparel.yaml"], [])["apparel"]
WHO = next(p for p in TRADE.book.partners.values() if len(p.supplier.offers) > 1)
OFFER = WHO.supplier.offers[0]
DAY = date(2027, 2, 5)


def test_an_offer_survives_being_written() -> None:
    """Each offer of the book, written as a record and read again, is the same offer."""
    for partner in TRADE.book.partners.values():
        offers = [offer_data(offer, TRADE.catalogue) for offer in partner.supplier.offers]
        assert recorded(TRADE, partner.id, {"offers": offers}) == partner


def test_only_what_is_said_changes() -> None:
    """One offer's new price stands in its place; the other offers, and all else, are as the book has them."""
    dearer = {**offer_data(OFFER, TRADE.catalogue), "unit_costs": [["1", "99.50"]]}
    changed = recorded(TRADE, WHO.id, with_offer(with_offer({}, offer_data(OFFER, TRADE.catalogue)), dearer))
    assert changed.supplier.offers[0].unit_costs == ((1, Decimal(9950)),)
    assert changed.supplier.offers[1:] == WHO.supplier.offers[1:]
    assert (changed.names, changed.hours, changed.supplier.zone) == (WHO.names, WHO.hours, WHO.supplier.zone)


def test_days_off_and_days_with_less() -> None:
    """A day off has no capacity, a day with less has that much, any other day what the offer says."""
    record = {
        "closed": days_data([DAY]),
        "limits": limits_data({OFFER.process: {DAY + timedelta(1): 3, DAY + timedelta(2): 3}}),
        "workdays": [1, 2, 3, 4, 5, 6, 7],
    }
    partner = recorded(TRADE, WHO.id, record)
    offer = partner.supplier.offers[0]
    assert [partner.capacity(offer, DAY + timedelta(n)) for n in range(4)] == [0, 3, 3, OFFER.daily_capacity]


def test_somebody_whom_no_book_knows() -> None:
    """A whole record adds a supplier; one that is not whole, or wrong, is reported and changes nobody."""
    whole = {
        "names": {"zh": ["绿染坊"]},
        "zone": WHO.supplier.zone,
        "language": "zh",
        "offers": [offer_data(OFFER, TRADE.catalogue)],
    }
    trade, problems = with_records(TRADE, {"new": whole})
    assert not problems
    assert trade.book.partners["new"].name("zh") == "绿染坊"
    assert {k: v for k, v in trade.book.partners.items() if k != "new"} == TRADE.book.partners
    wrong: dict[str, dict[str, Any]] = {"new": {"zone": "atlantis"}, WHO.id: {"hours": ["18:00", "09:00"]}}
    trade, problems = with_records(TRADE, wrong)
    assert (trade, len(problems)) == (TRADE, 2)
    with pytest.raises(SupplierBookError, match="atlantis"):
        recorded(TRADE, "new", wrong["new"])


@given(st.sets(st.dates(date(2026, 1, 1), date(2029, 1, 1)), max_size=60), st.integers(0, 800))
def test_days_survive_being_written(days: set[date], long: int) -> None:
    """Any days, also a very long break, written as intervals, are the same days when read."""
    days |= {date(2026, 6, 1) + timedelta(n) for n in range(long)}
    assert recorded(TRADE, WHO.id, {"closed": days_data(days)}).supplier.closed == days
