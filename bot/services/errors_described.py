"""Errors in words that quote nobody: for the log, and for the reason that is kept beside what failed.

Most libraries put what they were given into what they raise: pydantic the input, SQLAlchemy a statement's parameters,
json the document, int() the text. So an error is known by its type and place alone, unless its words are our own, or
are among those known to hold nothing of anybody's.
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Iterator
from pathlib import PurePath

from planner.domain.errors import StorageError

#: Packages whose errors have words of our own.
OURS = ("bot", "nlu", "planner", "storage")

#: What Telegram answers, as far as it is known; the rest of an answer may quote what was sent.
TELEGRAM = (
    "chat not found", "user not found", "user is deactivated", "peer_id_invalid", "blocked by the user",
    "bot was kicked", "can't initiate conversation", "message is not modified", "message to edit not found",
    "message can't be edited", "message_id_invalid", "message identifier is not specified", "can't parse entities",
    "message text is empty", "message is too long", "message to be replied not found", "query is too old",
    "button_data_invalid", "not enough rights", "have no rights", "upgraded to a supergroup", "too many requests",
    "terminated by other getupdates request", "webhook is active", "unauthorized", "not found", "bad gateway",
    "internal server error", "gateway timeout", "request timeout error", "service unavailable", "restart",
)  # fmt: skip
#: Errors of database drivers whose words speak of the database, not of what is in it.
_OF_DATABASES = ("OperationalError", "DatabaseError", "OSError", "ConnectionError", "TimeoutError")
_QUOTED = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|“[^”]*”|«[^»]*»|`[^`]*`""")
#: Errors of a chain that are told; a longer one says the same again and again.
LONGEST_CHAIN = 8


def described(error: BaseException) -> str:
    """The error in a line, without anything that a person wrote, and without names, numbers or texts of theirs."""
    kind = type(error).__name__
    said = _said(error)
    return f"{kind}: {said}" if said else kind


def trace_of(error: BaseException) -> str:
    """The error, what led to it, and where it came from; innermost last."""
    return "\n".join(line for one in _chain(error) for line in _lines(one))


def _said(error: BaseException) -> str:
    """As much of its words as is safe."""
    if isinstance(error, StorageError) and error.__cause__ is not None:
        cause = getattr(error.__cause__, "orig", None) or error.__cause__
        return _of_database(error, cause)
    if isinstance(error, BaseExceptionGroup):
        return ", ".join(sorted({described(one) for one in error.exceptions}))
    package = type(error).__module__.partition(".")[0]
    if package in OURS:
        return str(error)
    if package == "aiogram":
        said = str(error).casefold()
        return next((words for words in TELEGRAM if words in said), "")
    if isinstance(error, OSError):
        return error.strerror or "" if error.errno is not None else ""
    faults = getattr(error, "errors", None)
    if type(error).__name__ == "ValidationError" and callable(faults):
        return ", ".join(sorted({str(fault.get("type")) for fault in faults()}))
    return ""


def _of_database(error: StorageError, cause: BaseException) -> str:
    code = getattr(cause, "sqlstate", None) or getattr(cause, "sqlite_errorname", None)
    kinds = {kind.__name__ for kind in type(cause).__mro__}
    # PostgreSQL's DatabaseError is the parent of those that quote values; SQLite's own is raised as it is.
    safe = type(cause).__name__ in _OF_DATABASES or (isinstance(cause, OSError) and "OSError" in kinds)
    said = _QUOTED.sub("…", str(error)) if safe else type(cause).__name__
    return f"{said} ({code})" if code else said


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    now: BaseException | None = error
    while now is not None and now not in found and len(found) < LONGEST_CHAIN:
        found.append(now)
        now = now.__cause__ or (None if now.__suppress_context__ else now.__context__)
    return found[::-1]


def _lines(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__):
        place = "/".join(PurePath(frame.filename).parts[-3:])
        yield f"  {place}:{frame.lineno} in {frame.name}"
    yield described(error)
    if isinstance(error, BaseExceptionGroup):
        for one in error.exceptions:
            yield from (f"  {line}" for line in _lines(one))
