"""Readings taken with a stopwatch, and what the evaluation folder's scorer says of them."""

from __future__ import annotations

import re
import sys
import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.bench.evaluation import call
from tests.bench.times import Times

_GROUP = re.compile(r"^(?P<group>.+?)\s+(?P<right>\d+)/(?P<cases>\d+)\s+[\d.]+ %$", re.MULTILINE)
_ENTRIES = re.compile(r"precision (?P<precision>[\d.]+ %)\s+recall (?P<recall>[\d.]+ %)")


@dataclass(frozen=True)
class Score:
    """`groups`: group → (right, cases), "all" among them; of attribute entries precision and recall, if any."""

    groups: Mapping[str, tuple[int, int]]
    precision: str | None
    recall: str | None
    times: Times

    def percent(self, group: str = "all") -> str:
        right, cases = self.groups[group]
        return f"{100 * right / cases:.1f} %"


def scored(scorer: Path, cases: Path, readings: Iterator[str]) -> Score:
    """Take a reading for every case, one by one, and have them scored. Exits with 1 where the scorer can't."""
    times = Times()
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "readings.jsonl")
        with out.open("w", encoding="utf-8") as file:
            for reading in times.each(readings):
                file.write(reading + "\n")
        said = call(scorer, cases, out)
    groups = {m["group"]: (int(m["right"]), int(m["cases"])) for m in _GROUP.finditer(said.stdout)}
    if said.returncode or "all" not in groups:
        sys.exit(f"{scorer.name} could not score {cases}:\n{said.stdout}{said.stderr}")
    entries = _ENTRIES.search(said.stdout)
    return Score(groups, entries and entries["precision"], entries and entries["recall"], times)
