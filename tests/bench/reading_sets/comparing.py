"""What a reading has other than its case expects, field by field; nothing that was not expected may be read."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from decimal import Decimal, InvalidOperation
from typing import Any, Final
from unicodedata import normalize

Record = Mapping[str, Any]

#: The unit a measure is compared in, and how many of it one is: the International System, and NIST SP 811 (annex B).
_UNITS: Final = {
    name: (base, Decimal(factor))
    for base, units in {
        "mm": {"mm": "1", "cm": "10", "dm": "100", "m": "1000", "in": "25.4", "inch": "25.4", "ft": "304.8"},
        "g": {"g": "1", "kg": "1000", "jin": "500", "lb": "453.59237", "oz": "28.349523125"},
        "ml": {"ml": "1", "l": "1000"},
        "cm2": {"cm2": "1", "m2": "10000"},
    }.items()
    for name, factor in units.items()
}
_QUOTES: Final = "\"'“”‘’「」《》"
_ORDER: Final = ("deadline", "budget", "destination")
_REPLY: Final = ("quantity", "unit_price", "total_price", "date", "bound")


def faults(expected: Record, got: Record) -> list[str]:
    """The fields that are wrong; none where all is read right. `expected` with `items` is of a consumer's message."""
    found = ["intent"] if expected["intent"] != got.get("intent") else []
    if "items" in expected:
        if not _same_lists(expected["items"], got.get("items") or (), _item):
            found.append("items")
        found += [name for name in _ORDER if _plain(expected.get(name)) != _plain(got.get(name))]
        if "missing" in expected and sorted(expected["missing"]) != sorted(got.get("missing") or ()):
            found.append("missing")
        return found
    # A day that a reply names may be bound by it or not; only where the case says how does that count.
    free = {"bound"} if "date" in expected and "bound" not in expected else set()
    found += [name for name in _REPLY if name not in free and _plain(expected.get(name)) != _plain(got.get(name))]
    if "currency" in expected and expected["currency"] != got.get("currency"):
        found.append("currency")
    return found


def _same_lists(expected: Sequence[Record], got: Sequence[Record], key: Callable[[Record], Hashable]) -> bool:
    """The same records, each as often, in any order."""
    wanted = [key(record) for record in expected]
    for record in got:
        if key(record) not in wanted:
            return False
        wanted.remove(key(record))
    return not wanted


def _item(item: Record) -> Hashable:
    entries = sorted((_entry(entry) for entry in item.get("attributes", ())), key=repr)
    quantities = (_plain(item.get("quantity")), _plain(item.get("quantity_max")))
    return item.get("product"), quantities, bool(item.get("approximate")), tuple(entries)


def _entry(entry: Record) -> Hashable:
    value, others = _plain(entry["value"]), frozenset(entry.get("alternatives") or ())
    rest = (_plain(entry.get("quantity")), bool(entry.get("excluded")), entry.get("modifier"))
    return entry["name"], value, others, rest


def _plain(value: object) -> Hashable:
    """A form in which equal values are equal, however they are written."""
    if isinstance(value, Mapping):
        if "unit" in value:
            base, factor = _UNITS.get(str(value["unit"]).lower(), (str(value["unit"]), Decimal(1)))
            return base, round(Decimal(str(value["amount"])) * factor, 3).normalize()
        return frozenset(_fields(value))
    if isinstance(value, bool) or value is None:
        return value
    try:
        return Decimal(str(value)).normalize()
    except InvalidOperation:
        return " ".join(normalize("NFKC", str(value)).strip().strip(_QUOTES).casefold().split())


def _fields(record: Record) -> Iterator[tuple[str, Hashable]]:
    return ((name, _plain(value)) for name, value in record.items())
