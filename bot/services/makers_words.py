"""What a maker writes outside of commands: a wish to see what is theirs, else about a job or the workshop."""

from __future__ import annotations

from dataclasses import replace

from bot.services.demand.desk import DemandDesk
from bot.services.dispatch import Dispatch
from bot.services.material import MaterialDesk
from bot.services.parts.desk import PassDesk
from bot.services.people import Receipt, Sender
from bot.services.prices import Prices
from bot.services.scores import Scores
from bot.services.worklist import Worklist
from bot.services.workshop import Workshop
from nlu.desk import desk_asked
from nlu.passing import pass_asked


class MakersWords:
    """Words to where they belong."""

    def __init__(
        self,
        dispatch: Dispatch,
        worklist: Worklist,
        scores: Scores,
        prices: Prices,
        workshop: Workshop,
        passing: PassDesk,
        material: MaterialDesk,
        demand: DemandDesk,
    ):
        self._material = material
        self._passing = passing
        self._demand = demand
        self._dispatch = dispatch
        self._worklist = worklist
        self._scores = scores
        self._prices = prices
        self._workshop = workshop

    async def said(
        self, sender: Sender, text: str, reply_to: int | None, receipt: Receipt | None, photo: str = ""
    ) -> None:
        """A message in words; a reply is always about what it replies to."""
        if reply_to is not None and not photo and await self._passing.replied(sender, text, reply_to, receipt):
            return
        if not photo and await self._material.heard(sender, text, reply_to, receipt):
            return
        if not photo and await self._passed_on(sender, text, reply_to, receipt):
            return
        match desk_asked(text) if reply_to is None and not photo else None:
            case "jobs":
                await self._worklist.show(sender, receipt)
            case "score":
                await self._scores.show(sender, receipt)
            case "prices":
                await self._prices.show(sender, receipt)
            case "capacity":
                await self._workshop.capacity(sender, "", receipt)
            case "away":
                await self._workshop.away(sender, "", receipt)
            case "hours":
                await self._workshop.hours(sender, "", receipt)
            case "demand":
                await self._demand.show(sender, "", receipt)
            case None:
                await self._dispatch.said(sender, text, reply_to, receipt, photo)

    async def _passed_on(self, sender: Sender, text: str, reply_to: int | None, receipt: Receipt | None) -> bool:
        """ "Can somebody else do 20 of job 12-3?"; about an offer that waits for an answer it is an answer."""
        wish = pass_asked(text)
        if wish is None:
            return False
        key = await self._passing.meant(sender, wish.key, reply_to)
        if key is None:
            return False
        await self._passing.wanted(sender, replace(wish, key=key or None), receipt)
        return True
