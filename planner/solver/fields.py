"""Reading untrusted JSON: every fault is collected with its place, and reading goes on with a harmless value."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TypeVar

from planner.domain.errors import Fault
from planner.domain.money import rate_to_minor, round_minor
from planner.domain.problem import Quantity

T = TypeVar("T")

#: Larger amounts and quantities than this are slips of the pen, and would overflow further on.
LARGEST = 10**12

#: Decimals kept of a quantity: finer than anybody measures, coarser than the noise of binary fractions.
QUANTUM = Decimal("0.000001")

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def shown(value: object) -> str:
    """A value as a fault message quotes it: short, whatever it is."""
    text = repr(value)
    return text if len(text) <= 60 else f"{text[:57]}..."


class Fields:
    """One JSON object that is being read. Getters return a neutral value where they note a fault."""

    def __init__(
        self, value: object, place: str, faults: list[Fault], required: Collection[str], optional: Collection[str] = ()
    ):
        self.place = place
        self.faults = faults
        self.values: dict[str, object] = {}
        if not isinstance(value, dict):
            self.note("", f"is {shown(value)}", "an object is needed")
            return
        known = (*required, *optional)
        for key in value:
            if key not in known:
                self.note(str(key), "unknown key", f"known here: {', '.join(known)}")
        for key in required:
            if key not in value:
                self.note(key, "is missing", f"required here: {', '.join(required)}")
        self.values = {key: value[key] for key in known if key in value}

    def at(self, key: str) -> str:
        return ".".join(part for part in (self.place, key) if part)

    def note(self, key: str, problem: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.at(key), problem, remedy))

    def has(self, key: str) -> bool:
        return self.values.get(key) is not None

    def text(self, key: str, default: str = "") -> str:
        if key not in self.values:
            return default
        return text(self.values[key], self.at(key), self.faults)

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(text(value, place, self.faults) for value, place in self.items(key))

    def items(self, key: str) -> list[tuple[object, str]]:
        """The members of a list, each with its place; none where it is absent."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, list | tuple):
            self.note(key, f"is {shown(value)}", "a list is needed")
            return []
        return [(member, f"{self.at(key)}[{i}]") for i, member in enumerate(value)]

    def pairs(self, key: str) -> list[tuple[str, object, str]]:
        """The members of an object, as (key, value, place); none where it is absent."""
        value = self.values.get(key)
        if value is None:
            return []
        if not isinstance(value, dict):
            self.note(key, f"is {shown(value)}", "an object is needed")
            return []
        return [(str(name), member, f"{self.at(key)}.{name}") for name, member in value.items()]

    def words(self, key: str) -> dict[str, str]:
        """An object of text values; a null value counts as absent."""
        return {name: text(value, place, self.faults) for name, value, place in self.pairs(key) if value is not None}

    def day(self, key: str, default: date) -> date:
        return day(self.values[key], self.at(key), self.faults, default) if key in self.values else default

    def days(self, key: str) -> list[date]:
        return [day(value, place, self.faults, date.min) for value, place in self.items(key)]

    def quantity(self, key: str, default: Quantity = 0) -> Quantity:
        """A number of units, 0 or more, to six decimals."""
        return quantity(self.values[key], self.at(key), self.faults) if self.has(key) else default

    def whole(self, key: str, most: int, default: int = 0) -> int:
        """A whole number from 0 to `most`."""
        if key not in self.values:
            return default
        value = number(self.values[key], self.at(key), self.faults)
        if value != value.to_integral_value() or not 0 <= value <= most:
            self.note(key, f"is {shown(self.values[key])}", f"a whole number from 0 to {most} is needed")
            return default
        return int(value)

    def fraction(self, key: str, default: float) -> float:
        """A number from 0 to 1."""
        if key not in self.values:
            return default
        value = number(self.values[key], self.at(key), self.faults)
        if not 0 <= value <= 1:
            self.note(key, f"is {shown(self.values[key])}", "a number from 0 to 1 is needed")
            return default
        return float(value)

    def money(self, key: str, currency: str) -> int:
        """An amount, 0 or more, in minor units; 0 where it is absent."""
        return round_minor(self.rate(key, currency))

    def rate(self, key: str, currency: str) -> Decimal:
        """A price per unit, 0 or more, in exact minor units; 0 where it is absent."""
        if key not in self.values:
            return Decimal(0)
        return rate(self.values[key], self.at(key), self.faults, currency)


def text(value: object, place: str, faults: list[Fault]) -> str:
    if isinstance(value, str) and value:
        return value
    faults.append(Fault(place, f"is {shown(value)}", "a text is needed"))
    return ""


def day(value: object, place: str, faults: list[Fault], default: date) -> date:
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError as error:
            faults.append(Fault(place, f"is {shown(value)}: {error}", "a day of the calendar is needed"))
            return default
    faults.append(Fault(place, f"is {shown(value)}", "a date such as 2026-12-01 is needed"))
    return default


def number(value: object, place: str, faults: list[Fault]) -> Decimal:
    """A finite number, 0 or more; text counts where it is a plain decimal ("12.50")."""
    if isinstance(value, int | float | str | Decimal) and not isinstance(value, bool):
        try:
            parsed = Decimal(repr(value) if isinstance(value, float) else value)
        except InvalidOperation:
            parsed = Decimal("NaN")
        if parsed.is_finite() and 0 <= parsed <= LARGEST:
            return parsed
    faults.append(Fault(place, f"is {shown(value)}", f"a number from 0 to {LARGEST:.0e} is needed"))
    return Decimal(0)


def quantity(value: object, place: str, faults: list[Fault]) -> Quantity:
    if isinstance(value, str):
        faults.append(Fault(place, f"is the text {shown(value)}", "a number without quotes is needed"))
        return 0
    amount = number(value, place, faults).quantize(QUANTUM)
    return int(amount) if amount == amount.to_integral_value() else amount.normalize()


def rate(value: object, place: str, faults: list[Fault], currency: str) -> Decimal:
    return rate_to_minor(number(value, place, faults), currency)


def repeated(keys: list[tuple[T, str]], what: str, faults: list[Fault]) -> None:
    """Note every key that stood before, at its place."""
    first: dict[T, str] = {}
    for key, place in keys:
        if key in first:
            faults.append(Fault(place, f"{what} {shown(key)} stands at {first[key]} already", "give each its own"))
        else:
            first[key] = place
