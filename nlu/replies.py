"""Suppliers' replies: a yes, a no, other terms, a question, or news of the work."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from nlu.foreign import is_foreign
from nlu.intents import says
from nlu.languages import language_of
from nlu.learned.fallback import Fallback
from nlu.normalise import fold
from nlu.reasons import reason_of
from nlu.reply_words import pattern
from nlu.scanner import Scanner
from nlu.terms import Terms, read_terms
from planner.domain.reply import JobTerms, ReplyIntent, SupplierReading


class ReplyReader:
    """Reads replies; prices, days and numbers are recognised as in consumers' messages."""

    def __init__(self, scanner: Scanner, fallback: Fallback):
        self._scanner = scanner
        self._fallback = fallback

    def read(self, text: str, today: date, job: JobTerms | None) -> SupplierReading:
        """Only what the reply says; prices relative to the job's become absolute where the job's price is known."""
        job = job or JobTerms()
        folded = fold(text).text.strip()
        # "no problem" must not count as a "no", nor 没问题 as a problem: it is taken out, and remembered.
        plain, agreed = pattern("YES_AFTER_ALL").subn(" ", _PARTICLE.sub("了", folded))
        if _says("DELAYED", plain) and not agreed:
            # That nobody knows yet how late it will be is no doubt about the answer.
            plain = pattern("UNSURE_HOW_LATE").sub(" ", plain)
        scan = self._scanner.scan(text, today)
        if scan.folded.rest:
            # What was not read might take back what was.
            return SupplierReading(ReplyIntent.OTHER, language_of(text))
        if is_foreign(folded, scan.tokens, self._scanner.vocabulary.known_words):
            return SupplierReading(ReplyIntent.OTHER, language_of(text))
        terms = read_terms(scan, job)
        firm = terms.unit_price is not None or terms.total_price is not None or _ahead(terms, today)
        intent = self._fallback.reply(_intent(plain, bool(agreed), terms, job, today), folded, scan.tokens, firm)
        if intent in (ReplyIntent.QUESTION, ReplyIntent.OTHER):
            terms = Terms() if intent is ReplyIntent.OTHER else replace(terms, quantity=None, day=None, bound=None)
        if intent in (
            ReplyIntent.PROBLEM,
            ReplyIntent.DECLINE,
            ReplyIntent.STARTED,
            ReplyIntent.READY,
            ReplyIntent.SHIPPED,
        ):
            terms = replace(terms, quantity=None, unit_price=None, total_price=None, currency=None)
        behind = terms.day is not None and terms.day <= today
        if behind and intent in (ReplyIntent.STARTED, ReplyIntent.READY, ReplyIntent.SHIPPED):
            terms = replace(terms, day=None, bound=None)
        if intent is ReplyIntent.DECLINE or (
            intent is ReplyIntent.PROBLEM and terms.relative_day is None and terms.bound is None
        ):
            terms = replace(terms, day=None, bound=None)
        return SupplierReading(
            intent,
            language_of(text),
            terms.quantity,
            terms.unit_price,
            terms.total_price,
            terms.currency,
            terms.day,
            terms.bound,
            reason_of(text, intent),
        )


#: 做完啦, 好喽: the lively forms of 了.
_PARTICLE = re.compile("[啦喽咯]")
#: "Booked until Christmas": the day until which somebody can't.
_UNTIL = re.compile(r"\b(?:until|till?)\b")


def _says(name: str, text: str) -> bool:
    return pattern(name).search(text) is not None


def _intent(plain: str, agreed: bool, terms: Terms, job: JobTerms, today: date) -> ReplyIntent | None:
    """None where no rule speaks. `plain`: the folded reply without its "no problem"s; `agreed`: there were some."""
    if (
        _says("WISHES", plain)
        or (says("GREET", plain) and not agreed)
        or (_says("OTHER", plain) and not agreed and not terms.any)
    ):
        return ReplyIntent.OTHER
    news = _news(plain, agreed, terms, today)
    if news is not None:
        return news
    declines = _says("DECLINE", plain)
    # "I wish I could but I can't", 干不了: what is refused is no consent.
    accepts = agreed or _says("ACCEPT", pattern("DECLINE").sub(" ", plain))
    if declines and not accepts and terms.bound == "by" and _UNTIL.search(plain) and not terms.offers:
        return ReplyIntent.DECLINE
    if declines and not accepts and not terms.offers and _refused_at_last(plain):
        return ReplyIntent.DECLINE
    differs = terms.differs(job)
    if differs and not (terms.only_refused and not accepts):
        return ReplyIntent.COUNTER
    if terms.bound == "from" and (declines or not accepts or _says("BUT", plain)):
        return ReplyIntent.COUNTER
    if accepts and _says("CONDITION", plain) and not re.search(r"[?？]", plain):
        return ReplyIntent.COUNTER
    if terms.instead_of_day and terms.day is not None:
        return ReplyIntent.COUNTER
    if _says("QUESTION", plain) and re.search(r"\w", plain) and not (agreed and not re.search(r"[?？]", plain)):
        return ReplyIntent.QUESTION
    if _says("OTHER", plain) and not agreed:
        return ReplyIntent.OTHER
    if declines and not agreed and not (accepts and not _leads(plain, "DECLINE")):
        return ReplyIntent.DECLINE
    if declines and agreed and _says("BUT", plain):
        return ReplyIntent.DECLINE
    if _says("PROBLEM", plain) and not accepts:
        return ReplyIntent.PROBLEM
    if _says("PROBLEM", plain) and not agreed and not re.match(r"\W*(?:ok|yes|sure|可以|好|行)", plain):
        return ReplyIntent.PROBLEM
    if accepts or terms.agrees(job):
        return ReplyIntent.ACCEPT
    if terms.any and (terms.offers or terms.day_alone or _says("DELIVERS", plain)):
        return ReplyIntent.COUNTER if job == JobTerms() or terms.bound == "from" else ReplyIntent.ACCEPT
    return None


