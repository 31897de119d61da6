"""When a supplier can be spoken to, checked against a clock that is read minute by minute."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from planner.domain.hours import LEAST, ROUND_THE_CLOCK, Hours, of_partner
from planner.domain.problem import EVERY_DAY, Supplier
from planner.domain.supplier import Partner
from tests.unit.planner.domain.clockwork import DAY, MINUTE, quiet, working

HOUR = timedelta(hours=1)
#: Clock changes of both hemispheres: by an hour, by half an hour, at midnight, by a whole day; none; a year's end.
OCCASIONS = [
    ("Europe/Berlin", date(2026, 3, 29)),
    ("Europe/Berlin", date(2026, 10, 25)),
    ("America/New_York", date(2026, 3, 8)),
    ("America/New_York", date(2026, 11, 1)),
    ("Australia/Sydney", date(2026, 4, 5)),
    ("Australia/Lord_Howe", date(2026, 10, 4)),
    ("America/Santiago", date(2026, 4, 5)),
    ("America/Santiago", date(2026, 9, 6)),
    ("Pacific/Apia", date(2011, 12, 30)),
    ("Asia/Kathmandu", date(2028, 2, 29)),
    ("Asia/Shanghai", date(2026, 12, 31)),
]
SHANGHAI = Hours("Asia/Shanghai", time(9), time(18), workdays=frozenset({1, 2, 3, 4, 5}))
FRIDAY = datetime(2026, 11, 27, 8, tzinfo=UTC)  # 16:00 in Shanghai

quarters = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))


@st.composite
def occasions(draw: st.DrawFn) -> tuple[Hours, date, datetime]:
    """Somebody's hours, a day with something special near it, and a moment around that day."""
    zone, day = draw(st.sampled_from(OCCASIONS))
    hours = Hours(
        timezone=zone,
        opens=draw(quarters),
        closes=draw(quarters),
        workdays=draw(st.frozensets(st.integers(1, 7), min_size=3)),
        closed=draw(st.frozensets(st.integers(-4, 4).map(lambda n: day + n * DAY), max_size=3)),
        quiet_from=draw(quarters),
        quiet_until=draw(quarters),
    )
    moment = datetime.combine(day, time(), UTC) + draw(st.integers(-3 * 24 * 60, 2 * 24 * 60)) * MINUTE
    return hours, day, moment


def awkward(zone: str, day: date, start: time, end: time) -> tuple[Hours, date, datetime]:
    """Hours that a clock change turns upside down."""
    return Hours(zone, start, end, quiet_from=start, quiet_until=end), day, datetime.combine(day, time(), UTC)


@given(occasions())
@example(awkward("Pacific/Apia", date(2011, 12, 30), time(0, 30), time(0, 15)))
@example(awkward("Europe/Berlin", date(2026, 3, 29), time(2, 30), time(3, 15)))
@settings(deadline=None)
def test_it_is_open_in_every_minute_that_the_clock_says(occasion: tuple[Hours, date, datetime]) -> None:
    """A supplier is at work in just those minutes between opening and closing of the days it works."""
    hours, day, moment = occasion
    at_work = set(working(hours, day))
    for n in range(0, 36 * 60, 13):
        at = moment + n * MINUTE
        assert hours.is_open(at + timedelta(seconds=59)) == (at in at_work)


@given(occasions())
@example(awkward("Europe/Berlin", date(2026, 3, 29), time(2, 30), time(3, 15)))
@settings(deadline=None)
def test_the_next_open_moment_is_the_first_one(occasion: tuple[Hours, date, datetime]) -> None:
    """Nobody is left waiting past the first minute in which the supplier works."""
    hours, day, moment = occasion
    to_come = [at for at in working(hours, day) if at >= moment]
    assume(to_come)
    assert hours.next_open(moment) == to_come[0]


@given(occasions(), st.integers(1, 3000))
@settings(deadline=None)
def test_patience_lasts_so_many_working_minutes(occasion: tuple[Hours, date, datetime], patience: int) -> None:
    """Of the time between the question and the end of the patience, just so much is working time."""
    hours, day, moment = occasion
    to_come = [at for at in working(hours, day) if at >= moment]
    assume(len(to_come) >= patience)
    assert hours.after(moment, patience * MINUTE) == to_come[patience - 1] + MINUTE


@given(occasions(), st.timedeltas(timedelta(0), 20 * HOUR), st.timedeltas(timedelta(0), 20 * HOUR))
@settings(deadline=None)
def test_patience_adds_up(occasion: tuple[Hours, date, datetime], one: timedelta, other: timedelta) -> None:
    """Waiting twice in a row is the same as waiting for the sum, to the microsecond."""
    hours, _, moment = occasion
    assert hours.after(hours.after(moment, one), other) == hours.after(moment, one + other)


