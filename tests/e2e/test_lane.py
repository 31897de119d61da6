"""The lane: what the bot does behind the chats, as the page is told it."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path
from typing import Any

from tests.e2e.stage import Stage, stage

WISH = "I need 30 navy hoodies with a metal zip, 10 M and 20 L, under ¥150 each, to Hangzhou"


def entries(play: Stage, **wanted: Any) -> list[dict[str, Any]]:
    """The entries that have all of these values."""
    return [entry for entry in play.server.lane.shown() if all(entry[key] == value for key, value in wanted.items())]


async def test_a_wish_leads_to_a_reading_a_plan_and_messages(tmp_path: Path) -> None:
    """One entry says what was read, what was planned at which price, and which messages of the chat came of it."""
    async with stage(tmp_path, page=True) as play:
        await play.alex.sends(WISH)
        offered = await play.alex.until_offers("Cheapest", timeout=30)
        await play.application.settled()
        [entry] = entries(play, kind="message", chat=play.alex.user_id)
        [reading] = entry["readings"]
        [plan] = entry["plans"]
        assert entry["order"] == 1
        assert entry["text"] == WISH
        assert reading["intent"] == "order"
        assert reading["items"][0]["en"].startswith("30 × ")
        assert reading["destination"] == "Hangzhou"
        assert plan["seconds"] > 0
        cheapest = next(option for option in plan["options"] if "cheapest" in option["labels"])
        assert f"¥{float(cheapest['price']):,.2f}" in offered.text
        shown = {out["shown"] for out in entry["out"] if out["state"] in ("sent", "edited")}
        assert shown == {message.id for message in play.alex.from_bot}


async def test_a_press_leads_to_offers_in_other_chats(tmp_path: Path) -> None:
    """The choice of an option is one entry with the offers to every maker; the button's words are there."""
    async with stage(tmp_path, page=True) as play:
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.presses("Cheapest")
        await play.until(lambda: play.asked())
        await play.application.settled()
        [entry] = entries(play, kind="press")
        assert entry["text"].startswith("Cheapest")
        offers = {out["chat"]: out["shown"] for out in entry["out"] if out["view"] == "offer"}
        assert offers == {maker.user_id: maker.from_bot[-1].id for maker in play.asked()}


async def test_what_falls_due_has_an_entry_of_its_own(tmp_path: Path) -> None:
    """A reminder is no part of what led to the offer: it was time."""
    async with stage(tmp_path, page=True) as play:
        await play.alex.sends(WISH)
        await play.alex.until_offers("Cheapest", timeout=30)
        await play.alex.presses("Cheapest")
        await play.until(lambda: play.asked())
        await play.later(timedelta(minutes=61))
        reminded = entries(play, kind="due", text="remind")
        assert reminded
        assert all(entry["order"] == 1 and entry["out"][0]["view"] == "reminder" for entry in reminded)


async def test_the_lane_is_bounded_and_forgets_with_the_bot(tmp_path: Path) -> None:
    """However much happens, only the newest entries are kept; after starting over none is."""
    async with stage(tmp_path, page=True) as play:
        for number in range(1, 1002):
            play.server.lane.put({"id": number})
        play.server.lane.put({"id": 5})
        assert [entry["id"] for entry in play.server.lane.shown()] == list(range(702, 1002))
        play.server.lane.clear()
        assert play.server.lane.shown() == []


async def test_a_lane_that_fails_changes_nothing(tmp_path: Path) -> None:
    """The bot answers as ever where whoever watches raises."""
    async with stage(tmp_path, page=True) as play:
        play.server.lane._entries = None  # type: ignore[assignment]
        await play.alex.sends("/help")
        await play.alex.until_says("How it works")
