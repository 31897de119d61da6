"""Reads a call's parameters: from the query, JSON, a form, or a multipart form with files."""

from __future__ import annotations

from typing import Any

from aiohttp import web

from bot.sandbox.errors import ApiError, bad_request
from bot.sandbox.methods.params import Params, Upload


async def params_of(request: web.Request) -> Params:
    """Raises ApiError for a body that can't be read."""
    values: dict[str, Any] = dict(request.query)
    uploads: dict[str, Upload] = {}
    if request.method == "POST":
        try:
            if request.content_type == "application/json":
                body = await request.json() if request.can_read_body else {}
                if not isinstance(body, dict):
                    raise bad_request("can't parse JSON: expected an Object")
                values |= body
            else:
                form, uploads = await form_of(request)
                values |= form
        except web.HTTPRequestEntityTooLarge:
            raise ApiError(413, "Request Entity Too Large") from None
        except (ValueError, AssertionError):
            raise bad_request("can't parse the request body") from None
    return Params(values, uploads)


async def form_of(request: web.Request) -> tuple[dict[str, str], dict[str, Upload]]:
    """A form's values, and its files."""
    values: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for name, value in (await request.post()).items():
        if isinstance(value, web.FileField):
            with value.file as file:
                # Only the last part: a name that people see, never a path.
                plain = value.filename.replace("\\", "/").rpartition("/")[2] or "file"
                uploads[name] = Upload(plain, file.read(), value.content_type)
        elif isinstance(value, bytes | bytearray):
            values[name] = bytes(value).decode()
        else:
            values[name] = str(value)
    return values, uploads
