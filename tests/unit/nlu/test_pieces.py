"""Which pieces of an order have what, and what later messages change of it, in four trades and two languages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from planner.domain.spec import Intent, Reading
from tests.unit.nlu.conftest import briefs

CASES = Path(__file__).parent / "cases"


def _cases(name: str) -> Iterator[tuple[str, list[str], list[str]]]:
    """Trade, messages and the items that stand after them, from a file of lines "trade: a / b => item; item"."""
    for line in (CASES / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            said, _, items = line.partition(" => ")
            trade, _, text = said.partition(": ")
            turns = [turn.replace("\\n", "\n") for turn in text.split(" / ")]
            yield trade, turns, [item for item in items.split("; ") if item]


@pytest.mark.parametrize(("trade", "turns", "expected"), list(_cases("groups.txt")))
def test_each_piece_has_what_was_said_of_it(
    say_in: Callable[..., Reading], trade: str, turns: list[str], expected: list[str]
) -> None:
    """A message is read as the items that a person would understand, each with its own number and values."""
    reading = say_in(trade, *turns)
    assert reading.intent is Intent.ORDER
    assert sorted(briefs(reading)) == sorted(expected)
    assert not reading.unknown


@pytest.mark.parametrize(("trade", "turns", "expected"), list(_cases("changes.txt")))
def test_a_change_leaves_what_it_does_not_touch(
    say_in: Callable[..., Reading], trade: str, turns: list[str], expected: list[str]
) -> None:
    """After a later message exactly that has changed which it asks for."""
    reading = say_in(trade, *turns)
    assert sorted(briefs(reading)) == sorted(expected)
