"""Orders of the same once more, and what only looks like one."""

from __future__ import annotations

import pytest

from nlu.again import Again, again_asked


@pytest.mark.parametrize(
    ("text", "number", "but"),
    [
        ("The same again", None, ""),
        ("same again please", None, ""),
        ("Same as last time, but in black", None, "in black"),
        ("the same as before but 40", None, "40"),
        ("I'd like the same order again, this time 50 pieces", None, "50 pieces"),
        ("Can I have the same again with a metal zip", None, "with a metal zip"),
        ("order that again", None, ""),
        ("Please repeat my last order", None, ""),
        ("reorder", None, ""),
        ("another order like last time, only red", None, "red"),
        ("the same as order 12, but to Suzhou", 12, "to Suzhou"),
        ("same as #7", 7, ""),
        ("Same again, but saying “Hello World”", None, "saying “Hello World”"),
        ("再来一份一样的", None, ""),
        ("跟上次一样", None, ""),
        ("和上次一样，换成黑色", None, "换成黑色"),
        ("再来一单同样的，但是要40件", None, "要40件"),
        ("上次的订单再来一次", None, ""),
        ("老样子", None, ""),
        ("照上次的再做一批，这次50件", None, "50件"),
    ],
)
def test_the_same_once_more(text: str, number: int | None, but: str) -> None:
    """Which order is meant, and what is to be different about it."""
    assert again_asked(text) == Again(number, but)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30 hoodies, the same colour as last time",
        "the same size for all",
        "same day delivery please",
        "can you say that again?",
        "again",
        "the same",
        "I need 20 navy hoodies like before the summer",
        "it is broken again",
        "一样的颜色",
        "再来30件蓝色T恤",
        "上次的货很好",
        "跟图片一样",
    ],
)
def test_other_messages(text: str) -> None:
    """A wish of its own, a comparison, or a complaint orders nothing again."""
    assert again_asked(text) is None
