"""`make bench-nlu [EVAL=path]`: how fast messages are read, and, by the sets in that folder, how well."""

from __future__ import annotations

import sys

from tests.bench import accuracy
from tests.bench.here import machine
from tests.bench.reading import bench_reading


def main() -> None:
    if any(argument.strip() for argument in sys.argv[1:]):
        accuracy.main()
    else:
        print(f"On {machine()}. How fast; with EVAL=path/to/eval how well, too.", flush=True)
    bench_reading()


if __name__ == "__main__":
    main()
