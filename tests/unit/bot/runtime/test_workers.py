"""Processes that compute, and what becomes of those that don't answer."""

from __future__ import annotations

import asyncio
import operator
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.runtime.workers import WorkerDied, WorkerOverran, Workers

ROOT = Path(__file__).parents[4]
LONG = 60.0

PARENT = """
import os, sys
from bot.runtime.workers import Workers
if __name__ == "__main__":
    workers = Workers(1)
    print(workers.submit(60, os.getpid).result(), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def workers() -> Iterator[Workers]:
    made = Workers(1)
    yield made
    made.close()


def test_a_stuck_worker_is_replaced(workers: Workers) -> None:
    """A call over its limit raises, its process is ended, and the next call is made by another."""
    stuck = workers.submit(LONG, os.getpid).result()
    with pytest.raises(WorkerOverran):
        workers.submit(0.2, time.sleep, LONG).result()
    assert workers.submit(LONG, os.getpid).result() != stuck
    with pytest.raises(ProcessLookupError):
        os.kill(stuck, 0)


def test_a_dead_worker_is_replaced(workers: Workers) -> None:
    """A process that dies in the middle of a call raises for that call alone."""
    with pytest.raises(WorkerDied):
        workers.submit(LONG, os._exit, 3).result()
    assert workers.submit(LONG, operator.add, 1, 2).result() == 3


def test_errors_come_back(workers: Workers) -> None:
    """What a function raises is raised to who called it, and says where it happened; the worker lives on."""
    before = workers.submit(LONG, os.getpid).result()
    with pytest.raises(ZeroDivisionError) as raised:
        workers.submit(LONG, operator.truediv, 1, 0).result()
    assert any("Traceback" in note for note in raised.value.__notes__)
    assert workers.submit(LONG, os.getpid).result() == before


def test_closing_ends_what_is_under_way() -> None:
    """Closed in the middle of a call, the process is gone and the caller is told."""
    workers = Workers(1)
    pid = workers.submit(LONG, os.getpid).result()
    call = workers.submit(LONG, time.sleep, LONG)
    while not call.running():
        time.sleep(0.01)
    time.sleep(0.1)
    workers.close()
    with pytest.raises(WorkerDied):
        call.result(10)
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_a_worker_does_not_outlive_its_parent(tmp_path: Path) -> None:
    """When the parent is killed, its workers end by themselves."""
    script = tmp_path / "parent.py"
    script.write_text(PARENT, "utf-8")
    parent = await asyncio.create_subprocess_exec(
        sys.executable,
        str(script),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert parent.stdout is not None
    worker = int(await parent.stdout.readline())
    parent.send_signal(signal.SIGKILL)
    await parent.wait()
    async with asyncio.timeout(20):
        while _lives(worker):  # noqa: ASYNC110  there is nobody left to tell
            await asyncio.sleep(0.05)


def _lives(pid: int) -> bool:
    """Does it run? What has ended and nobody has waited for yet does not."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
