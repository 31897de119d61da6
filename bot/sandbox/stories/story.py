"""A story as its file tells it: who wants what, and what happens one after the other."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal, get_args

import yaml

Do = Literal["write", "press", "see", "answers", "work"]
First = Literal["accept", "decline", "slow"]
Texts = Mapping[str, str]

FOLDER = Path(__file__).parent / "told"
_WORDS = Path(__file__).parent / "words.yaml"
_DOES: tuple[Do, ...] = get_args(Do)
_FIRSTS: tuple[First, ...] = get_args(First)
_LANGUAGES = ("en", "zh")


class StoryError(ValueError):
    """A story's file can't be played as it is; says where, and what would be right."""


@dataclass(frozen=True)
class Step:
    """`write` (the consumer writes `text`), `press` (they press the button that does `what`, or begins so), `see` (they
    wait until they are told `what`), `answers` (makers answer, the `first` of them in its own way, until the order is
    confirmed), `work` (makers make it and hand it on, until it is on its way)."""

    do: Do
    caption: Texts
    text: str = ""
    what: str = ""
    first: First = "accept"


@dataclass(frozen=True)
class Story:
    """`trade`: the catalogue that it needs; `consumer`: the name of whoever orders."""

    name: str
    trade: str
    language: str
    title: Texts
    consumer: str
    steps: tuple[Step, ...]


class Words:
    """What buttons and messages are called that do something, in every language: by what they do."""

    def __init__(self, words: Mapping[str, tuple[str, ...]]):
        self._words = words

    def of(self, what: str) -> tuple[str, ...]:
        """How it is called; what has no name of its own is called as it is."""
        return self._words.get(what, (what,))


def load_words() -> Words:
    """The bot's own words, from words.yaml."""
    return Words({name: tuple(said) for name, said in yaml.safe_load(_WORDS.read_text("utf-8")).items()})


def load_stories(trades: Collection[str], folder: Path = FOLDER) -> tuple[Story, ...]:
    """Those that can be played with these trades, by name. Raises StoryError."""
    found = [story_of(file.stem, yaml.safe_load(file.read_text("utf-8"))) for file in sorted(folder.glob("*.yaml"))]
    return tuple(story for story in found if story.trade in trades)


def story_of(name: str, data: Any) -> Story:
    """Raises StoryError."""
    _check(isinstance(data, dict), name, "a story is a mapping with trade, language, title, consumer and steps")
    _check(data.keys() == {"trade", "language", "title", "consumer", "steps"}, name, "keys are missing or unknown")
    _check(data["language"] in _LANGUAGES, name, f"language must be one of {', '.join(_LANGUAGES)}")
    _check(isinstance(data["steps"], list) and bool(data["steps"]), name, "steps must be a list")
    steps = tuple(_step(f"{name}, step {number}", step) for number, step in enumerate(data["steps"], start=1))
    title = _texts(f"{name}, title", data["title"])
    return Story(name, str(data["trade"]), data["language"], title, str(data["consumer"]), steps)


def _step(where: str, data: Any) -> Step:
    _check(isinstance(data, dict), where, "a step is a mapping")
    unknown = data.keys() - {"do", "caption", "text", "what", "first"}
    _check(not unknown, where, f"{', '.join(sorted(unknown))} means nothing here")
    _check(data.get("do") in _DOES, where, f"do must be one of {', '.join(_DOES)}")
    _check(data.get("first", "accept") in _FIRSTS, where, f"first must be one of {', '.join(_FIRSTS)}")
    _check(data["do"] != "write" or bool(data.get("text")), where, "write needs a text")
    _check(data["do"] not in ("press", "see") or bool(data.get("what")), where, f"{data['do']} needs what")
    return Step(
        data["do"],
        _texts(f"{where}, caption", data.get("caption")),
        str(data.get("text", "")),
        str(data.get("what", "")),
        data.get("first", "accept"),
    )


def _texts(where: str, data: Any) -> Texts:
    _check(isinstance(data, dict) and all(data.get(language) for language in _LANGUAGES), where, "needs en and zh")
    return dict(data)


def _check(good: bool, where: str, otherwise: str) -> None:
    if not good:
        raise StoryError(f"{where}: {otherwise}")
