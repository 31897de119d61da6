"""What can be drawn, in the reader's words. Days are ordinals (`date.toordinal`): a picture needs their distances."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

#: How far a job is. Each has a colour and a pattern of its own.
Progress = Literal["done", "under_way", "late", "to_come"]


@dataclass(frozen=True)
class Tick:
    """A value on an axis, and what stands there."""

    at: int
    label: str


@dataclass(frozen=True)
class Point:
    """A price (minor units) from a day on. `mark`: what it is best at, "" for none; `beyond`: after the day wished."""

    day: int
    price: int
    label: str
    mark: str = ""
    beyond: bool = False


@dataclass(frozen=True)
class PriceChart:
    """Price by day of arrival. `points`: earliest first; `wished`: the last day that the consumer named."""

    title: str
    points: tuple[Point, ...]
    days: tuple[Tick, ...]
    wished: Tick | None = None


@dataclass(frozen=True)
class Freight:
    """Goods under way from one day to another."""

    depart: int
    arrive: int


@dataclass(frozen=True)
class Bar:
    """One job, from its first day up to the one on which it is ready."""

    title: str
    dates: str
    start: int
    ready: int
    progress: Progress
    freight: tuple[Freight, ...] = ()


@dataclass(frozen=True)
class Timeline:
    """A plan in time. `names`: what each kind of progress is called, in the order of the legend."""

    title: str
    bars: tuple[Bar, ...]
    days: tuple[Tick, ...]
    today: Tick
    promise: Tick
    names: tuple[tuple[Progress, str], ...]
    freight: str


@dataclass(frozen=True)
class Series:
    """One number a day."""

    name: str
    counts: Sequence[int]


@dataclass(frozen=True)
class StatsChart:
    """Numbers by day, stacked: as many counts in each series as there are days."""

    title: str
    days: Sequence[str]
    series: Sequence[Series]


@dataclass(frozen=True)
class Expected:
    """What is expected of a day, and within which it will be more often than not."""

    low: float
    expected: float
    high: float


@dataclass(frozen=True)
class DemandChart:
    """Pieces a day from `first` on, and of the days behind them what is expected. `names`: of what was, what is
    expected, and of the band around that."""

    title: str
    first: int
    values: Sequence[float]
    ahead: Sequence[Expected]
    days: tuple[Tick, ...]
    names: tuple[str, str, str]


Chart: TypeAlias = PriceChart | Timeline | StatsChart | DemandChart
