"""Whatever people type: no exception, and nothing that they did not say."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlu.formats import asking_of
from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.reply import JobTerms, ReplyIntent
from planner.domain.spec import Entry, Item, OrderSpec, Reading
from tests.unit.nlu.conftest import NOW

_MIXED = (
    "oak walnut 松木 table 桌子 stools 凳子 10 二十 20% M L 中号 no 不要 without and 和 , ， . 、 by Friday "
    "下周五前 under €5 每件 "
    '块 each half rest 一半 drawer 抽屉 white legs 桌腿 saying "Hi 写着“ to Leeds 寄到 actually 换成 the second '
    "one 120 x 60 cm "
    "米 cancel 取消 ? 吗 1、 ( ) % k 打 dozen of 多 少 https://a.b/c.svg x.pdf \n - : € ¥ 件 约 not 没问题 加 "
    "5块 half 成"
)
WORDS = _MIXED.split(" ")

HARD = [
    "oak " * 1000,
    "10 " * 1300,
    "一" * 4096,
    "橡木桌子" * 1024,
    "(" * 4096,
    '"' * 4096,
    "no " * 1300,
    "and, " * 800,
    "to to to " * 400,
    "\u202eselbat kao 4\u202c",
    "4\u200b oak\u200d tables\x00\x07",
    "<b>4</b> oak <script>alert(1)</script> tables &amp; a lock",
    "👨‍👩‍👧‍👦 4 oak tables 🪑🪑",
    "٤ oak tables",
    "ﬁve oak tables ½ ² ㎝ Ⅳ",
    "99999999999999999999 oak tables",
    "0 oak tables, 31 February, 99/99/9999",
    "in 999 years, 999999 days",
    "1e9 oak tables 1.2.3.4 --- 10-5 5-5",
    "\ud800 oak table",
    " " * 4096,
    "\n" * 4096,
    "4" + " " * 4000 + "oak tables",
    ", . " * 1024,
    "no, " * 1024,
    "9" * 4000 + " oak tables",
    "a" * 4096,
    "ﷺ" * 4096,
    "\n".join(f"{number} oak tables" for number in range(1, 400))[:4096],
    'saying "' * 512,
    "不对，改成5个，" * 500,
    "to Leeds " * 450,
]  # fmt: skip


def sayings(reading: Reading) -> Iterator[str]:
    for item in reading.spec.items:
        for entry in item.attributes:
            yield entry.said
    yield from reading.unknown


@pytest.mark.parametrize("text", HARD, ids=range(len(HARD)))
def test_hard_texts_are_read_without_harm(furniture: Reader, text: str) -> None:
    """Long, odd and hostile texts give a reading whose every quotation stands in the text."""
    reading = furniture.read(text, NOW)
    assert all(said in text for said in sayings(reading))
    furniture.reply(text, NOW, JobTerms())


def test_what_is_too_long_to_read_is_told(furniture: Reader) -> None:
    """Of a message beyond the limit the beginning is read, and the rest is told as not understood, never dropped."""
    order = "4张橡木桌子，"
    text = order * 400
    reading = furniture.read(text, NOW)
    assert reading.spec.items
    assert any(wording in text and len(wording) > 20 for wording in reading.unknown)
    assert not furniture.read(order * 20, NOW).unknown


def test_a_reply_too_long_to_read_is_no_consent(furniture: Reader) -> None:
    """What a maker writes beyond the limit might take back what stands before: nothing is agreed."""
    assert furniture.reply("可以，接了", NOW).intent is ReplyIntent.ACCEPT
    assert furniture.reply("可以，接了。" + "说来话长，" * 500, NOW).intent is ReplyIntent.OTHER


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=6), max_size=25), st.booleans())
def test_any_words_can_be_read(words: list[str], spaced: bool) -> None:
    """Any mixture of words, alone or after another message, is read; each entry quotes what was written."""
    reader = _reader()
    text = (" " if spaced else "").join(words)
    reading = reader.read(text, NOW)
    assert all(said in text for said in sayings(reading))
    first = "10 oak stools, white, 4 M and 6 L"
    spec = OrderSpec((Item("stool", 10, attributes=(Entry("wood", "oak", "oak"),)),))
    for standing in (
        Standing(reading.spec, asking_of(reading)),
        Standing(spec, "0.paint"),
        Standing(spec, "destination"),
    ):
        again = reader.read(text, NOW, standing)
        assert all(said in text or said in first for said in sayings(again))
    reader.reply(text, NOW)


_READERS: list[Reader] = []


def _reader() -> Reader:
    """One reader for all examples: hypothesis doesn't take function fixtures."""
    if not _READERS:
        from pathlib import Path

        from bot.services.catalogue_file import load_catalogue

        _READERS.append(Reader(load_catalogue(Path(__file__).parent / "furniture.yaml"), ["Leeds", "杭州"]))
    return _READERS[0]
