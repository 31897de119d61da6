"""Which files are taken."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.runtime.settings import load_settings
from bot.services.files import KINDS, MEGABYTE, FileRules, SentFile, refusal_of
from tests.e2e.stage import stage

RULES = FileRules()


@pytest.mark.parametrize(
    ("name", "mime"),
    [
        ("logo.png", "image/png"),
        ("LOGO.PNG", "image/png"),
        ("our logo.final.svg", "image/svg+xml"),
        ("print.ai", "application/pdf"),
        ("print.ai", "application/octet-stream"),
        ("scan.pdf", None),
        ("图案.psd", "image/vnd.adobe.photoshop"),
        ("pattern.dxf", "application/dxf; charset=binary"),
    ],
)
def test_artwork_is_welcome(name: str, mime: str | None) -> None:
    """What makers work from is taken, however the name is written and whether or not Telegram knows the kind."""
    assert refusal_of(SentFile(name, 1000, mime), RULES) is None


@pytest.mark.parametrize(
    ("name", "mime", "code"),
    [
        ("setup.exe", "application/x-msdownload", "file_kind"),
        ("logo.png.exe", "image/png", "file_kind"),
        ("logo\u202egnp.exe", "image/png", "file_kind"),
        ("page.html", "text/html", "file_kind"),
        ("movie.mp4", "video/mp4", "file_kind"),
        ("logo", "image/png", "file_kind"),
        ("", "image/png", "file_kind"),
        (".", None, "file_kind"),
        ("logo.png", "application/x-msdownload", "file_disguised"),
        ("logo.png", "text/html", "file_disguised"),
        ("logo.svg", "text/html", "file_disguised"),
    ],
)
def test_anything_else_is_not(name: str, mime: str, code: str) -> None:
    """A kind that is not listed is refused by its last ending, and one that Telegram knows to be another by that."""
    assert refusal_of(SentFile(name, 1000, mime), RULES) == code


@pytest.mark.parametrize(
    ("size", "code"),
    [(1, None), (10 * MEGABYTE, None), (10 * MEGABYTE + 1, "file_size"), (0, "file_size"), (None, "file_size")],
)
def test_size_matters(size: int | None, code: str | None) -> None:
    """Ten megabytes are taken, not a byte more; nothing, or nobody knows how much, is not."""
    assert refusal_of(SentFile("logo.png", size, "image/png"), RULES) == code


def test_a_name_is_shown_as_it_is() -> None:
    """Marks that turn the order of letters around, new lines and folders are gone; a long name keeps its ending."""
    assert SentFile("a\u202eb\n../c\x00.png", 1).shown_name == "a b .. c .png"
    assert SentFile("x" * 500 + ".png", 1).shown_name.endswith("x.png")
    assert len(SentFile("x" * 500 + ".png", 1).shown_name) == 120


def test_the_settings_say_which() -> None:
    """FILE_KINDS and FILE_MEGABYTES replace the defaults, with or without a dot."""
    rules = load_settings(None, file_kinds=".STEP, obj", file_megabytes=0.5).file_rules
    assert rules == FileRules(frozenset({"step", "obj"}), 500_000)
    assert refusal_of(SentFile("part.obj", 9, "model/obj"), rules) is None
    assert load_settings(None).file_rules == replace(RULES, kinds=frozenset(KINDS))


async def test_what_is_refused_is_said_with_what_to_do(tmp_path: Path) -> None:
    """A program beside a wish: the wish is read, the program is put aside, and the notice says what is welcome."""
    async with stage(tmp_path) as play:
        await play.alex.sends_file("logo.exe", b"MZ", "application/x-msdownload", caption="30 navy hoodies, size M")
        notice = await play.alex.until_says("can't take this kind of file")
        assert "png" in notice.text
        assert "10 MB" in notice.text
        assert any("hoodie" in m.text for m in play.alex.from_bot)
        await play.xiaolin.sends("你好")
        await play.xiaolin.sends_file("logo.png", b"not a picture", "text/html")
        await play.xiaolin.until_says("对不上")


async def test_a_file_over_the_limit_is_refused(tmp_path: Path) -> None:
    """What Telegram says of the size is what counts."""
    async with stage(tmp_path, settings={"file_megabytes": 0.001}) as play:
        await play.alex.sends_file("logo.pdf", b"%" * 1001, "application/pdf")
        await play.alex.until_says("too large")
        await play.alex.sends_file("logo.pdf", b"%" * 1000, "application/pdf")
        await play.alex.until_says("Tell me first what it is for")
