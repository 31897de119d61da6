"""Methods about the bot itself and its chats."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.params import Params
from bot.sandbox.tables.people import PersonRow
from bot.sandbox.telegram import Telegram

Json = dict[str, Any]

_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators", "chat")
#: Method → the field it sets, and its longest value in characters.
TEXTS = {"Name": ("name", 64), "Description": ("description", 512), "ShortDescription": ("short_description", 120)}


def get_me(telegram: Telegram, params: Params) -> Json:
    return {
        **telegram.identity.user(),
        "can_join_groups": False,
        "can_read_all_group_messages": False,
        "supports_inline_queries": False,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


def get_chat(telegram: Telegram, params: Params) -> Json:
    return {
        **telegram.chat_of(params).chat(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": {
            "unlimited_gifts": True,
            "limited_gifts": True,
            "unique_gifts": True,
            "premium_subscription": True,
            "gifts_from_channels": True,
        },
    }


def set_my_commands(telegram: Telegram, params: Params) -> bool:
    commands = params.json("commands")
    if not isinstance(commands, list) or len(commands) > 100:
        raise bad_request("there must be no more than 100 commands")
    kept: list[Json] = []
    for entry in commands:
        command = str(entry.get("command", "")).removeprefix("/") if isinstance(entry, dict) else ""
        if not _COMMAND.fullmatch(command):
            raise bad_request("BOT_COMMAND_INVALID")
        description = str(entry.get("description", ""))
        if not 1 <= len(description) <= 256:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
        kept.append({"command": command, "description": description})
    telegram.settings.set(_commands_key(telegram, params), kept or None)
    telegram.tell("person")
    return True


def get_my_commands(telegram: Telegram, params: Params) -> list[Json]:
    return list(telegram.settings.get(_commands_key(telegram, params)) or ())


def delete_my_commands(telegram: Telegram, params: Params) -> bool:
    telegram.settings.set(_commands_key(telegram, params), None)
    telegram.tell("person")
    return True


def commands_for(telegram: Telegram, person: PersonRow) -> list[Json]:
    """What the person's commands menu lists: the narrowest scope wins, and in it their language."""
    for scope in (f"chat:{person.user_id}", "all_private_chats", "default"):
        for language in (person.language.split("-")[0], ""):
            found = telegram.settings.get(f"commands:{scope}:{language}")
            if found:
                return list(found)
    return []


def set_text(telegram: Telegram, params: Params, method: str) -> bool:
    """setMyName, setMyDescription, setMyShortDescription."""
    field, limit = TEXTS[method]
    text = params.text(field) or ""
    if len(text) > limit:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    telegram.settings.set(f"{field}:{params.text('language_code') or ''}", text or None)
    return True


def get_text(telegram: Telegram, params: Params, method: str) -> Json:
    """getMyName, getMyDescription, getMyShortDescription."""
    field, _ = TEXTS[method]
    return {field: telegram.settings.get(f"{field}:{params.text('language_code') or ''}") or ""}


def accept(telegram: Telegram, params: Params) -> bool:
    """Methods that change nothing people see here."""
    return True


def _commands_key(telegram: Telegram, params: Params) -> str:
    scope = params.json("scope") or {"type": "default"}
    kind = scope.get("type") if isinstance(scope, dict) else None
    if kind not in _SCOPES:
        raise bad_request("can't parse BotCommandScope: unsupported type specified")
    if kind == "chat":
        kind = f"chat:{telegram.chat_of(Params(scope)).user_id}"
    return f"commands:{kind}:{params.text('language_code') or ''}"
