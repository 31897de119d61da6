"""Suppliers who finish well together: what they have handed over to each other, kept as it happens."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeAlias

from bot.services.office import Office
from planner.domain.lifecycle import HandedOver
from planner.domain.pairs import Pair
from planner.domain.reliability import Posterior
from storage.ports import PairScore, Transaction

#: (sender, receiver) → what is known of the two.
Pairs: TypeAlias = Mapping[tuple[str, str], Pair]


async def keep(tx: Transaction, office: Office, handed: HandedOver | None) -> None:
    """One more hand-over of a pair."""
    if handed is None:
        return
    now = office.now()
    row = await tx.records.pair(handed.sender, handed.receiver, now)
    pair = (pair_of(row) if row else Pair(handed.sender, handed.receiver)).seen(handed.days, handed.share, now)
    known = pair.known
    await tx.records.save_pair(
        PairScore(pair.sender, pair.receiver, pair.times, pair.fine, known.good, known.bad, known.at or now)
    )


def pair_of(row: PairScore) -> Pair:
    return Pair(row.sender, row.receiver, row.times, row.fine, Posterior(row.good, row.bad, row.at))


async def known_pairs(tx: Transaction, office: Office, trade: str) -> Pairs:
    """The pairs of a trade's suppliers of which something is known, and it speaks for them."""
    partners, now = office.trades[trade].book.partners, office.now()
    found = (pair_of(row) for row in await tx.records.pairs() if row.sender in partners and row.receiver in partners)
    return {(pair.sender, pair.receiver): pair for pair in found if pair.liking(now)}


def likings(pairs: Pairs, office: Office) -> dict[tuple[str, str], float]:
    """How well pairs finish together, as the planner takes it."""
    now = office.now()
    return {who: pair.liking(now) for who, pair in pairs.items()}


async def best_partners(tx: Transaction, office: Office, supplier: str, most: int = 3) -> list[Pair]:
    """With whom a supplier finishes best, from either end."""
    now = office.now()
    pairs = [pair_of(row) for row in await tx.records.pairs_of(supplier)]
    liked = [pair for pair in pairs if pair.liking(now)]
    return sorted(liked, key=lambda pair: (-pair.liking(now), -pair.times, pair.sender, pair.receiver))[:most]
