"""Methods by which the bot learns what people do."""

from __future__ import annotations

import time
from typing import Any
from urllib.parse import urlsplit

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.methods.params import Params
from bot.sandbox.telegram import Telegram

Json = dict[str, Any]

WEBHOOK_KEY = "webhook"
_LONGEST_POLL = 50
_SECRET = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


async def get_updates(telegram: Telegram, params: Params) -> list[Json]:
    """Waits up to `timeout` seconds for the first update. A later call ends this one with 409, as Telegram does."""
    _refuse_with_webhook(telegram)
    telegram.polls += 1
    mine = telegram.polls
    telegram.updates.wake()
    offset = params.integer("offset") or 0
    limit = min(max(params.integer("limit") or 100, 1), 100)
    with telegram.database.transaction():
        telegram.updates.allow(params.json("allowed_updates"))
        telegram.updates.confirm(offset if offset >= 0 else telegram.updates.newest(-offset))
    deadline = time.monotonic() + min(max(params.integer("timeout") or 0, 0), _LONGEST_POLL)
    while True:
        if telegram.polls != mine:
            raise ApiError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        _refuse_with_webhook(telegram)
        found = telegram.updates.pending(limit)
        left = deadline - time.monotonic()
        if found or left <= 0 or telegram.closing.is_set():
            return found
        await telegram.updates.wait(left)


def set_webhook(telegram: Telegram, params: Params) -> bool:
    """Unlike Telegram itself, and like a Bot API server of one's own, this accepts plain HTTP."""
    url = params.text("url") or ""
    if not url:
        return delete_webhook(telegram, params)
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise bad_request("bad webhook: invalid webhook URL specified")
    secret = params.text("secret_token") or ""
    if len(secret) > 256 or not set(secret) <= _SECRET:
        raise bad_request("secret token contains unallowed characters")
    telegram.updates.allow(params.json("allowed_updates"))
    if params.flag("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.settings.set(WEBHOOK_KEY, {"url": url, "secret_token": secret})
    telegram.database.after_commit(telegram.updates.wake)
    return True


def delete_webhook(telegram: Telegram, params: Params) -> bool:
    if params.flag("drop_pending_updates"):
        telegram.updates.drop_all()
    telegram.settings.set(WEBHOOK_KEY, None)
    telegram.database.after_commit(telegram.updates.wake)
    return True


def get_webhook_info(telegram: Telegram, params: Params) -> Json:
    hook = telegram.settings.get(WEBHOOK_KEY) or {}
    info: Json = {
        "url": hook.get("url", ""),
        "has_custom_certificate": False,
        "pending_update_count": telegram.updates.count(),
    }
    info |= {key: hook[key] for key in ("last_error_date", "last_error_message") if key in hook}
    if telegram.updates.allowed():
        info["allowed_updates"] = telegram.updates.allowed()
    return info


def _refuse_with_webhook(telegram: Telegram) -> None:
    if telegram.settings.get(WEBHOOK_KEY):
        raise ApiError(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook"
            " first",
        )
