"""Every error this project raises on purpose.

BespokeError
├── DataError                 a file or document is wrong: `faults` lists every place and what would be right
│   ├── CatalogueError            … a catalogue
│   ├── SupplierBookError         … a book of suppliers
│   └── ProblemError              … a planning problem
├── SettingsError             the environment asks for something that can't be
├── NotAllowed                somebody tried what is not theirs to do, or not possible (any more)
├── StaleState                somebody else changed the same thing first: read it again, and retry
└── StorageError              the database is missing, unreadable, full, or newer than this program
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


class BespokeError(Exception):
    """The root: everything below it has a message that a person can act on."""


@dataclass(frozen=True)
class Fault:
    """One thing wrong in a document: where (`products.hoodie.routing[2]`), what is wrong, what would be right."""

    place: str
    problem: str
    remedy: str = ""

    def __str__(self) -> str:
        head = f"{self.place}: {self.problem}" if self.place else self.problem
        return f"{head} ({self.remedy})" if self.remedy else head


class DataError(BespokeError):
    """A document that can't be used; `source` names it (a file name), `faults` is never empty."""

    def __init__(self, source: str, faults: Sequence[Fault]):
        self.source = source
        self.faults = tuple(faults)
        super().__init__("\n".join(f"{source}: {fault}" for fault in self.faults))


class CatalogueError(DataError):
    """A catalogue that does not follow the format."""


class SupplierBookError(DataError):
    """A book of suppliers that does not follow the format."""


class ProblemError(DataError):
    """A planning problem that does not follow the format, or contradicts itself."""


class SettingsError(BespokeError):
    """A setting is missing or wrong; the message says which, and what to do."""


class NotAllowed(BespokeError):
    """The person may not do this, or it is not possible in this state; `code` names the polite answer to give."""

    def __init__(self, code: str):
        self.code = code
        super().__init__(code)


class StaleState(BespokeError):
    """A version check failed: the caller's copy is older than what is stored."""


class StorageError(BespokeError):
    """The database can't be used as it is; the message says what to do."""
