"""What suppliers have done, kept as it happens, and what the planner makes of it."""

from __future__ import annotations

from collections.abc import Sequence

from bot.services.office import Office
from planner.domain.lifecycle import Observed
from planner.domain.order import Order, job_key
from planner.domain.reliability import Posterior, evidence_of, reliability_of
from storage.ports import Observation, Score, Transaction


async def observe(tx: Transaction, office: Office, order: Order, observed: Sequence[Observed]) -> None:
    """Keep what was seen, once for each job and kind."""
    now = office.now()
    for seen in observed:
        evidence = evidence_of(seen.what, seen.days, seen.share)
        if evidence is None:
            continue
        key, facts = job_key(order.id, seen.job), {"days": seen.days, "share": round(seen.share, 4)}
        kind = evidence.kind.value
        row = Observation(seen.supplier, kind, key, evidence.good, evidence.weight, now, seen.what, facts)
        if seen.what == "rated" or await tx.records.add(row):
            known = posterior_of(await tx.records.score(seen.supplier, kind))
            after = known.seen(evidence.good, evidence.weight, now)
            await tx.records.save_score(Score(seen.supplier, kind, after.good, after.bad, after.at or now))


def posterior_of(score: Score | None) -> Posterior:
    return Posterior() if score is None else Posterior(score.good, score.bad, score.at)


async def learned(tx: Transaction, office: Office, trade: str) -> dict[str, float]:
    """How reliable the suppliers of a trade are, of those who have shown it."""
    partners, now = office.trades[trade].book.partners, office.now()
    found: dict[str, dict[str, Posterior]] = {}
    for score in await tx.records.scores():
        if score.supplier in partners:
            found.setdefault(score.supplier, {})[score.kind] = posterior_of(score)
    return {
        name: reliability_of(posteriors, partners[name].supplier.reliability, now) for name, posteriors in found.items()
    }
