"""What is being worked on right now, for the log: every line written meanwhile carries these numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar

_about: ContextVar[dict[str, int] | None] = ContextVar("log_about", default=None)


@contextmanager
def logging_about(*, order: int | None = None, update: int | None = None) -> Iterator[None]:
    """Lines written in the block, and in what it calls, carry the order's number, or the update's, or both."""
    more = {name: number for name, number in (("order", order), ("update", update)) if number is not None}
    token = _about.set({**(_about.get() or {}), **more})
    try:
        yield
    finally:
        _about.reset(token)


def found_order(order: int) -> None:
    """The order that the work at hand is about has become known. Does nothing outside of `logging_about`."""
    now = _about.get()
    if now is not None:
        now["order"] = order


def logged_about() -> Mapping[str, int]:
    """The numbers that a line written now carries."""
    return _about.get() or {}


def order_of_about(about: str | None) -> int | None:
    """The order behind what a message is about: `order:12`, `job:12-1`, `handover:12-1:12-2`."""
    number = (about or "").partition(":")[2].partition(":")[0].partition("-")[0]
    return int(number) if number.isdecimal() else None
