"""Links that open the bot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiogram import Bot
from aiogram.utils.deep_linking import create_start_link


async def with_link(payload: Mapping[str, Any], bot: Bot) -> Mapping[str, Any]:
    """The payload with `link` among its facts where they have a `start`: what /start gets behind it. The bot's name is
    asked for once."""
    data = payload["data"]
    if not data.get("start"):
        return payload
    return {**payload, "data": {**data, "link": await create_start_link(bot, data["start"])}}
