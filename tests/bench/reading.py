"""How fast messages are read: over the shipped catalogues, and over one of ten thousand wordings."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from decimal import Decimal
from typing import TypeVar

from bot.runtime.trades import make_reader
from nlu.formats import asking_of
from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.catalogue import Catalogue
from planner.domain.reply import JobTerms, ReplyIntent
from planner.domain.spec import Intent, Reading
from tests.bench.here import NOW, shipped_trades
from tests.bench.many_wordings import changes_in, many_wordings, messages_in, wordings_of
from tests.bench.messages import CHANGES, ORDERS, REPLIES
from tests.bench.reloading import bench_reload
from tests.bench.table import Cell, show
from tests.bench.times import Times

_T = TypeVar("_T")
ROUNDS, LARGE_ROUNDS = 50, 10
JOB = JobTerms(30, Decimal("16.00"), "CNY", date(2026, 12, 5))
HEAD = ("messages", "each", "rounds", "understood", "per second", "median ms", "p99 ms", "max ms")


def bench_reading() -> None:
    """Print what reading takes, and starting to read."""
    many = many_wordings()
    _start_up({**{trade: shipped_trades()[trade].catalogue for trade in ORDERS}, "generated": many})
    rows: list[Sequence[Cell]] = []
    for trade, by_language in ORDERS.items():
        reader = Reader(shipped_trades()[trade].catalogue)
        for language, messages in by_language.items():
            rows.append(_orders(f"{trade}: orders ({language})", reader, messages))
            rows.append(_changes(f"{trade}: changes to one ({language})", reader, messages[1], CHANGES[language]))
        for language, messages in REPLIES.items():
            rows.append(_replies(f"{trade}: makers' replies ({language})", reader, messages))
    both = make_reader(shipped_trades())
    for language in ("en", "zh"):
        mixed = [text for by_language in ORDERS.values() for text in by_language[language]]
        rows.append(_row(f"both trades at once ({language})", mixed, lambda text: both.read(text, NOW)[1], _order))
    show("Reading: one message at a time, one core", HEAD, rows)
    show("Reading with 10,000 wordings: one message at a time, one core", HEAD, _large(many))
    bench_reload(many)


def _large(many: Catalogue) -> Sequence[Sequence[Cell]]:
    """Short and long orders, talk upon a draft, makers' replies, in both languages, and all of it together."""
    reader, every = Reader(many), Times()
    rows: list[Sequence[Cell]] = []
    for language in ("en", "zh"):
        short, long = messages_in(many, 40)[language], messages_in(many, 12, lines=8)[language]
        changes = (*CHANGES[language], *changes_in(many, 8)[language])
        rows += [
            _orders(f"orders ({language})", reader, short, LARGE_ROUNDS, every),
            _orders(f"orders of eight lines ({language})", reader, long, LARGE_ROUNDS, every),
            _changes(f"changes to one line ({language})", reader, short[0], changes, LARGE_ROUNDS, every),
            _changes(f"changes to eight lines ({language})", reader, long[0], changes, LARGE_ROUNDS, every),
            _replies(f"makers' replies ({language})", reader, REPLIES[language], LARGE_ROUNDS, every),
        ]
    count = len(every.seconds)
    return [*rows, ("all of these", count // LARGE_ROUNDS, LARGE_ROUNDS, None, *_figures(every))]


def _start_up(catalogues: Mapping[str, Catalogue]) -> None:
    loading = _seconds(lambda: subprocess.run([sys.executable, "-c", "import nlu.reader"], check=True))
    rows: list[Sequence[Cell]] = [("a new process loads the language libraries", None, loading, None)]
    for name, catalogue in catalogues.items():
        began = time.perf_counter()
        reader = Reader(catalogue)
        made = time.perf_counter()
        reader.read("hello, two things please", NOW)
        rows.append((f"Reader({name})", wordings_of(catalogue), made - began, 1000 * (time.perf_counter() - made)))
    show("Reading: start-up", ("what", "wordings of values", "seconds", "first message ms"), rows)


def _orders(
    name: str, reader: Reader, messages: Sequence[str], rounds: int = ROUNDS, every: Times | None = None
) -> Sequence[Cell]:
    return _row(name, messages, lambda text: reader.read(text, NOW), _order, rounds, every)


def _changes(
    name: str, reader: Reader, order: str, messages: Sequence[str], rounds: int = ROUNDS, every: Times | None = None
) -> Sequence[Cell]:
    first = reader.read(order, NOW)
    standing = Standing(first.spec, asking_of(first), first.unknown)
    return _row(
        name, messages, lambda text: reader.read(text, NOW, standing), lambda r: r.spec != first.spec, rounds, every
    )


def _replies(
    name: str, reader: Reader, messages: Sequence[str], rounds: int = ROUNDS, every: Times | None = None
) -> Sequence[Cell]:
    return _row(
        name,
        messages,
        lambda text: reader.reply(text, NOW, JOB),
        lambda r: r.intent is not ReplyIntent.OTHER,
        rounds,
        every,
    )


def _order(reading: Reading) -> bool:
    return reading.intent is Intent.ORDER and all(item.product for item in reading.spec.items)


def _row(
    name: str,
    messages: Sequence[str],
    read: Callable[[str], _T],
    understood: Callable[[_T], bool],
    rounds: int = ROUNDS,
    every: Times | None = None,
) -> Sequence[Cell]:
    """`understood`: something could be made of it; figures for messages that mean nothing would say nothing.

    `every`: where the durations are gathered too.
    """
    times, fine = Times(), sum(understood(read(text)) for text in messages)
    for _ in range(rounds):
        for text in messages:
            with times.one():
                read(text)
    if every is not None:
        every.seconds += times.seconds
    return (name, len(messages), rounds, f"{fine}/{len(messages)}", *_figures(times))


def _figures(times: Times) -> tuple[float, float, float, float]:
    return times.rate, times.ms(50), times.ms(99), times.ms(100)


def _seconds(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began
