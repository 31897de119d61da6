"""Texts to be written on the goods, and ways of writing that hide nothing."""

from __future__ import annotations

import pytest

from nlu.reader import Reader
from tests.unit.nlu.conftest import NOW, briefs

TEXTS = {
    'one oak table saying "Tom & Rose ❤️"': "Tom & Rose ❤️",
    "one oak table, inscription: Est. 1999": "Est. 1999",
    "one oak table with the inscription White Ash Ltd": "White Ash Ltd",
    "one oak table with the words Thinking of you": "Thinking of you",
    "one oak table. The inscription should read: Good luck on your wedding": "Good luck on your wedding",
    "one oak table, inscription “Line one\nLine two”": "Line one\nLine two",
    "橡木桌子一张，刻字写白色恋人": "白色恋人",
    "橡木桌子一张，刻字内容是：白色恋人": "白色恋人",
    "橡木桌子一张，写着幸福之家四个字": "幸福之家",
    "橡木桌子一张，上面刻上『红木之家』": "红木之家",
}


@pytest.mark.parametrize(("text", "inscription"), TEXTS.items())
def test_a_text_begins_behind_all_that_leads_to_it(furniture: Reader, text: str, inscription: str) -> None:
    """A text is what is to be written, without the words that announce it, and nothing in it is a value."""
    assert briefs(furniture.read(text, NOW)) == [f"table 1 inscription={inscription} wood=oak"]


def test_an_inch_sign_opens_no_text(furniture: Reader) -> None:
    """ "12" wide, saying "Hi"" is a measure and a text."""
    reading = furniture.read('one oak table, 12" wide, saying "Hi"', NOW)
    assert briefs(reading) == ["table 1 inscription=Hi width=12in wood=oak"]


def test_our_logo_is_no_text(furniture: Reader) -> None:
    """What is only told of ("with our logo") is not what is written."""
    assert briefs(furniture.read("橡木桌子一张，写上：我们的店名", NOW)) == ["table 1 wood=oak"]


@pytest.mark.parametrize(
    "text",
    ["TWO OAK STOOLS IN WHITE PLEASE", "Two Oak Stools In White Please", "兩個橡木凳子，白色", "𝟐 oak stools, white"],
)
def test_capitals_and_scripts_hide_nothing(furniture: Reader, text: str) -> None:
    """Capitals everywhere say nothing, and traditional characters and mathematical letters are read as others are."""
    assert briefs(furniture.read(text, NOW)) == ["stool 2 paint=white wood=oak"]


@pytest.mark.parametrize(
    ("words", "place"),
    [
        ("改送鹿特丹", "鹿特丹"),
        ("发顺丰到成都", "成都"),
        ("地址错了，是无锡", "无锡"),
        ("wrong address, it's Hull", "Hull"),
        ("送人用", None),
    ],
)
def test_a_place_that_is_put_right_counts(furniture: Reader, words: str, place: str | None) -> None:
    """A destination is read where it is corrected, and where a courier is named on the way."""
    assert furniture.read(f"4 oak tables, {words}", NOW).spec.destination == place
