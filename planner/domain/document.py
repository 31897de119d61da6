"""Reads a document of plain data piece by piece: nothing stops at the first fault, every fault has its place."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches

from planner.domain.catalogue import Names
from planner.domain.errors import Fault

_ID = re.compile(r"[a-z0-9_]+")
# Ids of values may be taken over from lists kept elsewhere: "7.5_floz", "mexican_coca-cola".
_VALUE_ID = re.compile(r"[a-z0-9_][a-z0-9_.+%&'/-]*")
_MOST = Decimal(10) ** 12


def near(word: str, known: Iterable[str]) -> str | None:
    """The one of `known` that `word` was probably meant to be."""
    lowered = {k.casefold(): k for k in known}
    found = get_close_matches(word.casefold().replace("-", "_").replace(" ", "_"), lowered, n=1, cutoff=0.7)
    return lowered[found[0]] if found else None


def instead(word: str, known: Collection[str], what: str = "known") -> str:
    """A remedy for a word that is none of `known`: what was probably meant, else what there is."""
    if meant := near(word, known):
        return f"did you mean '{meant}'?"
    some = list(known)[:12]
    more = ", …" if len(known) > len(some) else ""
    return f"{what}: {', '.join(some)}{more}" if some else f"{what}: none"


def described(data: object) -> str:
    """How to call a value in a message to the person who wrote it."""
    match data:
        case None:
            return "nothing"
        case bool():
            return "true" if data else "false"
        case dict():
            return "a mapping"
        case list():
            return "a list"
        case int() | float():
            return f"the number {data}"
    text = str(data)
    return f"'{text[:40]}…'" if len(text) > 40 else f"'{text}'"


def listed(place: str, key: str) -> str:
    return f"{place}.{key}" if place else key


@dataclass(frozen=True)
class Node:
    """A piece of a document. Its readers return None (or nothing) where the data is wrong, and note the fault."""

    data: object
    place: str
    faults: list[Fault]

    def fault(self, problem: str, remedy: str = "") -> None:
        self.faults.append(Fault(self.place, problem, remedy))

    def _wanted(self, what: str, remedy: str = "") -> None:
        self.fault(f"must be {what}, not {described(self.data)}", remedy)

    def child(self, key: str, data: object) -> Node:
        return Node(data, listed(self.place, key), self.faults)

    def fields(self, required: Collection[str], optional: Collection[str] = ()) -> dict[str, Node]:
        """The pieces under known keys; empty ones count as not given. Unknown and missing keys are faults."""
        if not isinstance(self.data, dict):
            self._wanted("a mapping (`key: value` lines)", f"with {', '.join([*required, *optional][:6])}")
            return {}
        known = [*required, *optional]
        for key in self.data:
            if key not in known:
                self.child(str(key), None).fault(f"unknown key '{key}'", instead(str(key), known))
        for key in required:
            if self.data.get(key) is None:
                self.fault(f"'{key}' is {'empty' if key in self.data else 'missing'}", f"add `{key}:`")
        return {key: self.child(key, self.data[key]) for key in known if self.data.get(key) is not None}

    def entries(self, *, values: bool = False) -> dict[str, Node]:
        """The pieces under keys that the author chose: ids (of values: with a little more freedom)."""
        if not isinstance(self.data, dict):
            self._wanted("a mapping of ids")
            return {}
        found: dict[str, Node] = {}
        for raw, data in self.data.items():
            key = str(raw)
            found[key] = self.child(key, data)
            if not (_VALUE_ID if values else _ID).fullmatch(key):
                found[key].fault(f"'{key}' is no id", "use small letters a-z, digits and _")
        return found

    def items(self) -> list[Node]:
        if not isinstance(self.data, list):
            self._wanted("a list", f"write [{self.data}]" if isinstance(self.data, str | int) else "write [ … ]")
            return []
        return [Node(item, f"{self.place}[{i}]", self.faults) for i, item in enumerate(self.data)]

    def text(self) -> str | None:
        """Text; a number is text too, as people write it without quotes."""
        if isinstance(self.data, bool):
            return "true" if self.data else "false"
        if isinstance(self.data, str | int | float):
            if found := str(self.data).strip():
                return found
            self.fault("is empty", "write some text, or leave it out")
            return None
        self._wanted("text")
        return None

    def id(self) -> str | None:
        found = self.text()
        if found is not None and not _ID.fullmatch(found):
            self.fault(f"'{found}' is no id", "use small letters a-z, digits and _")
            return None
        return found

    def words(self) -> tuple[str, ...]:
        return tuple(word for node in self.items() if (word := node.text()) is not None)

    def one_of(self, known: Collection[str], what: str = "one of") -> str | None:
        found = self.text()
        if found is not None and found not in known:
            self.fault(f"'{found}' is unknown", instead(found, known, what))
            return None
        return found

    def flag(self) -> bool:
        if isinstance(self.data, bool):
            return self.data
        self._wanted("true or false", "these two words alone, without quotes")
        return False

    def whole(self, least: int = 0) -> int | None:
        if isinstance(self.data, bool) or not isinstance(self.data, int):
            self._wanted("a whole number")
            return None
        if not least <= self.data <= _MOST:
            self.fault(f"{self.data} is out of range", f"{least} or more")
            return None
        return self.data

    def amount(self, *, above_zero: bool = False) -> Decimal | None:
        """A decimal number, written as such or as text, exact; not below zero."""
        number: Decimal | None = None
        if isinstance(self.data, str | int | float) and not isinstance(self.data, bool):
            try:
                number = Decimal(str(self.data))
            except InvalidOperation:
                number = None
        if number is None or not number.is_finite():
            self._wanted("a number", 'such as 12 or "12.50"')
            return None
        if number < 0 or number > _MOST or (above_zero and number == 0):
            self.fault(f"{number} is out of range", "more than 0" if above_zero else "0 or more")
            return None
        return number

    def names(self, locales: Collection[str] | None) -> Names:
        """Wordings by locale, each once; `locales` None: they are not known, so any is fine."""
        if not isinstance(self.data, dict):
            self._wanted("wordings by language", "write {en: [red, scarlet]}")
            return {}
        found: dict[str, tuple[str, ...]] = {}
        for locale, data in self.data.items():
            node = self.child(str(locale), data)
            if locales is not None and locale not in locales:
                node.fault(f"'{locale}' is not among the catalogue's locales", instead(str(locale), locales))
            elif words := tuple(dict.fromkeys(node.words())):
                found[str(locale)] = words
            elif data == []:
                node.fault("no wording", "list at least one, or leave the language out")
        if not self.data:
            self.fault("no wording", "write {en: [red, scarlet]}")
        return found
