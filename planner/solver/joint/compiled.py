"""Functions over arrays that are compiled to machine code the first time they run, and kept on disk after."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar, cast

from numba import config, njit

Function = TypeVar("Function", bound=Callable[..., Any])

#: More than any cost: what is not possible.
NEVER = 1e18

#: A day after any other.
NO_DAY = 1_000_000

#: Quantities that differ by less are the same.
SAME = 1e-9

#: Numba looks at the file of a function alone to see whether what it kept is still right, not at those of what that
#: function calls. So what is kept belongs to one state of this whole package.
HERE = Path(__file__).parent
KEPT = HERE / "__pycache__"
_sources = b"".join(path.read_bytes() for path in sorted(HERE.glob("*.py")))
KEPT_NOW = KEPT / f"compiled-{sha256(_sources).hexdigest()[:16]}"
config.CACHE_DIR = str(KEPT_NOW)  # type: ignore[attr-defined]


def compiled(function: Function) -> Function:
    """`nogil`: a search and a bound run side by side in two threads."""
    return cast(Function, njit(cache=True, nogil=True)(function))
