"""What an admin may write behind /export."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.services.export_request import request_of
from bot.services.table_files import csv_of, text_cell

SHANGHAI = ZoneInfo("Asia/Shanghai")
NOW = datetime(2026, 11, 23, 20, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("words", "file", "since", "until", "span"),
    [
        ("2026-10", "csv", datetime(2026, 9, 30, 16, tzinfo=UTC), datetime(2026, 10, 31, 16, tzinfo=UTC), "2026-10"),
        ("JSON 2026-12", "json", datetime(2026, 11, 30, 16, tzinfo=UTC), datetime(2026, 12, 31, 16, tzinfo=UTC), None),
        ("2026-10-05", "csv", datetime(2026, 10, 4, 16, tzinfo=UTC), datetime(2026, 10, 5, 16, tzinfo=UTC), None),
        (
            "2026-10-01 2026-10-15 csv",
            "csv",
            datetime(2026, 9, 30, 16, tzinfo=UTC),
            datetime(2026, 10, 15, 16, tzinfo=UTC),
            "2026-10-01_2026-10-15",
        ),
        # The business is in Shanghai, where it is the next day already.
        ("", "csv", datetime(1970, 1, 1, tzinfo=UTC), NOW, "2026-11-24"),
    ],
)
def test_spans(words: str, file: str, since: datetime, until: datetime, span: str | None) -> None:
    """A month, a day, some days or nothing at all name a time; days begin where the business is."""
    request = request_of(words, NOW, SHANGHAI)
    assert request is not None
    assert (request.format, request.since, request.until) == (file, since, until)
    assert request.span == (span or request.span)


@pytest.mark.parametrize(
    "words",
    ["october", "2026-13", "2026-10-32", "2026-10-05 2026-10-01", "csv json", "2026-10 2026-11", "9999-12", "0001-01",
     "9999-12-31", "0000-01", "２０２６-10", "2026-10-01 2026-10-02 2026-10-03", "'; DROP TABLE orders", "-1"],
)  # fmt: skip
def test_what_is_no_span(words: str) -> None:
    """Anything else is no request, and no error either."""
    assert request_of(words, NOW, SHANGHAI) is None


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1", "－1"])
def test_no_cell_is_a_formula(text: str) -> None:
    """What an office program would work out is shown to it as text; everything else stays as it is."""
    assert text_cell(text) == f"'{text}"
    assert text_cell("30 × 卫衣") == "30 × 卫衣"
    assert csv_of([[text_cell("卫衣")]]).startswith(b"\xef\xbb\xbf")
