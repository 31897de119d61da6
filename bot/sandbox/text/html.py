"""`parse_mode` HTML: Telegram's own small subset, strict as Telegram is.

Source: https://core.telegram.org/bots/api#html-style
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.sandbox.text import utf16
from bot.sandbox.text.entities import Entity, in_order, unparsable

_SIMPLE = {
    "b": "bold",
    "strong": "bold",
    "i": "italic",
    "em": "italic",
    "u": "underline",
    "ins": "underline",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "tg-spoiler": "spoiler",
    "code": "code",
    "pre": "pre",
}
_OTHER = ("a", "span", "blockquote", "tg-emoji", "tg-time")
_NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_TOKEN = re.compile(r"<(?P<end>/?)(?P<name>[a-zA-Z0-9-]*)(?P<attributes>(?:[^>\"']|\"[^\"]*\"|'[^']*')*)(?P<close>>?)")
_ATTRIBUTE = re.compile(r"([a-zA-Z-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([a-zA-Z0-9.-]+)))?")
_REFERENCE = re.compile(r"&(?:#(\d{1,7})|#[xX]([0-9a-fA-F]{1,6})|(lt|gt|amp|quot));?")


@dataclass
class _Open:
    """A tag that has not ended: its entity's fields, None where it makes none; `start` in UTF-16 units."""

    name: str
    start: int
    fields: Entity | None


def parse(source: str) -> tuple[str, list[Entity]]:
    """Text and entities. Raises ApiError with the byte offset of what can't be parsed."""
    text, offset, position = "", 0, 0
    entities: list[Entity] = []
    stack: list[_Open] = []
    while position < len(source):
        tag = source.find("<", position)
        plain = _unescape(source[position : tag if tag >= 0 else len(source)])
        text += plain
        offset += utf16.length(plain)
        if tag < 0:
            break
        token = _TOKEN.match(source, tag)
        at = len(source[:tag].encode())
        if token is None or not token["close"]:
            raise unparsable(f"Unclosed start tag at byte offset {at}")
        name = token["name"].lower()
        if token["end"]:
            if not stack:
                raise unparsable(f"Unexpected end tag at byte offset {at}")
            opened = stack.pop()
            if name and name != opened.name:
                raise unparsable(
                    f'Unmatched end tag at byte offset {at}, expected "</{opened.name}>", found "</{name}>"'
                )
            if opened.fields is not None and offset > opened.start:
                entities.append({**opened.fields, "offset": opened.start, "length": offset - opened.start})
        else:
            stack.append(_Open(name, offset, _fields(name, token["attributes"], at, stack)))
        position = token.end()
    if stack:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{stack[-1].name}"')
    return text, in_order(_without_nested_code(entities))


def _fields(name: str, attributes: str, at: int, stack: list[_Open]) -> Entity | None:
    if name not in _SIMPLE and name not in _OTHER:
        raise unparsable(f'Unsupported start tag "{name}" at byte offset {at}')
    given = {
        key.lower(): _unescape(quoted or single or bare or "")
        for key, quoted, single, bare in _ATTRIBUTE.findall(attributes)
    }
    match name:
        case "a":
            return {"type": "text_link", "url": given["href"]} if given.get("href") else None
        case "span":
            if given.get("class") != "tg-spoiler":
                raise unparsable(f'Tag "span" must have class "tg-spoiler" at byte offset {at}')
            return {"type": "spoiler"}
        case "blockquote":
            return {"type": "expandable_blockquote" if "expandable" in given else "blockquote"}
        case "tg-emoji":
            return {"type": "custom_emoji", "custom_emoji_id": given.get("emoji-id", "")}
        case "tg-time":
            if not given.get("unix", "").isdigit():
                raise unparsable(f'Tag "tg-time" must have a Unix time at byte offset {at}')
            extra = {"date_time_format": given["format"]} if given.get("format") else {}
            return {"type": "date_time", "unix_time": int(given["unix"]), **extra}
        case "code" if stack and stack[-1].name == "pre" and given.get("class", "").startswith("language-"):
            outer = stack[-1].fields
            if outer is not None:
                outer["language"] = given["class"].removeprefix("language-")
            return None
        case _:
            return {"type": _SIMPLE[name]}


def _unescape(source: str) -> str:
    def character(match: re.Match[str]) -> str:
        decimal, hexadecimal, named = match.groups()
        if named:
            return _NAMED[named]
        code = int(decimal) if decimal else int(hexadecimal, 16)
        # Anything that is no character stays as it was written, as Telegram leaves it.
        return chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else match.group()

    return _REFERENCE.sub(character, source)


def _without_nested_code(entities: list[Entity]) -> list[Entity]:
    """Nothing stands inside `code` and `pre`."""
    blocks = [(e["offset"], e["offset"] + e["length"]) for e in entities if e["type"] in ("code", "pre")]
    return [
        e
        for e in entities
        if e["type"] in ("code", "pre")
        or not any(start <= e["offset"] and e["offset"] + e["length"] <= end for start, end in blocks)
    ]
