"""What the page asks for over HTTP, and who may ask."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any

import pytest
from aiogram import Bot
from aiohttp import ClientSession, FormData

from bot.sandbox import AutopilotSettings, CastMember, SandboxServer

from .conftest import ANNA, BO, CAST, connected, png


class Clock:
    """A clock that stands still unless it is put forward."""

    def __init__(self) -> None:
        self.time = datetime(2026, 11, 22, 9, tzinfo=UTC)
        self.resets = 0

    def now(self) -> datetime:
        return self.time

    async def advance(self, by: timedelta) -> datetime:
        self.time += by
        return self.time

    async def next_follow_up(self) -> datetime | None:
        due = datetime(2026, 11, 22, 13, tzinfo=UTC)
        return due if self.time < due else None

    async def reset(self) -> None:
        self.resets += 1


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
async def server(clock: Clock) -> AsyncIterator[SandboxServer]:
    cast = [*CAST, CastMember(203, "Chen", "supplier", temperament="slow")]
    server = await SandboxServer.start(
        cast=cast, controls=clock, examples={"en": ["30 hoodies"]}, autopilot=AutopilotSettings(slow=(600, 600))
    )
    yield server
    await server.close()


@pytest.fixture
async def page(server: SandboxServer) -> AsyncIterator[ClientSession]:
    async with ClientSession(server.base_url) as session:
        yield session


async def post(page: ClientSession, path: str, body: dict[str, Any], **headers: str) -> tuple[int, Any]:
    async with page.post(f"/control/{path}", json=body, headers=headers) as response:
        is_json = response.content_type == "application/json"
        return response.status, await (response.json() if is_json else response.text())


async def test_acting_on_the_page_reaches_the_bot(server: SandboxServer, page: ClientSession) -> None:
    """What is written, sent and pressed on the page become updates."""
    async with connected(server) as bot:
        status, sent = await post(page, f"people/{ANNA}/messages", {"text": "20 hoodies"})
        assert (status, sent["text"]) == (200, "20 hoodies")
        form = FormData({"caption": "logo"})
        form.add_field("file", png(3, 3), filename="../../logo.png", content_type="image/png")
        async with page.post(f"/control/people/{ANNA}/files", data=form) as response:
            photo = (await response.json())["photo"]
        async with page.get(f"/control/files/{photo['id']}") as response:
            assert (response.content_type, await response.read()) == ("image/png", png(3, 3))
        written, pictured = await bot.get_updates()
        assert written.message is not None
        assert written.message.text == "20 hoodies"
        assert pictured.message is not None
        assert pictured.message.caption == "logo"


async def test_a_person_who_takes_over_ends_the_autopilot(server: SandboxServer, page: ClientSession) -> None:
    """Writing in a supplier's chat on the page turns its autopilot off; the page can turn it on again."""
    assert server.telegram.people.get(203).autopilot
    await post(page, "people/203/messages", {"text": "我来"})
    assert not server.telegram.people.get(203).autopilot
    status, person = await post(page, "people/203", {"autopilot": True, "temperament": "counters"})
    assert (status, person["autopilot"], person["temperament"]) == (200, True, "counters")


async def test_the_clock_is_put_forward(page: ClientSession, clock: Clock) -> None:
    """By a time, or to the next follow-up; where nothing is planned, that is said."""
    assert await post(page, "clock", {"seconds": 3600}) == (
        200,
        {
            "available": True,
            "resettable": True,
            "now": "2026-11-22T10:00:00+00:00",
            "next": "2026-11-22T13:00:00+00:00",
        },
    )
    await post(page, "clock", {"to": "next"})
    assert clock.time == datetime(2026, 11, 22, 13, tzinfo=UTC)
    assert await post(page, "clock", {"to": "next"}) == (409, {"error": "nothing is planned"})
    for wrong in ({"seconds": 0}, {"seconds": "1"}, {}):
        assert (await post(page, "clock", wrong))[0] == 400


async def test_messages_carry_the_bots_time(server: SandboxServer, clock: Clock) -> None:
    """A message is dated by the bot's clock, not the machine's."""
    sent = await server.person(ANNA).sends("hi")
    assert sent.date == clock.time.timestamp()


async def test_a_consumer_can_be_added(server: SandboxServer, page: ClientSession) -> None:
    """A new person gets an id of their own, and has not pressed Start yet."""
    status, person = await post(page, "people", {"name": "小雨", "language": "zh"})
    assert (status, person["role"], person["language"], person["started"]) == (200, "consumer", "zh", False)
    assert person["user_id"] not in (ANNA, BO)
    assert (await post(page, "people", {"name": " "}))[0] == 400