def _ahead(terms: Terms, today: date) -> bool:
    return terms.day is not None and terms.day > today


#: What may stand in a clause that names a day.
_DAY = re.compile(
    r"\d|[周月日号]|星期|天|\b(?:day|week|month|before|until|till?)|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
)


def _refused_at_last(plain: str) -> bool:
    """Is the last clause a refusal that names no day? Days before it belong to its reason (年底排满了，接不了)."""
    clauses = [clause for clause in re.split(r"[，,。.;；!！]", plain) if clause.strip()]
    return len(clauses) > 1 and _says("DECLINE", clauses[-1]) and not _DAY.search(clauses[-1])


def _last(name: str, text: str) -> int:
    """Where the last of a kind of words begins; -1 where there is none."""
    return max((match.start() for match in pattern(name).finditer(text)), default=-1)


def _leads(text: str, name: str) -> bool:
    """Does a refusal come before any consent?"""
    first, yes = pattern(name).search(text), pattern("ACCEPT").search(text)
    return first is not None and (yes is None or first.start() <= yes.start())


def _news(plain: str, agreed: bool, terms: Terms, today: date) -> ReplyIntent | None:
    """News of work under way; None for an answer to an offer."""
    if re.search(r"[?？]|吗", plain):
        return None
    ahead = _ahead(terms, today)
    # "Ready on Friday" is a promise; "shipped, will be there on Friday" is news.
    promised = terms.day_clause if ahead and not _says("ARRIVES", terms.day_clause) else ""
    if _happened("SHIPPED", plain) and not _says("SHIPPED", promised):
        return ReplyIntent.SHIPPED
    starts = terms.made_so_far or (_says("STARTED", plain) and not _says("NOT_STARTED", plain))
    goes_on = starts and _last("STARTED", plain) > _last("READY", plain)
    if _happened("READY", plain) and not _says("READY", promised) and not (terms.made_so_far or goes_on):
        return ReplyIntent.READY
    if _says("DELAYED", plain) and not terms.offers and not agreed and _is_late(plain, terms, starts):
        return ReplyIntent.DELAYED
    if starts and _says("STANDSTILL", plain) and not _says("GOES_ON", plain):
        return ReplyIntent.PROBLEM
    return ReplyIntent.STARTED if starts and not _says("DECLINE", plain) else None


#: Before a word of completion: it is not yet so ("will be ready", 才能做好).
_NOT_YET = re.compile(
    r"(?:\b(?:will|can|could|should|would|gonna|going to|not|isn'?t|aren'?t|never|if|until|once|when|before|by|to have|"
    r"to be|have (?:it|them|all[^,.;]{0,10}))\b[^,.;]{0,14}|(?:才|没|不|前|能|会|要|等|还没)[^，。,;；]{0,4})$"
)


def _happened(name: str, text: str) -> bool:
    """Does the text tell of it as done?"""
    return any(not _NOT_YET.search(text[: match.start()]) for match in pattern(name).finditer(text))


def _is_late(plain: str, terms: Terms, started: bool) -> bool:
    """News that it will be late, not a wish for more time or a refusal."""
    under_way = (
        started
        or re.search(
            r"\bstill\b|还在|还没|在赶|进度|拖(?:到|了|延)|(?:耽误|耽搁|延误)了|"
            r"\b(?:fell|fallen|running|are|got|is|been) (?:\w{2,8} )?(?:behind|late|held up|delayed)\b",
            plain,
        )
        is not None
    )
    asks_for_time = re.search(
        (
            r"\b(?:if|ok|okay|yes|sure|fine|need|happy to|glad to|(?:can|could) (?:do|make|take)|give (?:me|us))\b|"
            r"可以|好的|^好|行|"
            r"但|如果|给我|宽限|才能接|"
            r"能不能|可不可以|能否|^能[做接]"
        ),
        plain,
    )
    refuses = re.search(r"^\W*(?:no\b|nope|不行)|不接|做不了|接不了|can'?t be done\W*$", plain)
    return (under_way or (not asks_for_time and terms.bound != "from")) and not refuses
