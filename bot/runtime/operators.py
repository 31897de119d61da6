"""/health and /metrics over HTTP, for whoever runs the bot."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web
from prometheus_client import CONTENT_TYPE_LATEST

from bot.runtime.metrics import Examiner, Metrics
from planner.domain.errors import SettingsError, StorageError

#: Seconds after which a database that does not answer counts as away.
PATIENCE = 5.0


def operators_app(metrics: Metrics, examiner: Examiner) -> web.Application:
    """The two routes. Nothing they show is about a person."""

    async def health(request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(PATIENCE):
                found = await examiner.health(fresh=True)
        except (StorageError, TimeoutError):
            return web.json_response({"ok": False, "reason": "the database does not answer"}, status=503)
        facts: dict[str, object] = {
            "ok": found.ok,
            "late_seconds": found.late.total_seconds(),
            "to_read": found.inbox.get("waiting", 0),
            "to_send": found.outbox.get("waiting", 0),
        }
        if not found.ok:
            facts["reason"] = "a follow-up is overdue"
        return web.json_response(facts, status=200 if found.ok else 503)

    async def measures(request: web.Request) -> web.Response:
        try:
            async with asyncio.timeout(PATIENCE):
                text = metrics.shown(await examiner.health())
        except (StorageError, TimeoutError):
            return web.Response(status=503, text="the database does not answer\n")
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE_LATEST})

    app = web.Application()
    app.router.add_get("/health", health)
    app.router.add_get("/metrics", measures)
    return app


@asynccontextmanager
async def serving_operators(listen: str, metrics: Metrics, examiner: Examiner) -> AsyncIterator[int]:
    """Serve at `listen` ("127.0.0.1:9090"; port 0 takes any), and give the port; nothing at all where it is empty (0).

    Raises SettingsError where the place is taken.
    """
    if not listen:
        yield 0
        return
    host, _, port = listen.rpartition(":")
    runner = web.AppRunner(operators_app(metrics, examiner))
    await runner.setup()
    try:
        site = web.TCPSite(runner, host or "127.0.0.1", int(port))
        try:
            await site.start()
        except OSError as reason:
            raise SettingsError(f"HEALTH_LISTEN: {listen} can't be listened at ({reason}). Name another.") from None
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()
