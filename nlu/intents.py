"""What a message is for, as far as its words say."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from types import ModuleType

from nlu.languages.en import intents as en
from nlu.languages.zh import intents as zh
from planner.domain.spec import Intent

_TABLES: tuple[ModuleType, ...] = (en, zh)


@cache
def pattern(name: str) -> re.Pattern[str]:
    """One pattern of every language in one expression."""
    return re.compile("|".join(f"(?:{getattr(table, name)})" for table in _TABLES))


# Asked again and again about the same message: for each of its items, some of it.
@lru_cache(maxsize=128)
def says(name: str, text: str) -> bool:
    return pattern(name).search(text) is not None


@dataclass(frozen=True)
class Content:
    """What a message holds besides its tone: goods (a product or a number), loose values, what frames an order.

    `counted`: a product with its number; `named`: a product at all; `detailed`: an order that lacks nothing.
    `stated`: it is named in a clause that asks nothing, before any question.
    """

    goods: bool = False
    values: bool = False
    frame: bool = False
    removes: bool = False
    counted: bool = False
    named: bool = False
    detailed: bool = False
    stated: bool = False


def intent_of(text: str, content: Content, standing: bool) -> Intent:
    """The intent of a folded text. `standing`: there is a draft, so that loose values answer or amend."""
    before = says("ORDERED_BEFORE", text)
    holds = content.goods or (content.values and (standing or says("WANT", text))) or (content.frame and standing)
    if says("CANCEL", text) and not says("NOT_CANCEL", text):
        if says("REJECT", text) and not says("CANCEL_OUTRIGHT", text):
            return Intent.REJECT
        corrects = content.removes or (holds and not before and says("CHANGE", text))
        if not (standing and corrects):
            return Intent.ORDER if holds and not before and _wish_after(text) else Intent.CANCEL
    polite = content.counted and says("POLITE", text)
    if says("COMPLAINT", text) and not content.counted and not says("REQUEST", text):
        return Intent.OTHER
    if not standing and not before and (content.stated or (content.detailed and says("PRICE_ASKED", text))):
        return Intent.ORDER
    if (
        not (polite and not before)
        and says("STATUS", text)
        and not (standing and holds)
        and (before or not holds or not says("REQUEST", text))
    ):
        return Intent.STATUS
    if not standing and before and says("AMEND", text):
        return Intent.AMEND
    if not standing and content.named and not content.counted and says("ONLY_ASKED", text):
        return Intent.QUESTION
    if standing and says("ASKING", text) and not says("CHANGE", text) and not says("REQUEST", text):
        return Intent.QUESTION
    if not standing and _changes_nothing(text, content):
        return Intent.AMEND
    if polite and not (standing and says("ASKING", text)):
        return Intent.ORDER
    if not standing and not content.goods and says("INQUIRE", text):
        return Intent.QUESTION
    if holds and (standing or says("REQUEST", text) or not says("QUESTION", text)):
        return Intent.ORDER
    return _talk(text, before)


def _changes_nothing(text: str, content: Content) -> bool:
    """ "make it 40", 改成40件: a change of an order, but no order of anything."""
    if content.named or not says("AMEND", text) or says("REQUEST", text):
        return False
    return content.goods or re.search(r"\d", text) is not None


def _talk(text: str, before: bool) -> Intent:
    """The intent of a message that orders nothing."""
    if says("AMEND", text) and says("MY_ORDER", text) and not says("QUESTION", text):
        return Intent.AMEND
    if says("REJECT", text):
        return Intent.REJECT
    if says("GREET", text):
        return Intent.GREET
    asks = says("QUESTION", text)
    if says("ACCEPT", text) and not (asks and re.search(r"[?？吗]", text)):
        return Intent.ACCEPT
    if asks:
        return Intent.QUESTION
    return Intent.AMEND if before and says("AMEND", text) else Intent.OTHER


def _wish_after(text: str) -> bool:
    """ "forget it, 20 stools instead": a cancelled thought, then another."""
    ends = [match.end() for match in pattern("CANCEL").finditer(text)]
    return bool(ends) and bool(re.search(r"\d|instead|改|换", text[ends[-1] :]))
