"""`parse_mode` MarkdownV2, strict as Telegram is: a reserved character that means nothing must be escaped.

Source: https://core.telegram.org/bots/api#markdownv2-style
"""

from __future__ import annotations

import re

from bot.sandbox.text import utf16
from bot.sandbox.text.entities import Entity, in_order, unparsable

_MARKS = {"*": "bold", "_": "italic", "__": "underline", "~": "strikethrough", "||": "spoiler"}
_RESERVED = frozenset("_*[]()~`>#+-=|{}.!")
_LINK_END = re.compile(r"\]\(((?:\\.|[^)\\])*)\)")


class _Reader:
    """Walks through the source once; offsets in UTF-16 units."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.position = 0
        self.text: list[str] = []
        self.offset = 0
        self.entities: list[Entity] = []
        self.stack: list[tuple[str, int]] = []

    def put(self, plain: str) -> None:
        self.text.append(plain)
        self.offset += utf16.length(plain)

    def add(self, start: int, fields: Entity) -> None:
        if self.offset > start:
            self.entities.append({**fields, "offset": start, "length": self.offset - start})

    def byte(self) -> int:
        return len(self.source[: self.position].encode())

    def starts(self, prefix: str) -> bool:
        return self.source.startswith(prefix, self.position)


def parse(source: str) -> tuple[str, list[Entity]]:
    """Text and entities. Raises ApiError with the byte offset of what can't be parsed."""
    reader = _Reader(source)
    quote: tuple[int, bool] | None = None
    while reader.position < len(source):
        line_start = reader.position == 0 or source[reader.position - 1] == "\n"
        if line_start and reader.starts(">"):
            quote = quote or (reader.offset, False)
            reader.position += 1
            continue
        if line_start and quote is not None:
            reader.add(quote[0], {"type": "blockquote"})
            quote = None
        _step(reader)
    if reader.stack:
        raise unparsable(f"Can't find end of {_kind(reader.stack[-1][0])} entity")
    if quote is not None:
        reader.add(quote[0], {"type": "blockquote"})
    return "".join(reader.text), in_order(reader.entities)


def _kind(mark: str) -> str:
    return "a link" if mark == "[" else _MARKS[mark]


def _step(reader: _Reader) -> None:
    source, position = reader.source, reader.position
    ch = source[position]
    if ch == "\\" and position + 1 < len(source) and 0 < ord(source[position + 1]) < 127:
        reader.put(source[position + 1])
        reader.position += 2
    elif ch == "`":
        _code(reader)
    elif ch == "[":
        reader.stack.append(("[", reader.offset))
        reader.position += 1
    elif ch == "]" and reader.stack and reader.stack[-1][0] == "[":
        _link_end(reader)
    elif mark := next((mark for mark in ("__", "||", "*", "_", "~") if reader.starts(mark)), None):
        _toggle(reader, mark)
    elif ch in _RESERVED:
        raise unparsable(f"Character '{ch}' is reserved and must be escaped with the preceding '\\'")
    else:
        reader.put(ch)
        reader.position += 1


def _toggle(reader: _Reader, mark: str) -> None:
    if reader.stack and reader.stack[-1][0] == mark:
        _, start = reader.stack.pop()
        reader.add(start, {"type": _MARKS[mark]})
    elif any(opened == mark for opened, _ in reader.stack):
        raise unparsable(f"Can't find end of {_kind(reader.stack[-1][0])} entity at byte offset {reader.byte()}")
    else:
        reader.stack.append((mark, reader.offset))
    reader.position += len(mark)


def _code(reader: _Reader) -> None:
    mark = "```" if reader.starts("```") else "`"
    end = reader.position + len(mark)
    content = ""
    while not reader.source.startswith(mark, end):
        if end >= len(reader.source):
            kind = "pre" if mark == "```" else "code"
            raise unparsable(f"Can't find end of {kind} entity at byte offset {reader.byte()}")
        if reader.source[end] == "\\" and end + 1 < len(reader.source):
            end += 1
        content += reader.source[end]
        end += 1
    fields: Entity = {"type": "code"}
    if mark == "```":
        language, newline, rest = content.partition("\n")
        fields = {"type": "pre"}
        if newline and language and " " not in language:
            fields["language"] = language
        if newline and " " not in language:
            content = rest
    start = reader.offset
    reader.put(content)
    reader.add(start, fields)
    reader.position = end + len(mark)


def _link_end(reader: _Reader) -> None:
    _, start = reader.stack.pop()
    target = _LINK_END.match(reader.source, reader.position)
    if target is None:
        # Brackets without an address are only brackets.
        reader.position += 1
        return
    url = re.sub(r"\\(.)", r"\1", target[1])
    reader.add(start, {"type": "text_link", "url": url})
    reader.position = target.end()
