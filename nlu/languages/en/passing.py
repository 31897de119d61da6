"""How an English maker says that it can't make all of a job, and that others might; and that it needs material."""

from __future__ import annotations

_OTHERS = r"(?:some|any)(?:body|one)(?: else)?|another (?:maker|workshop|supplier|shop)|others|a colleague"
_SOME = r"(?:\d+|some|part|half|the rest|a few|[a-z]+)(?: (?:pieces|pcs|metres|meters|m|units))?"

PASSING = (
    rf"\b(?:can|could|would|might|will) (?:{_OTHERS}) (?:please )?(?:do|make|take|handle|sew|help|finish|produce)\b",
    rf"\b(?:pass|hand|give) (?:on |over )?{_SOME}(?: of [^.!?]{{0,40}})? (?:on|over|away|to (?:{_OTHERS}))\b",
    rf"\b(?:pass|hand)(?:ing)? (?:on|over) {_SOME}\b",
    rf"\b(?:find|ask|is there) (?:{_OTHERS}) (?:to|who (?:can|could)|for) ",
    r"\b(?:can(?:'|no)?t|could not|couldn't|unable to|won't) (?:do|make|manage|finish) (?:it )?all\b",
    r"\bneed (?:some )?help with (?:\d+|some|part|half|the rest)\b",
)
HALF = r"\bhalf\b"
#: They speak of a job that they can't do at all: that is a no, or gives it back.
WHOLE = r"\b(?:the )?whole (?:job|lot)\b|\ball of it\b"

MATERIAL = (
    r"\bfor (?:my|our|the) (?:own )?(?:workshop|work shop|shop|factory|studio|mill|atelier|workroom)\b",
    r"\b(?:order|buy|need|want|get) (?:some |more )?(?:raw )?materials?\b",
)
#: What material is counted in; in an order of it the bare number says the same.
UNITS = r"(?:m|metres?|meters?|kg|kgs|kilos?|kilograms?)\b(?:\s+of\b)?"
OPENERS = r"(?:(?:hi|hello)[,!]? )?(?:please )?(?:(?:i|we) (?:need|want|would like|'d like)|order|buy) "
#: What says nothing of what is needed.
MATERIAL_ALONE = (
    r"(?:hi,? |hello,? )?(?:(?:i|we) (?:need|want|(?:would|'d) like)(?: to (?:order|buy|get))?|(?:can|could) (?:i|we)"
    r" (?:order|buy|get)|order|buy) (?:some |more )?(?:raw )?materials?"
    r"(?: for (?:my|our|the)(?: own)? \w+)?(?: please)?"
)
FOR_WORKSHOP = rf"[,;]?\s*{MATERIAL[0]}"
