"""Methods about files."""

from __future__ import annotations

from typing import Any

from bot.sandbox.errors import bad_request
from bot.sandbox.methods.params import Params
from bot.sandbox.telegram import Telegram

DOWNLOAD_LIMIT = 20 * 1024 * 1024


def get_file(telegram: Telegram, params: Params) -> dict[str, Any]:
    file = telegram.files.get(params.text("file_id") or "")
    if file is None:
        raise bad_request("invalid file_id")
    if len(file.content) > DOWNLOAD_LIMIT:
        raise bad_request("file is too big")
    return {
        "file_id": file.file_id,
        "file_unique_id": file.unique_id,
        "file_size": len(file.content),
        "file_path": file.path,
    }
