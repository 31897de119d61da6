"""Serves the page's own files; there is nothing to build."""

from __future__ import annotations

from pathlib import Path

from aiohttp import web

_FOLDER = Path(__file__).parent.parent / "page"
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}


def routes() -> list[web.RouteDef]:
    return [web.get("/", _index), web.get(r"/page/{path:[a-z0-9_/-]+\.[a-z]+}", _asset)]


async def _index(request: web.Request) -> web.Response:
    return _file("index.html")


async def _asset(request: web.Request) -> web.Response:
    return _file(request.match_info["path"])


def _file(path: str) -> web.Response:
    file = _FOLDER / path
    if file.suffix not in _TYPES or not file.is_file():
        raise web.HTTPNotFound
    # no-cache: a page from before an update must not meet a server from after it.
    headers = {"Content-Type": _TYPES[file.suffix], "Cache-Control": "no-cache"}
    return web.Response(body=file.read_bytes(), headers=headers)
