"""`make bench-nlu EVAL=path`: how well messages are read, by that folder's own scorer, beside a look-up of keywords."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Literal

from bot.services.catalogue_file import load_catalogue
from nlu.formats import read_cases
from nlu.reader import Reader
from tests.bench import keyword_baseline
from tests.bench.evaluation import evaluation_folder
from tests.bench.here import machine
from tests.bench.keyword_baseline import KeywordReader
from tests.bench.scoring import Score, scored
from tests.bench.table import Cell, show

Role = Literal["consumer", "supplier"]
SETS: tuple[tuple[str, Role], ...] = (
    ("apparel/consumer.jsonl", "consumer"),
    ("apparel/supplier.jsonl", "supplier"),
    ("pizza/dev.jsonl", "consumer"),
    ("burrito/dev.jsonl", "consumer"),
)
CATALOGUES = ("apparel/catalogue.yaml", "pizza/catalogue.yaml", "burrito/catalogue.yaml")
NEEDED = ("score.py", *(name for name, _ in SETS), *CATALOGUES)
HEAD = ("set", "cases", "exact", "precision", "recall", "cases per second", "median ms", "p99 ms", "max ms")


def main() -> None:
    folder = evaluation_folder(sys.argv[1:], "bench-nlu", NEEDED)
    print(f"On {machine()}. Ours: as `bespoke parse` reads; look-up: tests/bench/keyword_baseline.py.", flush=True)
    whole: list[tuple[Cell, ...]] = []
    groups: list[tuple[Cell, ...]] = []
    for name, role in SETS:
        ours, look_up = _both(folder, name, role)
        whole += [_line(f"{name}: ours", ours), _line(f"{name}: look-up", look_up)]
        groups += [
            (f"{name}: {group}", cases, ours.percent(group), look_up.percent(group))
            for group, (_, cases) in ours.groups.items()
            if group != "all"
        ]
    show("Exact matches; precision and recall of attribute entries; speed (a dialogue is one case)", HEAD, whole)
    show("Exact matches by group", ("set: group", "cases", "ours", "look-up"), groups)


def _both(folder: Path, name: str, role: Role) -> tuple[Score, Score]:
    """The reader's score, and the look-up's."""
    cases = folder / name
    catalogue = load_catalogue(cases.parent / "catalogue.yaml")
    lines = cases.read_text("utf-8").splitlines()
    ours = read_cases(lines, Reader(catalogue), role)
    look_up = keyword_baseline.read_cases(lines, KeywordReader(catalogue), role)
    return scored(folder / "score.py", cases, ours), scored(folder / "score.py", cases, look_up)


def _line(name: str, score: Score) -> tuple[Cell, ...]:
    times = score.times
    speed = (times.rate, times.ms(50), times.ms(99), times.ms(100))
    return (name, score.groups["all"][1], score.percent(), score.precision, score.recall, *speed)


if __name__ == "__main__":
    main()
