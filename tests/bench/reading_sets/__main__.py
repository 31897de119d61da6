"""`python -m tests.bench.reading_sets [--show N] [SET ...]`: how many messages are read exactly right, set by set."""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from tests.bench.reading_sets.comparing import faults
from tests.bench.table import Cell, show

HERE: Final = Path(__file__).parent
SETS: Final = tuple(sorted(f"{path.parent.name}/{path.stem}" for path in HERE.glob("*/*.jsonl")))
HEAD: Final = ("set", "cases", "right", "exact %", "English %", "Chinese %", "dialogues %")

Case = dict[str, Any]
Result = tuple[Case, Case, list[str]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.reading_sets", description=__doc__)
    parser.add_argument("--show", type=int, default=0, metavar="N", help="list the first N wrong cases of each set")
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"one of {', '.join(SETS)} (default: all)")
    chosen = parser.parse_args()
    if unknown := [name for name in chosen.sets if name not in SETS]:
        parser.error(f"there is no set {', '.join(unknown)}; there are {', '.join(SETS)}")
    results = {name: list(scored(name)) for name in chosen.sets or SETS}
    show("Messages read exactly right", HEAD, [_row(name, found) for name, found in results.items()])
    for name, found in results.items():
        wrong = [result for result in found if result[2]]
        for case, got, fields in wrong[: chosen.show]:
            print(f"\n{name} {case['id']}, wrong in {', '.join(fields)}: {text_of(case)}")
            print(f"  want {_short(case['expect'])}\n  got  {_short(got)}")


def scored(name: str) -> Iterator[Result]:
    """Every case of a set, its reading, and the fields in which that is wrong."""
    path = HERE / f"{name}.jsonl"
    cases = _lines(path.read_text(encoding="utf-8"))
    # `expect` is held back: what reads the cases can't know the answers.
    asked = "".join(json.dumps({k: v for k, v in case.items() if k != "expect"}) + "\n" for case in cases)
    command = [sys.executable, "-m", "bot.runtime.cli", "parse", "--catalogue", str(path.parent / "catalogue.yaml")]
    ran = subprocess.run(
        [*command, "--as", path.stem], input=asked, stdout=subprocess.PIPE, encoding="utf-8", check=True
    )
    readings = {str(reading["id"]): reading for reading in _lines(ran.stdout)}
    for case in cases:
        got = readings.get(str(case["id"]))
        yield case, got or {}, faults(case["expect"], got) if got else ["no reading"]


def text_of(case: Case) -> str:
    return " / ".join(case.get("turns") or [case["text"]])


def _lines(text: str) -> list[Case]:
    return [json.loads(line) for line in text.splitlines() if line.strip()]


def _row(name: str, found: Sequence[Result]) -> list[Cell]:
    chinese = [any("\u4e00" <= character <= "\u9fff" for character in text_of(case)) for case, _, _ in found]
    return [
        name,
        len(found),
        sum(not fields for _, _, fields in found),
        _percent(found),
        _percent([result for result, is_chinese in zip(found, chinese, strict=True) if not is_chinese]),
        _percent([result for result, is_chinese in zip(found, chinese, strict=True) if is_chinese]),
        _percent([result for result in found if "turns" in result[0]]),
    ]


def _percent(found: Sequence[Result]) -> float | None:
    return 100 * sum(not fields for _, _, fields in found) / len(found) if found else None


def _short(record: object) -> str:
    return json.dumps(_said(record), ensure_ascii=False)


def _said(record: object) -> object:
    """The record without what is empty, so that two of them can be compared by eye."""
    if isinstance(record, dict):
        return {
            k: _said(v) for k, v in record.items() if v not in (None, False, [], "") and k not in ("id", "language")
        }
    return [_said(part) for part in record] if isinstance(record, list) else record


if __name__ == "__main__":
    main()
