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
#: Another lot of the same thing, different in something.
LOT = r"\b(?:the )?same (?:thing|one|again|kind|type|sort|style|model|design|spec|item|but|in)\b"
#: One thing takes another's place: what stands before the second word goes.
EXCHANGE = r"\b(?:swap|replace|change|switch|exchange|turn|make)\b"
#: What follows comes to what stands.
AND = r"^\W*(?:and|plus|then)\b"
#: What was meant at first, up to the word that turns away from it.
FIRST_THOUGHT = (
    r"\b(?:(?:was|were|had been) (?:\w{1,12} )?(?:going to|gonna|thinking(?: of| about)?|planning(?: on| to)?|"
    r"about to|"
    r"leaning towards?|hoping for)|originally|initially|at first|first thought)\b[^?!;\n]{0,100}?\b(?:but|now|"
    r"then|though)\b"
)
#: The value named next takes the place of the one before.
RETHOUGHT = (
    r"(?:[,.;!-]|\s)\s*(?:(?:oh|ah|um+|uh+|er+m?|hmm+|no|wait|well|so)\b[\s,.!-]*){0,3}(?:actually|sorry|oops|"
    r"whoops|my bad|"
    r"my mistake|or rather|i mean(?:t)?|make that|better|on second thoughts?|nope|no(?=\s*[,.-]))\b[\s,.!:-]*"
    r"(?:(?:i mean(?:t)?|make (?:it|that|them)|it'?s|it should be|should be|in|let'?s (?:do|go)|go|go for|"
    r"go with|with)\b\s*){0,2}"
)
#: Any of the values named will do.
WHICHEVER = (
    r"\b(?:either|any|both|all) (?:one |of (?:them|these|those|the two) |colou?r |way |size )?(?:is|are|"
    r"would be|will|'s|works?|"
    r"'?ll|would)\b(?: (?:do|be|also|just|totally|absolutely))*(?: (?:fine|ok|okay|good|great|do|work|alright|"
    r"all right))?|"
    r"\bwhichever\b|\b(?:don'?t|do not|doesn'?t) (?:really |much )?(?:mind|care|matter)(?: which)?\b|"
    r"\bnot fuss(?:ed|y)\b|"
    r"\b(?:are|is) (?:both|all|either|equally) (?:fine|ok|okay|good|alright)\b"
)
#: What follows gives way to something else.
INSTEAD = r"\b(?:instead of|rather than|in place of)\b"
#: … and what is named takes its place.
IN_ITS_PLACE = r"\binstead\b(?! of)"
