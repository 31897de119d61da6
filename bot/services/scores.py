"""A supplier's own score, with the reasons."""

from __future__ import annotations

from typing import Any

from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, person_of
from bot.services.reliability import posterior_of
from bot.services.transitions import finish
from planner.domain.errors import NotAllowed
from planner.domain.reliability import Kind, Posterior, prior_of, reliability_of

#: So many of the newest observations stand under a score.
SHOWN = 8


class Scores:
    """What suppliers can look up about themselves."""

    def __init__(self, office: Office):
        self._office = office

    async def show(self, sender: Sender, receipt: Receipt | None) -> None:
        """/score. Raises NotAllowed where it is no supplier."""
        office = self._office
        found = office.trades.partner_of_chat(sender.chat_id)
        if found is None:
            raise NotAllowed("suppliers_only")
        partner, now = found[1], office.now()
        book = partner.supplier.reliability
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            scores = {s.kind: posterior_of(s) for s in await tx.records.scores([partner.id])}
            kinds: list[dict[str, Any]] = []
            for kind in Kind:
                faded = scores.get(kind.value, Posterior()).faded(now)
                low, high = faded.interval(prior_of(book))
                kinds.append({"kind": kind.value, "mean": faded.mean(prior_of(book)), "low": low, "high": high})
            newest = [
                {"why": o.why, "job": o.job, "good": o.good, "at": o.at.isoformat(), **o.facts}
                for o in await tx.records.newest(partner.id, SHOWN)
            ]
            facts: dict[str, Any] = {"whole": reliability_of(scores, book, now), "kinds": kinds, "newest": newest}
            await notify(tx, office, sender.chat_id, "score", **facts)
            await finish(tx, receipt, office)
        office.signals.outbox()
