"""What an admin wants exported: which orders, and as which files."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

FORMATS = ("csv", "json")
#: Before there was any order.
_FIRST = datetime(1970, 1, 1, tzinfo=UTC)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


@dataclass(frozen=True)
class ExportRequest:
    """Orders made from `since` to before `until`; `span` names that time in the names of the files."""

    format: str
    since: datetime
    until: datetime
    span: str


def request_of(words: str, now: datetime, zone: ZoneInfo) -> ExportRequest | None:
    """What stands behind /export: "", "json", "2026-10", "json 2026-10-01 2026-10-15"; None where it is something else.
    Days begin in `zone`, and the last day named belongs to it."""
    parts = words.lower().split()
    formats = [part for part in parts if part in FORMATS]
    spans = [part for part in parts if part not in FORMATS]
    if len(formats) > 1:
        return None
    wanted = formats[0] if formats else FORMATS[0]
    if not spans:
        return ExportRequest(wanted, _FIRST, now, now.astimezone(zone).date().isoformat())
    try:
        first, end = _days(spans)
        since, until = (datetime.combine(day, time(), zone).astimezone(UTC) for day in (first, end))
    except (ValueError, OverflowError):
        return None
    return ExportRequest(wanted, since, until, "_".join(spans)) if since < until else None


def _days(spans: list[str]) -> tuple[date, date]:
    """The first day, and the one after the last. Raises ValueError, and OverflowError at the end of all days."""
    if len(spans) == 1 and (month := _MONTH.fullmatch(spans[0])):
        first = date(int(month[1]), int(month[2]), 1)
        return first, (first + timedelta(days=31)).replace(day=1)
    if len(spans) > 2 or not all(_DAY.fullmatch(span) for span in spans):
        raise ValueError("no span of days")
    return date.fromisoformat(spans[0]), date.fromisoformat(spans[-1]) + timedelta(days=1)
