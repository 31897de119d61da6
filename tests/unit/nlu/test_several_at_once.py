"""Messages of several chats that are read at the same time."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from random import Random

import pytest

from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW


@pytest.fixture
def hasty() -> Iterator[None]:
    """Threads take turns as often as they can."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    yield
    sys.setswitchinterval(before)


@pytest.mark.usefixtures("hasty")
def test_messages_are_read_alike_in_several_threads(furniture: Reader) -> None:
    """Four threads with words that nobody used before get the readings that one thread gets."""
    rng = Random(1)

    def message(number: int) -> str:
        strange = " ".join("".join(rng.choices("abcdefghij", k=7)) for _ in range(6))
        return f"{number} oak stools, {strange}, white legs, {number + 3} walnut tables"

    messages = [message(number) for number in range(10, 410)]
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda text: furniture.read(text, NOW), messages))
    assert found == [furniture.read(text, NOW) for text in messages]
