"""A supplier's own score, with the reasons."""

from __future__ import annotations

from typing import Any

from bot.services.access import supplier_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, person_of
from bot.services.reliability import posterior_of
from bot.services.transitions import finish
from planner.domain.reliability import Evidence, Kind, Seen, reasons, reliability_of

#: So many of the newest observations stand under a score.
SHOWN = 8


class Scores:
    """What suppliers can look up about themselves."""

    def __init__(self, office: Office):
        self._office = office

    async def show(self, sender: Sender, receipt: Receipt | None) -> None:
        """/score. Raises NotAllowed where it is no supplier."""
        office = self._office
        (_, partner), now = supplier_of(office, sender.chat_id), office.now()
        book = partner.supplier.reliability
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            scores = {s.kind: posterior_of(s) for s in await tx.records.scores([partner.id])}
            newest = await tx.records.newest(partner.id, SHOWN)
            seen = [Seen(o.why, o.job, Evidence(Kind(o.kind), o.good, o.weight), o.at) for o in newest]
            known = reasons(scores, book, now, seen)
            moves = {(one.what, one.job): by for reason in known for one, by in reason.newest}
            facts: dict[str, Any] = {
                "whole": reliability_of(scores, book, now),
                "kinds": [{"kind": r.kind.value, "mean": r.mean, "low": r.low, "high": r.high} for r in known],
                "newest": [
                    {"why": o.why, "job": o.job, "good": o.good, "moves": moves[o.why, o.job], **o.facts}
                    for o in newest
                ],
            }
            await notify(tx, office, sender.chat_id, "score", **facts)
            await finish(tx, receipt, office)
        office.signals.outbox()
