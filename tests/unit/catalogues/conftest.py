"""The trades that come with the project, read once."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.catalogue_file import load_catalogue
from bot.services.supplier_file import load_suppliers
from planner.domain.supplier import Trade

FOLDER = Path(__file__).parents[3] / "catalogues"


def trade_of(name: str) -> Trade:
    catalogue = load_catalogue(FOLDER / f"{name}.yaml")
    return Trade(catalogue, load_suppliers(FOLDER / f"{name}.suppliers.yaml", catalogue))


@pytest.fixture(scope="session")
def apparel() -> Trade:
    return trade_of("apparel")


@pytest.fixture(scope="session")
def ice_cream() -> Trade:
    return trade_of("ice_cream")


@pytest.fixture(params=["apparel", "ice_cream"])
def trade(request: pytest.FixtureRequest) -> Trade:
    """Every trade in turn."""
    found = request.getfixturevalue(request.param)
    assert isinstance(found, Trade)
    return found
