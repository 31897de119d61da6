"""The Bot API over HTTP: /bot<token>/<method> and /file/bot<token>/<path>."""

from __future__ import annotations

import asyncio
import hmac
from typing import Any
from urllib.parse import quote

from aiohttp import web

from bot.sandbox.errors import ApiError
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.methods import registry
from bot.sandbox.methods.params import Params
from bot.sandbox.telegram import Telegram
from bot.sandbox.web.reading import params_of


class BotApi:
    """Answers the bot in Telegram's envelope."""

    def __init__(self, telegram: Telegram, faults: Faults, token: str) -> None:
        self._telegram = telegram
        self._faults = faults
        self._token = token

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get(r"/bot{token:[^/]+}/{method}", self._call),
            web.post(r"/bot{token:[^/]+}/{method}", self._call),
            web.get(r"/file/bot{token:[^/]+}/{path:.+}", self._download),
        ]

    async def _call(self, request: web.Request) -> web.Response:
        try:
            self._check(request.match_info["token"])
            method = registry.named(request.match_info["method"])
            params = await params_of(request)
            fault = self._faults.take(method, _chat_id(params))
            if fault is not None:
                return await self._fail(request, fault, method, params)
            return _answer(await registry.call(self._telegram, method, params))
        except ApiError as error:
            return web.json_response(error.envelope(), status=error.code)

    async def _fail(self, request: web.Request, fault: Fault, method: str, params: Params) -> web.Response:
        if fault.code == "drop_answer":
            await registry.call(self._telegram, method, params)
        elif fault.code == "timeout":
            await self._hold(request, fault.hold)
        else:
            raise fault.error()
        if request.transport is not None:
            request.transport.close()
        return web.Response()

    async def _hold(self, request: web.Request, seconds: float) -> None:
        """Until the caller gives up, the time is over, or the server closes."""
        loop = asyncio.get_running_loop()
        until = loop.time() + seconds
        # aiohttp tells a handler nothing when the caller goes away, so it has to look.
        while request.transport is not None and loop.time() < until and not self._telegram.closing.is_set():  # noqa: ASYNC110
            await asyncio.sleep(0.02)

    async def _download(self, request: web.Request) -> web.Response:
        try:
            self._check(request.match_info["token"])
            file = self._telegram.files.by_path(request.match_info["path"])
            if file is None:
                raise ApiError(404, "Not Found")
        except ApiError as error:
            return web.json_response(error.envelope(), status=error.code)
        return web.Response(body=file.content, headers=download_headers(file.name))

    def _check(self, token: str) -> None:
        if not hmac.compare_digest(token.encode(), self._token.encode()):
            raise ApiError(401, "Unauthorized") if ":" in token else ApiError(404, "Not Found")


def download_headers(name: str) -> dict[str, str]:
    """So that a browser saves a file and never runs it."""
    return {
        "Content-Type": "application/octet-stream",
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
    }


def _answer(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _chat_id(params: Params) -> int | None:
    try:
        return params.integer("chat_id")
    except ApiError:
        return None
