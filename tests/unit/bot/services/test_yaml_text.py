"""Reading YAML that people write by hand."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.services.yaml_text import MAX_BYTES, read_yaml, read_yaml_file
from planner.domain.errors import DataError


def refusal(raw: bytes) -> str:
    with pytest.raises(DataError) as caught:
        read_yaml(raw, "file.yaml")
    return str(caught.value)


@pytest.mark.parametrize(
    "word", ["no", "on", "yes", "off", "y", "2026-12-01", "12:30", "007", "0x1F", "1_000", "1e5", ".inf", "<<", "="]
)
def test_words_of_other_yaml_versions_are_text(word: str) -> None:
    """What older YAML takes for booleans, dates, times or odd numbers stays the text that was written."""
    assert read_yaml(f"a: {word}".encode(), "").data == {"a": word}


def test_plain_scalars() -> None:
    """Plain numbers, true, false and null are what they say, and text in quotes stays text."""
    data = read_yaml(b"[1, -2, 1.50, true, False, null, ~, , 'true', \"3\"]".replace(b", ,", b","), "").data
    assert data == [1, -2, 1.5, True, False, None, None, "true", "3"]


def test_keys_are_text() -> None:
    """A key is the text as written, whatever it looks like."""
    assert read_yaml("38: a\nno: b\n1.50: c\n棉: d".encode(), "").data == {"38": "a", "no": "b", "1.50": "c", "棉": "d"}


def test_duplicate_keys_are_all_told_with_place_and_both_lines() -> None:
    """Every key that stands twice is refused, with its place and the lines of both."""
    text = refusal(b"a: 1\nb:\n  c: 1\n  c: 2\na: 2\n")
    assert "b.c: the key stands twice, again at line 4, column 3 (it stands in line 3 already" in text
    assert "a: the key stands twice, again at line 5, column 1 (it stands in line 1 already" in text


@pytest.mark.parametrize(
    ("raw", "where", "what"),
    [
        (b"a:\n\tb: 1\n", "line 2, column 1", "spaces, not tabs"),
        (b"a: x\nb: [1, 2\nc: 3\n", "line 3", "brackets"),
        (b"a: b: c\n", "line 1, column 5", "quote"),
        ("a: 1\nb: über".encode("latin-1"), "line 2, column 4", "save the file as UTF-8"),
        ("a: ü".encode("utf-16"), "line 1, column 1", "save the file as UTF-8"),
        (b"a: x\nb: \x01y\n", "line 2, column 4", "U+0001"),
        (b"a: !!python/object:os.system [1]\n", "line 1, column 4", "tag"),
        (b"a: 1\n---\nb: 2\n", "line 2, column 1", "one document"),
        (b"? [a]\n: 1\n", "line 1, column 3", "a key must be a word"),
        (b"a: *b\n", "line 1, column 4", "&b"),
        (b"a: &a [*a]\n", "line 1, column 8", "&a"),
        (b"[" * 100_000, "line 1, column 42", "nested deeper"),
    ],
)
def test_what_can_not_be_read_is_told_with_line_and_column(raw: bytes, where: str, what: str) -> None:
    """Text that is no YAML, or more than plain data, is refused with its line, its column and what to do."""
    text = refusal(raw)
    assert where in text
    assert what in text


def test_aliases_that_multiply_are_refused() -> None:
    """A few lines of aliases of aliases can't unfold into millions of values."""
    lines = [b"a: &a [1,1,1,1,1,1,1,1,1,1]"]
    for before, name in zip(b"abcdefgh", b"bcdefghi", strict=True):
        lines.append(b"%c: &%c [%s]" % (name, name, b",".join([b"*%c" % before] * 10)))
    assert "use fewer aliases" in refusal(b"\n".join(lines))


def test_aliases_are_followed() -> None:
    """An alias stands for what its anchor names."""
    assert read_yaml(b"a: &x [1, 2]\nb: *x", "").data == {"a": [1, 2], "b": [1, 2]}


def test_too_large_a_text_is_refused() -> None:
    """A text over the limit is refused before it is looked at."""
    assert "larger than 5 MB" in refusal(b"#" * (MAX_BYTES + 1))


def test_an_empty_text_is_nothing() -> None:
    """No text, or comments alone, is no data and no fault of the reader."""
    assert read_yaml(b"# nothing yet\n", "").data is None


def test_byte_order_mark_is_no_text() -> None:
    """A byte order mark, as some editors write it, changes nothing."""
    assert read_yaml(b"\xef\xbb\xbfa: 1", "").data == {"a": 1}


def test_lines_of_places() -> None:
    """Every place has the line it stands in, and a place that the text lacks has that of what is around it."""
    document = read_yaml(b"a:\n  b:\n    - c: 1\n    - d: 2\n", "")
    assert document.line_of("a.b[1].d") == 4
    assert document.line_of("a.b[1].missing") == 4
    assert document.line_of("a.b[7].x.y") == 2
    assert document.line_of("elsewhere") == 1


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    """A missing file, or a folder, is a fault that names it, like any other."""
    for path in (tmp_path / "none.yaml", tmp_path):
        with pytest.raises(DataError, match="can't be read") as caught:
            read_yaml_file(path)
        assert str(path) in str(caught.value)
