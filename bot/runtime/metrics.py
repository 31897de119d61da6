"""What the process has done, and what waits, as Prometheus reads it."""

from __future__ import annotations

from datetime import datetime, timedelta

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from bot.services.health import Health, health_of
from bot.services.office import Clock
from storage.ports import Database

#: Seconds; the fastest answers take milliseconds, the slowest plans as long as PLAN_SECONDS lets them.
_TIMES = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
#: Orders by status are counted at most so often: a scrape must not cost more as the order book grows.
COUNTED_EVERY = timedelta(seconds=60)


class Metrics:
    """A registry of this process's own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self._work = Histogram(
            "bespoke_work_seconds",
            "What was taken (an update, a message to send, a follow-up, a plan), until it was dealt with.",
            ["pump"],
            buckets=_TIMES,
            registry=self.registry,
        )
        self._failed = Counter(
            "bespoke_work_failed", "What could not be dealt with, and is taken again.", ["pump"], registry=self.registry
        )
        self._waiting = Gauge(
            "bespoke_waiting", "Updates to read and messages to send.", ["queue"], registry=self.registry
        )
        self._given_up = Gauge(
            "bespoke_given_up", "Updates and messages that failed for good.", ["queue"], registry=self.registry
        )
        self._late = Gauge(
            "bespoke_follow_up_late_seconds", "By how much the oldest follow-up is overdue.", registry=self.registry
        )
        self._orders = Gauge("bespoke_orders", "Orders by status.", ["status"], registry=self.registry)
        self._jobs = Gauge("bespoke_jobs", "Jobs of suppliers by status.", ["status"], registry=self.registry)

    def worked(self, pump: str, seconds: float, failed: bool) -> None:
        """A piece of work has ended."""
        self._work.labels(pump).observe(seconds)
        if failed:
            self._failed.labels(pump).inc()

    def shown(self, health: Health) -> bytes:
        """Everything, in Prometheus's text format."""
        for name, rows in (("inbox", health.inbox), ("outbox", health.outbox)):
            self._waiting.labels(name).set(rows.get("waiting", 0))
            self._given_up.labels(name).set(rows.get("dead", 0))
        self._late.set(health.late.total_seconds())
        for gauge, counts in ((self._orders, health.orders), (self._jobs, health.jobs)):
            for status, count in counts.items():
                gauge.labels(status).set(count)
        return generate_latest(self.registry)


class Examiner:
    """Asks the database how things are, at most once in `COUNTED_EVERY` unless it must be `fresh`."""

    def __init__(self, database: Database, clock: Clock):
        self._database = database
        self._clock = clock
        self._known: tuple[datetime, Health] | None = None

    async def health(self, *, fresh: bool = False) -> Health:
        """Raises StorageError where the database does not answer."""
        now = self._clock.now()
        if not fresh and self._known is not None and now - self._known[0] < COUNTED_EVERY:
            return self._known[1]
        async with self._database.transaction() as tx:
            health = await health_of(tx, now)
        self._known = (now, health)
        return health
