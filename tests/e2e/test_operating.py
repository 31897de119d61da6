"""What the operators' guide tells to type does what it says."""

from __future__ import annotations

import asyncio
import json
import os
import re
import shlex
import signal
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest
import yaml

from bot.runtime.sandbox import cast_of, with_chats
from bot.runtime.settings import Settings, load_settings
from bot.sandbox.world import SandboxServer
from tests.e2e.stage import all_trades

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "operating.md"


def commands() -> list[str]:
    """What stands in the guide's shell blocks, in its order."""
    blocks = re.findall(r"```sh\n(.*?)```", GUIDE.read_text("utf-8"), re.DOTALL)
    return [line for block in blocks for line in block.splitlines() if line.strip()]


def home_of(folder: Path) -> Path:
    """A checkout as far as the guide's commands look: the program, the catalogues, the example of the settings."""
    (folder / ".venv" / "bin").mkdir(parents=True)
    program = folder / ".venv" / "bin" / "bespoke"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m bot.runtime.cli "$@"\n')
    program.chmod(0o755)
    (folder / "catalogues").symlink_to(ROOT / "catalogues")
    (folder / ".env.example").write_text((ROOT / ".env.example").read_text("utf-8"), "utf-8")
    (folder / "data").mkdir()
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def page(port: int, path: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
            return answer.status, answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()
    except OSError as error:
        return 0, str(error)


async def runs(command: str, home: Path, port: int) -> None:
    """`bespoke run` is up and well, counts what it does, and ends when it is told to."""
    process = await asyncio.create_subprocess_exec("sh", "-c", f"exec {command}", cwd=home, env=environment())
    try:
        async with asyncio.timeout(60):
            while (await asyncio.to_thread(page, port, "/health"))[0] != 200:
                assert process.returncode is None
                await asyncio.sleep(0.2)
        well = json.loads((await asyncio.to_thread(page, port, "/health"))[1])
        assert well["ok"] is True
        _, measures = await asyncio.to_thread(page, port, "/metrics")
        named = set(re.findall(r"bespoke_\w+", GUIDE.read_text("utf-8")))
        assert {name for name in named if name not in measures} == set()
    finally:
        process.send_signal(signal.SIGTERM)
        async with asyncio.timeout(30):
            assert await process.wait() == 0


def environment() -> dict[str, str]:
    # The tests may be run by make itself, which would talk in what is made here too.
    named = {name.upper() for name in Settings.model_fields} | {"MAKEFLAGS", "MAKELEVEL", "MFLAGS"}
    return {**{k: v for k, v in os.environ.items() if k not in named}, "PYTHONPATH": str(ROOT)}


async def typed(command: str, where: Path) -> subprocess.CompletedProcess[str]:
    """What a shell makes of a line."""
    line = ["sh", "-c", command]
    return await asyncio.to_thread(
        subprocess.run, line, cwd=where, env=environment(), capture_output=True, text=True, check=False
    )


def fill_in(home: Path, **settings: object) -> None:
    """As an operator edits `.env`."""
    file = home / ".env"
    lines = file.read_text("utf-8").splitlines()
    for name, value in settings.items():
        lines = [line for line in lines if not line.startswith(f"{name}=")]
        lines.append(f"{name}={value}")
    file.write_text("\n".join(lines), "utf-8")


@pytest.mark.timeout(600)
async def test_every_command_of_the_guide(tmp_path: Path, postgres_url: str) -> None:
    """From the copied settings to a restored backup, in the guide's order, against a Bot API server of our own."""
    home, port = home_of(tmp_path), free_port()
    server = await SandboxServer.start(cast=cast_of(with_chats(all_trades())))
    done: list[str] = []
    try:
        for command in commands():
            done.append(command)
            if command == "make run":
                said = await typed("make --no-print-directory -n run", ROOT)
                assert said.stdout.strip().endswith("bespoke sandbox")
            elif command.endswith("bespoke run"):
                await runs(command, home, port)
            else:
                if command.endswith("migrate"):
                    fill_in(home, DATABASE_URL=postgres_url)
                if "restore" in command:
                    fill_in(home, DATABASE_URL=f"sqlite:///{home / 'data' / 'restored.db'}")
                ran = await typed(command, home)
                assert ran.returncode == 0, f"{command}: {ran.stdout}{ran.stderr}"
            if command.startswith("cp "):
                fill_in(
                    home,
                    BOT_TOKEN=server.token,
                    ADMINS="7",
                    BOT_API_URL=server.base_url,
                    HEALTH_LISTEN=f"127.0.0.1:{port}",
                    LOG_LEVEL="WARNING",
                )
    finally:
        await server.close()
    assert done == commands()
    assert (home / "data" / "restored.db").exists()


def test_the_example_of_the_settings_can_be_used_as_it_is(tmp_path: Path) -> None:
    """Copied and not filled in, it means the defaults."""
    file = tmp_path / ".env"
    file.write_text((ROOT / ".env.example").read_text("utf-8"), "utf-8")
    assert load_settings(file) == load_settings(None)


def test_containers_follow_from_the_same_settings() -> None:
    """What the containers set are settings; what they copy exists; they start with the same command."""
    compose = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    known = {name.upper() for name in Settings.model_fields}
    for name in ("bot", "worker"):
        service = compose["services"][name]
        assert set(service["environment"]) <= known
        assert service["env_file"] == ".env"
        assert service["depends_on"]["database"]["condition"] == "service_healthy"
    assert "ports" not in compose["services"]["worker"] or not compose["services"]["worker"]["ports"]
    recipe = (ROOT / "Dockerfile").read_text("utf-8")
    for source in re.findall(r"^COPY (?!--from)(\S+)", recipe, re.MULTILINE):
        assert (ROOT / source).exists()
        assert f"!{source}" in (ROOT / ".dockerignore").read_text("utf-8").split()
    set_there = re.findall(r"\b([A-Z_]+)=", "".join(re.findall(r"^ENV (.*(?:\\\n.*)*)", recipe, re.MULTILINE)))
    assert {name for name in set_there if name not in ("PATH", "PYTHONPATH", "PYTHONUNBUFFERED")} <= known
    assert 'CMD ["bespoke", "run"]' in recipe


def test_containers_have_the_versions_that_were_tested() -> None:
    """What an image installs is pinned in the lock that the tests run with, to the same files."""

    def pinned(name: str) -> dict[str, frozenset[str]]:
        text = (ROOT / name).read_text("utf-8").replace("\\\n", " ")
        lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
        return {" ".join(w for w in words if not w.startswith("--hash")): frozenset(words) for words in lines}

    tested = pinned("requirements.lock")
    for requirement, files in pinned("requirements.run.lock").items():
        name = requirement.split()[0]
        assert any(files <= other for known, other in tested.items() if known.split()[0] == name), requirement
