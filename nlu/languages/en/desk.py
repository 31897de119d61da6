"""How an English maker asks to see what is theirs: one alternative has to fit the whole of a short message."""

from __future__ import annotations

_GIVE = r"(?:see|have|get|(?:show|send) (?:me|us))"
_MAY = rf"(?:(?:hi|hello|hey|so|ok),? )?(?:can|could|may) (?:i|you|we) (?:please )?{_GIVE} "
_SHOW = rf"(?:{_MAY}|(?:please )?(?:show|see|list|give|send)(?: me| us)? |what(?:'s| is| are) |where are )?"
_OUR = r"(?:(?:all )?(?:my|our|the)|all)? *"
_WHEN = r"(?: (?:for )?(?:today|tomorrow|this week|next week|now|next))?"
_WHAT = r"(?:(?:good )?morning[,!]? )?what(?:'s| is| are)?(?: there)?"

JOBS = (
    rf"{_WHAT} (?:do|must|should|shall|can) (?:i|we) (?:(?:have|need|got) to )?(?:do|make|work on){_WHEN}",
    rf"{_WHAT} (?:to do|on|coming|coming up|next)(?: for (?:me|us))?{_WHEN}",
    rf"{_WHAT} on (?:my|our) (?:plate|list|table)",
    rf"{_SHOW}{_OUR}(?:open |current |next |upcoming )?(?:jobs?|work ?list|to-?do(?: list)?|work)(?: please)?{_WHEN}",
    rf"(?:any|do (?:i|we) have(?: any)?|is there(?: any)?)(?: new| more)? (?:jobs?|work)(?: for (?:me|us))?{_WHEN}",
    rf"what (?:jobs|work) (?:do|have) (?:i|we)(?: have| got)?{_WHEN}",
)
SCORE = (
    rf"{_SHOW}{_OUR}(?:score|rating|stars|reliability)",
    r"how (?:am i|are we) (?:doing|rated|scored|seen)",
    r"how (?:good|reliable) (?:am i|are we)",
    r"why is (?:my|our) (?:score|rating) (?:so )?(?:low|bad|down)",
)
PRICES = (
    rf"{_SHOW}{_OUR}(?:current )?(?:prices?|price list|rates?|offers?)(?: please)?",
    r"what (?:prices|rates) do you have (?:for|from) (?:me|us)",
    r"(?:(?:i|we) (?:want|need|would like) to )?change (?:my|our) prices?",
)
CAPACITY = (
    rf"{_SHOW}{_OUR}(?:current |daily )?capacity",
    r"how much can (?:i|we) (?:do|make) (?:a|per) day",
)
AWAY = (
    rf"{_SHOW}{_OUR}(?:days off|holidays|closures|closed days)",
    r"when (?:am i|are we) (?:off|away|closed)",
)
HOURS = (rf"{_SHOW}{_OUR}(?:working |opening |quiet )?hours",)
DEMAND = (
    rf"{_SHOW}{_OUR}demand(?: for (?:my|our) (?:work|products))?",
    r"what(?:'s| is) in demand",
    r"what (?:do|are) (?:people|customers|consumers) (?:want|order|ask(?:ing)? for|ordering)",
    r"what (?:sells|is selling)(?: well)?",
)
