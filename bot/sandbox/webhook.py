"""Brings updates to the bot's webhook: one at a time, in order, again and again until it has taken them."""

from __future__ import annotations

import time
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from bot.sandbox.errors import ApiError
from bot.sandbox.methods import registry
from bot.sandbox.methods.params import Params
from bot.sandbox.methods.polling import WEBHOOK_KEY
from bot.sandbox.telegram import Telegram

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  a header's name
_IDLE = 3600.0


class WebhookPusher:
    """`retry`: seconds before the second attempt; doubled after each, up to `longest_retry`."""

    def __init__(
        self, telegram: Telegram, retry: float = 0.5, longest_retry: float = 30.0, timeout: float = 60.0
    ) -> None:
        self._telegram = telegram
        self._retry = retry
        self._longest = longest_retry
        self._timeout = ClientTimeout(total=timeout)

    async def run(self) -> None:
        """Until cancelled."""
        pause = self._retry
        async with ClientSession(timeout=self._timeout) as session:
            while True:
                hook = self._telegram.settings.get(WEBHOOK_KEY)
                pending = self._telegram.updates.pending(1) if hook else []
                if not hook or not pending:
                    await self._telegram.updates.wait(_IDLE)
                    continue
                error = await self._deliver(session, hook, pending[0])
                if error is None:
                    pause = self._retry
                    with self._telegram.database.transaction():
                        self._telegram.updates.confirm(pending[0]["update_id"] + 1)
                    continue
                self._note(hook, error)
                await self._telegram.updates.wait(pause)
                pause = min(pause * 2, self._longest)

    async def _deliver(self, session: ClientSession, hook: dict[str, Any], update: dict[str, Any]) -> str | None:
        """None: it was taken; else why not."""
        headers = {SECRET_HEADER: hook["secret_token"]} if hook["secret_token"] else {}
        try:
            async with session.post(hook["url"], json=update, headers=headers, allow_redirects=False) as response:
                body = await response.read()
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                if response.content_type == "application/json" and body:
                    await self._call(await response.json())
        except TimeoutError:
            return "Read timeout expired"
        except (ClientError, OSError, ValueError) as error:
            return f"Connection failed: {error}"
        return None

    async def _call(self, answer: Any) -> None:
        """A webhook may answer with one method call; Telegram never tells whether that worked."""
        if isinstance(answer, dict) and isinstance(answer.get("method"), str):
            try:
                await registry.call(self._telegram, answer["method"], Params(answer))
            except ApiError:
                return

    def _note(self, hook: dict[str, Any], error: str) -> None:
        if self._telegram.settings.get(WEBHOOK_KEY) == hook:
            noted = {**hook, "last_error_date": int(time.time()), "last_error_message": error}
            self._telegram.settings.set(WEBHOOK_KEY, noted)
