"""`make fuzz-nlu`: ten thousand fuzzed messages in several trades, as consumers and as makers send them."""

from __future__ import annotations

import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, seed, settings

from bot.services.catalogue_file import load_catalogue
from nlu.formats import asking_of
from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.catalogue import Catalogue
from planner.domain.reply import JobTerms
from planner.domain.spec import Intent, Reading
from tests.bench.fuzzing.memory import bench_memory
from tests.bench.fuzzing.messages import SENTENCES, messages
from tests.bench.fuzzing.unsaid import unsaid
from tests.bench.here import NOW, machine, shipped_trades
from tests.bench.many_wordings import many_wordings
from tests.bench.table import Cell, show
from tests.bench.times import Times

SETS = Path(__file__).parents[1] / "reading_sets"
MESSAGES = 10_000
JOB = JobTerms(30, Decimal("16.00"), "CNY", date(2026, 12, 5))
WAYS = ("alone", "upon a draft", "as a maker's")
HEAD = ("trade, way", "messages", "orders", "exceptions", "not said", "p50 ms", "p99 ms", "p100 ms")
#: Many items in a draft make the hardest messages harder.
DRAFT = 30


@dataclass
class Tally:
    """What came of the messages of one trade, read in one way."""

    times: Times = field(default_factory=Times)
    orders: int = 0
    failed: list[str] = field(default_factory=list)
    not_said: list[str] = field(default_factory=list)
    slowest: tuple[float, str] = (0.0, "")


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else MESSAGES
    print(
        f"On {machine()}. Milliseconds of this thread's processor time; messages of up to 4,096 characters.", flush=True
    )
    trades = _trades()
    tallies = {name: _fuzzed(catalogue, count // len(trades)) for name, catalogue in trades.items()}
    show("Fuzzed messages", HEAD, [_row(f"{n}, {way}", t) for n, ways in tallies.items() for way, t in ways.items()])
    found = [tally for ways in tallies.values() for tally in ways.values()]
    everything = Tally(Times([s for tally in found for s in tally.times.seconds]), sum(t.orders for t in found))
    for tally in found:
        everything.failed += tally.failed
        everything.not_said += tally.not_said
    show("All of them", HEAD, [_row("all", everything)])
    for took, text in sorted((tally.slowest for tally in found), reverse=True)[:5]:
        print(f"{1000 * took:.0f} ms: {text}")
    for line in (*everything.failed[:10], *everything.not_said[:10]):
        print(line)
    bench_memory()
    sys.exit(bool(everything.failed or everything.not_said))


def _trades() -> Mapping[str, Catalogue]:
    shipped = {name: trade.catalogue for name, trade in shipped_trades().items()}
    others = {name: load_catalogue(SETS / name / "catalogue.yaml") for name in ("flowers", "furniture")}
    return {**shipped, **others, "10,000 wordings": many_wordings()}


def _fuzzed(catalogue: Catalogue, count: int) -> Mapping[str, Tally]:
    reader = Reader(catalogue, ("Leeds", "Shanghai", "杭州", "上海"))
    for sentence in SENTENCES:
        # Patterns are compiled when they are first used, which no later message pays for.
        reader.read(sentence, NOW)
        reader.reply(sentence, NOW, JOB)
    first = _long_order(catalogue)
    begun = reader.read(first, NOW)
    standing = Standing(begun.spec, asking_of(begun), begun.unknown)
    tallies = {way: Tally() for way in WAYS}
    turn = 0

    def read(text: str) -> None:
        nonlocal turn
        way, turn = WAYS[turn % len(WAYS)], turn + 1
        tally, reading = tallies[way], None
        began = time.thread_time()
        try:
            if way == "as a maker's":
                reader.reply(text, NOW, JOB)
            else:
                reading = reader.read(text, NOW, standing if way == "upon a draft" else None)
        except Exception as error:
            tally.failed.append(f"{catalogue.id}, {way}: {error!r} at {text[:300]!r}")
            return
        took = time.thread_time() - began
        tally.times.seconds.append(took)
        tally.slowest = max(tally.slowest, (took, f"{catalogue.id}, {way}: {text[:200]!r}"))
        if reading is not None:
            _judge(tally, reading, (text, first), catalogue, standing if way == "upon a draft" else None)

    _given(read, catalogue, count)
    return tallies


def _given(read: object, catalogue: Catalogue, count: int) -> None:
    """Let Hypothesis make the messages: the same ones every time, and none made smaller that failed."""
    wanted = settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=(Phase.generate,),
        suppress_health_check=list(HealthCheck),
    )
    seed(1)(wanted(given(messages(catalogue))(read)))()  # type: ignore[arg-type]


def _judge(tally: Tally, reading: Reading, texts: Sequence[str], catalogue: Catalogue, draft: Standing | None) -> None:
    tally.orders += reading.intent is Intent.ORDER
    tally.not_said += [
        f"{catalogue.id}: {line} in {texts[0][:300]!r}" for line in unsaid(reading, texts, catalogue, draft)
    ]


def _long_order(catalogue: Catalogue) -> str:
    """An order of many lines, each a product with a value."""
    products = [next(iter(p.names.values()))[0] for p in catalogue.products.values()]
    choices = [a for a in catalogue.attributes.values() if a.values]
    values = [next(iter(v.names.values()))[0] for a in choices for v in list(a.values.values())[:2]]
    lines = [
        f"{number + 2} {products[number % len(products)]}, {values[number % len(values)]}" for number in range(DRAFT)
    ]
    return "\n".join(lines)


def _row(name: str, tally: Tally) -> Sequence[Cell]:
    times = tally.times
    percentiles = (times.ms(50), times.ms(99), times.ms(100))
    return (
        name,
        len(times.seconds) + len(tally.failed),
        tally.orders,
        len(tally.failed),
        len(tally.not_said),
        *percentiles,
    )


if __name__ == "__main__":
    main()
