"""The webhook, over real HTTP: what is not Telegram's stays out, and nothing that is sent breaks it."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass

import aiohttp
import pytest
from aiohttp import web
from pydantic import SecretStr

from bot.runtime.clock import SystemClock
from bot.runtime.settings import load_settings
from bot.telegram.webhook import MAX_BODY, SECRET_HEADER, webhook_app
from planner.domain.errors import SettingsError
from storage.ports import Database

SECRET = "a-Secret_of-some-characters"
BOT = 42
MESSAGE = {"update_id": 7, "message": {"message_id": 1, "chat": {"id": 3001, "type": "private"}, "text": "hello"}}


@dataclass
class Hook:
    """A running webhook."""

    url: str
    database: Database
    arrived: list[None]

    async def post(self, body: object, secret: str | None = SECRET, **headers: str) -> int:
        """Send it; returns the status of the answer."""
        sent = {**headers, **({SECRET_HEADER: secret} if secret is not None else {})}
        content: object = io.BytesIO(body) if isinstance(body, bytes) else body
        if isinstance(body, dict | list):
            content = json.dumps(body)
        async with aiohttp.ClientSession() as session, session.post(self.url, data=content, headers=sent) as answer:
            return answer.status

    async def stored(self) -> int:
        """How many updates are in the inbox."""
        async with self.database.transaction() as tx:
            return sum((await tx.inbox.counts()).values())


@pytest.fixture
async def hook(database: Database) -> AsyncIterator[Hook]:
    arrived: list[None] = []
    app = webhook_app("/telegram", SECRET, BOT, database, SystemClock(), lambda: arrived.append(None))
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    yield Hook(f"http://{host}:{port}/telegram", database, arrived)
    await runner.cleanup()


async def test_an_update_is_stored_before_it_is_acknowledged(hook: Hook) -> None:
    """What Telegram sends with the secret is in the inbox once it has its 200, once however often it comes."""
    assert [await hook.post(MESSAGE), await hook.post(MESSAGE)] == [200, 200]
    assert await hook.stored() == 1
    assert hook.arrived


@pytest.mark.parametrize("secret", [None, "", "wrong", SECRET + "x", SECRET[:-1], SECRET.upper()])
async def test_without_the_secret_nothing_gets_in(hook: Hook, secret: str | None) -> None:
    """A request without the secret, or with another, is refused, and nothing is stored."""
    assert await hook.post(MESSAGE, secret) == 403
    assert await hook.stored() == 0


async def test_a_stranger_is_refused_before_the_body_is_read(hook: Hook) -> None:
    """Whoever has no secret is turned away whatever the size of what they send."""
    assert await hook.post(b"x" * (MAX_BODY + 1), "wrong") == 403


async def test_a_secret_of_any_bytes_is_only_wrong(hook: Hook) -> None:
    """Bytes that are no text in the header are a wrong secret, and no failure."""
    host, port = hook.url.removeprefix("http://").partition("/")[0].split(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    writer.write(
        b"POST /telegram HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 2\r\n"
        + SECRET_HEADER.encode()
        + b": \xff\xfe\xe4\xbd\r\n\r\n{}"
    )
    status = await reader.readline()
    writer.close()
    await writer.wait_closed()
    assert b" 403 " in status


async def test_more_than_a_megabyte_is_refused(hook: Hook) -> None:
    """A body over the limit is refused, said or not how long it is; one right below it is read."""

    async def chunks(size: int) -> AsyncIterator[bytes]:
        for _ in range(size // 65536 + 1):
            yield b" " * 65536

    assert await hook.post(b" " * (MAX_BODY + 1)) == 413
    assert await hook.post(chunks(2 * MAX_BODY)) == 413
    padded = json.dumps(MESSAGE).encode().ljust(MAX_BODY - 1)
    assert await hook.post(padded) == 200
    assert await hook.stored() == 1


async def test_an_update_in_chunks_is_read(hook: Hook) -> None:
    """Without a Content-Length an update is an update all the same."""

    async def chunks() -> AsyncIterator[bytes]:
        for byte in json.dumps(MESSAGE).encode():
            yield bytes([byte])

    assert await hook.post(chunks()) == 200
    assert await hook.stored() == 1


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"hello",
        b"\xff\xfe\x00",
        b"{",
        b"[]",
        b"[{}]",
        b"null",
        b'"update_id"',
        b"{}",
        b'{"update_id": null}',
        b'{"update_id": "7"}',
        b'{"update_id": true}',
        b'{"update_id": 1.5}',
        b'{"update_id": 99999999999999999999}',
        b'{"update_id": ' + b"9" * 5000 + b"}",
        b"[" * 200_000,
        b'{"update_id": 1, "message": ' + b'{"a":' * 100_000 + b"1" + b"}" * 100_001,
    ],
    ids=lambda body: body[:24].decode("utf-8", "replace"),
)
async def test_what_is_no_update_is_refused(hook: Hook, body: bytes) -> None:
    """No JSON, JSON of another form, JSON nested without end: 400, and nothing is stored."""
    assert await hook.post(body) == 400
    assert await hook.stored() == 0


@pytest.mark.parametrize(
    "update",
    [
        {"update_id": 1},
        {"update_id": 1, "message": None},
        {"update_id": 1, "message": {"chat": "x"}},
        {"update_id": 1, "message": {"chat": {"id": "DROP TABLE orders"}}},
        {"update_id": 1, "message": {"chat": {"id": 10**30}}},
        {"update_id": 1, "callback_query": {"from": []}},
        {"update_id": 1, "something_new": {"chat": {"id": 1}}},
        {"update_id": 1, "message": {"chat": {"id": 1}, "text": "\ud800 \x00 half a pair"}},
    ],
    ids=lambda update: str(update)[14:60],
)
async def test_an_odd_update_is_kept_and_holds_nothing_up(hook: Hook, update: object) -> None:
    """What has an id is kept, whatever else is in it: it is the dispatcher's to judge."""
    assert await hook.post(update) == 200
    assert await hook.stored() == 1


async def test_a_charset_that_nobody_knows_is_no_failure(hook: Hook) -> None:
    """JSON says by itself how it is written; what the header says of that does not matter."""
    assert await hook.post(MESSAGE, **{"Content-Type": "application/json; charset=klingon"}) == 200


async def test_nothing_but_posts_to_the_one_path(hook: Hook) -> None:
    """Other methods and other paths are not served."""
    async with aiohttp.ClientSession() as session:
        async with session.get(hook.url, headers={SECRET_HEADER: SECRET}) as answer:
            assert answer.status == 405
        async with session.post(hook.url + "/../x", headers={SECRET_HEADER: SECRET}) as answer:
            assert answer.status == 404


def test_no_webhook_without_a_secret(database: Database) -> None:
    """An application without a secret can't even be made."""
    with pytest.raises(ValueError, match="secret"):
        webhook_app("/telegram", "", BOT, database, SystemClock(), lambda: None)


@pytest.mark.parametrize("secret", ["with space", "schlüssel", "x" * 257, "semi;colon"])
def test_a_secret_that_telegram_would_refuse_is_refused_at_the_start(secret: str) -> None:
    """The settings say what a secret may look like, and don't repeat the one that was given."""
    with pytest.raises(SettingsError) as refusal:
        load_settings(None, webhook_secret=SecretStr(secret))
    assert "WEBHOOK_SECRET" in str(refusal.value)
    assert secret not in str(refusal.value)
