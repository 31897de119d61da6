"""Questions about offered plans, and what only looks like one."""

from __future__ import annotations

import pytest

from nlu.choices import chosen_option
from nlu.whys import why_asked

LABELS = (("cheapest",), ("safest",), ("fastest",))


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("Why so expensive?", "why_price"),
        ("why does it cost that much", "why_price"),
        ("that's a lot! what am I paying for?", "why_price"),
        ("can you explain the price", "why_price"),
        ("为什么这么贵？", "why_price"),
        ("太贵了", "why_price"),
        ("这个价格是怎么算的", "why_price"),
        ("why can't it be sooner?", "why_not_sooner"),
        ("Why does it take so long", "why_not_sooner"),
        ("can it be faster?", "why_not_sooner"),
        ("能不能早一点", "why_not_sooner"),
        ("可以快点吗？", "why_not_sooner"),
        ("怎么这么慢", "why_not_sooner"),
        ("为什么不能更早？", "why_not_sooner"),
        ("is it cheaper if I wait?", "price_curve"),
        ("price by day please", "price_curve"),
        ("晚几天会便宜吗", "price_curve"),
        ("show me the timeline", "timeline"),
        ("时间线", "timeline"),
    ],
)
def test_a_question_is_heard(text: str, what: str) -> None:
    """What is asked about the options is told apart, in either language."""
    assert why_asked(text) == what


@pytest.mark.parametrize(
    "text",
    [
        "the cheapest one",
        "最快的那个",
        "make it 40",
        "30 navy hoodies",
        "can it be sooner, by Friday",
        "能不能早点，周五前要",
        "navy instead of black",
        "yes please",
        "where is my order?",
        "why not in blue?",
        "hello",
        "",
    ],
)
def test_what_is_no_question_about_the_options_is_let_be(text: str) -> None:
    """A choice, a change with a day or a number, or anything else is not taken for a question about the options."""
    assert why_asked(text) is None


@pytest.mark.parametrize("text", ["can it be faster?", "why so expensive?", "能不能早一点", "太贵了"])
def test_a_question_is_no_choice(text: str) -> None:
    """Nobody orders by asking why."""
    assert chosen_option(text, LABELS) is None
