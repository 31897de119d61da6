"""The command line. Heavy libraries are imported by the commands that need them, after a first line is printed."""

from __future__ import annotations

import argparse
import contextlib
import sys
from collections.abc import Sequence
from pathlib import Path

from bot.runtime import commands
from planner.domain.errors import BespokeError

DESCRIPTION = """\
Bespoke takes made-to-order wishes in Telegram chats and gets them made by several small suppliers together.

Start with `bespoke sandbox`: the whole bot on this machine, in a web page, without a token."""


def parser() -> argparse.ArgumentParser:
    """What can be asked for."""
    top = argparse.ArgumentParser(
        "bespoke", description=DESCRIPTION, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    does = top.add_subparsers(title="commands", required=True, metavar="COMMAND")

    sandbox = does.add_parser("sandbox", help="try the whole bot in a web page, without a token")
    sandbox.add_argument("--port", type=int, help="where the page is served (default: SANDBOX_PORT, else 8765)")
    sandbox.add_argument("--data", type=Path, metavar="FOLDER", help="where everything is kept (default: data/sandbox)")
    sandbox.set_defaults(run=commands.sandbox)

    run = does.add_parser("run", help="run the bot; needs BOT_TOKEN (see .env.example)")
    run.set_defaults(run=commands.run)

    parse = does.add_parser(
        "parse",
        help="read messages (JSON lines on standard input) into readings",
        description='Each line is a case: {"id": "1", "text": "30 navy hoodies"} or {"id": "1", "turns": ["...", ...]},'
        ' optionally "now", for suppliers optionally "job". A reading per case is printed, in the same order.',
    )
    parse.add_argument("--catalogue", type=Path, required=True, metavar="FILE", help="the trade to read in")
    parse.add_argument("--as", dest="role", choices=("consumer", "supplier"), default="consumer", help="whose messages")
    parse.add_argument("--now", metavar="TIME", help="when they were written, such as 2026-11-22T09:00 (default: now)")
    parse.set_defaults(run=commands.parse)

    plan = does.add_parser("plan", help="plan a problem (a JSON file), and print the plan")
    plan.add_argument("problem", type=Path, metavar="PROBLEM.json")
    plan.add_argument("--objective", choices=("cost", "time", "reliability"), default="cost")
    plan.add_argument("--seconds", type=float, default=10.0, metavar="S", help="the most it may take (default: 10)")
    plan.add_argument("--seed", type=int, default=0, metavar="N", help="the same seed gives the same plan (default: 0)")
    plan.set_defaults(run=commands.plan)

    migrate = does.add_parser("migrate", help="bring the database of DATABASE_URL up to this program's schema")
    migrate.set_defaults(run=commands.migrate)

    backup = does.add_parser("backup", help="write everything in the database to a new file; the bot may run meanwhile")
    backup.add_argument("file", type=Path, metavar="FILE", help="a new file; it has its name once it is whole")
    backup.set_defaults(run=commands.backup)

    restore = does.add_parser("restore", help="fill an empty database from a file that `bespoke backup` wrote")
    restore.add_argument("file", type=Path, metavar="FILE")
    restore.set_defaults(run=commands.restore)

    catalogue = does.add_parser("catalogue", help="work with catalogue files")
    actions = catalogue.add_subparsers(title="actions", required=True, metavar="ACTION")
    check = actions.add_parser("check", help="say what is wrong with a catalogue or a book of suppliers, and where")
    check.add_argument("file", type=Path, metavar="FILE")
    check.set_defaults(run=commands.catalogue_check)
    return top


def main(argv: Sequence[str] | None = None) -> None:
    """Run a command. Exit codes: 0 done, 1 the data is wrong, 2 the call or the settings are wrong."""
    arguments = parser().parse_args(argv)
    try:
        code = arguments.run(arguments)
    except BespokeError as problem:
        print(problem, file=sys.stderr)
        code = commands.exit_code(problem)
    except KeyboardInterrupt:
        code = 130
    except BrokenPipeError:
        # Whoever read our output has heard enough.
        with contextlib.suppress(OSError):
            sys.stdout.close()
        code = 0
    sys.exit(code)


if __name__ == "__main__":
    main()
