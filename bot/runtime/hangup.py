"""SIGHUP, by which an operator says that files have changed."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import signal
from collections.abc import Iterator

from bot.services.reloading import Reloader
from planner.domain.errors import BespokeError

log = logging.getLogger(__name__)


@contextlib.contextmanager
def reloading_on_hangup(reloader: Reloader) -> Iterator[None]:
    """Load the catalogues and suppliers anew at every SIGHUP; what is wrong with them is logged. Needs a running loop.

    Does nothing where there is no such signal.
    """
    sign = getattr(signal, "SIGHUP", None)
    if sign is None:
        yield
        return
    loop, tasks = asyncio.get_running_loop(), set[asyncio.Task[None]]()

    def heard() -> None:
        task = loop.create_task(_reload(reloader))
        tasks.add(task)
        task.add_done_callback(tasks.discard)

    loop.add_signal_handler(sign, heard)
    try:
        yield
    finally:
        loop.remove_signal_handler(sign)
        for task in tasks:
            task.cancel()


async def _reload(reloader: Reloader) -> None:
    try:
        loaded = await reloader.reload()
    except BespokeError as problem:
        log.error("the catalogues stay as they were:\n%s", problem)
    except Exception:
        log.exception("the catalogues stay as they were")
    else:
        log.info("serving %s anew, after %.1f s", ", ".join(loaded.trades), loaded.seconds)
