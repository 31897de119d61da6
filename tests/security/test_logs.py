"""The log: one JSON object a line, about which order and which update, and never about whom or what they wrote."""

from __future__ import annotations

import asyncio
import gc
import io
import json
import logging
import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramServerError
from aiogram.methods import SendMessage
from aiogram.types import Update as TelegramUpdate
from pydantic import ValidationError
from sqlalchemy.exc import IntegrityError

from bot.runtime.logs import JsonLines, quieten
from bot.sandbox.faults import Fault
from bot.sandbox.world import TOKEN
from bot.services.errors_described import described, trace_of
from bot.services.log_about import logging_about, order_of_about
from planner.domain.errors import StaleState, StorageError
from planner.domain.plan import Quote
from planner.domain.problem import Problem
from planner.domain.spec import Reading
from tests.e2e.stage import ThreadPlanner, stage
from tests.e2e.test_answers_of_makers import WISH
from tests.security.people import calm, joins

NAME, SURNAME, PHONE, FILE = "Quirinius", "Zephyrine", "13800138765", "balduins-letter"
CAPTION, WORDS, TITLE = "for-hildegard", "petronella forever", "Kaninchenfreunde"
PERSONAL = (NAME, SURNAME, PHONE, FILE, CAPTION, WORDS, TITLE)
SECRETS = (TOKEN, TOKEN.partition(":")[2])
WHO = 5005


@pytest.fixture
def log() -> Iterator[io.StringIO]:
    """Everything that the bot's own handler writes at its most talkative level."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonLines((TOKEN,)))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    quieten()
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


class Clumsy:
    """Raises what libraries raise, with what somebody wrote in it, where a message asks for it."""

    def __init__(self, real: Any):
        self._real = real

    def read(self, text: str, *rest: Any) -> tuple[str, Reading]:
        said = f"{NAME} {PHONE}: {text}"
        if "as a value" in text:
            int(said)
        if "as a key" in text:
            dict[str, int]()[said]
        if "as a statement" in text:
            raise IntegrityError("INSERT INTO people VALUES (?)", (said,), Exception(said))
        if "as storage" in text:
            raise StorageError(f"somewhere: {said}") from ValueError(said)
        if "as a chain" in text:
            try:
                json.loads(said)
            except ValueError as error:
                raise RuntimeError(said) from error
        found: tuple[str, Reading] = self._real.read(text, *rest)
        return found

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


class ClumsyPlanner(ThreadPlanner):
    """Fails at first, quoting somebody."""

    failures = 2

    async def quote(self, problem: Problem) -> Quote:
        if self.failures:
            self.failures -= 1
            raise LookupError(f"no plan for {NAME} {SURNAME}, {PHONE}")
        return await super().quote(problem)


def update(body: dict[str, Any]) -> str:
    return json.dumps({"update_id": 0, "message": body})


async def test_nothing_personal_is_ever_logged(tmp_path: Path, log: io.StringIO) -> None:
    """Whatever goes wrong with whatever people send: neither the log nor a stored reason repeats any of it."""
    async with stage(tmp_path, planner=ClumsyPlanner(), settings={"messages_a_minute": 0}) as play:
        office = play.application.use_cases.office
        object.__setattr__(office, "reader", Clumsy(office.reader))
        person = await joins(play, WHO, f"{NAME} {SURNAME}")
        await person.sends(f"hello, I am {NAME}, call {PHONE}")
        await calm(play)
        await person.sends_file(f"{FILE}.exe", b"MZ", "application/x-msdownload", caption=CAPTION)
        await person.sends_file(f"{FILE}.png", b"x", "image/png", caption=CAPTION)
        await calm(play)

        # A wish whose plan fails, and is made in the end.
        await person.sends(f"{WISH}, print saying “{WORDS}”")
        await calm(play)
        early = stored_reasons(tmp_path / "bespoke.db")
        assert any("LookupError" in reason for reason in early)
        for _ in range(4):
            await calm(play)
            await play.later(timedelta(seconds=30))
        await person.until_offers("Cheapest", timeout=30)

        # Telegram refuses, and quotes what was sent in doing so; then it is away.
        said = f"Bad Request: {NAME} wrote '{WORDS}' from {PHONE}"
        play.server.faults.add(Fault(method="sendMessage", code=400, description=said))
        play.server.faults.add(Fault(method="sendMessage", code=400, description=f"can't parse entities: {said}"))
        play.server.faults.add(Fault(method="sendMessage", code=502, description=f"{said} bot{TOKEN}"))
        play.server.faults.add(Fault(method="getUpdates", code=500, description=f"{said} bot{TOKEN}"))
        for _ in range(3):
            await person.sends("/help")
        await calm(play)

        # Handlers fail in each way that libraries have, until the update is given up.
        for kind in ("a value", "a key", "a statement", "storage", "a chain"):
            await person.sends(f"{WORDS} as {kind}")
            for _ in range(6):
                await calm_or_later(play)

        # Updates and messages that can't be read; a chat with a title.
        chat = {"id": WHO, "type": "private", "first_name": NAME}
        broken = {"message_id": 1, "date": f"{WORDS}", "chat": chat, "text": WORDS, "from": {"id": WHO, "x": NAME}}
        titled = {**broken, "chat": {"id": -5, "type": "group", "title": TITLE}}
        async with play.application.database.transaction() as tx:
            for number, body in ((10**6, broken), (10**6 + 1, titled)):
                await tx.inbox.put(play.application.bot.id, number, WHO, update(body), play.clock.now())
            payload = {"view": NAME, "language": "en", "mode": "fresh", "data": {"text": WORDS}, "buttons": []}
            await tx.outbox.put(WHO, payload, play.clock.now(), about="order:1")
        play.application.wake()
        await calm(play)

        # A task that nobody waits for.
        asyncio.create_task(failing(), name=NAME)  # noqa: RUF006
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        gc.collect()
        await calm(play)
    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    reasons = early + stored_reasons(tmp_path / "bespoke.db")
    for secret in (*PERSONAL, *SECRETS):
        assert not [line for line in lines if secret in json.dumps(line, ensure_ascii=False)], secret
        assert not [reason for reason in reasons if secret in reason], secret
    assert {line["level"] for line in lines} >= {"warning", "error"}
    assert any("update" in line and "trace" in line for line in lines)
    assert any("order" in line and "trace" in line for line in lines)
    assert any("never retrieved" in line["message"] for line in lines)
    for known in ("ValueError", "KeyError", "IntegrityError", "StorageError", "RuntimeError", "ValidationError"):
        assert any(known in reason for reason in reasons), (known, reasons)


async def failing() -> None:
    raise ValueError(f"{NAME} {PHONE}")


async def calm_or_later(play: Any) -> None:
    """Let what failed be tried again."""
    await calm(play)
    await play.later(timedelta(minutes=1))


def stored_reasons(file: Path) -> list[str]:
    """Every `error` column of every table."""
    with sqlite3.connect(file) as database:
        tables = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        found: list[str] = []
        for table in tables:
            columns = [row[1] for row in database.execute(f"PRAGMA table_info({table})")]
            if "error" in columns:
                found += [e for (e,) in database.execute(f"SELECT error FROM {table} WHERE error IS NOT NULL")]
    return found


def record(name: str, template: str, *arguments: object, error: BaseException | None = None) -> dict[str, Any]:
    """How a call to a logger comes out."""
    trace = (type(error), error, error.__traceback__) if error else None
    made = logging.LogRecord(name, logging.ERROR, "x.py", 1, template, arguments, trace)
    found: dict[str, Any] = json.loads(JsonLines(("s3cret",)).format(made))
    return found


def test_lines_say_what_they_are_about() -> None:
    """Inside of a block lines carry the order and the update; nested blocks add to each other, and end."""
    with logging_about(update=7):
        with logging_about(order=12):
            inside = record("bot.x", "well")
        after = record("bot.x", "well")
    assert (inside["order"], inside["update"]) == (12, 7)
    assert "order" not in after
    assert after["update"] == 7
    assert "update" not in record("bot.x", "well")
    datetime.fromisoformat(inside["at"])


@pytest.mark.parametrize(
    ("about", "order"),
    [("order:12", 12), ("job:12-3", 12), ("handover:12-1:12-2", 12), (None, None), ("", None), ("flood", None)],
)
def test_what_a_message_is_about_names_its_order(about: str | None, order: int | None) -> None:
    """The order's number is in whatever a message is about."""
    assert order_of_about(about) == order


