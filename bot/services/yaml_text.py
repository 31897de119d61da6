"""Reads YAML text that people write by hand, safely, and says line and column where it is wrong.

Scalars follow the core schema of YAML 1.2 (section 10.3) with numbers in decimal notation alone: `no`, `on`,
`2026-12-01`, `12:30` and `007` are words, not booleans, dates, sexagesimals or octals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from planner.domain.errors import DataError, Fault

MAX_BYTES = 5_000_000
MAX_DEPTH = 40
#: Values in all, aliases counted as often as they are used.
MAX_VALUES = 400_000

_PARSER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORDS: Mapping[str, bool | None] = {
    "": None, "~": None, "null": None, "Null": None, "NULL": None,
    "true": True, "True": True, "TRUE": True, "false": False, "False": False, "FALSE": False,
}  # fmt: skip
# Eighteen digits are more than any figure here needs, and few enough to be read at once.
_WHOLE = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})")
# What YAML 1.2 (section 5.1) does not let into a text.
_UNPRINTABLE = re.compile("[^\t\n\r -~\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_DECIMAL = re.compile(r"[-+]?(0|[1-9][0-9]{0,17})\.[0-9]{1,18}")


@dataclass(frozen=True)
class Document:
    """`data`: plain dict (keys are text), list, str, int, float, bool, None; `lines`: place → line, from 1."""

    data: object
    lines: Mapping[str, int] = field(default_factory=dict)

    def line_of(self, place: str) -> int | None:
        """The line of a place, or of the nearest place around it that the text has."""
        while place and place not in self.lines:
            place = re.sub(r"\.?[^.\[\]]*$|\[[0-9]+\]$", "", place)
        return self.lines.get(place)


def read_yaml_file(path: Path) -> Document:
    """The document in a file. Raises DataError where it can't be read, is too large, or is no YAML as said above."""
    try:
        with path.open("rb") as file:
            raw = file.read(MAX_BYTES + 1)
    except OSError as problem:
        reason = problem.strerror or str(problem)
        raise DataError(str(path), [Fault("", f"can't be read: {reason}", "name a readable YAML file")]) from None
    return read_yaml(raw, str(path))


def read_yaml(raw: bytes, source: str) -> Document:
    """The one document in `raw` (UTF-8). Raises DataError as `read_yaml_file` does; all duplicate keys are listed."""
    if len(raw) > MAX_BYTES:
        remedy = "split it, or leave out what nobody orders"
        raise DataError(source, [Fault("", f"larger than {MAX_BYTES // 1_000_000} MB", remedy)])
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = raw[: problem.start]
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8", "replace")) + 1
        line = before.count(b"\n") + 1
        raise DataError(
            source, [Fault(f"line {line}, column {column}", "not UTF-8 text", "save the file as UTF-8")]
        ) from None
    if found := _UNPRINTABLE.search(text):
        line, column = text.count("\n", 0, found.start()) + 1, found.start() - text.rfind("\n", 0, found.start())
        fault = Fault(
            f"line {line}, column {column}", f"the character U+{ord(found[0]):04X} can't be in a text", "take it out"
        )
        raise DataError(source, [fault])
    builder = _Builder(text, source)
    data = builder.build()
    if builder.faults:
        raise DataError(source, builder.faults)
    return Document(data, builder.lines)


def _position(mark: Any) -> str:
    return f"line {mark.line + 1}, column {mark.column + 1}"


def _scalar(text: str) -> object:
    if text in _WORDS:
        return _WORDS[text]
    if _WHOLE.fullmatch(text):
        return int(text)
    return float(text) if _DECIMAL.fullmatch(text) else text


class _Builder:
    """Builds plain data from parser events, so that depth and size are bounded while it reads."""

    def __init__(self, text: str, source: str):
        self._text = text
        self._source = source
        self._anchors: dict[str, tuple[object, int]] = {}
        self._values = 0
        self._events: Iterator[Any] = iter(())
        self.faults: list[Fault] = []
        self.lines: dict[str, int] = {}

    def build(self) -> object:
        data: object = None
        try:
            self._events = iter(yaml.parse(self._text, Loader=_PARSER))
            for event in self._events:
                if isinstance(event, yaml.DocumentStartEvent):
                    if "" in self.lines:
                        raise self._refusal(event.start_mark, "a second document starts", "keep one document in a file")
                    data = self._value(next(self._events), "", 0)
        except yaml.MarkedYAMLError as problem:
            mark: Any = problem.problem_mark or problem.context_mark
            raise self._refusal(
                mark, f"no YAML: {problem.problem or problem.context}", self._syntax_remedy(mark)
            ) from None
        return data

    def _refusal(self, mark: Any, problem: str, remedy: str) -> DataError:
        return DataError(self._source, [*self.faults, Fault(_position(mark), problem, remedy)])

    def _syntax_remedy(self, mark: Any) -> str:
        line = self._text.split("\n")[mark.line] if mark.line <= self._text.count("\n") else ""
        if "\t" in line[: mark.column + 1]:
            return "indent with spaces, not tabs"
        return "check indentation, brackets and quotes here and in the line before; quote text that holds ': ' or ' #'"

    def _value(self, event: Any, place: str, depth: int) -> object:
        mark, start = event.start_mark, self._values
        self.lines.setdefault(place, mark.line + 1)
        if depth > MAX_DEPTH:
            raise self._refusal(mark, f"nested deeper than {MAX_DEPTH} levels", "flatten it")
        if isinstance(event, yaml.AliasEvent):
            if event.anchor not in self._anchors:
                raise self._refusal(
                    mark, f"nothing before it is called &{event.anchor}", "define it above, outside itself"
                )
            data, size = self._anchors[event.anchor]
            self._count(size, mark)
            return data
        if event.tag is not None:
            raise self._refusal(
                mark, f"the tag {event.tag} is not read", "write plain text, numbers, lists and mappings"
            )
        self._count(1, mark)
        if isinstance(event, yaml.ScalarEvent):
            data = _scalar(event.value) if event.implicit[0] else event.value
        elif isinstance(event, yaml.SequenceStartEvent):
            data = self._list(place, depth)
        else:
            data = self._mapping(place, depth)
        if event.anchor is not None:
            self._anchors[event.anchor] = (data, self._values - start)
        return data

    def _list(self, place: str, depth: int) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._value(event, f"{place}[{len(items)}]", depth + 1))
        return items

    def _mapping(self, place: str, depth: int) -> dict[str, object]:
        fields: dict[str, object] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            mark: Any = event.start_mark
            if not isinstance(event, yaml.ScalarEvent):
                raise self._refusal(mark, "a key must be a word", "write `key: value`")
            key, inner = event.value, f"{place}.{event.value}" if place else event.value
            if key in fields:
                remedy = f"it stands in line {self.lines[inner]} already: keep one"
                self.faults.append(Fault(inner, f"the key stands twice, again at {_position(mark)}", remedy))
            self.lines.setdefault(inner, mark.line + 1)
            fields[key] = self._value(next(self._events), inner, depth + 1)
        return fields

    def _count(self, values: int, mark: Any) -> None:
        self._values += values
        if self._values > MAX_VALUES:
            raise self._refusal(mark, f"more than {MAX_VALUES} values, aliases counted in full", "use fewer aliases")
