"""A question first, then the wish: "Do you have oak tables? If so, 3 please"."""

from __future__ import annotations

import re

from nlu.intents import says

_SENTENCE_END = re.compile(r"[?？]+\s*")
#: Only a short question is one about what there is.
_LONGEST = 120


def wish_after_question(text: str) -> int | None:
    """Where in a folded text the wish begins that follows a question about what can be had; None where none does.

    The question names no number: "Can you do 30? If so, go ahead" wishes for what it asks.
    """
    end = _SENTENCE_END.search(text)
    if end is None or end.end() >= len(text) or end.start() > _LONGEST:
        return None
    asked, rest = text[: end.end()], text[end.end() :]
    if re.search(r"\d", asked) or _SENTENCE_END.search(rest) or not says("QUESTION", asked) or not says("IF_SO", rest):
        return None
    return end.end()
