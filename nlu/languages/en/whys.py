"""How English asks why an offer is as it is."""

from __future__ import annotations

_WHY = r"(?:why|how come|what makes|how is)\b"
#: Nothing may come between that names another thing to have made.
_SHORT = r"[^.!]{0,30}"

CURVE = (
    r"\bprices? (?:by|per|for (?:each|every)) (?:day|date)s?\b|\b(?:cheaper|less|price)\b" + _SHORT + r"\b(?:if|when) "
    r"(?:i|we) (?:can )?wait\b|\bif (?:i|we) (?:can )?wait\b" + _SHORT + r"\b(?:cheaper|less|price|cost)"
)
PRICE = (
    rf"\b{_WHY}{_SHORT}\b(?:expensive|pric(?:e|ey|y)|costs?|dear|much|high|cheaper)\b"
    r"|\b(?:so|too) expensive\b"
    r"|\bthat'?s (?:a lot|expensive|pricey)\b|\bwhat (?:am i|are we) paying for\b|\b(?:break ?down|explain)\b"
    + _SHORT
    + r"\b(?:price|cost)"
)
SOONER = (
    rf"\b{_WHY}{_SHORT}\b(?:long|late|slow|sooner|earlier|faster|quicker)\b|\b(?:can(?:'?t|not)?|could(?:n'?t)?)\b{_SHORT}"
    r"\b(?:sooner|earlier|faster|quicker)\b|\b(?:any|bit|no) (?:sooner|earlier|faster|quicker)\b|\bso (?:long|late)\b"
    r"|^(?:sooner|earlier|faster|quicker)\s*\?+$"
)
#: A day that is named is a change of the wish.
DAY = (
    r"\b(?:by|before|until|tomorrow|today|tonight|week|weekend|month|(?:mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|january|february|march|april|may|june|july|august|september|october|november|december)\b"
)
TIMELINE = r"\btime ?line\b|\bgantt\b|\bshow\b[^.!]{0,20}\bschedule\b"
