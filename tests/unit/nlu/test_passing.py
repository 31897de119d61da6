"""A maker who passes a part of a job on, or needs material."""

from __future__ import annotations

from decimal import Decimal

import pytest

from nlu.passing import Passing, material_asked, material_wish, pass_asked, pass_words


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("can somebody else do 20 of job 12-3", Passing("12-3", Decimal(20))),
        ("Could anybody take over half of job 4-2?", Passing("4-2", half=True)),
        ("I can't manage all of it, pass 20 on to somebody else", Passing(quantity=Decimal(20))),
        ("Hand 15 pieces over", Passing(quantity=Decimal(15))),
        ("我做不完，转 20 件给别人", Passing(quantity=Decimal(20))),
        ("我做不完，分二十件给别人做", Passing(quantity=Decimal(20))),
        ("12-3 能不能转一半给同行", Passing("12-3", half=True)),
        ("别人能帮我做10件吗", Passing(quantity=Decimal(10))),
    ],
)
def test_passing_on_is_understood(text: str, wish: Passing) -> None:
    """Which job, and how many of it, as far as it was said."""
    assert pass_asked(text) == wish


@pytest.mark.parametrize(
    "text",
    [
        "no, full this week",
        "ready, two are torn",
        "ok, but 12.50 each",
        "All here",
        "不行，这周满了",
        "做好了，少了两件",
    ],
)
def test_other_words_pass_nothing_on(text: str) -> None:
    """An answer to an offer, or news of a job, is no wish to pass it on."""
    assert pass_asked(text) is None


def test_the_command_takes_a_job_and_a_number() -> None:
    """`/pass 12-3 20`: the key's own digits are no quantity."""
    assert pass_words("12-3 20") == Passing("12-3", Decimal(20))
    assert pass_words("") == Passing()


@pytest.mark.parametrize(
    ("text", "wish"),
    [
        ("I need 200 m of navy cotton for my workshop by Friday", "200 navy cotton by Friday"),
        ("I need material", ""),
        ("我需要材料", ""),
        ("我们车间需要200米藏青棉布，下周五前", "200 藏青棉布，下周五前"),
    ],
)
def test_material_for_the_workshop(text: str, wish: str) -> None:
    """What is ordered for the maker's own workshop, without whom it is for."""
    assert material_asked(text)
    assert material_wish(text) == wish
