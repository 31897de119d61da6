"""The page's WebSocket: everything at first, then whatever happens."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from aiohttp import WSMsgType, web

from bot.sandbox.cast import TEMPERAMENTS
from bot.sandbox.feed import Event
from bot.sandbox.web.clock import PageClock
from bot.sandbox.web.view import person_view, snapshot

if TYPE_CHECKING:
    from bot.sandbox.world import SandboxServer

Json = dict[str, Any]

#: They leave no trace in the chat, so nothing about the person changes.
_PASSING = ("typing", "draft")


class Live:
    """One socket for each open page; the page reloads nothing, and says nothing on it."""

    def __init__(
        self,
        server: SandboxServer,
        clock: PageClock,
        examples: Mapping[str, Sequence[str]],
        autopilot: bool,
        watched: bool,
    ) -> None:
        self._server = server
        self._telegram = server.telegram
        self._clock = clock
        self._examples = {language: list(sentences) for language, sentences in examples.items()}
        self._autopilot = autopilot
        self._watched = watched

    async def handle(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse(heartbeat=20)
        await socket.prepare(request)
        with self._telegram.feed.listen() as events, self._clock.watched():
            await socket.send_json(await self._hello())
            sender = asyncio.create_task(self._send(socket, events))
            try:
                async for message in socket:
                    if message.type is WSMsgType.ERROR:
                        break
            finally:
                sender.cancel()
        return socket

    async def _hello(self) -> Json:
        return {
            "type": "hello",
            **snapshot(self._telegram),
            "clock": await self._clock.view(),
            "faults": self._server.faults.shown(),
            "lane": self._server.lane.shown() if self._watched else None,
            "stories": self._server.player.offered(),
            "story": self._server.player.status,
            "examples": self._examples,
            "autopilot": self._autopilot,
            "temperaments": list(TEMPERAMENTS),
        }

    async def _send(self, socket: web.WebSocketResponse, events: asyncio.Queue[Event]) -> None:
        closing = asyncio.create_task(self._telegram.closing.wait())
        try:
            while not socket.closed:
                coming = asyncio.create_task(events.get())
                await asyncio.wait((coming, closing), return_when=asyncio.FIRST_COMPLETED)
                if closing.done():
                    coming.cancel()
                    await socket.close()
                    return
                event = coming.result()
                for message in await self._told(event):
                    await socket.send_json(message)
        except ConnectionError:
            return
        finally:
            closing.cancel()

    async def _told(self, event: Event) -> list[Json]:
        if event.kind == "reset":
            return [await self._hello()]
        if event.chat_id is None:
            people = self._telegram.people.all() if event.kind == "person" else []
            views = [{"type": "person", "person": person_view(self._telegram, person)} for person in people]
            return views or [{"type": event.kind, **event.data}]
        person = self._telegram.people.find(event.chat_id)
        view = (
            {"person": person_view(self._telegram, person)}
            if person is not None and event.kind not in ("typing", "draft")
            else {}
        )
        return [{"type": event.kind, "chat": event.chat_id, **event.data, **view}]