@given(occasions())
@example(awkward("Pacific/Apia", date(2011, 12, 30), time(0, 30), time(0, 15)))
@example(awkward("Europe/Berlin", date(2026, 3, 29), time(3, 15), time(2, 30)))
@settings(deadline=None)
def test_quiet_hours_end_at_the_first_minute_that_is_not_quiet(occasion: tuple[Hours, date, datetime]) -> None:
    """Nobody is disturbed in quiet hours, and nobody's message waits longer than they last."""
    hours, day, moment = occasion
    silent = quiet(hours, day)
    for n in range(0, 30 * 60, 17):
        at = moment + n * MINUTE
        assert hours.is_quiet(at) == (at in silent)
        first = next(at + m * MINUTE for m in range(2 * 24 * 60) if at + m * MINUTE not in silent)
        assert hours.out_of_quiet(at) == first


@given(occasions(), st.lists(st.integers(1, 1500), min_size=1, max_size=4, unique=True), st.integers(-600, 9000))
@settings(max_examples=200, deadline=None)
def test_a_schedule_keeps_to_working_time_where_there_is_time(
    occasion: tuple[Hours, date, datetime], after: list[int], left: int
) -> None:
    """Due times ascend, and end by the last call: in working time if that does, else on the clock, else squeezed."""
    hours, day, moment = occasion
    delays = [n * MINUTE for n in sorted(after)]
    last_call = moment + left * MINUTE
    to_come = [at for at in working(hours, day) if at >= moment]
    assume(len(to_come) >= max(after))
    due = hours.schedule(moment, delays, last_call)

    assert len(due) == len(delays)
    assert all(sooner < later for sooner, later in pairwise((moment, *due)))
    polite = tuple(to_come[n - 1] + MINUTE for n in sorted(after))
    if polite[-1] <= last_call:
        assert due == polite
    elif moment + delays[-1] <= last_call:
        assert due == tuple(moment + delay for delay in delays)
    else:
        assert abs(due[-1] - max(last_call, min(moment + LEAST, moment + delays[-1]))) <= timedelta(microseconds=1)
        whole = due[-1] - moment
        for at, delay in zip(due, delays, strict=True):
            assert abs((at - moment) - whole * (delay / delays[-1])) <= timedelta(microseconds=1)


def test_an_offer_on_friday_evening_waits_over_the_weekend() -> None:
    """Of six hours from Friday 16:00, two are on Friday, and four on Monday."""
    assert SHANGHAI.after(FRIDAY, 6 * HOUR) == datetime(2026, 11, 30, 5, tzinfo=UTC)


def test_an_offer_on_friday_evening_for_monday_morning_is_not_left_until_then() -> None:
    """Where working time would end after the work should begin, the supplier is asked on the clock."""
    last_call = SHANGHAI.last_call(date(2026, 11, 30))
    assert last_call == datetime(2026, 11, 30, 1, tzinfo=UTC)
    assert SHANGHAI.schedule(FRIDAY, [HOUR, 6 * HOUR], last_call) == (FRIDAY + HOUR, FRIDAY + 6 * HOUR)


def test_an_offer_at_night_for_the_morning_is_squeezed_into_the_night() -> None:
    """Six hours of patience become three where three are left, reminders in proportion."""
    night = datetime(2026, 11, 29, 22, tzinfo=UTC)  # Monday, 06:00 in Shanghai
    last_call = SHANGHAI.last_call(date(2026, 11, 30))
    assert SHANGHAI.schedule(night, [HOUR, 3 * HOUR, 6 * HOUR], last_call) == (
        night + HOUR / 2, night + HOUR * 1.5, last_call,
    )  # fmt: skip


def test_an_offer_that_comes_too_late_still_has_twenty_minutes() -> None:
    """Even after the last call a supplier has some minutes to notice, and is reminded in them."""
    assert SHANGHAI.schedule(FRIDAY, [HOUR, 3 * HOUR], FRIDAY - DAY) == (
        FRIDAY + LEAST / 3, FRIDAY + LEAST,
    )  # fmt: skip


def test_short_patience_is_never_stretched() -> None:
    """Who has ten minutes has ten minutes, however near the last call is."""
    asleep = datetime(2026, 11, 27, 16, tzinfo=UTC)
    assert SHANGHAI.schedule(asleep, [10 * MINUTE], asleep) == (asleep + 10 * MINUTE,)


@pytest.mark.parametrize("delays", [[HOUR, HOUR], [2 * HOUR, HOUR], [timedelta(0)], [-HOUR, HOUR]])
def test_delays_that_do_not_ascend_are_refused(delays: list[timedelta]) -> None:
    """A schedule in which the end comes before a reminder is a mistake, and is told as one."""
    with pytest.raises(ValueError, match="ascend"):
        SHANGHAI.schedule(FRIDAY, delays)


def test_nothing_to_wait_for_gives_no_times() -> None:
    """Without delays there is nothing due."""
    assert SHANGHAI.schedule(FRIDAY, [], FRIDAY) == ()


