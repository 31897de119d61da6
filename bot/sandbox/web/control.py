"""What the page (or a script) asks for over HTTP: acting as people, the clock, the autopilot, faults."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import asdict, fields
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from aiohttp import web

from bot.sandbox.cast import TEMPERAMENTS, CastMember
from bot.sandbox.errors import SandboxError
from bot.sandbox.faults import Fault
from bot.sandbox.web.bot_api import download_headers
from bot.sandbox.web.clock import PageClock
from bot.sandbox.web.reading import form_of
from bot.sandbox.web.view import messages_view, person_view

if TYPE_CHECKING:
    from bot.sandbox.world import SandboxServer

Json = dict[str, Any]
_LANGUAGES = ("en", "zh")
_SHOWN_TYPES = ("image/png", "image/jpeg", "image/gif", "image/webp")
_MOST_DAYS = 366


class Control:
    """Answers with JSON; an error is `{"error": "what to do"}`."""

    def __init__(self, server: SandboxServer, clock: PageClock) -> None:
        self._server = server
        self._telegram = server.telegram
        self._clock = clock

    def routes(self) -> list[web.RouteDef]:
        return [
            web.post("/control/people", answered(self._join)),
            web.post(r"/control/people/{user:\d+}", answered(self._change)),
            web.get(r"/control/people/{user:\d+}/messages", answered(self._earlier)),
            web.post(r"/control/people/{user:\d+}/messages", answered(self._write)),
            web.post(r"/control/people/{user:\d+}/files", answered(self._send_file)),
            web.post(r"/control/people/{user:\d+}/presses", answered(self._press)),
            web.post(r"/control/people/{user:\d+}/read", answered(self._read)),
            web.post("/control/clock", answered(self._advance)),
            web.post("/control/reset", answered(self._reset)),
            web.post("/control/faults", answered(self._add_fault)),
            web.delete("/control/faults", answered(self._clear_faults)),
            web.get("/control/files/{file}", self._file),
        ]

    async def _join(self, request: web.Request) -> Json:
        body = await body_of(request)
        name = str(body.get("name", "")).strip()
        language = body.get("language", "en")
        if not 1 <= len(name) <= 64:
            raise SandboxError("a name has 1 to 64 characters")
        if language not in _LANGUAGES:
            raise SandboxError(f"the language must be one of {', '.join(_LANGUAGES)}")
        user_id = self._telegram.people.next_id()
        await self._server.joins(CastMember(user_id, name, language=language))
        return person_view(self._telegram, self._telegram.people.get(user_id))

    async def _change(self, request: web.Request) -> Json:
        user, body = self._user(request), await body_of(request)
        person = self._server.person(user)
        temperament = body.get("temperament")
        if temperament is not None and temperament not in TEMPERAMENTS:
            raise SandboxError(f"the temperament must be one of {', '.join(TEMPERAMENTS)}")
        if "autopilot" in body or temperament is not None:
            on = bool(body.get("autopilot", self._telegram.people.get(user).autopilot))
            self._server.set_autopilot(user, on, temperament)
        if body.get("language") in _LANGUAGES:
            person.set_language(body["language"])
        if "started" in body:
            person.set_started(bool(body["started"]))
        if "blocked" in body:
            self._server.people_do.block(user, bool(body["blocked"]))
        return person_view(self._telegram, self._telegram.people.get(user))

    async def _earlier(self, request: web.Request) -> Json:
        before = request.query.get("before", "")
        if not before.isdecimal():
            raise SandboxError("before must be a message id")
        return {"messages": messages_view(self._telegram, self._user(request), int(before))}

    async def _write(self, request: web.Request) -> Json:
        user, body = self._user(request), await body_of(request)
        reply_to = body.get("reply_to")
        if not isinstance(body.get("text"), str) or not isinstance(reply_to, int | None):
            raise SandboxError("expected text (a string) and reply_to (a message id or null)")
        sent = self._server.people_do.write(user, body["text"], reply_to)
        self._take_over(user)
        return asdict(sent)

    async def _send_file(self, request: web.Request) -> Json:
        user = self._user(request)
        values, uploads = await form_of(request)
        if "file" not in uploads:
            raise SandboxError("expected a multipart form with a file")
        reply_to = int(values["reply_to"]) if values.get("reply_to", "").isdecimal() else None
        sent = self._server.people_do.send_file(user, uploads["file"], values.get("caption", ""), reply_to)
        self._take_over(user)
        return asdict(sent)

    async def _press(self, request: web.Request) -> Json:
        user, body = self._user(request), await body_of(request)
        if not isinstance(body.get("message_id"), int) or not isinstance(body.get("data"), str):
            raise SandboxError("expected message_id (a number) and data (a string)")
        query = self._server.people_do.press(user, body["message_id"], body["data"])
        self._take_over(user)
        return {"query": query}

    async def _read(self, request: web.Request) -> Json:
        self._server.people_do.read(self._user(request))
        return {}

    async def _advance(self, request: web.Request) -> Json:
        body = await body_of(request)
        controls = self._clock.controls
        if controls is None:
            raise SandboxError("this sandbox runs in real time; its clock can't be changed", 409)
        seconds = body.get("seconds")
        if body.get("to") == "next":
            following = await self._clock.following()
            if following is None:
                raise SandboxError("nothing is planned", 409)
            by = max(following - controls.now(), timedelta())
        elif isinstance(seconds, int | float) and 0 < seconds <= _MOST_DAYS * 86400:
            by = timedelta(seconds=seconds)
        else:
            raise SandboxError(f'expected seconds (more than 0, at most {_MOST_DAYS} days) or "to": "next"')
        await controls.advance(by)
        await self._clock.tell()
        return await self._clock.view()

    async def _reset(self, request: web.Request) -> Json:
        await body_of(request)
        await self._server.reset()
        return {}

    async def _add_fault(self, request: web.Request) -> Json:
        body = await body_of(request)
        known = {field.name for field in fields(Fault)}
        if not set(body) <= known:
            raise SandboxError(f"a fault has {', '.join(sorted(known))}")
        try:
            self._server.faults.add(Fault(**body))
        except (TypeError, ValueError) as error:
            raise SandboxError(str(error)) from None
        return {"faults": self._server.faults.shown()}

    async def _clear_faults(self, request: web.Request) -> Json:
        self._server.faults.clear()
        return {"faults": []}

    async def _file(self, request: web.Request) -> web.Response:
        file = self._telegram.files.by_unique_id(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound
        headers = download_headers(file.name)
        if file.mime in _SHOWN_TYPES and "download" not in request.query:
            headers = {"Content-Type": file.mime}
        return web.Response(body=file.content, headers={**headers, "Cache-Control": "private, max-age=86400"})

    def _user(self, request: web.Request) -> int:
        return self._telegram.people.get(int(request.match_info["user"])).user_id

    def _take_over(self, user: int) -> None:
        """Whoever acts in a chat by hand answers there from now on."""
        if self._telegram.people.get(user).autopilot:
            self._server.set_autopilot(user, False)


def answered(
    handler: Callable[[web.Request], Awaitable[Json]],
) -> Callable[[web.Request], Awaitable[web.Response]]:
    async def wrapped(request: web.Request) -> web.Response:
        try:
            return web.json_response(await handler(request))
        except SandboxError as error:
            return web.json_response({"error": str(error)}, status=error.status)

    return wrapped


async def body_of(request: web.Request) -> Json:
    # Another site can't send this type without being asked for leave first, which it never gets.
    if request.content_type != "application/json":
        raise SandboxError("expected application/json", 415)
    try:
        body = await request.json()
    except ValueError:
        raise SandboxError("that is not JSON") from None
    if not isinstance(body, dict):
        raise SandboxError("expected a JSON object")
    return body
