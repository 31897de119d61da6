"""From what the bot (or a person) wrote to what stands in the chat."""

from __future__ import annotations

from dataclasses import dataclass

from bot.sandbox.errors import bad_request
from bot.sandbox.text import html, markdown, utf16
from bot.sandbox.text.detect import detected
from bot.sandbox.text.entities import Entity, checked, in_order


@dataclass(frozen=True)
class Formatted:
    """`text` without surrounding white space; `entities` in Telegram's order."""

    text: str
    entities: list[Entity]

    @property
    def units(self) -> int:
        """Its length in UTF-16 code units."""
        return utf16.length(self.text)


def formatted(text: str, parse_mode: str | None = None, entities: object = None) -> Formatted:
    """Raises ApiError for markup that Telegram refuses. Given entities count only without a `parse_mode`."""
    if not entities:
        # Telegram drops these; aiogram counts on it, and puts one beside every italic in MarkdownV2.
        text = text.replace("\r", "")
    match (parse_mode or "").lower():
        case "":
            found = checked(text, entities) if entities else []
        case "html":
            text, found = html.parse(text)
        case "markdownv2":
            text, found = markdown.parse(text)
        case _:
            raise bad_request("unsupported parse_mode")
    text, found = _trimmed(text, found)
    return Formatted(text, in_order([*found, *detected(text, found)]))


def _trimmed(text: str, entities: list[Entity]) -> tuple[str, list[Entity]]:
    stripped = text.strip()
    cut = utf16.length(text[: len(text) - len(text.lstrip())])
    size = utf16.length(stripped)
    kept: list[Entity] = []
    for entity in entities:
        start = max(entity["offset"] - cut, 0)
        end = min(entity["offset"] - cut + entity["length"], size)
        if end > start:
            kept.append({**entity, "offset": start, "length": end - start})
    return stripped, kept
