"""A maker who can't make all of a job, or who needs material itself: "can somebody else do 20 of job 12-3?"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from nlu.arrivals import numbers_in
from nlu.languages.en import passing as en
from nlu.languages.zh import passing as zh
from nlu.normalise import fold

#: What is longer says something else as well: that is for a person to read.
_LONGEST = 160
_ENDS = " ?!.,。？！，~"
_KEY = re.compile(r"(?<![\d-])\d{1,12}-\d{1,4}(?![\d-])")
_PASSING = re.compile("|".join((*en.PASSING, *zh.PASSING)))
_HALF = re.compile(f"{en.HALF}|{zh.HALF}")
_WHOLE = re.compile(f"{en.WHOLE}|{zh.WHOLE}")
_MATERIAL = re.compile("|".join((*en.MATERIAL, *zh.MATERIAL)))
_ALONE = re.compile(f"{en.MATERIAL_ALONE}|{zh.MATERIAL_ALONE}")
_FOR_WORKSHOP = re.compile(f"{en.FOR_WORKSHOP}|{zh.FOR_WORKSHOP}", re.IGNORECASE)


_OPENER = re.compile(f"^(?:{en.OPENERS}|{zh.OPENERS})", re.IGNORECASE)
_UNITS = re.compile(rf"(?<=\d)\s*(?:{en.UNITS}|{zh.UNITS})", re.IGNORECASE)


@dataclass(frozen=True)
class Passing:
    """What is to be passed on: `quantity` in the job's unit, or `half` of it, or the `whole`; of which job, as far as
    it was said."""

    key: str | None = None
    quantity: Decimal | None = None
    half: bool = False
    whole: bool = False


def pass_asked(text: str) -> Passing | None:
    """What a message wants to pass on; None where it is about anything else."""
    said = _folded(text)
    if not said or len(said) > _LONGEST or not _PASSING.search(said):
        return None
    return _read(said)


def pass_words(words: str) -> Passing:
    """What stands behind the command: "12-3 20"."""
    return _read(_folded(words))


def material_asked(text: str) -> bool:
    """Is something ordered for the maker's own workshop?"""
    said = _folded(text)
    return bool(said and _MATERIAL.search(said))


def material_wish(text: str) -> str:
    """What is ordered, without whom it is for; nothing where only that something is needed was said."""
    if _ALONE.fullmatch(_folded(text)):
        return ""
    return counted_alike(_OPENER.sub("", _FOR_WORKSHOP.sub("", text).strip())).strip()


def counted_alike(text: str) -> str:
    """Words about material without the unit that it is counted in anyway: a length would be a measure of a product."""
    return re.sub(r"  +", " ", _UNITS.sub(" ", text))


def names_job(text: str) -> bool:
    """Does a text name a job ("12-3")?"""
    return _KEY.search(text) is not None


def _read(said: str) -> Passing:
    key = _KEY.search(said)
    numbers = numbers_in(_HALF.sub(" ", _KEY.sub(" ", said)))
    return Passing(
        key.group() if key else None,
        numbers[0] if len(numbers) == 1 else None,
        bool(_HALF.search(said)) and not numbers,
        bool(_WHOLE.search(said)) and not numbers,
    )


def _folded(text: str) -> str:
    return " ".join(fold(text).text.casefold().split()).strip(_ENDS)