def test_a_year_off_is_waited_for_and_more_is_not() -> None:
    """Who is closed for 366 days is asked after them; who is closed for longer has the time on the clock alone."""
    opens_again = SHANGHAI.opening(date(2027, 11, 29))
    closed = frozenset(date(2026, 11, 28) + n * DAY for n in range(366))
    evening = FRIDAY + 3 * HOUR
    assert Hours("Asia/Shanghai", time(9), time(18), closed=closed).next_open(evening) == opens_again
    assert Hours("Asia/Shanghai", time(9), time(18), closed=closed).after(evening, HOUR) == opens_again + HOUR
    longer = Hours("Asia/Shanghai", time(9), time(18), closed=closed | {date(2027, 11, 29)})
    assert longer.next_open(evening) == evening
    assert longer.after(evening, HOUR) == evening + HOUR


def test_patience_is_not_lost_over_the_years() -> None:
    """Who works one day in most of a year is waited for on the next such day, and the one after."""
    off = [date(2026, 11, 28) + n * DAY for n in range(1000) if n not in (300, 600)]
    seldom = Hours("Asia/Shanghai", time(9), time(18), closed=frozenset(off))
    assert seldom.after(FRIDAY, (2 + 9 + 1) * HOUR) == seldom.opening(date(2026, 11, 28) + 600 * DAY) + HOUR


def test_time_before_closing_for_good_counts_and_the_rest_is_on_the_clock() -> None:
    """More patience never ends sooner, even where the supplier stops working in the midst of it."""
    last_day = Hours(
        "Asia/Shanghai", time(9), time(18), closed=frozenset(date(2026, 11, 28) + n * DAY for n in range(900))
    )
    ends = [last_day.after(FRIDAY - 12 * HOUR, n * HOUR) for n in range(1, 20)]
    assert ends[8] == FRIDAY + 2 * HOUR
    assert ends[9] == FRIDAY + 3 * HOUR
    assert all(sooner < later for sooner, later in pairwise(ends))


def test_a_night_shift_belongs_to_the_day_it_begins_on() -> None:
    """A shift from Friday 22:00 goes on until Saturday 06:00, though Saturday is free."""
    bakery = Hours("Europe/Paris", time(22), time(6), workdays=frozenset({5}))
    saturday = datetime(2026, 11, 28, 4, tzinfo=UTC)
    assert bakery.is_open(saturday)
    assert not bakery.is_open(saturday + 2 * HOUR)
    assert bakery.after(saturday, 2 * HOUR) == datetime(2026, 12, 4, 22, tzinfo=UTC)


def test_round_the_clock_is_always_open_and_never_quiet() -> None:
    """Somebody without hours can be spoken to at any moment, and time is time."""
    for n in range(0, 48 * 60, 7):
        at = FRIDAY + n * MINUTE
        assert ROUND_THE_CLOCK.is_open(at)
        assert not ROUND_THE_CLOCK.is_quiet(at)
        assert ROUND_THE_CLOCK.after(at, 100 * HOUR) == at + 100 * HOUR


@pytest.mark.parametrize("zone", ["Europe/Berlin", "Australia/Sydney"])
def test_local_moments_are_as_good_as_utc(zone: str) -> None:
    """Time over a clock change is real time, whatever zone the moment was given in."""
    local = datetime(2026, 10, 24, 20, tzinfo=UTC).astimezone(ZoneInfo(zone))
    assert ROUND_THE_CLOCK.after(local, 10 * HOUR) == datetime(2026, 10, 25, 6, tzinfo=UTC)
    berlin = Hours("Europe/Berlin", time(12), time(12))
    assert berlin.after(local, 10 * HOUR) == datetime(2026, 10, 25, 6, tzinfo=UTC)
    assert ROUND_THE_CLOCK.schedule(local, [20 * HOUR], local + 10 * HOUR)[0].tzinfo is UTC


def test_the_book_says_when() -> None:
    """A supplier's hours, days, zone and quiet hours come from its book; 24:00 is the end of the day."""
    off = frozenset({date(2026, 12, 25)})
    partner = Partner(
        Supplier("wax", "lyon", workdays=frozenset({1, 2}), closed=off, offers=()),
        names={},
        language="en",
        timezone="Europe/Paris",
        hours=("16:30", "24:00"),
        quiet=("13:00", "14:00"),
    )
    assert of_partner(partner) == Hours(
        "Europe/Paris", time(16, 30), time(0), frozenset({1, 2}), off, time(13), time(14),
    )  # fmt: skip
    always = Partner(Supplier("owl", "lyon", offers=()), {}, "en", hours=("00:00", "24:00"))
    assert of_partner(always).after(FRIDAY, 50 * HOUR) == FRIDAY + 50 * HOUR
    assert of_partner(always).workdays == EVERY_DAY
    assert of_partner(always).is_quiet(FRIDAY + 6 * HOUR)
