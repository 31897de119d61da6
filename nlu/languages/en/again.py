"""How English orders the same once more: the beginning of a message, and what may follow it."""

from __future__ import annotations

_PLEASE = r"(?:(?:hi|hello|hey|ok|and|please|so)[,!]? +)*(?:(?:can|could|may) (?:i|we|you) (?:please )?)?"
_WANT = r"(?:(?:i|we)(?:'d| would)? (?:like|want|need)(?: to)? +|(?:have|get|make|do|give me|send me|place|order) +)*"
_LAST = r"last (?:time|one|order|week|month|year)|(?:my|our|the) (?:last|previous|earlier|old) (?:one|order|time)"
_BEFORE = rf"(?:{_LAST}|before|(?:my|our) order)"
NUMBER = r"(?:order )?(?:number |no\.? ?|nr\.? ?|#) ?(?P<number>\d{1,9})|order (?P<order>\d{1,9})"

_SAME = (
    rf"(?:exactly |just )?(?:the )?same(?: (?:thing|order|one)s?)?(?: (?:again|once more|as (?:{_BEFORE}|{NUMBER})))+",
    r"(?:it|that|this|them) (?:all )?(?:again|once more)",
    rf"(?:repeat|redo|re-?order)(?: (?:it|that|{_BEFORE}))?",
    rf"another (?:one|order|batch) (?:like|as|of) (?:that|{_BEFORE}|the same)",
    r"(?:like|as) (?:last time|before)",
)
SAME = rf"^{_PLEASE}{_WANT}(?:{'|'.join(_SAME)})(?: please| thanks)?"
FOLLOWS = r"^\s*(?:$|[,.;:!\-]|(?:but|and|with|without|in|only|just|this time|except|however|for|to|by|now)\b)"
BUT = r"(?:but|and|just|only|except|however|this time|now)\b"
