"""What may be seen of the counts: nothing that few people stand behind, whichever figures are subtracted."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from planner.domain.disclosure import Asked, K, margins, safe, shown_values, totals

FIRST = date(2026, 11, 2)


def asked(day: int, who: str, value: str = "", pieces: int = 10, wish: int | None = None) -> Asked:
    return Asked(FIRST + timedelta(days=day), who, pieces, hash((day, who)) if wish is None else wish, value)


def crowd(day: int, n: int, value: str = "", first: int = 0) -> list[Asked]:
    return [asked(day, f"p{first + i}", value) for i in range(n)]


@st.composite
def wishes(draw: st.DrawFn) -> list[Asked]:
    """Some weeks of wishes by a few people for a few values, ascending by day."""
    rows = draw(
        st.lists(
            st.tuples(st.integers(0, 20), st.integers(0, 9), st.sampled_from("abcd"), st.integers(0, 60)), max_size=120
        )
    )
    return [asked(day, f"p{who}", value, pieces, n) for n, (day, who, value, pieces) in enumerate(sorted(rows))]


def test_few_people_are_not_enough() -> None:
    """Four people are never shown, nor many wishes of one, nor five of whom one asks for nearly everything."""
    assert not safe(crowd(0, K - 1))
    assert not safe([asked(n, "one") for n in range(99)])
    assert not safe([*crowd(0, K - 1), asked(0, "big", pieces=1000)])
    assert safe(crowd(0, K))


def test_what_is_rare_is_seen_later() -> None:
    """Days are put together until enough people stand behind them; the last days wait."""
    days = [one for day in range(7) for one in crowd(day, 2, first=2 * day)]
    assert [(b.first, b.last, b.figures[0].pieces) for b in totals(days)] == [
        (FIRST, FIRST + timedelta(days=2), 60),
        (FIRST + timedelta(days=3), FIRST + timedelta(days=5), 60),
    ]


def test_the_only_rare_value_takes_another_along() -> None:
    """A value that few asked for can't be had by subtracting the others from the total: a second one is left out."""
    values = {"red": crowd(0, 9), "blue": crowd(0, 6, first=20), "puce": crowd(0, 2, first=40)}
    assert shown_values(values) == ("red",)
    assert shown_values({"red": crowd(0, 9), "blue": crowd(0, 6, first=20)}) == ("blue", "red")
    assert shown_values({"red": crowd(0, 9), "puce": crowd(0, 2, first=40)}) == ()


def test_values_wait_for_each_other_a_week() -> None:
    """They are shown day by day where all are frequent; else once a week, without the rare ones."""
    often = [one for day in range(3) for v in "ab" for one in crowd(day, 6, v)]
    within = [(FIRST + timedelta(days=n),) * 2 for n in range(9)]
    assert [(b.first, b.last) for b in margins(often, within[:3])] == within[:3]
    rare = sorted([*often, asked(0, "only", "c")], key=lambda one: one.day)
    assert margins(rare, within[:6]) == []
    (week,) = margins(rare, within[:7])
    assert (week.first, week.last) == (FIRST, FIRST + timedelta(days=6))
    assert [figure.value for figure in week.figures] == ["b"]


@settings(max_examples=150)
@given(wishes())
def test_nothing_unsafe_shows_by_subtracting(rows: list[Asked]) -> None:
    """Behind every figure, and behind what is left of its total when all figures beside it are taken away, stand
    enough people, or nobody."""
    blocks = totals(rows)
    for block in margins(rows, [(b.first, b.last) for b in blocks]):
        inside = [one for one in rows if block.first <= one.day <= block.last]
        shown = {figure.value for figure in block.figures}
        for figure in block.figures:
            assert safe(one for one in inside if one.value == figure.value)
        rest = [one for one in inside if one.value not in shown]
        assert not shown or not rest or safe(rest)
    for block in blocks:
        assert safe(one for one in rows if block.first <= one.day <= block.last)


@settings(max_examples=100)
@given(wishes(), st.integers(0, 21))
def test_looking_twice_shows_whole_blocks_only(rows: list[Asked], until: int) -> None:
    """What is published by some day is what is published later, and more behind it: a difference is never less than a
    block."""
    early = [one for one in rows if one.day < FIRST + timedelta(days=until)]
    before, after = totals(early), totals(rows)
    assert after[: len(before)] == before
    within_before, within_after = ([(b.first, b.last) for b in blocks] for blocks in (before, after))
    first = margins(early, within_before)
    assert margins(rows, within_after)[: len(first)] == first
