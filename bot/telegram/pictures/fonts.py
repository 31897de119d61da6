"""A font that has both Latin and Chinese characters: the system's, else the one that comes with a package."""

from __future__ import annotations

from functools import cache
from importlib.util import find_spec
from pathlib import Path

from matplotlib.font_manager import FontPath, FontProperties, fontManager
from matplotlib.ft2font import FT2Font

#: Families with Simplified Chinese, the plainest first: Linux, macOS, Windows.
FAMILIES = (
    "Noto Sans CJK SC",
    "Source Han Sans SC",
    "Source Han Sans CN",
    "WenQuanYi Micro Hei",
    "PingFang SC",
    "Hiragino Sans GB",
    "Microsoft YaHei",
    "SimHei",
)
REGULAR = (400, "regular", "normal", "book", "medium")


@cache
def font() -> FontPath:
    """The font that everything is written in. Raises FileNotFoundError where there is none at all."""
    found = system_font() or packaged_font()
    if found is None:
        raise FileNotFoundError("no font with Chinese characters: install fonts-noto-cjk, or the mplfonts package")
    return found


def system_font() -> FontPath | None:
    """The first of our families that is installed, in its regular weight."""
    installed = {entry.name: entry for entry in fontManager.ttflist if entry.weight in REGULAR}
    known = next((installed[family] for family in FAMILIES if family in installed), None)
    return FontPath(known.fname, known.index) if known is not None else None


def packaged_font() -> FontPath | None:
    """The one in the mplfonts package, found without importing it: that would install fonts and change settings."""
    package = find_spec("mplfonts")
    folders = package.submodule_search_locations if package else None
    files = (Path(folder) / "fonts" / "NotoSansCJKsc-Regular.otf" for folder in folders or ())
    found = next((file for file in files if file.is_file()), None)
    return FontPath(str(found), 0) if found is not None else None


def letters(size: float) -> FontProperties:
    """Our font in a size, in points."""
    properties = FontProperties(size=size)
    properties.set_file(font())
    return properties


@cache
def _known() -> frozenset[int]:
    path = font()
    return frozenset(FT2Font(str(path), face_index=path.face_index).get_charmap())


def drawable(text: str) -> str:
    """The text without what the font can't draw (emoji in somebody's name): better a gap than an empty box."""
    return "".join(ch for ch in " ".join(text.split()) if ord(ch) in _known()).strip()


def shortened(text: str, width: int) -> str:
    """At most so wide: a Chinese character is twice as wide as a Latin letter."""
    text = drawable(text)
    kept, used = "", 0
    for ch in text:
        used += 2 if ord(ch) > 0x2E7F else 1
        if used > width - 1 and len(kept) < len(text) - 1:
            return kept.rstrip() + "…"
        kept += ch
    return kept
