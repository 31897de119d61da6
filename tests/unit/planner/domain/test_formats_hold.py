"""Whatever is written into a catalogue or a book, the answer is a domain object or a list of faults."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.catalogue_format import catalogue_from_data
from planner.domain.errors import CatalogueError, DataError, SupplierBookError
from planner.domain.supplier_format import supplier_book_from_data
from tests.unit.planner.domain.test_catalogue_format import SCARVES
from tests.unit.planner.domain.test_supplier_format import BOOK, CANDLES

WORDS = [
    "en",
    "any",
    "colour",
    "navy",
    "knit",
    "fringe_colour",
    "scarf",
    "like",
    "after",
    "",
    " ",
    "Ü",
    "-1",
    "1e999",
    "NaN",
]
SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**20), 10**20),
    st.floats(),
    st.sampled_from(WORDS),
    st.text(max_size=8),
)
DATA = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(WORDS) | st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@st.composite
def spoilt(draw: st.DrawFn, sound: dict[str, Any]) -> object:
    """A sound document with one to three of its pieces replaced by anything."""
    data: Any = copy.deepcopy(sound)
    for _ in range(draw(st.integers(1, 3))):
        here: Any = data
        parent: Any = None
        key: Any = None
        while isinstance(here, dict | list) and here and (parent is None or draw(st.integers(0, 3))):
            parent = here
            key = draw(st.sampled_from(sorted(here) if isinstance(here, dict) else range(len(here))))
            here = here[key]
        if parent is not None:
            parent[key] = draw(DATA)
    return data


def faults_of(kind: type[DataError], read: Callable[[], object]) -> list[str]:
    """What is wrong with what `read` reads: nothing, or faults of this kind of error. Any other error goes on."""
    try:
        read()
    except kind as problem:
        return [fault.problem for fault in problem.faults] or [""]
    return []


@settings(max_examples=100, deadline=None)
@given(spoilt(SCARVES) | DATA)
def test_a_spoilt_catalogue_is_read_or_refused_with_faults(data: object) -> None:
    """No content of a catalogue can raise anything but CatalogueError, and that with its faults."""
    assert all(faults_of(CatalogueError, lambda: catalogue_from_data(data, "scarves.yaml")))


@settings(max_examples=100, deadline=None)
@given(spoilt(BOOK) | DATA)
def test_a_spoilt_book_is_read_or_refused_with_faults(data: object) -> None:
    """No content of a book of suppliers can raise anything but SupplierBookError, and that with its faults."""
    assert all(faults_of(SupplierBookError, lambda: supplier_book_from_data(data, "candles.suppliers.yaml", CANDLES)))
