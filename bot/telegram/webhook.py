"""Takes updates by webhook: authentic ones only, stored before Telegram gets its 200."""

from __future__ import annotations

import hmac
import json
from collections.abc import Callable

from aiohttp import web

from bot.services.office import Clock
from bot.telegram.updates import chat_of, is_id, kind_of
from storage.ports import Database

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (the header's name)
MAX_BODY = 1024 * 1024


def webhook_app(
    path: str, secret: str, bot_id: int, database: Database, clock: Clock, arrived: Callable[[], None]
) -> web.Application:
    """An application with the one route. Raises ValueError without a secret: anybody could send updates."""
    if not secret:
        raise ValueError("a webhook needs a secret")

    async def receive(request: web.Request) -> web.Response:
        # Before the body is read: a stranger's megabytes are not worth it. A header may hold any bytes.
        given = request.headers.get(SECRET_HEADER, "").encode("utf-8", "surrogateescape")
        if not hmac.compare_digest(given, secret.encode()):
            raise web.HTTPForbidden(text="wrong secret")
        try:
            update = json.loads(await request.read())
            raw = json.dumps(update, ensure_ascii=False)
        except (ValueError, RecursionError):
            raise web.HTTPBadRequest(text="not JSON") from None
        if not isinstance(update, dict) or not is_id(update.get("update_id")):
            raise web.HTTPBadRequest(text="not an update")
        async with database.transaction() as tx:
            await tx.inbox.put(bot_id, update["update_id"], chat_of(update), raw, clock.now(), kind_of(update))
        arrived()
        return web.Response()

    app = web.Application(client_max_size=MAX_BODY)
    app.router.add_post(path, receive)
    return app
