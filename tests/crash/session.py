"""Calls of the bot, handed to the sandbox's Telegram without a socket between, by bad lines."""

from __future__ import annotations

import json
from collections.abc import AsyncGenerator
from typing import Any, ClassVar

from aiogram import Bot
from aiogram.client.session.base import BaseSession
from aiogram.exceptions import TelegramNetworkError
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType

from bot.sandbox.errors import ApiError
from bot.sandbox.methods import registry
from bot.sandbox.methods.params import Params
from bot.sandbox.telegram import Telegram
from tests.crash.post import Post
from tests.crash.weather import Life

#: What comes of a call that Telegram refuses for now; None: it never arrives.
_FOR_NOW: tuple[ApiError | None, ...] = (
    ApiError(429, "Too Many Requests: retry after 3", retry_after=3),
    ApiError(502, "Bad Gateway"),
    None,
)
_FORBIDDEN = ApiError(403, "Forbidden: user is deactivated")


class DirectSession(BaseSession):
    """What aiogram's session does over HTTP, in one process. Each call is a point at which the process may end."""

    _types: ClassVar[dict[type, object]] = {}

    def __init__(self, telegram: Telegram, post: Post, life: Life) -> None:
        super().__init__()
        self._telegram = telegram
        self._post = post
        self._life = life

    async def close(self) -> None:
        pass

    async def make_request(
        self,
        bot: Bot,
        method: TelegramMethod[TelegramType],
        timeout: int | None = None,  # noqa: ASYNC109  aiogram's signature
    ) -> TelegramType:
        name = method.__api_method__
        point = f"call {name}"
        self._life.point(point, "before")
        weather, odds = self._life.weather, self._life.weather.odds
        writes = name not in ("getUpdates", "sendChatAction", "answerCallbackQuery")
        if writes and weather.happens(odds.forbidden):
            weather.counts["forbidden"] += 1
            return self._answer(bot, method, _FORBIDDEN)
        if weather.happens(odds.refused):
            weather.counts["refused"] += 1
            refusal = weather.random.choice(_FOR_NOW)
            if refusal is None:
                raise TelegramNetworkError(method, "the line is dead: nothing was carried out")
            return self._answer(bot, method, refusal)
        result = await self._carry_out(bot, method)
        sends = name == "sendMessage" and not isinstance(result, ApiError)
        self._life.in_the_air |= sends
        self._life.point(point, "after")
        if writes and weather.happens(odds.lost):
            weather.counts["lost answers" if sends else "lost answers to edits"] += 1
            self._life.in_the_air = False
            raise TelegramNetworkError(method, "the answer was lost: the call was carried out")
        return self._answer(bot, method, result)

    async def _carry_out(self, bot: Bot, method: TelegramMethod[Any]) -> Any:
        given = {key: self.prepare_value(value, bot, {}) for key, value in method.model_dump(warnings=False).items()}
        params = Params({key: value for key, value in given.items() if value})
        name = registry.named(method.__api_method__)
        try:
            if name == "getUpdates":
                return self._post.collected(params.integer("offset") or 0)
            return await registry.call(self._telegram, name, params)
        except ApiError as error:
            return error

    def _answer(self, bot: Bot, method: TelegramMethod[TelegramType], result: Any) -> TelegramType:
        """As it would come over HTTP, refusals as aiogram's exceptions."""
        if isinstance(result, ApiError):
            envelope, status = result.envelope(), result.code
        else:
            envelope, status = {"ok": True, "result": result}, 200
        # pydantic would build the type of the answer anew for every call: it forgets what nobody holds.
        self._types.setdefault(type(method), Response[method.__returning__])  # type: ignore[name-defined]
        response = self.check_response(bot, method, status, json.dumps(envelope))
        return response.result  # type: ignore[return-value]

    async def stream_content(
        self,
        url: str,
        headers: dict[str, Any] | None = None,
        timeout: int = 30,  # noqa: ASYNC109
        chunk_size: int = 65536,
        raise_for_status: bool = True,
    ) -> AsyncGenerator[bytes, None]:
        if url:
            raise NotImplementedError("the bot downloads nothing here")
        yield b""
