"""What may be said of a stretch of text, and what Telegram refuses.

Source: https://core.telegram.org/bots/api#messageentity
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.text import utf16

Entity = dict[str, Any]

#: Entity type → the further fields that it must have.
TYPES: dict[str, tuple[str, ...]] = {
    "mention": (),
    "hashtag": (),
    "cashtag": (),
    "bot_command": (),
    "url": (),
    "email": (),
    "phone_number": (),
    "bold": (),
    "italic": (),
    "underline": (),
    "strikethrough": (),
    "spoiler": (),
    "blockquote": (),
    "expandable_blockquote": (),
    "code": (),
    "pre": (),
    "text_link": ("url",),
    "text_mention": ("user",),
    "custom_emoji": ("custom_emoji_id",),
    "date_time": ("unix_time",),
}
_OPTIONAL = {"pre": ("language",), "date_time": ("date_time_format",)}


def unparsable(reason: str) -> ApiError:
    return bad_request(f"can't parse entities: {reason}")


def checked(text: str, entities: object) -> list[Entity]:
    """Entities given by the bot, in order and without unknown fields. Raises ApiError for broken ones."""
    if not isinstance(entities, Sequence) or isinstance(entities, str):
        raise unparsable("expected an Array of MessageEntity")
    ends = utf16.boundaries(text)
    return in_order(_one(entity, ends) for entity in entities)


def in_order(entities: Any) -> list[Entity]:
    """Sorted as Telegram gives them: by place, the longer first."""
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _one(entity: object, ends: dict[int, int]) -> Entity:
    if not isinstance(entity, dict):
        raise unparsable("expected an Object as MessageEntity")
    kind = entity.get("type")
    if kind not in TYPES:
        raise unparsable(f"unsupported entity type {kind!r}")
    offset, length = entity.get("offset"), entity.get("length")
    if type(offset) is not int or type(length) is not int or offset < 0 or length <= 0:
        raise unparsable(f"entity {kind} has a wrong offset or length")
    if offset + length > max(ends):
        raise unparsable(
            f"entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {max(ends)}"
        )
    if offset not in ends or offset + length not in ends:
        raise unparsable(f"entity beginning at UTF-16 offset {offset} begins or ends in the middle of a symbol")
    result: Entity = {"type": kind, "offset": offset, "length": length}
    for name in TYPES[kind]:
        if not entity.get(name):
            raise unparsable(f"entity {kind} has no {name}")
        result[name] = entity[name]
    for name in _OPTIONAL.get(kind, ()):
        if entity.get(name) is not None:
            result[name] = entity[name]
    return result
