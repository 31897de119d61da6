"""The command line, as a stranger meets it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[4]
CATALOGUE = str(ROOT / "catalogues" / "apparel.yaml")


def bespoke(
    *arguments: str, stdin: str = "", folder: Path | None = None, **env: str
) -> subprocess.CompletedProcess[str]:
    """Run the command in an empty folder, so that no `.env` gets in."""
    return subprocess.run(
        [sys.executable, "-m", "bot.runtime.cli", *arguments],
        input=stdin,
        capture_output=True,
        text=True,
        encoding="utf-8",
        cwd=folder,
        timeout=100,
        env={**os.environ, "PYTHONPATH": str(ROOT), **env},
    )


@pytest.mark.parametrize(
    "command", [[], ["sandbox"], ["run"], ["parse"], ["plan"], ["migrate"], ["catalogue", "check"]]
)
def test_help_explains_every_command(command: list[str], tmp_path: Path) -> None:
    """--help works everywhere, without importing anything heavy or asking for settings."""
    done = bespoke(*command, "--help", folder=tmp_path)
    assert done.returncode == 0
    assert "usage: bespoke" in done.stdout


def test_running_without_a_token_says_what_to_do(tmp_path: Path) -> None:
    """`bespoke run` without a token explains the three steps, and exits with 2."""
    done = bespoke("run", folder=tmp_path, BOT_TOKEN="")
    assert done.returncode == 2
    assert "BotFather" in done.stderr
    assert "bespoke sandbox" in done.stderr


def test_a_webhook_without_a_secret_does_not_start(tmp_path: Path) -> None:
    """Anybody could send updates to it: it is refused by name."""
    done = bespoke("run", folder=tmp_path, BOT_TOKEN="1:x", WEBHOOK_URL="https://example.org")
    assert done.returncode == 2
    assert "WEBHOOK_SECRET" in done.stderr


def test_readings_come_in_the_order_of_the_cases(tmp_path: Path) -> None:
    """One line out for one line in, whatever it holds."""
    cases = [
        '{"id": "b", "text": "30 navy hoodies"}',
        "not json",
        '{"id": "a", "turns": ["20 black hoodies", "make it 25"]}',
    ]
    done = bespoke(
        "parse", "--catalogue", CATALOGUE, "--now", "2026-11-22T09:00", stdin="\n".join(cases), folder=tmp_path
    )
    assert done.returncode == 0, done.stderr
    readings = [json.loads(line) for line in done.stdout.splitlines()]
    assert [r.get("id") for r in readings] == ["b", None, "a"]
    assert readings[0]["items"][0]["quantity"] == 30
    assert readings[2]["items"][0]["quantity"] == 25


def test_a_problem_is_planned(tmp_path: Path) -> None:
    """`bespoke plan` prints a plan for one order, with its cost and a bound on it."""
    problem = {
        "start": "2026-12-01",
        "currency": "CNY",
        "suppliers": [
            {
                "id": "s1",
                "zone": "hz",
                "offers": [
                    {
                        "process": "sewing",
                        "setup_cost": "20.00",
                        "unit_costs": [[1, "2.50"]],
                        "min_quantity": 1,
                        "daily_capacity": 40,
                        "lead_days": 1,
                    }
                ],
            }
        ],
        "shipping": {"default": {"cost": "8.00", "unit_cost": "0.10", "days": 2}},
        "orders": [
            {
                "id": "o1",
                "earliest": "2026-12-01",
                "due": "2026-12-10",
                "destination": "sh",
                "steps": [{"step": "sew", "process": "sewing", "quantity": 30}],
            }
        ],
    }
    file = tmp_path / "problem.json"
    file.write_text(json.dumps(problem), "utf-8")
    done = bespoke("plan", str(file), folder=tmp_path)
    assert done.returncode == 0, done.stderr
    plan = json.loads(done.stdout)
    assert (plan["status"], plan["cost"], plan["bound"]) == ("complete", "106.00", "106.00")
    assert plan["orders"][0]["arrives"] == "2026-12-04"


@pytest.mark.parametrize("text", ["{", "[]", '{"start": "soon"}'])
def test_a_wrong_problem_is_refused_with_its_place(text: str, tmp_path: Path) -> None:
    """The file is named, the fault is said, and the exit code is 1."""
    file = tmp_path / "problem.json"
    file.write_text(text, "utf-8")
    done = bespoke("plan", str(file), folder=tmp_path)
    assert done.returncode == 1
    assert "problem.json" in done.stderr
    assert "Traceback" not in done.stderr


def test_migrating_makes_the_database(tmp_path: Path) -> None:
    """`bespoke migrate` says at which revision the database is."""
    done = bespoke("migrate", folder=tmp_path, DATABASE_URL=f"sqlite:///{tmp_path / 'new.db'}")
    assert done.returncode == 0, done.stderr
    assert "revision" in done.stdout
    assert (tmp_path / "new.db").exists()


def test_checking_catalogues(tmp_path: Path) -> None:
    """A good catalogue exits with 0; a broken one with 1, naming the place."""
    assert bespoke("catalogue", "check", CATALOGUE, folder=tmp_path).returncode == 0
    broken = tmp_path / "broken.yaml"
    broken.write_text("catalogue: x\ncurrency: CNY\nlocales: [en]\nattributes: {}\nproducts: {hat: {}}\n", "utf-8")
    done = bespoke("catalogue", "check", str(broken), folder=tmp_path)
    assert done.returncode == 1
    assert "products.hat" in done.stdout + done.stderr


def test_a_missing_catalogue_is_named(tmp_path: Path) -> None:
    """A file that is not there is said so, without a trace."""
    done = bespoke("parse", "--catalogue", "nowhere.yaml", folder=tmp_path)
    assert done.returncode == 1
    assert "nowhere.yaml" in done.stderr
    assert "Traceback" not in done.stderr
