"""Folding: one way of writing for what people write in many ways, with the way back to what they really wrote."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, cached_property, lru_cache
from importlib import resources

import yaml

_UNIFIED = str.maketrans(
    {
        **dict.fromkeys("‘’‛`´ʼ", "'"),
        **dict.fromkeys("“”„‟「」『』«»", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
        **dict.fromkeys("×✕✖", "x"),
        **dict.fromkeys("～〜", "~"),
        "\u00a0": " ",
        "\t": " ",
        "\r": "\n",
        "\u2028": "\n",
        "\u2029": "\n",
        "⁄": "/",
    }
)


@cache
def simplified() -> dict[int, int]:
    """Code points of traditional characters → their simplified forms."""
    raw = resources.files("nlu.languages").joinpath("traditional.yaml").read_text(encoding="utf-8")
    table = yaml.safe_load(raw)
    one, other = (table[key].replace(" ", "") for key in ("traditional", "simplified"))
    return dict(zip(map(ord, one), map(ord, other), strict=True))


_WORD = re.compile(r"[^\W\d_]{1,60}")


@dataclass(frozen=True)
class Folded:
    """A text in its folded form; `origin[i]` is the place in `source` of the folded character `i`."""

    source: str
    text: str
    origin: tuple[int, ...]
    #: What stands behind all that is read.
    rest: str = ""

    def said(self, start: int, end: int) -> str:
        """What was really written at the folded characters from `start` to before `end`."""
        if end <= start:
            return ""
        last = self.origin[end - 1] + 1
        # What only changes the look of a character goes with it (the red of a heart).
        while last < len(self.source) and self.source[last] in "\ufe0e\ufe0f":
            last += 1
        return self.source[self.origin[start] : last]

    def until(self, end: int) -> Folded:
        """The text up to the folded character `end`; what stands behind it is not read."""
        rest = self.source[self.origin[end] :] + self.rest
        return replace(self, text=self.text[:end], origin=self.origin[:end], rest=rest)

    def capital(self, index: int) -> bool:
        """Was this character written as a capital letter?"""
        return self.source[self.origin[index]].isupper()

    @cached_property
    def shouted(self) -> bool:
        """Do (nearly) all words begin with a capital, so that a capital says nothing?"""
        words = [word for word in _WORD.findall(self.source) if len(word) > 1]
        return len(words) >= 4 and sum(word[0].isupper() for word in words) >= 0.8 * len(words)


#: A ligature that stands for a whole sentence (U+FDFA) is one character still.
_MOST_FROM_ONE = 4


@lru_cache(maxsize=20_000)
def _fold_char(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Cf", "Mn", "Me", "Cs", "Co", "Cn") or (category == "Cc" and char not in "\n\t\r"):
        return ""
    out = unicodedata.normalize("NFKC", char.translate(_UNIFIED)).casefold()
    out = unicodedata.normalize("NFKC", out).translate(_UNIFIED)
    # A letter's accents are written or left out as people please: "décor" is "decor".
    out = "".join(c for c in unicodedata.normalize("NFD", out) if unicodedata.category(c) not in ("Mn", "Me"))
    folded = unicodedata.normalize("NFC", out).translate(simplified())
    return folded if len(folded) <= _MOST_FROM_ONE else char


#: ① … ⑳ and the like: Unicode calls them digits in a circle, which folding alone would glue to what follows.
_CIRCLED = re.compile("[①-⑳⓵-⓾❶-❿➀-➓㊀-㊉]")


def _circled(source: str) -> dict[int, str]:
    """Circled digits by their places: marks of a list where they count up from one, else numbers by themselves."""
    found = {m.start(): int(unicodedata.numeric(m.group())) for m in _CIRCLED.finditer(source)}
    counting = len(found) > 1 and list(found.values()) == list(range(1, len(found) + 1))
    return {place: f"\n{number}. " if counting else f" {number} " for place, number in found.items()}


def _fraction(char: str, source: str, index: int) -> str | None:
    """ "2½" is 2.5, "½" is 0.5; None for other characters."""
    if char not in "½¼¾⅛⅜⅝⅞":
        return None
    behind = index > 0 and unicodedata.category(source[index - 1]) == "Nd"
    text = f"{unicodedata.numeric(char):g}"
    return text[1:] if behind else text


#: The longest text that is read; Telegram's own limit for a message.
LONGEST = 4096
#: Of a mark repeated, and of spaces and line ends in a row, so many say all there is to say.
_MOST_MARKS, _MOST_SPACES = 3, 2


# Several steps of a reading begin with the text as it was written.
@lru_cache(maxsize=16)
def fold(source: str) -> Folded:
    """Case, width, accents, traditional characters, quotation marks, dashes; invisible characters go.

    Long runs of spaces or of one mark are cut short. What stands behind `LONGEST` characters is not read.
    """
    source, rest = source[:LONGEST], source[LONGEST:]
    characters: list[str] = []
    origin: list[int] = []
    circled = _circled(source)
    for index, char in enumerate(source):
        for out in circled.get(index) or _fraction(char, source, index) or _fold_char(char):
            characters.append(out)
            origin.append(index)
    kept = _without_long_runs(characters)
    return Folded(source, "".join(characters[i] for i in kept), tuple(origin[i] for i in kept), rest)


def _without_long_runs(characters: Sequence[str]) -> list[int]:
    """The places that stay. A pattern that looks past spaces would look at thousands of them from each one of them."""
    kept: list[int] = []
    last, run = "", 0
    for index, char in enumerate(characters):
        if char.isalnum():
            last = ""
        elif char == last or (char.isspace() and last.isspace()):
            run += 1
            if run > (_MOST_SPACES if char.isspace() else _MOST_MARKS):
                if char == "\n" and characters[kept[-1]] != "\n":
                    # A line's end outweighs the spaces before it.
                    kept[-1] = index
                continue
            last = char
        else:
            last, run = char, 1
        kept.append(index)
    return kept