def test_tokens_are_blotted_out_wherever_they_stand() -> None:
    """Known secrets, and whatever looks like a token of any bot."""
    line = record("bot.x", "s3cret at https://x/bot%s/getMe", "4200000000:AAF-abcdefghijklmnopqrstuvwxyz012345")
    assert "AAF" not in line["message"]
    assert "s3cret" not in line["message"]


def test_libraries_are_quoted_by_their_fixed_words() -> None:
    """Of what a library logs only the beginning of its template is kept."""
    assert record("asyncio", f"Task exception was never retrieved\nfuture: <Task {NAME}>")["message"] == (
        "Task exception was never retrieved"
    )
    assert NAME not in record("aiohttp.server", "Error handling request from %s", NAME)["message"]
    assert NAME not in record("asyncio", f"Exception in callback go('{NAME}')")["message"]


def test_a_wrong_template_is_no_way_out() -> None:
    """A line whose arguments don't fit is logged without them."""
    assert record("bot.x", "%d pieces", NAME)["message"] == "%d pieces"


def test_errors_are_told_by_kind_and_place() -> None:
    """Our own words are kept; of others the kind, what is known to be harmless, and where it came from."""
    method = SendMessage(chat_id=1, text=NAME)
    assert described(TelegramBadRequest(method, f"Bad Request: chat not found {NAME}")) == (
        "TelegramBadRequest: chat not found"
    )
    assert described(TelegramServerError(method, f"{NAME} broke it")) == "TelegramServerError"
    assert described(StaleState("order 3 is at version 4")) == "StaleState: order 3 is at version 4"
    assert described(ValueError(NAME)) == "ValueError"
    assert described(FileNotFoundError(2, "No such file or directory", NAME)) == (
        "FileNotFoundError: No such file or directory"
    )
    with pytest.raises(ValidationError) as invalid:
        TelegramUpdate.model_validate({"update_id": NAME})
    assert described(invalid.value) == "ValidationError: int_parsing"
    group = ExceptionGroup(NAME, [ValueError(NAME), StaleState("moved")])
    assert described(group) == "ExceptionGroup: StaleState: moved, ValueError"
    assert NAME not in trace_of(group)


def test_a_chain_is_told_from_its_beginning() -> None:
    """What led to an error stands before it, each with its place; notes that somebody added are left out."""
    try:
        try:
            int(NAME)
        except ValueError as error:
            error.add_note(f"while reading {NAME}")
            raise StorageError("The disk is full.") from error
    except StorageError as error:
        lines = trace_of(error).splitlines()
    assert [line for line in lines if not line.startswith(" ")] == ["ValueError", "StorageError: ValueError"]
    assert any("test_logs.py" in line for line in lines)
    assert NAME not in "".join(lines)
