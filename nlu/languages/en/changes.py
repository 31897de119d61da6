"""How English messages change an order that stands. Patterns look at folded text, apostrophes kept."""

from __future__ import annotations

_NUMBER = r"(?:\d{1,6}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|a couple|a dozen)"

#: Nothing but what is named stays.
KEEP = r"\b(?:just|only|keep|nothing but)\b"
#: So many pieces fewer.
SUBTRACT = (
    rf"\b(?:remove|take (?:off|out|away)|drop|lose|cut|deduct|subtract|cancel|knock off|minus)\s+(?:another\s+)?"
    rf"{_NUMBER}\b(?!\s+(?:from|to)\b)|"
    rf"\b(?:take|knock) {_NUMBER}(?: of (?:them|those|the \w{{2,20}}))? (?:off|out|away)\b"
)
#: Some pieces of what was ordered.
SOME = (
    rf"\b(?:swap|switch|turn|change) {_NUMBER} (?:for|to|into)\b(?! \d)|"
    rf"\bof (?:them|these|those|the(?! same))\b|\bout of\b|\b{_NUMBER} (?:should|can|could|must|to) be\b"
)
#: The same thing once more.
LIKE = r"\b(?:(?:the )?same|identical|(?:just |exactly )?like (?:it|that|this|them|those|the (?:first|last|other)))\b"
#: One thing takes another's place: what stands before the second word goes.
EXCHANGE = r"\b(?:swap|replace|change|switch|exchange|turn|make)\b"
#: What follows comes to what stands.
AND = r"^\W*(?:and|plus|then)\b"
#: What follows gives way to something else.
INSTEAD = r"\b(?:instead of|rather than|in place of)\b"
#: … and what is named takes its place.
IN_ITS_PLACE = r"\binstead\b(?! of)"
