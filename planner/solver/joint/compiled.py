"""Functions over arrays that are compiled to machine code the first time they run, and kept on disk after."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar, cast

from numba import njit

Function = TypeVar("Function", bound=Callable[..., Any])

#: More than any cost: what is not possible.
NEVER = 1e18

#: A day after any other.
NO_DAY = 1_000_000

#: Quantities that differ by less are the same.
SAME = 1e-9


def compiled(function: Function) -> Function:
    """`nogil`: a search and a bound run side by side in two threads."""
    return cast(Function, njit(cache=True, nogil=True)(function))
