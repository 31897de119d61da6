"""The stories that the page plays: each is a whole order, from a wish to the stars."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from bot.sandbox.stories.story import FOLDER
from bot.sandbox.world import SandboxServer
from tests.e2e.stage import stage

#: What makes a story more than everybody saying yes.
TURNS = {"hoodies": {"job_declined", "replanned"}, "ice_cream_zh": {"reminded"}}
STORIES = sorted(file.stem for file in FOLDER.glob("*.yaml"))


async def play_story(server: SandboxServer, name: str) -> dict[str, Any]:
    """Play it at once, as the page asks for it over HTTP; returns how it ended."""
    async with ClientSession(server.base_url) as page, page.ws_connect("/control/live") as live:
        hello = await live.receive_json()
        assert name in {story["name"] for story in hello["stories"]}
        async with page.post("/control/story", json={"name": name, "speed": 0}) as answer:
            assert answer.status == 200, await answer.text()
        async for message in live:
            told = message.json()
            if told["type"] == "story" and told["story"]["state"] != "playing":
                return dict(told["story"])
    raise AssertionError("the socket closed before the story ended")


@pytest.mark.parametrize("name", STORIES)
async def test_a_story_ends_in_a_closed_order_with_stars(name: str, tmp_path: Path) -> None:
    """Played at once, every story comes to its end: its order is closed, and has been rated."""
    async with stage(tmp_path, page=True) as play:
        ended = await play_story(play.server, name)
        assert ended["state"] == "done", ended["waited_for"]
        await play.application.settled()
        async with play.application.database.transaction() as tx:
            [order] = await tx.orders.of_consumer(ended["consumer"], 5)
        assert order.status == "closed"
        assert order.state["stars"] in (4, 5)
        happened = {event for entry in play.server.lane.shown() for event in entry["decisions"]}
        assert TURNS.get(name, set()) <= happened
