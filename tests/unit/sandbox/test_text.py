"""Markup becomes text and entities, counted in UTF-16 units."""

from __future__ import annotations

from typing import Any

import pytest
from aiogram.types import MessageEntity
from aiogram.utils.text_decorations import html_decoration, markdown_decoration
from hypothesis import example, given
from hypothesis import strategies as st

from bot.sandbox.errors import ApiError
from bot.sandbox.text.formatted import formatted

ROUND_TRIPS = ["bold", "italic", "underline", "strikethrough", "spoiler", "code"]


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>衣</b>👍<i>x</i>", "衣👍x", [("bold", 0, 1), ("italic", 3, 1)]),
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("  <u>a</u>  \n", "a", [("underline", 0, 1)]),
        ("&lt;b&gt; &amp; &#x4f60;&nbsp;", "<b> & 你&nbsp;", []),
        ('<a href="https://a.bc/?x=1&amp;y=2">x</a>', "x", [("text_link", 0, 1)]),
        ('<pre><code class="language-python">x = 1</code></pre>', "x = 1", [("pre", 0, 5)]),
        ("<code><b>x</b></code>", "x", [("code", 0, 1)]),
        ("<blockquote expandable>q</blockquote>", "q", [("expandable_blockquote", 0, 1)]),
        ('<span class="tg-spoiler">s</span><b></b>', "s", [("spoiler", 0, 1)]),
        ('<tg-time unix="1764288000" format="wD">Friday</tg-time>', "Friday", [("date_time", 0, 6)]),
        (
            "/start @bespoke_bot a@b.cd https://e.fg/h.",
            "/start @bespoke_bot a@b.cd https://e.fg/h.",
            [("bot_command", 0, 6), ("mention", 7, 12), ("email", 20, 6), ("url", 27, 14)],
        ),
    ],
)
def test_html_is_read_as_telegram_reads_it(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    """Text, entities and their places come out as Telegram gives them."""
    result = formatted(source, "HTML")
    assert result.text == text
    assert [(entity["type"], entity["offset"], entity["length"]) for entity in result.entities] == entities


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), min_size=1), st.sampled_from(ROUND_TRIPS))
def test_what_aiogram_writes_is_read_back(word: str, kind: str) -> None:
    """Any text that aiogram marks up, in HTML or MarkdownV2, comes back with the same words and entity."""
    word = f"x{word}x"
    units = len(word.encode("utf-16-le")) // 2
    entity = MessageEntity(type=kind, offset=3, length=units)
    for decoration, mode in ((html_decoration, "HTML"), (markdown_decoration, "MarkdownV2")):
        result = formatted(decoration.unparse(f"👍 {word} y", [entity]), mode)
        assert result.text == f"👍 {word} y"
        assert (kind, 3, units) in [(e["type"], e["offset"], e["length"]) for e in result.entities]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("*b _i_*", [("bold", 0, 3), ("italic", 2, 1)]),
        ("[x](https://a.bc/\\))", [("text_link", 0, 1)]),
        ("```python\nx = 1```", [("pre", 0, 5)]),
        (">q\nplain", [("blockquote", 0, 2)]),
        ("||s|| ~t~ __u__", [("spoiler", 0, 1), ("strikethrough", 2, 1), ("underline", 4, 1)]),
    ],
)
def test_markdown_is_read_as_telegram_reads_it(source: str, expected: list[tuple[str, int, int]]) -> None:
    """MarkdownV2 becomes the entities it means."""
    entities = formatted(source, "MarkdownV2").entities
    assert [(e["type"], e["offset"], e["length"]) for e in entities] == expected


@given(st.text(alphabet="<>/bia&;\"'= \\*_[]()`~|>!x\n", max_size=30), st.sampled_from(["HTML", "MarkdownV2"]))
@example("*[*", "MarkdownV2")
def test_any_markup_is_read_or_refused(source: str, mode: str) -> None:
    """Whatever is sent, the answer is text with entities that fit, or Telegram's refusal."""
    refusal = ""
    try:
        result = formatted(source, mode)
    except ApiError as error:
        refusal = error.description
    else:
        assert all(e["offset"] >= 0 and e["offset"] + e["length"] <= result.units for e in result.entities)
    assert not refusal or refusal.startswith("Bad Request: can't parse entities: ")


@pytest.mark.parametrize(
    "entities",
    [
        "bold",
        [1],
        [{"type": "wavy", "offset": 0, "length": 1}],
        [{"type": "bold", "offset": -1, "length": 1}],
        [{"type": "bold", "offset": 0, "length": "1"}],
        [{"type": "text_link", "offset": 0, "length": 1}],
    ],
)
def test_broken_entities_are_refused(entities: Any) -> None:
    """Entities of no known shape are refused with 400."""
    with pytest.raises(ApiError, match="can't parse entities"):
        formatted("hi", None, entities)
