"""What a driver says went wrong → what a person can do about it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolTimeout

from planner.domain.errors import StaleState, StorageError

#: What SQLite says (the start of it, any case) → what to do.
SQLITE_ADVICE = {
    "file is not a database": "It is not an SQLite file. Name another file, or restore this one from a backup.",
    "database disk image is malformed": "The file is damaged. Restore it from a backup.",
    "database or disk is full": "Free some disk space; nothing that was stored is lost.",
    "disk i/o error": "Look at the disk and its free space; nothing that was committed is lost.",
    "unable to open database file": "Does the folder exist, and may this user write in it?",
    "attempt to write a readonly database": "Let this user write the file and its folder.",
    "database is locked": "Another program holds it for too long. End that program, or try again.",
}
#: SQLSTATE, or its class (the first two characters) → what to do.
POSTGRES_ADVICE = {
    "3D000": "Create the database first (createdb NAME).",
    "28": "Check the user and the password in the URL.",
    "42501": "Grant this user the right to create and change tables in the database.",
    "53100": "Free some disk space on the server; nothing that was committed is lost.",
    "53": "The server is short of connections or memory: free some, or raise its limits.",
    "55P03": "Something else holds a lock for too long. End it, or try again.",
    "57P": "The server is stopping or starting. Try again in a moment.",
    "08": "The connection broke. Is the server running?",
}
#: Serialization failure and deadlock: the other transaction went through, this one may be done again.
COLLISIONS = {"40001", "40P01"}


@contextmanager
def clear_failures(where: str) -> Iterator[None]:
    """Driver errors leave the block as StorageError, or StaleState where a retry is all it takes.

    `where`: the database as it may be shown (no password).
    """
    try:
        yield
    except DBAPIError as error:
        state = getattr(error.orig, "sqlstate", None)
        if state in COLLISIONS:
            raise StaleState("two transactions wanted the same rows in a different order") from error
        raise storage_error(where, error.orig or error) from error


@contextmanager
def clear_connecting(where: str) -> Iterator[None]:
    """As `clear_failures`, for the time before a connection stands: any error then is about reaching the database."""
    try:
        with clear_failures(where):
            yield
    except PoolTimeout as error:
        raise StorageError(f"{where}: too many transactions at once. Run fewer workers in this process.") from error
    except (OSError, TimeoutError, sqlite3.Error) as error:
        raise storage_error(where, error) from error


def storage_error(where: str, cause: BaseException) -> StorageError:
    """`cause` in words that say what to do."""
    said = str(cause).splitlines()[0] if str(cause) else type(cause).__name__
    return StorageError(f"{where}: {said}. {_advice(cause)}".rstrip())


def _advice(cause: BaseException) -> str:
    state = getattr(cause, "sqlstate", None)
    if state:
        return next((advice for code, advice in POSTGRES_ADVICE.items() if state.startswith(code)), "")
    said = str(cause).casefold()
    if isinstance(cause, OSError):
        return "Is the server running, and are host and port right?"
    return next((advice for words, advice in SQLITE_ADVICE.items() if words in said), "")
