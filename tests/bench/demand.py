"""`make bench-demand`: how good forecasts are, against "as a week before", by rolling origin on made-up series."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from statistics import fmean

import numpy as np

from planner.domain.forecast import SURE
from planner.forecasting.smoothing import WEEK, naive_paths, smoothed_paths
from tests.bench.demand_series import KINDS, Floats, series
from tests.bench.here import machine
from tests.bench.table import Cell, show

#: Days foretold, the origins of each series, and days from one to the next: of each weekday in turn.
AHEAD, ORIGINS, STEP = 14, 4, 9
METHODS = {"as a week before": naive_paths, "smoothed": smoothed_paths}
HEAD = ("series", "method", "forecasts", "MASE", "MASE of 7 days' sum", "pinball", "within 80 %", "sum within 80 %")
_EDGE = (1 - SURE) / 2


@dataclass(frozen=True)
class Scores:
    """Of one forecast. Errors are counted in mean absolute differences between a day and the one a week before it, in
    the history (R. J. Hyndman, A. B. Koehler, Int. J. Forecasting 22, 2006).

    `pinball`: the mean loss of the 10 %, 50 % and 90 % quantiles of the days (R. Koenker, G. Bassett 1978).
    """

    mase: float
    week: float
    pinball: float
    within: float
    week_within: float


def scored(paths: Floats, came: Floats, known: Floats) -> Scores:
    """What a forecast of the days that `came` is worth."""
    scale = float(np.abs(known[WEEK:] - known[:-WEEK]).mean()) or 1.0
    low, middle, high = np.quantile(paths, (_EDGE, 0.5, 1 - _EDGE), axis=0)
    sums, week = paths[:, :WEEK].sum(axis=1), float(came[:WEEK].sum())
    sum_low, sum_middle, sum_high = np.quantile(sums, (_EDGE, 0.5, 1 - _EDGE))
    losses = [
        np.maximum(level * (came - at), (level - 1) * (came - at)).mean()
        for level, at in ((_EDGE, low), (0.5, middle), (1 - _EDGE, high))
    ]
    return Scores(
        float(np.abs(came - middle).mean()) / scale,
        abs(week - float(sum_middle)) / WEEK / scale,
        fmean(float(loss) for loss in losses) / scale,
        float(((came >= low) & (came <= high)).mean()),
        float(sum_low <= week <= sum_high),
    )


def rolling(kind: str, number: int, origins: int = ORIGINS) -> dict[str, list[Scores]]:
    """Every method on one series, from several days on each of which only what was before is known."""
    values = series(kind, number)
    found: dict[str, list[Scores]] = {method: [] for method in METHODS}
    for origin in range(origins):
        end = len(values) - AHEAD - STEP * origin
        known, came = values[:end], values[end : end + AHEAD]
        for method, paths in METHODS.items():
            found[method].append(scored(paths(known, AHEAD, number), came, known))
    return found


def mean(scores: Iterable[Scores]) -> Scores:
    """Of several forecasts, each counted alike."""
    every = list(scores)
    return Scores(*(fmean(getattr(one, field.name) for one in every) for field in fields(Scores)))


def _rolling(one: tuple[str, int]) -> dict[str, list[Scores]]:
    return rolling(*one)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--series", type=int, default=12, help="of each kind")
    count = parser.parse_args().series
    print(f"On {machine()}. About {count * 7 * ORIGINS // 120 + 1} minutes.", flush=True)
    wanted = [(kind, number) for kind in KINDS for number in range(count)]
    with ProcessPoolExecutor() as processes:
        done = list(processes.map(_rolling, wanted))
    by_kind: Mapping[str, list[dict[str, list[Scores]]]] = {
        **{name: [found for (kind, _), found in zip(wanted, done, strict=True) if kind == name] for name in KINDS},
        "all": done,
    }
    rows: list[list[Cell]] = []
    for name, found in by_kind.items():
        for method in METHODS:
            every = [score for one in found for score in one[method]]
            m = mean(every)
            rows.append([name, method, len(every), m.mase, m.week, m.pinball, _share(m.within), _share(m.week_within)])
    show(f"Demand: {AHEAD} days ahead; less is better, but the intervals ought to hold 80 %", HEAD, rows)


def _share(share: float) -> str:
    return f"{100 * share:.0f} %"


if __name__ == "__main__":
    main()
