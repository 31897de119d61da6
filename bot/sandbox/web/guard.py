"""Who may talk to the server: programs on this machine, and the page itself, but no other web page.

A page elsewhere could send requests to a server on loopback, or make its own name resolve to it (DNS rebinding). The
first is stopped by the Origin that browsers send along, the second by the Host that they ask for.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection
from typing import Any

from aiohttp import web
from yarl import URL

_LOOPBACK = frozenset(("localhost", "127.0.0.1", "::1"))
_HEADERS = {
    "Content-Security-Policy": "default-src 'self'; img-src 'self' blob: data:; frame-ancestors 'none';"
    " base-uri 'none'; form-action 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
}

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


def guard(allowed_hosts: Collection[str]) -> Any:
    """Middleware that lets only loopback's names and `allowed_hosts` in."""
    allowed = _LOOPBACK | {host.lower() for host in allowed_hosts}

    @web.middleware
    async def middleware(request: web.Request, handler: Handler) -> web.StreamResponse:
        if _host_name(request.host) not in allowed:
            raise web.HTTPForbidden(text="This server does not answer to that host name.")
        origin = request.headers.get("Origin")
        # A link from elsewhere may open the page; it does nothing by being opened.
        elsewhere = request.headers.get("Sec-Fetch-Site", "none") not in ("none", "same-origin") and request.path != "/"
        if elsewhere or (origin is not None and not _same_origin(origin, request.host)):
            raise web.HTTPForbidden(text="Only the sandbox's own page may ask for this.")
        response = await handler(request)
        if not response.prepared:
            for name, value in _HEADERS.items():
                response.headers.setdefault(name, value)
        return response

    return middleware


def _host_name(host: str) -> str:
    try:
        return (URL(f"//{host}").host or "").lower()
    except ValueError:
        return ""


def _same_origin(origin: str, host: str) -> bool:
    return origin.lower() == f"http://{host.lower()}"
