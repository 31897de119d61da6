"""What is published day after day: nothing that few people stand behind, nor what a change between two days shows."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.services.demand.publishing import NONE, publishable
from planner.domain.disclosure import K
from storage.ports import DemandBlock, DemandMark

FIRST = date(2026, 10, 1)
DAYS = 24


def wish(number: int, day: int, who: int, colour: str, outcome: str, pieces: int) -> list[DemandMark]:
    """A wish for one product in one colour."""
    cells = [("colour", colour)] if outcome == "unmakeable" else [("", ""), ("colour", colour)]
    at = FIRST + timedelta(days=day)
    return [DemandMark(number, outcome, "tee", name, v, "apparel", at, pieces, f"p{who}") for name, v in cells]


@st.composite
def weeks(draw: st.DrawFn) -> list[DemandMark]:
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, DAYS - 1),
                st.integers(0, 11),
                st.sampled_from(["red", "blue", "black", ""]),
                st.sampled_from(["asked", "asked", "asked", "unmakeable"]),
                st.integers(1, 40),
            ),
            max_size=200,
        )
    )
    marks = [wish(n, day, who, colour, outcome, pieces) for n, (day, who, colour, outcome, pieces) in enumerate(rows)]
    return sorted((mark for one in marks for mark in one), key=lambda mark: mark.day)


def published(marks: list[DemandMark], days: list[int]) -> list[DemandBlock]:
    """What is there in the end, when it is looked at on these days."""
    known: list[DemandBlock] = []
    for day in days:
        seen = [mark for mark in marks if mark.day < FIRST + timedelta(days=day)]
        known += publishable("apparel", seen, known, FIRST)
    return known


def behind(marks: list[DemandMark], block: DemandBlock) -> set[str]:
    """The people behind a figure."""
    return {
        mark.who
        for mark in marks
        if (mark.outcome, mark.attribute, mark.value) == (block.outcome, block.attribute, block.value)
        and block.first <= mark.day <= block.last
    }


@settings(max_examples=80, deadline=None)
@given(weeks(), st.lists(st.integers(1, DAYS), max_size=6))
def test_when_it_is_looked_at_makes_no_difference(marks: list[DemandMark], looks: list[int]) -> None:
    """The same blocks come out, however often and whenever they were published: so between two days the figures differ
    by whole blocks, each of them safe."""
    once = published(marks, [DAYS])
    assert sorted(published(marks, [*sorted(looks), DAYS]), key=str) == sorted(once, key=str)
    for block in once:
        if block.value != NONE:
            assert len(behind(marks, block)) >= K


@settings(max_examples=80, deadline=None)
@given(weeks())
def test_a_rare_colour_is_not_the_rest_of_a_total(marks: list[DemandMark]) -> None:
    """Taken from their product's total, the colours that are shown leave nobody, or K people at least."""
    blocks = published(marks, [DAYS])
    spans = {(b.first, b.last) for b in blocks if b.attribute == "colour" and b.outcome == "asked"}
    for first, last in spans:
        shown = {b.value for b in blocks if b.attribute == "colour" and b.first == first and b.outcome == "asked"}
        rest = {
            mark.who
            for mark in marks
            if mark.outcome == "asked" and mark.attribute == "colour"
            if first <= mark.day <= last and mark.value not in shown
        }
        assert shown == {NONE} or not rest or len(rest) >= K


def test_what_nobody_makes_has_no_total() -> None:
    """Each value stands for itself, when enough people have wished for it; nothing sums them up."""
    marks = [one for n in range(2 * K) for one in wish(n, n, n, "gold" if n % 2 else "puce", "unmakeable", 10)]
    found = published([*marks, *wish(99, 3, 99, "rare", "unmakeable", 10)], [DAYS])
    assert {(b.attribute, b.value, b.orders) for b in found} == {("colour", "gold", K), ("colour", "puce", K)}
