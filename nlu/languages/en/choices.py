"""How English chooses among offered plans."""

from __future__ import annotations

CHOICES = {
    "cheapest": r"\b(?:cheap(?:est|er)?|lowest|least expensive|economy|best price|low(?:est)? (?:price|cost))\b",
    "fastest": r"\b(?:fast(?:est|er)?|quick(?:est|er)?|soon(?:est|er)?|earliest|express)\b",
    "safest": r"\b(?:safe(?:st|r)?|most reliable|reliable|reliability|surest|most trustworthy)\b",
}
#: What may stand beside a choice; anything more is something else.
BESIDE = (
    r"\b(?:i'?ll|i'?d|we'?ll|we'?d|number|the|one|option|plan|offer|please|pls|i|we|will|would|like|take|go|with|for|choose|pick|"
    r"want|let'?s|let|us|give|me|ok|okay|yes|yeah|sure|then|that|number|no|thanks|thank|you|do|it|and|order|make|"
    r"of|them|these|prefer|my|choice|is|select|sounds|good|great|perfect|fine|have)\b"
)
