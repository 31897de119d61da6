"""Logs: one JSON object a line, with the order and the update at hand; no tokens, and nothing that people wrote.

What our own code logs is its own words, numbers, and errors as `described`. What libraries log may quote anything, so
only the fixed words of it are kept.
"""

from __future__ import annotations

import json
import logging
import re
import sys
from datetime import UTC, datetime

from bot.services.errors_described import OURS, described, trace_of
from bot.services.log_about import logged_about

#: What any bot's token looks like, also in the middle of an address.
_TOKEN = re.compile(r"\d{6,}:[A-Za-z0-9_-]{20,}")
#: Where the fixed words of somebody else's message end.
_QUOTING = re.compile(r"[^A-Za-z0-9 .,;'_-]|%[^% ]")
#: Libraries whose finer levels log each statement or request with all that is in it.
TALKATIVE = ("aiohttp.access", "aiosqlite", "alembic", "apscheduler", "asyncio", "sqlalchemy", "aiogram")


class JsonLines(logging.Formatter):
    """A record as JSON; `secrets` are blotted out wherever they turn up."""

    def __init__(self, secrets: tuple[str, ...] = ()):
        super().__init__()
        self._secrets = tuple(s for s in secrets if s)

    def format(self, record: logging.LogRecord) -> str:
        entry: dict[str, object] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "from": record.name,
            "message": self._clean(_message(record)),
            **logged_about(),
        }
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            entry["trace"] = self._clean(trace_of(error))
        return json.dumps(entry, ensure_ascii=False)

    def _clean(self, text: str) -> str:
        for secret in self._secrets:
            text = text.replace(secret, "***")
        return _TOKEN.sub("***", text)


def _message(record: logging.LogRecord) -> str:
    """The record in words."""
    template = record.msg if isinstance(record.msg, str) else ""
    if record.name.partition(".")[0] not in OURS:
        words = template.partition("\n")[0]
        end = _QUOTING.search(words)
        return (words[: end.start()] if end else words).strip()
    if isinstance(record.msg, BaseException):
        return described(record.msg)
    arguments = record.args if isinstance(record.args, tuple) else (record.args,) if record.args else ()
    shown = tuple(described(a) if isinstance(a, BaseException) else a for a in arguments)
    try:
        return template % shown if shown else template
    except (TypeError, ValueError, KeyError):
        # Raised on, logging itself would print the arguments.
        return template


def set_up_logs(level: str, secrets: tuple[str, ...] = ()) -> None:
    """Log to standard error."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines(secrets))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    quieten()


def quieten() -> None:
    """Hold back what would drown what matters, or tell what is nobody's business."""
    for noisy in TALKATIVE:
        logging.getLogger(noisy).setLevel(logging.WARNING)
    # aiogram logs what a handler raises, and so do we, where it is dealt with.
    logging.getLogger("aiogram.event").setLevel(logging.CRITICAL)
