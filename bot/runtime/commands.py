"""What each command does. Returns exit codes; errors that a person can act on are BespokeErrors."""

from __future__ import annotations

import asyncio
import json
import signal
import sys
import threading
from argparse import Namespace
from datetime import datetime
from pathlib import Path

from planner.domain.errors import BespokeError, DataError, Fault, ProblemError, SettingsError

HOW_TO_GO_LIVE = """\
There is no bot token. To go live:
  1. In Telegram, write /newbot to @BotFather, and copy the token it gives you.
  2. Put it into a file named .env beside this project:  BOT_TOKEN=123456:ABC...
     and your own numeric Telegram id:                   ADMINS=123456789
  3. Start again: bespoke run
Or try everything without a token first: bespoke sandbox"""


def exit_code(problem: BespokeError) -> int:
    """1: data that a person gave is wrong; 2: the call or the settings are."""
    return 1 if isinstance(problem, DataError) else 2


def sandbox(arguments: Namespace) -> int:
    """`bespoke sandbox`."""
    print("Bespoke sandbox: starting (a few seconds) ...", flush=True)
    from bot.runtime.logs import set_up_logs
    from bot.runtime.sandbox import run_sandbox
    from bot.runtime.settings import load_settings
    from bot.runtime.stopping import until_stopped

    settings = load_settings()
    changed: dict[str, object] = {}
    if arguments.port is not None:
        changed["sandbox_port"] = arguments.port
    if arguments.data is not None:
        changed["sandbox_data"] = arguments.data
    settings = settings.model_copy(update=changed)
    set_up_logs(settings.log_level if "log_level" in settings.model_fields_set else "WARNING")
    try:
        until_stopped(run_sandbox(settings))
    except* OSError as problems:
        place = f"{settings.sandbox_host}:{settings.sandbox_port}"
        reason = problems.exceptions[0]
        raise SettingsError(
            f"The page can't be served at {place} ({reason}); try --port with another number."
        ) from None
    return 0


def run(arguments: Namespace) -> int:
    """`bespoke run`."""
    from bot.runtime.settings import load_settings

    settings = load_settings()
    token = settings.bot_token.get_secret_value()
    if not token:
        raise SettingsError(HOW_TO_GO_LIVE)
    if settings.webhook_url and not settings.webhook_secret.get_secret_value():
        raise SettingsError("WEBHOOK_URL is set, but WEBHOOK_SECRET is not: anybody could send updates. Set both.")
    print("Bespoke: starting (a few seconds) ...", flush=True)
    from bot.runtime.live import run_live
    from bot.runtime.logs import set_up_logs
    from bot.runtime.stopping import until_stopped

    set_up_logs(settings.log_level, (token, settings.webhook_secret.get_secret_value()))
    until_stopped(run_live(settings))
    return 0


def parse(arguments: Namespace) -> int:
    """`bespoke parse`."""
    from bot.services.catalogue_file import load_catalogue
    from nlu.formats import read_cases
    from nlu.reader import Reader

    try:
        now = datetime.fromisoformat(arguments.now) if arguments.now else None
    except ValueError:
        raise SettingsError(f"--now {arguments.now}: not a time; write it as 2026-11-22T09:00") from None
    reader = Reader(load_catalogue(arguments.catalogue))
    sys.stdin.reconfigure(encoding="utf-8", errors="replace")  # type: ignore[union-attr]
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    for line in read_cases(sys.stdin, reader, as_=arguments.role, now=now):
        print(line, flush=True)
    return 0


def plan(arguments: Namespace) -> int:
    """`bespoke plan`."""
    from bot.runtime.bar import Bar
    from planner.solver.formats import plan_to_json, problem_from_json
    from planner.solver.solve import solve

    source = str(arguments.problem)
    problem = problem_from_json(_json_file(arguments.problem), source)
    stop = threading.Event()
    # What is planned by then is not lost when somebody has waited long enough.
    signal.signal(signal.SIGINT, lambda number, frame: stop.set())
    bar = Bar(sys.stderr, problem.currency) if sys.stderr.isatty() else None
    found = solve(
        problem, arguments.objective, seconds=arguments.seconds, seed=arguments.seed, progress=bar, stop=stop.is_set
    )
    if bar is not None:
        bar.close()
    json.dump(plan_to_json(found, problem.currency), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


def _json_file(path: Path) -> object:
    """A JSON file with exact decimals. Raises ProblemError where it can't be read."""
    from decimal import Decimal

    try:
        return json.loads(path.read_text("utf-8"), parse_float=Decimal)
    except OSError as error:
        raise ProblemError(str(path), [Fault("", f"can't be read: {error.strerror}")]) from None
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ProblemError(str(path), [Fault("", f"is no JSON: {error}")]) from None


def migrate(arguments: Namespace) -> int:
    """`bespoke migrate`."""
    from bot.runtime.settings import load_settings
    from storage.database import migrate as bring_up_to_date

    revision = asyncio.run(bring_up_to_date(load_settings().database_url))
    print(f"The database is at revision {revision}.")
    return 0


def backup(arguments: Namespace) -> int:
    """`bespoke backup FILE`."""
    from bot.runtime.settings import load_settings
    from storage.backup import back_up

    made = asyncio.run(back_up(load_settings().database_url, arguments.file))
    size = arguments.file.stat().st_size / 1e6
    print(f"{arguments.file}: {made.rows['orders']} orders, {made.total} rows in all, {size:.1f} MB.")
    return 0


def restore(arguments: Namespace) -> int:
    """`bespoke restore FILE`."""
    from bot.runtime.settings import load_settings
    from storage.restore import restore as fill

    made = asyncio.run(fill(load_settings().database_url, arguments.file))
    print(f"Restored {made.rows['orders']} orders, {made.total} rows in all. Start the bot: bespoke run")
    return 0


def catalogue_check(arguments: Namespace) -> int:
    """`bespoke catalogue check FILE`."""
    from bot.services.catalogue_check import check_file

    report = check_file(arguments.file)
    print(report)
    return 1 if report.faults else 0
