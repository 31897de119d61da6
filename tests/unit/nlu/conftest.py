"""Readers of trades that exist in the tests alone."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from bot.services.catalogue_file import load_catalogue
from nlu.formats import asking_of
from nlu.reader import Reader
from nlu.standing import Standing
from planner.domain.spec import Item, Reading

HERE = Path(__file__).parent
#: A Sunday.
NOW = datetime(2026, 11, 22, 9, 0)  # noqa: DTZ001 - the day as people at the workshop call it


@pytest.fixture(scope="session")
def furniture() -> Reader:
    """The joinery's reader, which knows two cities."""
    return Reader(load_catalogue(HERE / "furniture.yaml"), ["Leeds", "杭州"])


@pytest.fixture(scope="session")
def cakes() -> Reader:
    """The bakery's reader."""
    return Reader(load_catalogue(HERE / "cakes.yaml"))


@pytest.fixture(scope="session")
def talk(furniture: Reader) -> Callable[..., Reading]:
    """Says several messages to the joinery, answering what it would ask, and gives what stands."""

    def say(*turns: str) -> Reading:
        standing: Standing | None = None
        for text in turns:
            reading = furniture.read(text, NOW, standing)
            standing = Standing(reading.spec, asking_of(reading), reading.unknown, reading.topic)
        return reading

    return say


@pytest.fixture(scope="session")
def say_in() -> Callable[..., Reading]:
    """Says several messages in a trade by its catalogue's name, and gives what stands."""
    readers: dict[str, Reader] = {}

    def say(trade: str, *turns: str) -> Reading:
        if trade not in readers:
            readers[trade] = Reader(load_catalogue(HERE / f"{trade}.yaml"))
        standing: Standing | None = None
        for text in turns:
            reading = readers[trade].read(text, NOW, standing)
            standing = Standing(reading.spec, asking_of(reading), reading.unknown, reading.topic)
        return reading

    return say


def brief(item: Item) -> str:
    """An item in a line: "table 4 wood=oak -lock width=180cm size=m*10"."""
    most = f"-{item.quantity_max}" if item.quantity_max else ""
    words = [f"{'~' if item.approximate else ''}{item.quantity}{most}"]
    for entry in item.attributes:
        value = entry.value if isinstance(entry.value, str | int | float) else f"{entry.value.amount}{entry.value.unit}"
        text = f"{entry.name}={value}"
        text += "".join(f"|{other}" for other in entry.alternatives)
        text += f"*{entry.quantity}" if entry.quantity is not None else ""
        text += f"({entry.modifier})" if entry.modifier else ""
        words.append(f"-{text}" if entry.excluded else text)
    return f"{item.product} {words[0]} {' '.join(sorted(words[1:]))}".strip()


def briefs(reading: Reading) -> list[str]:
    return [brief(item) for item in reading.spec.items]


def cases_in(path: Path, columns: int) -> list[tuple[str, ...]]:
    """The lines of a file of cases, cut at " | " and filled up to `columns`; lines that begin with "#" are remarks."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if line and not line.startswith("#")]
    return [(*cells, *[""] * (columns - len(cells))) for cells in (line.split(" | ") for line in lines)]
