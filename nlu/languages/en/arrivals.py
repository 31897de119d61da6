"""How English says that goods have arrived, and how many are missing."""

from __future__ import annotations

ARRIVED = (
    r"\b(?:arrived?|received|got (?:it|them|everything|all)|(?:it'?s|they'?re|all|everything(?:'s| is)?) here|came|"
    r"has come|have come|delivered|picked (?:it|them) up)\b"
)
WHOLE = r"\b(?:all|everything|complete(?:ly)?|in full|whole|perfect|as ordered)\b"
MISSING = (
    r"\b(?:missing|short(?: by| of)?|lacking|broken|damaged|torn|stained|wrong|spoil(?:t|ed)|unusable|faulty|bad|"
    r"defective|too few|less)\b"
)
#: That nothing is missing.
COMPLETE = (
    r"\b(?:(?:nothing|none)(?: of (?:it|them))?(?: is| are| was| were)?|not(?: any)?|no|isn'?t|aren'?t) "
    r"(?:missing|short|broken|damaged|torn|stained|wrong|spoil(?:t|ed)|faulty|bad|defective)\b"
)
ONLY = r"\b(?:only|just)\b"
NONE = (
    r"\b(?:nothing|none|not (?:yet )?(?:arrived|here|come|received)|no (?:sign|parcel|delivery)|still waiting|"
    r"hasn'?t|haven'?t|didn'?t)\b"
)
NUMBERS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "a dozen": 12, "twenty": 20, "a couple": 2,
}  # fmt: skip
