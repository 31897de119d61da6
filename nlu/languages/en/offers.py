"""How workshops say in English what they ask for and how much they can do."""

from __future__ import annotations

#: What stands before a figure and says what it is, up to the figure.
BEFORE = {
    "setup": r"(?:set\s?-?\s?up|start\s?-?\s?up|tooling|plates?|screens?)(?:\s(?:costs?|fees?|charges?|price))?",
    "minimum": r"(?:moq|min(?:imum)?\.?(?:\s(?:order(?:\s(?:quantity|qty))?|quantity|qty|run))?|at least|from)",
    "capacity": r"(?:(?:daily )?capacity|daily(?: output)?|output|per day|a day|every day|each day|up to)",
    "lead": r"(?:lead(?:\s?-?\s?(?:time|days?))?|delivery|turn\s?-?\s?around|ready (?:in|after)|within|takes?)",
    "price": r"(?:(?:unit |piece )?(?:price|rate)|costs?|charge|each(?: is| costs?)?)",
}
#: What may stand between the two.
FILLER = r"(?:\s|:|=|-|\bis\b|\bof\b|\bare\b|\babout\b|\baround\b|\bcosts?\b|\bfor\b|\bonly\b|\bjust\b)*"
#: What stands behind a figure and its unit.
A_DAY = r"(?:(?:a|per|each|every|/)\s?(?:working )?day\b|/\s?d\b|daily\b|p\.?d\b)"
EACH = r"(?:(?:a|an|per|every|/|for (?:a|one|each))\s?(?:{unit})\b|each\b|apiece\b|a piece\b|/\s?(?:pc|pcs|m)\b)"
AFTER = {
    "setup": r"(?:for (?:the |a )?)?(?:set\s?-?\s?up|start\s?-?\s?up|tooling)(?:\s(?:costs?|fees?|charges?))?\b",
    "minimum": r"(?:moq|min(?:imum)?\b\.?(?:\sorders?)?|or more|at least|and up)",
}
DAYS = {r"(?:(?:working |business |calendar )?(?:days?|d)\b)": 1, r"weeks?\b": 7, r"(?:hours?|hrs?|h)\b": 0}
#: Said without a figure.
WITHOUT = (
    (r"\b(?:no|without|free|zero)(?: a| any)? (?:set|start)\s?-?\s?up(?:\s(?:costs?|fees?|charges?))?\b", "setup", 0),
    (r"\bset\s?-?\s?up(?:\s(?:costs?|fees?))?(?: is)?:? (?:free|none|nothing)\b", "setup", 0),
    (r"\b(?:no|without)(?: a| any)? (?:moq|min(?:imum)?)(?:\s(?:order|quantity)(?: quantity)?)?\b", "minimum", 0),
    (r"\b(?:moq|min(?:imum)?):? none\b", "minimum", 0),
    (r"\bsame[ -]day\b", "lead", 0),
    (r"\bno lead(?:[ -]?time)?\b", "lead", 0),
    (r"\bnext[ -]day\b", "lead", 1),
    (r"\b(?:a|one) week\b", "lead", 7),
)  # fmt: skip
NOTHING = r"(?:no|none|nothing|free|zero|nil|n/a|not any|there is none|without)"
UNITS = (
    "piece|pieces|pc|pcs|item|items|unit|units|metre|metres|meter|meters|mtr|m|yard|yards|kg|kilo|kilos|litre|litres|"
    "liter|liters|l|cup|cups|stick|sticks|pair|pairs|set|sets|garment|garments|shirt|shirts|bag|bags|cap|caps|roll|rolls"
)
