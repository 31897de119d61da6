"""What a message holds: the text, caption, picture or document of a call, checked as Telegram checks it."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.images import size_of, type_of
from bot.sandbox.methods.params import Params, Upload
from bot.sandbox.tables.files import FileRow
from bot.sandbox.telegram import Telegram
from bot.sandbox.text.formatted import Formatted, formatted

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
PHOTO_LIMIT = 10 * 1024 * 1024

Body = dict[str, Any]


def text_body(params: Params) -> Body:
    """`text`, its entities and link preview."""
    given = params.text("text")
    if not given:
        raise bad_request("message text is empty")
    text = formatted(given, params.text("parse_mode"), params.json("entities"))
    if not text.text:
        raise bad_request("text must be non-empty")
    if text.units > TEXT_LIMIT:
        raise bad_request("message is too long")
    body: Body = {"text": text.text}
    if text.entities:
        body["entities"] = text.entities
    preview = params.json("link_preview_options")
    if preview is None and params.flag("disable_web_page_preview"):
        preview = {"is_disabled": True}
    if preview:
        body["link_preview_options"] = preview
    return body


def caption_body(caption: str | None, parse_mode: str | None, entities: object) -> Body:
    """`caption` and its entities; nothing where there is none."""
    text = formatted(caption, parse_mode, entities) if caption else Formatted("", [])
    if text.units > CAPTION_LIMIT:
        raise bad_request("message caption is too long")
    body: Body = {}
    if text.text:
        body["caption"] = text.text
        if text.entities:
            body["caption_entities"] = text.entities
    return body


def file_of(telegram: Telegram, params: Params, field: str, given: object) -> FileRow | Upload:
    """What a file field means: an upload (`field` itself, or attach://NAME), or the id of a file sent before."""
    if field in params.uploads:
        return params.uploads[field]
    if isinstance(given, str) and given.startswith("attach://"):
        upload = params.uploads.get(given.removeprefix("attach://"))
        if upload is None:
            raise bad_request(f"file {given!r} is not attached")
        return upload
    if not isinstance(given, str) or not given:
        raise bad_request(f"there is no {field} in the request")
    if given.startswith(("http://", "https://")):
        # The sandbox never leaves this machine.
        raise bad_request("failed to get HTTP URL content")
    known = telegram.files.get(given)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    return known


def photo_body(telegram: Telegram, file: FileRow | Upload) -> Body:
    """`photo`. Raises ApiError for what is no picture."""
    if isinstance(file, Upload):
        if not file.content:
            raise bad_request("file must be non-empty")
        if len(file.content) > PHOTO_LIMIT:
            raise bad_request("file is too big")
        size = size_of(file.content)
        if size is None:
            raise bad_request("IMAGE_PROCESS_FAILED")
        if sum(size) > 10_000 or max(size) > 20 * min(size):
            raise bad_request("PHOTO_INVALID_DIMENSIONS")
        file = telegram.files.add(file.name, file.content, type_of(file.content), size)
    elif file.width is None:
        raise bad_request("can't use file of type Document as Photo")
    return {
        "photo": [
            {
                "file_id": file.file_id,
                "file_unique_id": file.unique_id,
                "file_size": len(file.content),
                "width": file.width,
                "height": file.height,
            }
        ]
    }


def document_body(telegram: Telegram, file: FileRow | Upload) -> Body:
    """`document`."""
    if isinstance(file, Upload):
        if not file.content:
            raise bad_request("file must be non-empty")
        file = telegram.files.add(file.name, file.content, file.mime, None)
    return {
        "document": {
            "file_id": file.file_id,
            "file_unique_id": file.unique_id,
            "file_name": file.name,
            "mime_type": file.mime,
            "file_size": len(file.content),
        }
    }