async def test_starting_over_forgets_chats_and_keeps_people(
    server: SandboxServer, page: ClientSession, clock: Clock
) -> None:
    """Messages and updates go, ids go on, and the bot is asked to forget its orders."""
    first = await server.person(ANNA).sends("hi")
    assert (await post(page, "reset", {}))[0] == 200
    assert (server.person(ANNA).messages, server.telegram.updates.count(), clock.resets) == ([], 0, 1)
    assert (await server.person(ANNA).sends("again")).id == first.id + 1


async def test_the_page_is_told_what_happens(server: SandboxServer, page: ClientSession) -> None:
    """The socket begins with everything there is, and goes on with every change."""
    await server.person(ANNA).sends("before")
    async with connected(server) as bot, page.ws_connect("/control/live") as socket:
        hello = await socket.receive_json()
        assert hello["chats"][str(ANNA)][0]["text"] == "before"
        assert hello["examples"] == {"en": ["30 hoodies"]}
        await bot.send_message(BO, "job")
        told = await _next(socket, "message")
        assert (told["chat"], told["message"]["text"], told["person"]["unread"]) == (BO, "job", 1)
        await post(page, f"people/{BO}/read", {})
        assert (await _next(socket, "person"))["person"]["unread"] == 0
        await post(page, "faults", {"code": 500, "times": 3})
        assert (await _next(socket, "faults"))["faults"][0]["times"] == 3
        await post(page, "clock", {"seconds": 60})
        assert (await _next(socket, "clock"))["now"] == "2026-11-22T09:01:00+00:00"


async def _next(socket: Any, kind: str) -> Any:
    while (told := await socket.receive_json(timeout=5))["type"] != kind:
        pass
    return told


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "evil.example"},
        {"Origin": "http://evil.example"},
        {"Origin": "null"},
        {"Sec-Fetch-Site": "cross-site"},
    ],
)
@pytest.mark.parametrize("path", ["/control/people/101/messages", "/bot{token}/sendMessage"])
async def test_other_web_pages_are_kept_out(
    server: SandboxServer, page: ClientSession, headers: dict[str, str], path: str
) -> None:
    """Neither another site's requests nor a name that was made to point here get anywhere."""
    body = {"text": "evil", "chat_id": ANNA}
    async with page.post(path.format(token=server.token), json=body, headers=headers) as response:
        assert response.status == 403
    assert server.person(ANNA).messages == []


async def test_other_pages_get_no_socket_and_no_simple_post(server: SandboxServer, page: ClientSession) -> None:
    """The socket needs the page's own origin, and orders to act need JSON."""
    async with page.get("/control/live", headers={"Origin": "http://evil.example"}) as response:
        assert response.status == 403
    async with page.post(f"/control/people/{ANNA}/messages", data='{"text": "evil"}') as response:
        assert response.status == 415


async def test_a_link_may_open_the_page(page: ClientSession) -> None:
    """Coming from another site to the page itself is harmless, and allowed; it may load nothing from elsewhere."""
    async with page.get("/", headers={"Sec-Fetch-Site": "cross-site"}) as response:
        assert response.status == 200
        assert "default-src 'self'" in response.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("path", "body", "status"),
    [
        ("people/7/messages", {"text": "hi"}, 404),
        (f"people/{ANNA}/messages", {"text": ""}, 400),
        (f"people/{ANNA}/messages", {"text": 5}, 400),
        (f"people/{ANNA}/messages", {"text": "hi", "reply_to": 99}, 404),
        (f"people/{ANNA}/presses", {"message_id": 1, "data": "x"}, 404),
        (f"people/{ANNA}", {"temperament": "moody"}, 400),
        ("faults", {"code": 200}, 400),
        ("faults", {"kind": "x"}, 400),
    ],
)
async def test_wrong_wishes_are_answered_with_what_is_wrong(
    page: ClientSession, path: str, body: dict[str, Any], status: int
) -> None:
    """Bad input never breaks the server: it gets an error in words."""
    got, answer = await post(page, path, body)
    assert got == status
    assert answer["error"]


async def test_too_large_a_file_is_refused(server: SandboxServer, page: ClientSession, bot: Bot) -> None:
    """A file of more than 20 MB is answered with 413."""
    form = FormData()
    form.add_field("file", BytesIO(b"x" * (20 * 1024 * 1024 + 1)), filename="big.bin")
    async with page.post(f"/control/people/{ANNA}/files", data=form) as response:
        assert response.status == 413
    assert await bot.get_updates() == []


async def test_only_the_pages_own_files_are_served(page: ClientSession) -> None:
    """No path leads out of the page's folder."""
    async with page.get("/page/app.js") as response:
        assert (response.status, response.content_type) == (200, "text/javascript")
    for path in ("/page/../world.py", "/page/%2e%2e/world.py", "/page/nothing.js", "/page/world.py"):
        async with page.get(path) as response:
            assert response.status == 404
