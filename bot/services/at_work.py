"""Letting somebody see that their question is being worked on, for as long as it takes."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any, Protocol


class AtWork(Protocol):
    """Shows it while the block lasts. Raises nothing: whether it is seen changes no plan."""

    def __call__(self, chat_id: int, language: str, facts: Mapping[str, Any]) -> AbstractAsyncContextManager[None]:
        """`facts`: `what` is being found out, the `steps` by name, how many `makers` there are for them."""


@asynccontextmanager
async def unseen(chat_id: int, language: str, facts: Mapping[str, Any]) -> AsyncIterator[None]:
    """Nobody is shown anything."""
    yield
