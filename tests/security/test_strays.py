"""Updates that are not for us, or not what they seem: dealt with, without a word and without a trace."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.stage import ALEX, Stage, stage
from tests.e2e.test_answers_of_makers import WISH
from tests.security.people import calm
from tests.security.watch import Watch

GROUP, CHANNEL = -100_200_300, -100_400_500
PERSON = {"id": ALEX, "is_bot": False, "first_name": "Alex", "language_code": "en"}
PRIVATE = {"id": ALEX, "type": "private", "first_name": "Alex"}
IN_GROUP = {"id": GROUP, "type": "supergroup", "title": "Friends of Petronella"}
IN_CHANNEL = {"id": CHANNEL, "type": "channel", "title": "News of Petronella"}
COMMAND = [{"type": "bot_command", "offset": 0, "length": 6}]


def message(chat: Mapping[str, Any], text: str = WISH, **more: Any) -> dict[str, Any]:
    """A message of Alex's in any chat."""
    return {"message_id": 77, "date": 1, "from": PERSON, "chat": chat, "text": text, **more}


async def arrives(play: Stage, kind: str, body: Any, bot_id: int | None = None) -> None:
    """Straight into the inbox, as a webhook would put it there: polling asks for fewer kinds."""
    database, number = play.application.database, 10**6
    chat = body.get("chat", {}).get("id") if isinstance(body, dict) else None
    async with database.transaction() as tx:
        raw = json.dumps({"update_id": number, kind: body})
        mine = play.application.bot.id
        await tx.inbox.put(bot_id or mine, number, chat, raw, play.clock.now(), kind)
    play.application.wake()
    while (await counts(play))["waiting"]:  # noqa: ASYNC110
        await asyncio.sleep(0.01)
    await calm(play)


async def counts(play: Stage) -> Mapping[str, int]:
    async with play.application.database.transaction() as tx:
        return await tx.inbox.counts()


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("message", message(IN_GROUP)),
        ("message", message(IN_GROUP, "/start", entities=COMMAND)),
        ("message", message(IN_GROUP, "/stats", entities=COMMAND, sender_chat=IN_GROUP)),
        ("message", {**message(IN_CHANNEL), "from": None}),
        ("channel_post", {k: v for k, v in message(IN_CHANNEL).items() if k != "from"}),
        ("edited_channel_post", {**message(IN_CHANNEL), "edit_date": 2}),
        ("edited_message", {**message(PRIVATE), "edit_date": 2}),
        ("edited_message", {**message(PRIVATE, "/cancel", entities=COMMAND), "edit_date": 2}),
        ("business_message", message(PRIVATE, business_connection_id="x")),
        ("guest_message", message(PRIVATE)),
        ("inline_query", {"id": "1", "from": PERSON, "query": WISH, "offset": ""}),
        (
            "pre_checkout_query",
            {"id": "1", "from": PERSON, "currency": "CNY", "total_amount": 1, "invoice_payload": ""},
        ),
        ("something_new", {"a": 1}),
    ],
    ids=lambda value: value if isinstance(value, str) else None,
)
async def test_what_is_not_said_to_the_bot_alone_is_left_alone(kind: str, body: dict[str, Any], tmp_path: Path) -> None:
    """Groups, channels, changed messages and kinds that are not served: no answer, no order, no row."""
    async with stage(tmp_path) as play:
        watch = Watch(tmp_path / "bespoke.db")
        await play.alex.sends("/id")
        await play.alex.until(lambda chat: any(m.from_bot for m in chat))
        await calm(play)
        before, shown = watch.everything(), len(play.alex.messages)
        await arrives(play, kind, body)
        assert watch.everything() == before
        assert len(play.alex.messages) == shown
        assert (await counts(play))["dead"] == 0


async def test_another_bots_updates_are_not_ours(tmp_path: Path) -> None:
    """An update that was stored for another bot is done with, and nobody is answered by this one."""
    async with stage(tmp_path) as play:
        watch = Watch(tmp_path / "bespoke.db")
        before = watch.everything()
        await arrives(play, "message", message(PRIVATE), bot_id=999)
        assert watch.everything() == before
        assert play.alex.messages == []


@pytest.mark.parametrize("who", ["group", "supplier"])
async def test_a_press_in_another_chat_is_the_pressers_alone(who: str, tmp_path: Path) -> None:
    """A button is its owner's wherever the message with it was forwarded to: the presser counts, not the chat."""
    async with stage(tmp_path) as play:
        watch = Watch(tmp_path / "bespoke.db")
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await calm(play)
        button = next(b for b in watch.buttons() if b.kind == "choose")
        maker = play.suppliers()[0].user_id
        presser = {**PERSON, "id": maker if who == "supplier" else 3002}
        before = watch.everything()
        # In the owner's own chat, as far as the update says.
        chat = PRIVATE if who == "supplier" else IN_GROUP
        body = {
            "id": "1",
            "from": presser,
            "message": message(chat),
            "chat_instance": "1",
            "data": f"a:{button.id}",
        }
        await arrives(play, "callback_query", body)
        assert watch.everything() == before


@pytest.mark.parametrize(
    "body",
    [None, [], "text", 7, {}, {"message_id": "x"}, {"chat": {"id": ALEX}}, {**message(PRIVATE), "date": "yesterday"}],
    ids=lambda body: str(body)[:20],
)
async def test_what_can_t_be_understood_holds_nobody_up(body: Any, tmp_path: Path) -> None:
    """A broken update is put aside at once; what the same person writes next is answered."""
    async with stage(tmp_path) as play:
        database, now = play.application.database, play.clock.now()
        async with database.transaction() as tx:
            raw = json.dumps({"update_id": 0, "message": body})
            await tx.inbox.put(play.application.bot.id, 0, ALEX, raw, now, "message")
        await play.alex.sends("/id")
        await play.alex.until_says(str(ALEX))
        await calm(play)
        assert (await counts(play))["waiting"] == 0
