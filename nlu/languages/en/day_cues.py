"""What the English words around a day make of it: a limit, another's day, or the day of the speaker's own doings."""

from __future__ import annotations

import re

from nlu.calendar import Cue

_TIME = (
    r"(?:noon|midday|lunchtime|lunch|midnight|end of (?:the )?day|eod|cob|close of business|first thing|"
    r"\d{1,2}(?:[:.]\d{2})? ?(?:am|pm|a\.m\.?|p\.m\.?|o'?clock)?)"
)
BEFORE_CUE = re.compile(
    rf"(?P<cue>(?:by|before|until) {_TIME}(?: on)?|"
    r"(?:no|not) later than|by or before|on or before|at the latest(?: by| on)?|latest(?: by| on)?|by|"
    r"until|till|til|"
    r"deadline(?: is|:)?|due(?: date)?(?: is| on| by|:)?|before|prior to|ahead of|on or around|on or about|"
    r"around|about|approximately|"
    r"roughly|circa|some ?time around|~|earliest(?: is| would be| possible)?|at the earliest|not before|starting|"
    r"from|as of|on|for)"
    r"(?:\s+or\s+before)?(?:\s*:)?\s*(?:the\s+|this\s+)?$"
)
AFTER_CUE = re.compile(
    r"\s*,?\s*(?:\(?(?P<by>at the (?:very )?latest|latest|the latest|or (?:earlier|sooner|before)|max|deadline)\)?"
    r"|(?P<around>or so|ish|-ish|give or take)|(?P<from>at the (?:very )?earliest|earliest|or later|onwards?))\b"
)
CUES: dict[str, Cue] = {
    "by": "by", "until": "by", "till": "by", "til": "by", "deadline": "by", "due": "by", "no": "by", "not": "by",
    "latest": "by", "at": "by", "before": "before", "prior": "before", "ahead": "before", "around": "around",
    "about": "around", "approximately": "around", "roughly": "around", "circa": "around", "some": "around",
    "sometime": "around", "~": "around", "earliest": "from", "starting": "from", "from": "from", "as": "from",
    "on": "on", "for": "by",
}  # fmt: skip
BINDING = ("by", "no later", "not later", "latest", "at the latest", "deadline", "due")
OCCASION = re.compile(
    r"\b(?:wedding|party|event|fair|match|birthday|show|exhibition|opening|conference|anniversary|ceremony|"
    r"festival|race|"
    r"tournament|concert|meeting|launch|reunion|graduation|marathon|game|workshop|dinner|reception|trip|gala|"
    r"celebration|pay|paying|payment|call(?: (?:me|us|you))?(?: back)?|phone|meet|visit|talk|speak|closed|away|holiday|"
    r"reply|answer|decide|(?:we|shop|store|doors) opens?|(?:send|give|get) (?:you |me )?(?:the |our |my )?"
    r"(?:logo|artwork|files?|design|details|sizes|address))s?"
    r"(?: that)?(?:\s+(?:is|are|takes place|will be|starts|begins|happens|being|coming up)|'s)?(?:\s+(?:on|is|this|"
    r"in))?\s*$"
)
#: "we'll send the drawing tomorrow", "the ones I ordered on Tuesday": when the speaker does or did something else.
OWN_DEED = re.compile(
    r"\b(?:i|we)(?:'?ll|'d|'m|'re)?\s+(?:(?:will|can|could|shall|am|are|going|to|be|also|then|just|hope|plan|"
    r"should|probably|have|had|already|able)\s+){0,4}"
    r"(?:send(?:ing)?|e-?mail(?:ing)?|forward|share|upload|attach|provide|pay|transfer|confirm|decide|let you know|"
    r"tell|call|ring|phone|text you|get back|come back|give you|pass on|drop off|sign|finali[sz]e|know|visit|"
    r"ordered|bought|paid|sent|placed|asked|spoke|wrote|emailed|called|met|received|got|discussed|told)\b"
    r"(?!\s+(?:a |the |my |our )?(?:courier|driver|van|someone|somebody))"
    r"(?:\s+[a-z'-]+){0,7}?\s*(?:\b(?:on|by|at|this|until|before|first thing))?\s*$"
)
#: "needed yesterday": as soon as can be, which is no day.
WANTED = re.compile(r"\b(?:need(?:ed)?|want(?:ed)?|due|required)\b[^,.;]{0,20}$")
#: "by 24.12.": a figure with a point is a day only where the words say so.
LED = re.compile(r"\b(?:by|before|on|until|till|due|deadline)\W*$")
