"""What is learned from what suppliers do."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise, permutations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from planner.domain.beta import below
from planner.domain.reliability import (
    HALF_LIFE,
    LATE,
    PRIOR_STRENGTH,
    Evidence,
    Kind,
    Posterior,
    Seen,
    evidence_of,
    prior_of,
    reasons,
    reliability_of,
)

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
DAY = timedelta(days=1)

books = st.floats(0.01, 1)
moments = st.integers(0, 2000).map(lambda days: NOW - days * DAY)
observations = st.tuples(st.floats(0, 1), st.floats(0.1, 3), moments)


def learned(seen: list[tuple[float, float, datetime]]) -> Posterior:
    known = Posterior()
    for good, weight, at in seen:
        known = known.seen(good, weight, at)
    return known


@given(books, st.lists(moments, max_size=3))
@settings(deadline=None)
def test_who_has_done_nothing_is_as_reliable_as_its_book_says(book: float, ats: list[datetime]) -> None:
    """Without observations the book's figure holds to the last digit, however the emptiness is written."""
    empty = {kind.value: Posterior(0.0, 0.0, at) for kind, at in zip(Kind, ats, strict=False)}
    assert reliability_of(empty, book, NOW) == book
    assert [r.mean for r in reasons(empty, book, NOW)] == [prior_of(book)] * 3


@given(books)
@settings(deadline=None)
def test_the_three_priors_make_up_the_book(book: float) -> None:
    """A job goes well if all three do: their product is what the book says."""
    assert prior_of(book) ** 3 == pytest.approx(book)


@given(st.lists(observations, min_size=2, max_size=5))
@settings(deadline=None)
def test_the_order_of_arrival_makes_no_difference(seen: list[tuple[float, float, datetime]]) -> None:
    """An observation that comes late counts as if it had come in time."""
    counts = [learned(list(order)) for order in permutations(seen)]
    for other in counts:
        assert other.at == max(at for _, _, at in seen)
        assert other.good == pytest.approx(counts[0].good, rel=1e-9, abs=1e-12)
        assert other.bad == pytest.approx(counts[0].bad, rel=1e-9, abs=1e-12)


@given(st.lists(observations, min_size=1, max_size=8), books)
@settings(deadline=None)
def test_the_mean_is_the_weighted_share_of_good(seen: list[tuple[float, float, datetime]], prior: float) -> None:
    """Recomputed at once from the bare observations, each faded by its age, the mean is the same."""
    faded = [(good, weight * 0.5 ** ((NOW - at) / HALF_LIFE)) for good, weight, at in seen]
    whole = sum(weight for _, weight in faded) + PRIOR_STRENGTH
    expected = (sum(good * weight for good, weight in faded) + PRIOR_STRENGTH * prior) / whole
    assert learned(seen).faded(NOW).mean(prior) == pytest.approx(expected)


def test_half_is_forgotten_in_a_half_life() -> None:
    """What was seen half a year ago counts half, and what is to come is not forgotten yet."""
    known = Posterior().seen(1.0, 2.0, NOW)
    assert known.faded(NOW + HALF_LIFE).weight == pytest.approx(1.0)
    assert known.faded(NOW - HALF_LIFE) == known


@given(books, st.sampled_from(Kind), st.floats(0, 1), st.floats(0.1, 3))
@settings(deadline=None)
def test_better_than_believed_never_lowers_and_worse_never_raises(
    book: float, kind: Kind, good: float, weight: float
) -> None:
    """One observation moves a supplier towards what was observed, and never out of 0 to 1."""
    after = reliability_of({kind.value: Posterior().seen(good, weight, NOW)}, book, NOW)
    assert 0 < after <= 1
    assert after >= book if good >= prior_of(book) else after <= book


@given(st.lists(observations, min_size=1, max_size=8), books)
@settings(deadline=None)
def test_all_is_forgotten_in_the_end(seen: list[tuple[float, float, datetime]], book: float) -> None:
    """A supplier that has not been heard of for decades is what its book says."""
    known = {kind.value: learned(seen) for kind in Kind}
    assert reliability_of(known, book, NOW + 100 * HALF_LIFE) == pytest.approx(book)


def test_a_book_without_doubt_is_not_moved_by_good_deeds() -> None:
    """Who is said to be quite reliable, and is, stays so; a deed that fails is seen at once."""
    good = Posterior().seen(1.0, 1.0, NOW)
    assert reliability_of({"acceptance": good}, 1.0, NOW) == 1.0
    assert reliability_of({"acceptance": good.seen(0.0, 1.0, NOW)}, 1.0, NOW) == pytest.approx(0.9)


@given(st.floats(0, 40), st.floats(0, 40), st.floats(0.05, 0.95), st.floats(0.5, 0.99))
@settings(deadline=None)
def test_an_interval_holds_as_much_as_it_says(good: float, bad: float, prior: float, level: float) -> None:
    """Just `level` of the posterior lies in the interval, and the mean does too."""
    low, high = Posterior(good, bad, NOW).interval(prior, level)
    mean = Posterior(good, bad, NOW).mean(prior)
    assert 0 <= low <= mean <= high <= 1
    a, b = good + PRIOR_STRENGTH * prior, bad + PRIOR_STRENGTH * (1 - prior)
    assume(low < mean < high)
    assert below(high, a, b) - below(low, a, b) == pytest.approx(level, abs=1e-6)


