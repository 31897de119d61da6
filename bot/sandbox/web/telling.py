"""What the page asks of stories: play one, faster or slower, stop."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.errors import SandboxError
from bot.sandbox.stories.player import Player
from bot.sandbox.web.control import answered, body_of

Json = dict[str, Any]


class Telling:
    """`POST /control/story {"name", "speed"}`, `POST /control/story/speed {"speed"}`, `DELETE /control/story`."""

    def __init__(self, player: Player) -> None:
        self._player = player

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/control/story", answered(self._shown)),
            web.post("/control/story", answered(self._start)),
            web.post("/control/story/speed", answered(self._speed)),
            web.delete("/control/story", answered(self._stop)),
        ]

    async def _shown(self, request: web.Request) -> Json:
        return {"stories": self._player.offered(), "story": self._player.status}

    async def _start(self, request: web.Request) -> Json:
        body = await body_of(request)
        return {"story": await self._player.start(str(body.get("name", "")), _speed_in(body))}

    async def _speed(self, request: web.Request) -> Json:
        self._player.set_speed(_speed_in(await body_of(request)))
        return {"story": self._player.status}

    async def _stop(self, request: web.Request) -> Json:
        await self._player.stop()
        return {"story": self._player.status}


def _speed_in(body: Json) -> int:
    speed = body.get("speed", 1)
    if not isinstance(speed, int):
        raise SandboxError("expected speed (a number)")
    return speed
