"""More people for the stage: strangers, and suppliers who are not connected yet."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import replace

from bot.runtime.sandbox import with_chats
from bot.sandbox.cast import CastMember
from bot.sandbox.person import Person
from planner.domain.supplier import Trade
from tests.e2e.stage import Stage, all_trades

TRADE = "apparel"


def without_chat(*suppliers: str) -> Mapping[str, Trade]:
    """The project's trades, where these suppliers of apparel can't be reached yet."""
    trades = with_chats(all_trades())
    book = trades[TRADE].book
    partners = {
        name: replace(partner, telegram=None) if name in suppliers else partner
        for name, partner in book.partners.items()
    }
    return {**trades, TRADE: replace(trades[TRADE], book=replace(book, partners=partners))}


async def joins(play: Stage, user_id: int, name: str, language: str = "en") -> Person:
    """Somebody whom the bot has never heard of."""
    return await play.server.joins(CastMember(user_id, name, "consumer", language))


async def calm(play: Stage) -> None:
    """Wait until the bot has heard and dealt with all that was done."""
    while play.server.telegram.updates.count():  # noqa: ASYNC110  the server's table, which tells nobody
        await asyncio.sleep(0.01)
    assert await play.application.settled()


def token_in(text: str) -> str:
    """The token of the invitation that a message holds."""
    return text.partition("?start=")[2].split()[0]
