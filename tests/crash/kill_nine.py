"""`make soak-kill`: bots are killed with signal 9 two hundred times over two thousand orders, on SQLite; and two at
work on one PostgreSQL, which is restarted too. Prints what came of it; fails where anything was lost or done twice."""

from __future__ import annotations

import argparse
import asyncio
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

from tests.bench.here import machine
from tests.bench.table import Cell, show
from tests.bench.times import Times
from tests.crash.kill_run import Outcome, Plan, play
from tests.postgres import NoPostgres, running_server

#: Seconds on top of the lease in which work must be picked up.
SLACK = 2.0
HEAD = (
    "database", "bots", "orders", "settled", "kills", "restarts", "sent", "repeats", "wrong",
    "pick-up p50 s", "p95 s", "max s", "lease s", "minutes",
)  # fmt: skip


def main() -> None:
    arguments = _arguments()
    print(f"On {machine()}; other work on it makes the pick-up slower. About half an hour in all.", flush=True)
    plan = Plan("", arguments.orders, arguments.kills, lease=arguments.lease, seed=arguments.seed)
    done: list[tuple[str, Plan, Outcome]] = []
    if arguments.on != "postgresql":
        with tempfile.TemporaryDirectory() as folder:
            one = replace(plan, url=f"sqlite:///{folder}/bespoke.db")
            done.append(("SQLite", one, _played(one, folder)))
    if arguments.on != "sqlite":
        try:
            done.append(_on_postgres(plan, arguments.restarts))
        except NoPostgres as reason:
            print(f"No PostgreSQL: {reason}")
    show("Killed with signal 9", HEAD, [_row(*each) for each in done])
    if any(_failed(plan, outcome) for _, plan, outcome in done):
        sys.exit(1)


def _on_postgres(plan: Plan, restarts: int) -> tuple[str, Plan, Outcome]:
    with running_server(synchronous_commit="on") as server, tempfile.TemporaryDirectory() as folder:
        url = asyncio.run(server.create("soak"))

        def restart() -> None:
            server.stop("immediate")
            server.start()

        two = replace(plan, url=url, bots=2, restarts=restarts, restart=restart)
        return "PostgreSQL", two, _played(two, folder)


def _played(plan: Plan, folder: str) -> Outcome:
    outcome = asyncio.run(play(plan, Path(folder), lambda line: print(f"  {line}", flush=True)))
    for fault in outcome.verdict.wrong[:20]:
        print(f"  WRONG: {fault}")
    return outcome


def _failed(plan: Plan, outcome: Outcome) -> bool:
    late = max(outcome.picked_up, default=0.0) > plan.lease + SLACK
    return late or bool(outcome.verdict.wrong) or outcome.verdict.settled != plan.orders


def _row(engine: str, plan: Plan, outcome: Outcome) -> list[Cell]:
    waits, verdict = Times(outcome.picked_up or [0.0]), outcome.verdict
    return [
        engine, plan.bots, verdict.orders, verdict.settled, outcome.kills, outcome.restarts, verdict.sent,
        verdict.repeats, len(verdict.wrong), waits.ms(50) / 1000, waits.ms(95) / 1000, waits.ms(100) / 1000,
        plan.lease, outcome.seconds / 60,
    ]  # fmt: skip


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m tests.crash.kill_nine", description=__doc__)
    parser.add_argument("--orders", type=int, default=2000)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--restarts", type=int, default=10, help="of PostgreSQL")
    parser.add_argument("--lease", type=float, default=2.0, help="LEASE_SECONDS of the bots")
    parser.add_argument("--on", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--seed", type=int, default=0)
    return parser.parse_args()


if __name__ == "__main__":
    main()
