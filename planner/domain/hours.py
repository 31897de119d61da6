"""When a supplier can be spoken to: its working hours and its quiet hours, in its own time zone."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from typing import Final
from zoneinfo import ZoneInfo

from planner.domain.problem import EVERY_DAY
from planner.domain.supplier import Partner

#: Who does no work for longer than so many days is not waited for: time is counted on the clock then.
LONGEST: Final = 366
#: The least time for an answer, however late it is: a phone has to be noticed.
LEAST: Final = timedelta(minutes=20)


@dataclass(frozen=True)
class Hours:
    """`opens` to `closes` local time on `workdays` (1 = Monday) that are not `closed`; over midnight where it closes
    no later than it opens, and then all of it belongs to the day it begins on; equal: round the clock. Nobody is
    disturbed from `quiet_from` to `quiet_until`; equal: there is no such time.

    Moments come in aware and go out in UTC. A time that a clock change skips is as much later as is skipped, and of one
    that comes twice the first counts (PEP 495, fold 0).
    """

    timezone: str
    opens: time
    closes: time
    workdays: frozenset[int] = EVERY_DAY
    closed: frozenset[date] = frozenset()
    quiet_from: time = time(21)
    quiet_until: time = time(8)

    def opening(self, day: date) -> datetime:
        """When it opens on a day, whether or not it works on it."""
        return self._at(day, self.opens)

    def last_call(self, start: date) -> datetime:
        """When work that starts on a day must be settled: as the supplier opens."""
        return self.opening(start)

    def is_open(self, at: datetime) -> bool:
        """Is it a time at which the supplier works?"""
        return any(start <= at < end for start, end in self._shifts(self._first_day(at), 4))

    def next_open(self, at: datetime) -> datetime:
        """`at`, or the first moment after it when the supplier works; `at` where that is over a year off."""
        at = at.astimezone(UTC)
        for start, end in self._shifts(self._first_day(at), LONGEST + 4):
            if at < end:
                return max(at, start)
        return at

    def after(self, now: datetime, patience: timedelta) -> datetime:
        """When so much working time has passed; the next working moment where it is none.

        What is left of it is counted on the clock where the supplier does not work for over a year: silence must not
        hold up an order for good.
        """
        reached, left = now.astimezone(UTC), max(patience, timedelta(0))
        worked = True
        while worked:
            worked = False
            for start, end in self._shifts(self._first_day(reached), LONGEST + 4):
                begin = max(reached, start)
                if begin >= end:
                    continue
                if end - begin >= left:
                    return begin + left
                left, reached, worked = left - (end - begin), end, True
        return reached + left

    def is_quiet(self, at: datetime) -> bool:
        """Is it a time at which nobody is disturbed?"""
        return self.out_of_quiet(at) != at

    def out_of_quiet(self, at: datetime) -> datetime:
        """`at`, or the end of the quiet hours that it is in."""
        at = at.astimezone(UTC)
        if self.quiet_from == self.quiet_until:
            return at
        first = self._first_day(at)
        for n in range(4):
            start, end = self._span(first + timedelta(n), self.quiet_from, self.quiet_until)
            if start <= at < end:
                at = end
        return at

    def schedule(
        self, now: datetime, delays: Sequence[timedelta], last_call: datetime | None = None
    ) -> tuple[datetime, ...]:
        """When each of some ascending delays is over; the last of them ends the waiting.

        They are counted in working time. Where the last one would come after `last_call`, when it is too late for the
        order, they are counted on the clock, in quiet hours too: better a message at night than a failed order. Where
        even that is too late, they are squeezed, each in proportion, into the time that is left, or into `LEAST` where
        less is left. Raises ValueError where the delays do not ascend, or one is 0.
        """
        if any(later <= sooner for sooner, later in pairwise((timedelta(0), *delays))):
            raise ValueError(f"delays must be above 0 and ascend, not {', '.join(map(str, delays))}")
        now = now.astimezone(UTC)
        due = tuple(self.after(now, delay) for delay in delays)
        if last_call is None or not due or due[-1] <= last_call:
            return due
        left = max(last_call - now, LEAST)
        share = min(1.0, left / delays[-1])
        return tuple(now + delay * share for delay in delays)

    def _first_day(self, at: datetime) -> date:
        """The first day whose shift can reach `at`: the one before, or before that where a zone left out a day."""
        return at.astimezone(ZoneInfo(self.timezone)).date() - timedelta(2)

    def _at(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, ZoneInfo(self.timezone)).astimezone(UTC)

    def _span(self, day: date, start: time, end: time) -> tuple[datetime, datetime]:
        """From one time on a day to the next time that the clock shows another."""
        return self._at(day, start), self._at(day + timedelta(end <= start), end)

    def _shifts(self, first: date, days: int) -> Iterator[tuple[datetime, datetime]]:
        """The working spans that begin on some days, in order; a clock change may leave nothing of one."""
        for n in range(days):
            day = first + timedelta(n)
            if day.isoweekday() in self.workdays and day not in self.closed:
                start, end = self._span(day, self.opens, self.closes)
                if start < end:
                    yield start, end


ROUND_THE_CLOCK = Hours("UTC", time(0), time(0), quiet_from=time(0), quiet_until=time(0))


def of_partner(partner: Partner) -> Hours:
    """The hours of a supplier as its book has them."""
    opens, closes = (_clock(text) for text in partner.hours)
    quiet_from, quiet_until = (_clock(text) for text in partner.quiet)
    return Hours(
        timezone=partner.timezone,
        opens=opens,
        closes=closes,
        workdays=partner.supplier.workdays,
        closed=partner.supplier.closed,
        quiet_from=quiet_from,
        quiet_until=quiet_until,
    )


def _clock(text: str) -> time:
    """A time as books write it; "24:00" is the midnight that ends a day."""
    hour, _, minute = text.partition(":")
    return time(int(hour) % 24, int(minute))
