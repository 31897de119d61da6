"""People who decide by what their buttons do: each new message is looked at once, and answered, or not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any, Protocol

from bot.sandbox.shown import ShownMessage
from bot.telegram.render.keyboard import PREFIX

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Choice:
    """A button as somebody sees it: its data, and what it does."""

    data: str
    kind: str
    args: Mapping[str, Any]


@dataclass(frozen=True)
class Deed:
    """What somebody will do with a message, and when: press a button, or write `words` in reply."""

    after: timedelta
    data: str | None = None
    words: str = ""


class Temper(Protocol):
    """How people decide."""

    def decide(self, chat: int, message: ShownMessage, choices: Sequence[Choice]) -> Sequence[Deed]:
        """What somebody does about a message that they see for the first time."""


#: How often each kind is chosen, relative to the others that a message has and to silence. A kind that is not here is
#: never pressed: nobody knows what it would do.
WEIGHTS: Mapping[str, float] = {
    "accept": 10, "decline": 1, "give_back": 1, "started": 5, "ready": 4, "shipped": 6, "delayed": 0.5,
    "arrived": 8, "missing": 0.3, "answer": 8, "relax": 8, "choose": 12, "agree": 8, "cancel": 0.3, "rate": 6,
    "again": 2,
}  # fmt: skip
SILENCE = 1.0
#: A tracking message is edited often and has only the button to cancel: few look at it with that in mind. Other is a
#: message of its own, such as that there is trouble.
CHANGE_OF_MIND, IMPATIENCE = 0.004, 0.05
#: How long people take on average.
PACE: Mapping[str, timedelta] = {
    "accept": 50 * MINUTE, "decline": 30 * MINUTE, "answer": 3 * MINUTE, "choose": 15 * MINUTE, "relax": 10 * MINUTE,
    "started": 16 * HOUR, "ready": 12 * HOUR, "shipped": 5 * HOUR, "delayed": 8 * HOUR, "arrived": 6 * HOUR,
    "rate": 20 * HOUR, "agree": HOUR, "again": HOUR, "cancel": 5 * HOUR,
}  # fmt: skip
#: What makers write instead of pressing, and how often.
WORDS_SHARE = 0.06
OFFER_WORDS = ("ok", "we can take it", "can't do it", "only at 9 each", "for 400 in all", "what thread should we use?")
PROGRESS_WORDS = ("we have started", "it's ready", "we need two days more", "all is well")
ARRIVAL_WORDS = ("all here", "2 are missing", "it has arrived")


@dataclass
class Moody:
    """By the weights above, from a seed."""

    random: Random
    weights: Mapping[str, float] = field(default_factory=lambda: WEIGHTS)

    def decide(self, chat: int, message: ShownMessage, choices: Sequence[Choice]) -> Sequence[Deed]:
        kinds = sorted({choice.kind for choice in choices})
        chance = self.random.random()
        if kinds == ["cancel"]:
            sure = "owed" in choices[0].args
            wish = CHANGE_OF_MIND if message.edited else IMPATIENCE
            return [self._press(choices[0])] if chance < (0.5 if sure else wish) else []
        if chance < WORDS_SHARE and (words := self._words(kinds)):
            return [Deed(self._time(kinds[0]), words=words)]
        weights = [self.weights.get(kind, 0.0) for kind in kinds]
        if not any(weights):
            return []
        kind = self.random.choices([*kinds, ""], [*weights, SILENCE])[0]
        if not kind:
            return []
        chosen = self._press(self.random.choice([choice for choice in choices if choice.kind == kind]))
        if kind != "missing":
            return [chosen]
        return [chosen, Deed(chosen.after + HOUR, words=self.random.choice(ARRIVAL_WORDS))]

    def _press(self, choice: Choice) -> Deed:
        return Deed(self._time(choice.kind), choice.data)

    def _time(self, kind: str) -> timedelta:
        return PACE.get(kind, HOUR) * self.random.expovariate(1.0) + timedelta(seconds=20)

    def _words(self, kinds: Sequence[str]) -> str | None:
        if "accept" in kinds:
            return self.random.choice(OFFER_WORDS)
        if "started" in kinds or "ready" in kinds:
            return self.random.choice(PROGRESS_WORDS)
        return self.random.choice(ARRIVAL_WORDS) if "arrived" in kinds else None


@dataclass
class Steady:
    """Everybody does the next thing, at a set time; the first maker asked for one process says no, another is slow.

    Whoever sees the same message again after a crash decides as before, so two runs can be compared.
    """

    refuses: frozenset[int] = frozenset()
    slow: frozenset[int] = frozenset()
    _refused: set[int] = field(default_factory=set)
    _order: tuple[str, ...] = ("accept", "choose", "answer", "agree", "started", "ready", "shipped", "arrived", "rate")

    def decide(self, chat: int, message: ShownMessage, choices: Sequence[Choice]) -> Sequence[Deed]:
        by_kind = {choice.kind: choice for choice in reversed(choices)}
        kind = next((kind for kind in self._order if kind in by_kind), None)
        if kind is None:
            return []
        if kind == "accept" and chat in self.refuses and chat not in self._refused:
            self._refused.add(chat)
            kind = "decline"
        patient = kind == "accept" and chat in self.slow
        # A crash costs minutes: people who take half an hour each don't notice.
        return [Deed(75 * MINUTE if patient else 30 * MINUTE + chat % 7 * MINUTE, by_kind[kind].data)]


def action_of(data: str) -> str:
    """The action behind a button's data."""
    return data.removeprefix(PREFIX)
