"""Keyboards under messages, and what Telegram refuses in them.

Source: https://core.telegram.org/bots/api#inlinekeyboardmarkup
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.params import Params

_STYLES = ("danger", "success", "primary")
_KINDS = (
    "callback_data",
    "url",
    "web_app",
    "login_url",
    "switch_inline_query",
    "switch_inline_query_current_chat",
    "switch_inline_query_chosen_chat",
    "copy_text",
    "pay",
)
_MOST_BUTTONS = 100


@dataclass(frozen=True)
class Keyboard:
    """`inline` belongs to the message; `reply` replaces (or removes) what people type on."""

    inline: dict[str, Any] | None = None
    reply: dict[str, Any] | None = None


def keyboard_of(params: Params) -> Keyboard:
    """The call's `reply_markup`. Raises ApiError for what Telegram refuses."""
    markup = params.json("reply_markup")
    if markup is None:
        return Keyboard()
    if not isinstance(markup, dict):
        raise bad_request("object expected as reply markup")
    if "inline_keyboard" in markup:
        rows = [[_button(button) for button in row] for row in _rows(markup["inline_keyboard"], "inline keyboard")]
        rows = [row for row in rows if row]
        if sum(len(row) for row in rows) > _MOST_BUTTONS:
            raise bad_request("reply markup is too long")
        return Keyboard(inline={"inline_keyboard": rows} if rows else None)
    if "keyboard" in markup:
        for row in _rows(markup["keyboard"], "keyboard"):
            for button in row:
                if not (button if isinstance(button, str) else isinstance(button, dict) and button.get("text")):
                    raise bad_request("keyboard button text is empty")
        return Keyboard(reply=markup)
    if markup.get("remove_keyboard") or markup.get("force_reply"):
        return Keyboard(reply=markup)
    return Keyboard()


def _rows(value: object, what: str) -> list[list[Any]]:
    if not isinstance(value, list) or not all(isinstance(row, list) for row in value):
        raise bad_request(f"field {what.replace(' ', '_')!r} of the {what} must be an Array of Arrays")
    return value


def _button(button: object) -> dict[str, Any]:
    if not isinstance(button, dict):
        raise bad_request("can't parse inline keyboard button: expected an Object")
    text = button.get("text")
    if not isinstance(text, str) or not text.strip():
        raise bad_request("can't parse inline keyboard button: Button text must be non-empty")
    kind = next((kind for kind in _KINDS if button.get(kind) is not None), None)
    if kind is None:
        raise bad_request("can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard")
    if kind == "callback_data":
        data = button["callback_data"]
        if not isinstance(data, str) or not 1 <= len(data.encode()) <= 64:
            raise bad_request("BUTTON_DATA_INVALID")
    if kind == "url":
        _check_url(button["url"])
    style = button.get("style")
    if style is not None and style not in _STYLES:
        raise bad_request("can't parse inline keyboard button: invalid button style specified")
    return {"text": text, kind: button[kind], **({"style": style} if style else {})}


def _check_url(url: object) -> None:
    try:
        parts = urlsplit(url if isinstance(url, str) else "")
        host = parts.hostname or ""
    except ValueError:
        parts, host = urlsplit(""), ""
    if parts.scheme == "tg" or (parts.scheme in ("http", "https") and "." in host):
        return
    raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
