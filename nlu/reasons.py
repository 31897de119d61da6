"""Why a supplier says what it says, in its own words."""

from __future__ import annotations

import re

from nlu.normalise import fold
from nlu.reply_words import pattern
from planner.domain.reply import ReplyIntent

_EXPLAINED = frozenset((ReplyIntent.DECLINE, ReplyIntent.COUNTER, ReplyIntent.DELAYED, ReplyIntent.PROBLEM))
_CLAUSE = re.compile(r"[^,.;!?\n，。；！？]+(?:[.,](?=\d)[^,.;!?\n，。；！？]+)*")
_CAUSE = re.compile(
    r"\b(?:machine|press|oven|dye|fabric|material|stock|supplier|staff|worker|sick|ill|holiday|busy|booked|full|"
    r"power|electric|price|cost|busy|broke|broken|late|weather|paper|ink|yarn|wood|steel|parts?|truck|rain|"
    r"order book|capacity|repair|maintenance|hospital|family|away|closed)\b"
    r"|机|设备|料|布|线|纱|价|成本|人手|工人|师傅|病|停电|断电|假|排满|忙|满|单子|订单多|缺|坏|漏|修|没货|到货|"
    r"天气|雨|染|厂|搬|涨"
)


def reason_of(text: str, intent: ReplyIntent) -> str | None:
    """The clause that tells the cause: what follows "because", else one that speaks of causes or troubles."""
    if intent not in _EXPLAINED:
        return None
    for match in _CLAUSE.finditer(text):
        clause = fold(match.group())
        cause = pattern("REASON").search(clause.text)
        if cause and clause.text[cause.end() :].strip():
            return clause.said(cause.end(), len(clause.text)).strip()
    for name in ("PROBLEM", ""):
        for match in _CLAUSE.finditer(text):
            clause = fold(match.group())
            plain = pattern("YES_AFTER_ALL").sub("", clause.text)
            terms = intent is ReplyIntent.COUNTER and re.search(r"\d|成", plain)
            if pattern("TALK").match(plain) or not plain.strip() or terms:
                continue
            if (pattern(name) if name else _CAUSE).search(plain) and (len(plain.split()) > 1 or len(plain) > 3):
                return re.sub(r"^(?i:no|sorry|but|and|as|since)\s+(?=\S)", "", match.group().strip())
    return None
