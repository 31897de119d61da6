"""When the trained part is asked, and when it is believed: where the rules are silent, or known to be weak.

Each threshold is the least at which about four of five held-out sentences or more were read right, higher where a wrong
answer does harm; an intent that never came so far has none (`python -m tests.bench.intents` shows the figures).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from nlu.languages.en import doubts as en
from nlu.languages.zh import doubts as zh
from nlu.learned.model import Model, stored
from nlu.tokens import Token
from planner.domain.reply import ReplyIntent
from planner.domain.spec import Intent

#: Where no rule speaks. What needs items, prices or days ("order", "amend", "counter") is never taken from here.
REPLIES: Final = {
    ReplyIntent.STARTED: 0.5,
    ReplyIntent.READY: 0.6,
    ReplyIntent.SHIPPED: 0.5,
    ReplyIntent.DELAYED: 0.6,
    ReplyIntent.QUESTION: 0.6,
    ReplyIntent.DECLINE: 0.7,
}
MESSAGES: Final = {
    Intent.ACCEPT: 0.8,
    Intent.REJECT: 0.7,
    Intent.CANCEL: 0.7,
    Intent.GREET: 0.6,
}
#: Where a rule speaks that looks at single words: a yes or other terms in what is news of the work.
REPLIES_AGAINST: Final = {
    ReplyIntent.ACCEPT: {ReplyIntent.STARTED: 0.7, ReplyIntent.READY: 0.7, ReplyIntent.DELAYED: 0.7},
    ReplyIntent.COUNTER: {ReplyIntent.STARTED: 0.6, ReplyIntent.READY: 0.6},
}
#: A question may be one about the order, or an indignant no.
MESSAGES_AGAINST: Final = {Intent.QUESTION: {Intent.STATUS: 0.8, Intent.REJECT: 0.7}}

_DOUBT: Final = re.compile(rf"{en.DOUBT}|{zh.DOUBT}|[\d?？]")
_ASKS: Final = re.compile(r"[?？]|吗")
#: A yes that tells of what will be is a promise, not news.
_AHEAD: Final = re.compile(r"\b(?:will|going to|gonna)\b|'ll\b|会|将|马上|即刻|立刻")
#: Rules know the short ones; of fewer words the model knows too little.
_LEAST_WORDS: Final = 3
_LEAST_CHARACTERS: Final = 4
#: More than any probability.
_NEVER: Final = 2.0


@dataclass(frozen=True)
class Fallback:
    """The models asked; None: never asked."""

    replies: Model | None
    messages: Model | None

    def reply(
        self, by_rules: ReplyIntent | None, text: str, tokens: Sequence[Token], firm: bool = False
    ) -> ReplyIntent:
        """The intent of a reply; `text` is folded, `tokens` are its own.

        `by_rules`: None where no rule speaks; `firm`: a price or a day to come is named, so that no rule is doubted.
        """
        thresholds = REPLIES if by_rules is None else REPLIES_AGAINST.get(by_rules)
        unchanged = by_rules or ReplyIntent.OTHER
        if self.replies is None or not thresholds or _too_short(tokens):
            return unchanged
        if by_rules is not None and (firm or _AHEAD.search(text)):
            return unchanged
        label, probability = self.replies.likely(tokens)
        intent = ReplyIntent(label)
        if probability < thresholds.get(intent, _NEVER):
            return unchanged
        return unchanged if intent is not ReplyIntent.QUESTION and _ASKS.search(text) else intent

    def message(self, by_rules: Intent, text: str, tokens: Sequence[Token]) -> Intent:
        """The intent of a consumer's message; a yes only where nothing at all speaks against it."""
        thresholds = MESSAGES if by_rules is Intent.OTHER else MESSAGES_AGAINST.get(by_rules)
        if self.messages is None or not thresholds or _too_short(tokens):
            return by_rules
        label, probability = self.messages.likely(tokens)
        intent = Intent(label)
        if probability < thresholds.get(intent, _NEVER):
            return by_rules
        doubted = (intent is Intent.ACCEPT and _DOUBT.search(text)) or (intent is Intent.CANCEL and _ASKS.search(text))
        return by_rules if doubted else intent


def _too_short(tokens: Sequence[Token]) -> bool:
    words = sum(token.kind == "word" for token in tokens)
    return words < _LEAST_WORDS and sum(token.wordy for token in tokens) < _LEAST_CHARACTERS


@cache
def committed() -> Fallback:
    """The models that are part of the package."""
    return Fallback(stored("replies"), stored("messages"))


RULES_ALONE: Final = Fallback(None, None)
