"""Times for the contract's tests: everything happens a known number of seconds after NOW."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

NOW = datetime(2026, 12, 1, 9, 0, 0, 123456, tzinfo=UTC)
LEASE = timedelta(seconds=60)


def after(seconds: float) -> datetime:
    return NOW + timedelta(seconds=seconds)
