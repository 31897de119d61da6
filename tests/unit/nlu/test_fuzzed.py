"""Fuzzed messages, the same every time; `make fuzz-nlu` reads thousands more of them."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.services.catalogue_file import load_catalogue
from nlu.formats import asking_of
from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.reply import JobTerms
from tests.bench.fuzzing.messages import messages
from tests.bench.fuzzing.unsaid import unsaid
from tests.unit.nlu.conftest import NOW

HERE = Path(__file__).parent
FIRST = {
    "furniture": "10 oak stools, white, 4 M and 6 L, and a walnut table 120 cm wide",
    "cakes": "2 chocolate cakes and 30 cupcakes without nuts",
}


@cache
def reader(name: str) -> Reader:
    return Reader(load_catalogue(HERE / f"{name}.yaml"), ["Leeds", "杭州"])


@pytest.mark.parametrize("name", FIRST)
def test_whatever_is_written_is_read(name: str) -> None:
    """No message fails, alone, upon a draft or from a maker, and nothing is read that was not said."""
    own, first = reader(name), FIRST[name]
    begun = own.read(first, NOW)
    standing = Standing(begun.spec, asking_of(begun), begun.unknown)

    @settings(max_examples=150, derandomize=True, database=None, deadline=None, suppress_health_check=list(HealthCheck))
    @given(messages(own.catalogue), st.sampled_from(("alone", "upon a draft", "maker")))
    def read(text: str, how: str) -> None:
        if how == "maker":
            own.reply(text, NOW, JobTerms())
        else:
            draft = standing if how == "upon a draft" else None
            reading = own.read(text, NOW, draft)
            assert not list(unsaid(reading, (text, first), own.catalogue, draft))

    read()
