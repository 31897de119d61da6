"""Suppliers as partners: how to show and reach them, when they work; and the book of a trade's suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from planner.domain.catalogue import Catalogue, Names, shown
from planner.domain.problem import Offer, Quantity, Shipping, Supplier


@dataclass(frozen=True)
class Partner:
    """A supplier the bot can talk to. `telegram` (numeric user id) None: not reachable, so never planned.

    `hours`: local working hours, "HH:MM" to "HH:MM"; `timezone`: IANA. `quiet`: the local hours in which nothing but
    what can't wait is sent, over midnight where the first is the later; the same twice: none. `limits`: process → day →
    the most it can do on that day, where that is less than ever.
    """

    supplier: Supplier
    names: Names
    language: str
    timezone: str = "Asia/Shanghai"
    hours: tuple[str, str] = ("09:00", "18:00")
    telegram: int | None = None
    quiet: tuple[str, str] = ("21:00", "08:00")
    limits: Mapping[str, Mapping[date, Quantity]] = field(default_factory=dict)

    @property
    def id(self) -> str:
        return self.supplier.id

    def name(self, locale: str) -> str:
        return shown(self.names, locale, self.supplier.id)

    def capacity(self, offer: Offer, day: date) -> Quantity:
        """The units of one of its offers that it can do on a day."""
        if not self.supplier.works_on(day):
            return 0
        return min(offer.daily_capacity, self.limits.get(offer.process, {}).get(day, offer.daily_capacity))


@dataclass(frozen=True)
class SupplierBook:
    """A trade's suppliers, the zones they (and customers) are in, and the freight between zones."""

    partners: Mapping[str, Partner]
    shipping: Shipping
    zones: Mapping[str, Names] = field(default_factory=dict)

    def zone_of(self, place: str) -> str | None:
        """The zone a customer means by `place`: its id or any of its names; None where it is none of ours."""
        wanted = place.strip().casefold()
        for zone, names in self.zones.items():
            if wanted == zone.casefold() or any(wanted == n.casefold() for ns in names.values() for n in ns):
                return zone
        return None

    def zone_name(self, zone: str, locale: str) -> str:
        return shown(self.zones.get(zone, {}), locale, zone)


@dataclass(frozen=True)
class Trade:
    """A catalogue, and the suppliers who make what is in it."""

    catalogue: Catalogue
    book: SupplierBook

    @property
    def id(self) -> str:
        return self.catalogue.id