@pytest.mark.parametrize("book", [0.001, 1.0])
def test_the_surest_book_has_an_interval_too(book: float) -> None:
    """Where the book leaves no doubt, the interval is narrow, and still has the mean in it."""
    low, high = Posterior().interval(prior_of(book))
    assert 0 <= low <= prior_of(book) <= high <= 1


def test_more_observations_make_an_interval_narrower() -> None:
    """The same share of good is more certain the more often it was seen."""
    widths = [high - low for low, high in (Posterior(9 * n, n, NOW).interval(0.9) for n in (0, 1, 5, 25))]
    assert all(wider > narrower for wider, narrower in pairwise(widths))


def share_of(what: str, days: int = 0, share: float = 1.0) -> float:
    evidence = evidence_of(what, days, share)
    assert evidence is not None
    return evidence.good


def test_answers_are_ranked_by_how_much_they_help() -> None:
    """A yes is best, then other terms, then a no; silence is worst, since it costs the most time."""
    ranked = [share_of(what) for what in ("accepted", "countered", "declined", "expired")]
    assert ranked == sorted(ranked, reverse=True)
    assert len(set(ranked)) == 4
    assert (ranked[0], ranked[-1]) == (1.0, 0.0)


@pytest.mark.parametrize("book", [0.5, 0.9, 1.0])
def test_to_give_back_is_worse_than_never_to_answer(book: float) -> None:
    """Others rely on a yes: who takes one back falls below who was silent, even though the yes counted."""

    def after(*codes: str) -> float:
        known: dict[str, Posterior] = {}
        for code in codes:
            seen = evidence_of(code)
            assert seen is not None
            known[seen.kind.value] = known.get(seen.kind.value, Posterior()).seen(seen.good, seen.weight, NOW)
        return reliability_of(known, book, NOW)

    assert after("accepted", "gave_back") < after("expired") < after("declined") < after("accepted")


def test_the_later_the_worse() -> None:
    """In time is all good, early no better, each day late is worse, and it does not go below nothing."""
    assert [share_of("ready", days) for days in (-3, 0)] == [1.0, 1.0]
    late = [share_of("ready", days) for days in range(len(LATE))]
    assert all(sooner > later for sooner, later in pairwise(late))
    assert share_of("ready", 100) == late[-1] == 0.0


def test_the_more_is_missing_the_worse() -> None:
    """Complete is all good, the least thing missing is less than that, and from a quarter on nothing is good."""
    shares = [share_of("arrived", share=n / 100) for n in range(101)]
    assert shares == sorted(shares)
    assert (shares[75], shares[100]) == (0.0, 1.0)
    assert share_of("arrived", share=0.99) < 0.99
    assert share_of("arrived", share=1.2) == 1.0


def test_a_rating_counts_less_than_what_was_seen() -> None:
    """Stars are for a whole order, of which each supplier made a part."""
    rated = evidence_of("rated", share=0.5)
    arrived = evidence_of("arrived")
    assert rated is not None
    assert arrived is not None
    assert rated == Evidence(Kind.QUALITY, 0.5, rated.weight)
    assert rated.weight < arrived.weight


def test_what_says_nothing_is_no_evidence() -> None:
    """A code that is not about reliability changes nothing."""
    assert evidence_of("withdrawn") is None


def test_reasons_say_what_moved_a_score_and_by_how_much() -> None:
    """Under each kind stands what was observed of it, with as much as it moves the mean."""
    yes, late = Evidence(Kind.ACCEPTANCE, 1.0), Evidence(Kind.PUNCTUALITY, 0.3)
    seen = [Seen("accepted", "12-3", yes, NOW - DAY), Seen("ready", "12-3", late, NOW)]
    known = {
        "acceptance": Posterior().seen(1.0, 1.0, NOW - DAY),
        "punctuality": Posterior().seen(0.3, 1.0, NOW),
    }
    acceptance, punctuality, quality = reasons(known, 0.9, NOW, seen)
    assert [r.kind for r in (acceptance, punctuality, quality)] == list(Kind)
    ((first, up),), ((second, down),) = acceptance.newest, punctuality.newest
    assert (first, second) == (seen[0], seen[1])
    assert up > 0 > down
    assert up == pytest.approx(acceptance.mean - prior_of(0.9))
    assert down == pytest.approx(punctuality.mean - prior_of(0.9))
    assert acceptance.observations == pytest.approx(1, abs=0.01)
    assert acceptance.low < acceptance.mean < acceptance.high
    assert (quality.newest, quality.observations) == ((), 0)


def test_what_is_long_ago_moves_a_score_less() -> None:
    """The effect that is told is the difference to a mean that was never told of it, as of now."""
    no = Evidence(Kind.ACCEPTANCE, 0.3)
    ages = (400 * DAY, DAY)
    seen = [Seen("declined", f"{n}-1", no, NOW - age) for n, age in enumerate(ages)]
    old, new = (Posterior().seen(0.3, 1.0, NOW - age).faded(NOW) for age in ages)
    both = old.seen(0.3, 1.0, NOW - DAY)
    effects = dict(reasons({"acceptance": both}, 0.9, NOW, seen)[0].newest)
    mean = both.mean(prior_of(0.9))
    assert effects[seen[0]] == pytest.approx(mean - new.mean(prior_of(0.9)))
    assert effects[seen[1]] == pytest.approx(mean - old.mean(prior_of(0.9)))
    assert effects[seen[1]] < effects[seen[0]] < 0
