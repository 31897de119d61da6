"""What somebody says of goods that were on their way: all here, so many missing, not here yet."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nlu.languages.en import arrivals as en
from nlu.languages.zh import arrivals as zh
from nlu.normalise import fold

#: What is longer says something else as well: that is for a person to read.
LONGEST = 160


@dataclass(frozen=True)
class Arrival:
    """`good` of it came whole, or `missing` did not; neither: all of it is there. In the unit it is counted in."""

    good: Decimal | None = None
    missing: Decimal | None = None


def _either(name: str) -> re.Pattern[str]:
    return re.compile(f"{getattr(en, name)}|{getattr(zh, name)}")


_ARRIVED, _WHOLE, _MISSING, _ONLY, _NONE = map(_either, ("ARRIVED", "WHOLE", "MISSING", "ONLY", "NONE"))
_NUMBER = re.compile(
    r"(?<![\d.,-])\d+(?:\.\d+)?(?![\d:-]|\.\d)|\b(?:" + "|".join(en.NUMBERS) + r")\b|[" + "".join(zh.NUMBERS) + r"]+"
)
_COMPLETE = re.compile(f"{en.COMPLETE}|{zh.COMPLETE}")


def arrival_of(text: str) -> Arrival | None:
    """What a message says has arrived; None where it says nothing of the kind, or too much to be sure of it."""
    said = _COMPLETE.sub(" all ", fold(text).text.strip().casefold())
    if not said or len(said) > LONGEST or "?" in said or "？" in said:
        return None
    numbers = numbers_in(said)
    missing = _MISSING.search(said)
    if len(numbers) > 1 or (_NONE.search(said) and not missing):
        return None
    number = numbers[0] if numbers else None
    if missing and number is not None and not _ONLY.search(said):
        return Arrival(missing=number)
    if missing and number is None:
        return None
    if number is not None:
        return Arrival(good=number) if _ARRIVED.search(said) or _ONLY.search(said) or said.isdigit() else None
    if _ARRIVED.search(said) or (_WHOLE.search(said) and len(said) < 30):
        return Arrival()
    return None


def numbers_in(said: str) -> list[Decimal]:
    """The numbers in folded text, in figures or words, in their order."""
    return [_value(m.group()) for m in _NUMBER.finditer(said)]


def _value(text: str) -> Decimal:
    if text[0].isdigit():
        return Decimal(text)
    if text in en.NUMBERS:
        return Decimal(en.NUMBERS[text])
    tens, found, rest = text.partition("十")
    if not found:
        return Decimal("".join(str(zh.NUMBERS[c]) for c in text))
    return Decimal((zh.NUMBERS.get(tens, 1)) * 10 + (zh.NUMBERS[rest[0]] if rest else 0))
