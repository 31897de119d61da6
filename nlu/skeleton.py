"""What an English word sounds like without its vowels: "lettus" is "lettuce", "vinegrette" "vinaigrette"."""

from __future__ import annotations

import re
from functools import lru_cache

#: Ways of writing one sound, in the order in which they are made one.
_SOUNDS = (
    (re.compile(r"gh(?=t|$)"), ""), (re.compile("ph"), "f"), (re.compile("sch|sh"), "x"), (re.compile("tch|ch"), "x"),
    (re.compile("c(?=[eiy])"), "s"), (re.compile("ck|[cq]"), "k"), (re.compile("g(?=[eiy])"), "j"),
    (re.compile("z"), "s"), (re.compile("^kn"), "n"), (re.compile("^wr"), "r"), (re.compile("mb$"), "m"),
)  # fmt: skip
_SILENT = re.compile("[aeiouyhw]")
_DOUBLE = re.compile(r"(.)\1+")


@lru_cache(maxsize=20_000)
def skeleton(word: str) -> str:
    """The consonants of a word by their sounds, each once where doubled."""
    for written, sound in _SOUNDS:
        word = written.sub(sound, word)
    return _DOUBLE.sub(r"\1", word[:1] + _SILENT.sub("", word[1:]))
