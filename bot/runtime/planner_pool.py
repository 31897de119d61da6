"""Planning in worker processes, so that no plan ever holds the event loop."""

from __future__ import annotations

import asyncio
import contextlib
import multiprocessing
import signal
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

from planner.domain.plan import Quote
from planner.domain.problem import Problem
from planner.solver.quote import quote


class PlannerPool:
    """`Planner` over processes; a worker that dies is replaced, and its plan made once more."""

    def __init__(self, workers: int, seconds: float):
        self._workers = workers
        self._seconds = seconds
        self._pool = self._new_pool()

    def _new_pool(self) -> ProcessPoolExecutor:
        # spawn: a fork would copy the parent's sockets and database connections.
        context = multiprocessing.get_context("spawn")
        return ProcessPoolExecutor(self._workers, mp_context=context, initializer=_quiet)

    async def warm_up(self) -> None:
        """Have a worker import the solver before the first consumer waits for it."""
        await asyncio.get_running_loop().run_in_executor(self._pool, _quiet)

    async def quote(self, problem: Problem) -> Quote:
        loop = asyncio.get_running_loop()
        try:
            return await loop.run_in_executor(self._pool, _quote, problem, self._seconds)
        except BrokenProcessPool:
            self._pool = self._new_pool()
            return await loop.run_in_executor(self._pool, _quote, problem, self._seconds)

    def close(self) -> None:
        with contextlib.suppress(Exception):
            self._pool.shutdown(wait=False, cancel_futures=True)


def _quote(problem: Problem, seconds: float) -> Quote:
    return quote(problem, seconds=seconds)


def _quiet() -> None:
    """Ctrl-C is for the parent, which then ends its workers."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
