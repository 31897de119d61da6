"""Choosing among offered plans in words."""

from __future__ import annotations

import pytest

from nlu.choices import chosen_option

LABELS = [("cheapest",), ("safest",), ("fastest",)]


@pytest.mark.parametrize(
    ("text", "index"),
    [
        ("the cheapest one", 0),
        ("Cheapest please!", 0),
        ("I'll take the fastest", 2),
        ("let's go with the most reliable option", 1),
        ("2", 1),
        ("number 3 please", 2),
        ("the second one", 1),
        ("option 1", 0),
        ("最便宜的", 0),
        ("就选最快的那个吧", 2),
        ("第二个", 1),
        ("选1", 0),
        ("稳妥的", 1),
    ],
)
def test_a_choice_in_words(text: str, index: int) -> None:
    """What an option is best at, or its number, names it."""
    assert chosen_option(text, LABELS) == index


@pytest.mark.parametrize(
    "text",
    [
        "make it cheaper but in red",
        "20 more please",
        "the cheapest and the fastest",
        "5",
        "actually black instead",
        "30件",
        "can it be faster than Friday?",
        "",
        "why is the cheapest so late",
    ],
)
def test_anything_else_is_no_choice(text: str) -> None:
    """A change, a question, or a number that no option has chooses nothing."""
    assert chosen_option(text, LABELS) is None


def test_an_option_may_be_best_at_two_things() -> None:
    """Both names mean it."""
    labels = [("cheapest", "safest"), ("fastest",)]
    assert chosen_option("the most reliable", labels) == 0
    assert chosen_option("cheapest", labels) == 0
