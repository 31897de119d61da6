"""Processes that compute, so that nothing holds the event loop: one that dies or overruns is replaced."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import pickle
import queue
import signal
import threading
import traceback
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from multiprocessing.connection import Connection
from typing import Any, TypeVar

T = TypeVar("T")

#: Seconds for a new process to import what it needs.
START_LIMIT = 120.0
#: Seconds after its limit that a worker whose parent has gone ends itself.
MERCY = 5.0
#: Behind the event loop, which is short and has people waiting.
NICENESS = 5


class WorkerOverran(Exception):
    """A call took longer than its limit. Its process has been ended."""


class WorkerDied(Exception):
    """The process ended in the middle of a call, or could not start: out of memory, or a crash in native code."""


class Workers:
    """Calls functions in `count` processes, one call each at a time; further calls wait in line.

    `prepare` runs first in every new process. Functions, arguments and results must be picklable.
    """

    def __init__(self, count: int, prepare: Callable[..., None] | None = None, arguments: tuple[Any, ...] = ()):
        self._prepare = (prepare, arguments)
        self._free: queue.SimpleQueue[_Worker | None] = queue.SimpleQueue()
        for _ in range(count):
            self._free.put(None)
        self._busy: set[_Worker] = set()
        self._closed = False
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="worker")

    def submit(self, limit: float, function: Callable[..., T], *arguments: Any) -> Future[T]:
        """Call in a worker, for at most `limit` seconds once it begins. The future raises what the function raises,
        WorkerOverran or WorkerDied."""
        return self._threads.submit(self._call, limit, function, arguments)

    def warm_up(self) -> Future[None]:
        """Start a process, so that the first call need not wait for it. Raises what `prepare` raised."""
        return self.submit(START_LIMIT, _nothing)

    def close(self) -> None:
        """End every process, whatever it is doing."""
        self._closed = True
        self._threads.shutdown(wait=False, cancel_futures=True)
        for worker in [*self._busy]:
            worker.kill()
        idle: list[_Worker | None] = []
        with contextlib.suppress(queue.Empty):
            while True:
                idle.append(self._free.get_nowait())
        for one in idle:
            if one is not None:
                one.end()
            # A thread that is about to look for one must not wait for ever.
            self._free.put(None)

    def retire(self) -> None:
        """Take no more calls, and end when those in line have been made."""

        def wait() -> None:
            self._threads.shutdown(wait=True)
            self.close()

        threading.Thread(target=wait, name="retiring workers", daemon=True).start()

    def _call(self, limit: float, function: Callable[..., T], arguments: tuple[Any, ...]) -> T:
        worker = self._free.get()
        try:
            if self._closed:
                raise WorkerDied("closed already")
            if worker is None:
                worker = _Worker(*self._prepare)
            self._busy.add(worker)
            if self._closed:
                raise WorkerDied("closed while a process started")
            result: T = worker.call(limit, function, arguments)
            return result
        except (WorkerOverran, WorkerDied):
            if worker is not None:
                worker.end()
                self._busy.discard(worker)
                worker = None
            raise
        finally:
            if worker is not None:
                self._busy.discard(worker)
            self._free.put(worker)


class _Worker:
    """One process, and the pipe to it. The process ends when the pipe closes, so it never outlives its parent idle."""

    def __init__(self, prepare: Callable[..., None] | None, arguments: tuple[Any, ...]):
        # spawn: a fork would copy the parent's sockets and database connections.
        context = multiprocessing.get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, prepare, arguments), daemon=True)
        self._process.start()
        theirs.close()
        try:
            self._answer(START_LIMIT)
        except BaseException:
            self.end()
            raise

    def call(self, limit: float, function: Callable[..., Any], arguments: tuple[Any, ...]) -> Any:
        try:
            self._pipe.send((limit, function, arguments))
        except OSError as gone:
            raise WorkerDied(f"process {self._process.pid} is gone") from gone
        return self._answer(limit)

    def _answer(self, limit: float) -> Any:
        try:
            if not self._pipe.poll(limit):
                raise WorkerOverran(f"no answer within {limit:g} s")
            well, answer = self._pipe.recv()
        except (EOFError, OSError) as gone:
            self._process.join(1)
            raise WorkerDied(f"process {self._process.pid} ended with {self._process.exitcode}") from gone
        if well:
            return answer
        raise answer

    def kill(self) -> None:
        """End the process from another thread than the one that waits for its answer, which then sees the pipe end and
        tidies up. A pipe closed under a thread that waits on it may already be another file."""
        self._process.kill()

    def end(self) -> None:
        self._process.kill()
        self._process.join(MERCY)
        self._pipe.close()


def _serve(pipe: Connection, prepare: Callable[..., None] | None, arguments: tuple[Any, ...]) -> None:
    """The process: answers calls until the pipe closes."""
    # Ctrl-C is for the parent, which then ends its workers.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    if not _answered(pipe, prepare or _nothing, arguments):
        return
    with contextlib.suppress(EOFError, OSError):
        while True:
            limit, function, given = pipe.recv()
            _alarm(limit + MERCY)
            _answered(pipe, function, given)
            _alarm(0)


def _answered(pipe: Connection, function: Callable[..., Any], arguments: tuple[Any, ...]) -> bool:
    """Call, and send back what came of it; did it go well?"""
    try:
        answer = pickle.dumps((True, function(*arguments)))
        well = True
    except Exception as error:
        error.add_note(traceback.format_exc())
        well = False
        try:
            answer = pickle.dumps((False, error))
            pickle.loads(answer)  # noqa: S301  our own
        except Exception:
            answer = pickle.dumps((False, RuntimeError(traceback.format_exc())))
    pipe.send_bytes(answer)
    return well


def _alarm(seconds: float) -> None:
    """The system ends this process then, even where native code never comes back to look at anything."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)


def _nothing() -> None:
    """Something to call."""
