"""`make bench`: reading, planning and an order's way on this machine, as tables."""

from __future__ import annotations

import asyncio

from tests.bench.here import machine
from tests.bench.order_way import bench_order_way
from tests.bench.planning import bench_planning
from tests.bench.reading import bench_reading


def main() -> None:
    print(f"On {machine()}; other work on it makes these figures worse. Two to three minutes.", flush=True)
    bench_reading()
    bench_planning()
    asyncio.run(bench_order_way())


if __name__ == "__main__":
    main()
