"""Stories: their files, and a player without a bot, so that everything is waited for in vain."""

from __future__ import annotations

import re
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.sandbox import SandboxError, SandboxServer
from bot.sandbox.stories.player import Player
from bot.sandbox.stories.story import StoryError, load_words, story_of

from .conftest import CAST

SAY = {"en": "She writes.", "zh": "她写。"}
STEP = {"do": "write", "text": "30 hoodies", "caption": SAY}
PRESS = {"do": "press", "what": "cheapest", "caption": SAY}


def told(**changed: Any) -> dict[str, Any]:
    return {"trade": "apparel", "language": "en", "title": SAY, "consumer": "Anna", "steps": [STEP, PRESS], **changed}


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"language": "fr"}, "language must be one of en, zh"),
        ({"steps": []}, "steps must be a list"),
        ({"steps": [STEP, {**PRESS, "do": "sing"}]}, "step 2: do must be one of"),
        ({"steps": [{"do": "write", "caption": SAY}]}, "step 1: write needs a text"),
        ({"steps": [{**PRESS, "what": ""}]}, "step 1: press needs what"),
        ({"steps": [{**STEP, "caption": {"en": "only"}}]}, "step 1, caption: needs en and zh"),
        ({"steps": [{**STEP, "tempo": 3}]}, "tempo means nothing here"),
        ({"more": 1}, "keys are missing or unknown"),
    ],
)
def test_a_story_that_cant_be_played_says_what_is_wrong(changed: dict[str, Any], said: str) -> None:
    """The error names the story, the step, and what would be right."""
    with pytest.raises(StoryError, match=re.escape(said)):
        story_of("mine", told(**changed))


async def ended(server: SandboxServer, player: Player) -> dict[str, Any]:
    with server.telegram.feed.listen() as events:
        while (status := player.status) is not None and status["state"] == "playing":
            await events.get()
    assert status is not None
    return status


async def test_a_story_that_gets_stuck_says_what_it_waited_for(server: SandboxServer) -> None:
    """Nothing answers: the story fails with the button it waited for, and what can be seen instead."""
    player = Player(server, server.clock, [story_of("mine", told())], load_words(), patience=0.1)
    await player.start("mine", 0)
    status = await ended(server, player)
    assert status["state"] == "failed"
    assert "Anna 2 waits for a button that does 'cheapest'" in status["waited_for"]
    assert "no message has a button" in status["waited_for"]
    assert server.person(status["consumer"]).messages[-1].text == "30 hoodies"


async def test_a_story_is_stopped_and_another_begins(server: SandboxServer) -> None:
    """One at a time; after a stop the next can be played, with a consumer of its own."""
    player = Player(server, server.clock, [story_of("mine", told())], load_words())
    first = await player.start("mine", 0)
    with pytest.raises(SandboxError, match="stop it first"):
        await player.start("mine", 0)
    await player.stop()
    assert player.status is not None
    assert player.status["state"] == "stopped"
    second = await player.start("mine", 0)
    assert second["consumer"] != first["consumer"]
    await player.stop()


async def test_the_page_asks_for_stories_over_http() -> None:
    """What can't be played is refused in words; a wrong speed too."""
    server = await SandboxServer.start(cast=CAST, stories=[story_of("mine", told())])
    try:
        async with ClientSession(server.base_url) as page:
            async with page.post("/control/story", json={"name": "yours"}) as answer:
                assert answer.status == 404
                assert "there are mine" in (await answer.json())["error"]
            async with page.post("/control/story", json={"name": "mine", "speed": 3}) as answer:
                assert answer.status == 400
                assert "0 is at once" in (await answer.json())["error"]
            async with page.post("/control/story", json={"name": "mine", "speed": 1}) as answer:
                assert (await answer.json())["story"]["state"] == "playing"
            async with page.post("/control/story/speed", json={"speed": 4}) as answer:
                assert (await answer.json())["story"]["speed"] == 4
            async with page.delete("/control/story", json={}) as answer:
                assert (await answer.json())["story"]["state"] == "stopped"
            async with page.get("/control/story") as answer:
                assert [story["name"] for story in (await answer.json())["stories"]] == ["mine"]
    finally:
        await server.close()
