"""The promises about what suppliers have done, and their scores."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from storage.database import open_database
from storage.ports import Database, Observation, PairScore, Score
from tests.contract.times import NOW, after

LATE = Observation("lin", "punctuality", "12-1", 0.25, 1.5, NOW, "late", {"days": 2, "said": "堵车"})


async def test_observations(database: Database) -> None:
    """A supplier's observations come back as they were added, newest first, no more than asked for."""
    later = replace(LATE, job="14-1", at=after(20), good=1.0, facts={})
    between = replace(LATE, kind="quality", at=after(10))
    async with database.transaction() as tx:
        for observation in (later, LATE, between, replace(LATE, supplier="mei", job="13-1")):
            assert await tx.records.add(observation)
        assert await tx.records.newest("lin", 9) == [later, between, LATE]
        assert await tx.records.newest("lin", 2) == [later, between]
        assert await tx.records.newest("nobody", 9) == []


async def test_a_job_is_observed_once(database: Database) -> None:
    """A second observation of a kind for the same job is refused, and changes nothing, whatever it says."""
    async with database.transaction() as tx:
        assert await tx.records.add(LATE)
        assert not await tx.records.add(replace(LATE, good=1.0, at=after(5)))
        assert await tx.records.add(replace(LATE, kind="quality"))
        assert len(await tx.records.newest("lin", 9)) == 2
        assert LATE in await tx.records.newest("lin", 9)


@pytest.mark.parametrize("wrong", [{"good": 1.1}, {"good": -0.1}, {"good": float("nan")}, {"weight": float("inf")}])
async def test_observations_out_of_range(wrong: dict[str, float]) -> None:
    """An observation whose numbers make no sense can't be made, so it never reaches a score."""
    with pytest.raises(ValueError, match="must be"):
        replace(LATE, **wrong)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="finite"):
        Score("lin", "quality", float("nan"), 0.0, NOW)


async def test_scores(database: Database) -> None:
    """A score is kept as saved last; all of them, or some suppliers', come by supplier and kind."""
    scores = [Score(who, kind, 1 / 3, 2.0, NOW) for who in ("lin", "mei") for kind in ("acceptance", "quality")]
    async with database.transaction() as tx:
        assert await tx.records.score("lin", "quality") is None
        for score in reversed(scores):
            await tx.records.save_score(score)
        assert await tx.records.scores() == scores
        assert await tx.records.scores(["mei", "nobody"]) == scores[2:]
        assert await tx.records.scores([]) == []
        changed = replace(scores[1], good=0.9, at=after(1))
        await tx.records.save_score(changed)
        assert await tx.records.score("lin", "quality") == changed
        assert await tx.records.score("mei", "quality") == scores[3]


async def test_no_observation_is_lost_from_a_score(database_url: str) -> None:
    """Many who observe different jobs of one supplier at once, each adding to the score it reads, all count."""
    databases = [await open_database(database_url) for _ in range(3)]

    async def observe(number: int) -> None:
        async with databases[number % 3].transaction() as tx:
            assert await tx.records.add(replace(LATE, job=f"{number}-1"))
            await asyncio.sleep(0)
            old = await tx.records.score("lin", "punctuality") or Score("lin", "punctuality", 0, 0, NOW)
            await tx.records.save_score(replace(old, good=old.good + 1))

    await asyncio.gather(*map(observe, range(12)))
    async with databases[0].transaction() as tx:
        score = await tx.records.score("lin", "punctuality")
    assert score is not None
    assert score.good == 12
    for database in databases:
        await database.close()


async def test_pairs(database: Database) -> None:
    """A pair is kept as saved last, and is another one the other way round; those of a supplier are found from either
    end."""
    pairs = [PairScore(*who, 3, 2, 2.5, 0.5, NOW) for who in (("lin", "mei"), ("mei", "lin"), ("mei", "tao"))]
    async with database.transaction() as tx:
        assert await tx.records.pair("lin", "mei", NOW) is None
        for pair in reversed(pairs):
            await tx.records.save_pair(pair)
        assert await tx.records.pairs() == pairs
        assert await tx.records.pairs_of("lin") == pairs[:2]
        assert await tx.records.pairs_of("nobody") == []
        changed = replace(pairs[0], times=4, fine=3, good=3.5, at=after(1))
        await tx.records.save_pair(changed)
        assert await tx.records.pair("lin", "mei", NOW) == changed
        assert await tx.records.pair("mei", "lin", NOW) == pairs[1]
    with pytest.raises(ValueError, match="finite"):
        replace(pairs[0], bad=float("inf"))


async def test_no_hand_over_is_lost_from_a_pair(database_url: str) -> None:
    """Many hand-overs of one pair at once, each adding to the score it reads, all count."""
    databases = [await open_database(database_url) for _ in range(3)]

    async def hand_over(number: int) -> None:
        async with databases[number % 3].transaction() as tx:
            old = await tx.records.pair("lin", "mei", NOW) or PairScore("lin", "mei", 0, 0, 0.0, 0.0, NOW)
            await asyncio.sleep(0)
            await tx.records.save_pair(replace(old, times=old.times + 1))

    await asyncio.gather(*map(hand_over, range(12)))
    async with databases[0].transaction() as tx:
        (pair,) = await tx.records.pairs()
    assert pair.times == 12
    for database in databases:
        await database.close()
