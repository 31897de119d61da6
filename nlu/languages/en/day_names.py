"""English names of days, months and feasts, and pieces of patterns made of them."""

from __future__ import annotations

from collections.abc import Iterable

from nlu.languages.en.numbers import ONES, TENS

DAYS = {name: n for n, names in enumerate(
    ("monday mon", "tuesday tue tues", "wednesday wed weds", "thursday thu thur thurs", "friday fri", "saturday sat",
     "sunday sun")) for name in names.split()}  # fmt: skip
MONTHS = {name: n for n, names in enumerate(
    ("january jan", "february feb", "march mar", "april apr", "may", "june jun", "july jul", "august aug",
     "september sep sept", "october oct", "november nov", "december dec"), 1) for name in names.split()}  # fmt: skip
#: Feasts on the same day of every year.
FIXED = {"christmas eve": (12, 24), "christmas day": (12, 25), "christmas": (12, 25), "xmas": (12, 25),
         "xmas eve": (12, 24), "boxing day": (12, 26), "new years eve": (12, 31), "new year's eve": (12, 31),
         "new years day": (1, 1), "new year's day": (1, 1), "new year's": (1, 1), "new years": (1, 1),
         "new year": (1, 1), "valentine's day": (2, 14), "valentines day": (2, 14), "valentine's": (2, 14),
         "valentines": (2, 14), "valentine": (2, 14), "halloween": (10, 31), "st patrick's day": (3, 17),
         "st patricks day": (3, 17), "women's day": (3, 8), "independence day": (7, 4), "singles' day": (11, 11),
         "singles day": (11, 11)}  # fmt: skip
#: Feasts that move, by their names in `nlu.feasts`.
MOVING = {"easter sunday": "easter", "easter monday": "easter monday", "easter": "easter", "good friday": "good friday",
          "mothering sunday": "mothering sunday", "mother's day": "mothers", "mothers day": "mothers",
          "mothers' day": "mothers", "father's day": "fathers", "fathers day": "fathers", "fathers' day": "fathers",
          "thanksgiving day": "thanksgiving", "thanksgiving": "thanksgiving", "chinese new year": "spring",
          "lunar new year": "spring", "spring festival": "spring", "cny": "spring", "lantern festival": "lantern",
          "dragon boat festival": "dragon boat", "mid-autumn festival": "mid-autumn",
          "mid-autumn": "mid-autumn", "mid autumn festival": "mid-autumn", "moon festival": "mid-autumn"}  # fmt: skip
COUNTS = {**ONES, **TENS, "a": 1, "an": 1, "another": 1, "a couple of": 2, "couple of": 2, "a few": 0}
PARTS = {"early": 5, "mid": 15, "the middle of": 15, "middle of": 15, "late": 25, "the beginning of": 5,
         "beginning of": 5, "start of": 5, "the start of": 5}  # fmt: skip
NTH = {"first": 1, "1st": 1, "second": 2, "2nd": 2, "third": 3, "3rd": 3, "fourth": 4, "4th": 4, "last": 5}


def either(names: Iterable[str]) -> str:
    """A pattern of any of the names, the longest first."""
    return "|".join(sorted(names, key=len, reverse=True))


DAY = f"(?:{either(DAYS)})"
MONTH = rf"(?:{either(MONTHS)})\b\.?"
ORD = r"(?:st|nd|rd|th)"
COUNT = rf"(?:\d{{1,3}}|{either(COUNTS)})"
