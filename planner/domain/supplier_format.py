"""Reads a book of suppliers from plain data (parsed YAML), and lists every fault at once."""

from __future__ import annotations

import re
from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal
from typing import Final
from zoneinfo import ZoneInfo

from planner.domain.catalogue import Catalogue, Names
from planner.domain.document import Node
from planner.domain.errors import Fault, SupplierBookError
from planner.domain.money import rate_to_minor, to_minor
from planner.domain.offer_format import offer_from, plain_quantity, process_ids
from planner.domain.problem import Leg, Offer, Quantity, Shipping, Supplier
from planner.domain.supplier import Partner, SupplierBook

_TOP: Final = ("catalogue", "zones", "shipping", "suppliers")
_PARTNER: Final = ("id", "names", "zone", "language", "offers")
_PARTNER_MORE: Final = ("timezone", "hours", "workdays", "closed", "reliability", "telegram", "quiet", "limits")
_FREIGHT: Final = ("cost", "unit_cost", "days")
_HOUR = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]|24:00")
_LONGEST_BREAK = 366


def supplier_book_from_data(data: object, source: str, catalogue: Catalogue) -> SupplierBook:
    """The book in `data`, of suppliers for what is in `catalogue`; prices are in its currency.

    Raises SupplierBookError, which lists all faults with their places; `source` names the document.
    """
    faults: list[Fault] = []
    top = Node(data, "", faults).fields(_TOP)
    if "catalogue" in top:
        top["catalogue"].one_of([catalogue.id], "the catalogue at hand is")
    zones = _zones(top["zones"], catalogue) if "zones" in top else {}
    shipping = _shipping(top["shipping"], catalogue.currency, zones) if "shipping" in top else Shipping(Leg())
    partners: dict[str, Partner] = {}
    for item in top["suppliers"].items() if "suppliers" in top else []:
        partner = partner_from(item, catalogue, zones)
        if partner is not None and partner.id in partners:
            item.child("id", None).fault(f"'{partner.id}' is there already", "give each supplier an id of its own")
        elif partner is not None:
            partners[partner.id] = partner
    if faults:
        raise SupplierBookError(source, faults)
    return SupplierBook(partners, shipping, zones)


def _zones(node: Node, catalogue: Catalogue) -> dict[str, Names]:
    zones: dict[str, Names] = {}
    claimed: dict[str, str] = {}
    for zone, child in node.entries().items():
        fields = child.fields(("names",))
        zones[zone] = fields["names"].names(catalogue.locales) if "names" in fields else {}
        for word in {w.casefold() for words in zones[zone].values() for w in words}:
            if claimed.setdefault(word, zone) != zone:
                child.fault(f"'{word}' is a name of {claimed[word]} too", "a place must be in one zone")
    return zones


def _shipping(node: Node, currency: str, zones: Collection[str]) -> Shipping:
    fields = node.fields(("default",), ("legs",))
    default = _leg(fields["default"].fields((), _FREIGHT), currency) if "default" in fields else Leg()
    legs: dict[tuple[str, str], Leg] = {}
    for item in fields["legs"].items() if "legs" in fields else []:
        parts = item.fields(("from", "to"), (*_FREIGHT, "one_way"))
        origin = parts["from"].one_of(zones, "zones") if "from" in parts else None
        target = parts["to"].one_of(zones, "zones") if "to" in parts else None
        leg = _leg(parts, currency)
        if origin is None or target is None:
            continue
        one_way = "one_way" in parts and parts["one_way"].flag()
        for pair in {(origin, target)} if one_way else {(origin, target), (target, origin)}:
            if pair in legs:
                remedy = "keep one; a leg holds both ways unless it says `one_way: true`"
                item.fault(f"the way from {pair[0]} to {pair[1]} is listed already", remedy)
            legs[pair] = leg
    return Shipping(default, legs)


def _leg(fields: dict[str, Node], currency: str) -> Leg:
    cost = fields["cost"].amount() if "cost" in fields else None
    rate = fields["unit_cost"].amount() if "unit_cost" in fields else None
    days = fields["days"].whole() if "days" in fields else None
    return Leg(to_minor(cost or Decimal(0), currency), rate_to_minor(rate or Decimal(0), currency), days or 0)


def partner_from(
    node: Node, catalogue: Catalogue, zones: Collection[str], base: Partner | None = None
) -> Partner | None:
    """The supplier in `node`; what it doesn't say is as in `base`, whose offers for other processes stay.

    None where it has no id; other faults are noted.
    """
    fields = node.fields(() if base else _PARTNER, (*_PARTNER, *_PARTNER_MORE) if base else _PARTNER_MORE)
    was = base or Partner(Supplier("", "", ()), {}, "")
    name = fields["id"].id() if "id" in fields else was.id
    zone = fields["zone"].one_of(zones, "zones") if "zone" in fields else was.supplier.zone
    language = fields["language"].one_of(catalogue.locales, "locales") if "language" in fields else was.language
    offers = _offers(fields["offers"], catalogue) if "offers" in fields else ()
    partner = Partner(
        supplier=Supplier(
            id=name or "",
            zone=zone or "",
            offers=_with_others(offers, was.supplier.offers),
            reliability=_reliability(fields["reliability"]) if "reliability" in fields else was.supplier.reliability,
            workdays=_workdays(fields["workdays"]) if "workdays" in fields else was.supplier.workdays,
            closed=days_from(fields["closed"]) if "closed" in fields else was.supplier.closed,
        ),
        names=fields["names"].names(catalogue.locales) if "names" in fields else was.names,
        language=language or "",
        timezone=_timezone(fields["timezone"]) if "timezone" in fields else was.timezone,
        hours=_hours(fields["hours"]) if "hours" in fields else was.hours,
        telegram=fields["telegram"].whole(least=1) if "telegram" in fields else was.telegram,
        quiet=_quiet(fields["quiet"]) if "quiet" in fields else was.quiet,
        limits=_limits(fields["limits"], catalogue) if "limits" in fields else was.limits,
    )
    return partner if partner.id else None


def _with_others(offers: tuple[Offer, ...], before: tuple[Offer, ...]) -> tuple[Offer, ...]:
    """The offers, each in the place of the one for the same process."""
    new = {offer.process: offer for offer in offers}
    kept = tuple(new.pop(offer.process, offer) for offer in before)
    return (*kept, *new.values())


def _offers(node: Node, catalogue: Catalogue) -> tuple[Offer, ...]:
    offers: dict[str, Offer] = {}
    for item in node.items():
        offer = offer_from(item, catalogue)
        if offer is not None and offer.process in offers:
            item.child("process", None).fault(
                f"a second offer for {offer.process}", "a supplier has one a process: merge them, or list two suppliers"
            )
        elif offer is not None:
            offers[offer.process] = offer
    if node.data == []:
        node.fault("offers nothing", "list at least one offer")
    return tuple(offers.values())


def _reliability(node: Node) -> float:
    share = node.amount(above_zero=True)
    if share is not None and share > 1:
        node.fault(f"{share} is more than 1", "write the share of jobs done on time, such as 0.95")
    return float(share or 1)


def _workdays(node: Node) -> frozenset[int]:
    days: set[int] = set()
    for item in node.items():
        day = item.whole(least=1)
        if day is not None and day > 7:
            item.fault(f"{day} is no weekday", "1 is Monday, 7 is Sunday")
        elif day is not None:
            days.add(day)
    if node.data == []:
        node.fault("never works", "list weekdays, 1 (Monday) to 7, or leave it out for every day")
    return frozenset(days)


def days_from(node: Node) -> frozenset[date]:
    """Days off: dates, and intervals ("2027-02-05/2027-02-12", both ends included)."""
    days: set[date] = set()
    for item in node.items():
        text = item.text() or ""
        try:
            ends = [date.fromisoformat(part) for part in text.split("/")]
        except ValueError:
            ends = []
        length = (ends[-1] - ends[0]).days + 1 if ends else 0
        if len(ends) > 2 or not 1 <= length <= _LONGEST_BREAK:
            item.fault(f"'{text}' is no day or interval", "write 2027-02-06 or 2027-02-05/2027-02-12")
        else:
            days.update(ends[0] + timedelta(days=i) for i in range(length))
    return frozenset(days)


def _limits(node: Node, catalogue: Catalogue) -> dict[str, dict[date, Quantity]]:
    """Less than ever on some days: `{process: sewing, days: [2027-02-05], capacity: 50}`."""
    found: dict[str, dict[date, Quantity]] = {}
    for item in node.items():
        fields = item.fields(("process", "days", "capacity"))
        process = fields["process"].one_of(sorted(process_ids(catalogue)), "processes") if "process" in fields else None
        capacity = fields["capacity"].amount() if "capacity" in fields else None
        days = days_from(fields["days"]) if "days" in fields else frozenset()
        if process is not None and capacity is not None:
            found.setdefault(process, {}).update(dict.fromkeys(days, plain_quantity(capacity)))
    return found


def _timezone(node: Node) -> str:
    name = node.text() or Partner.timezone
    try:
        ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        node.fault(f"'{name}' is no time zone", "write its IANA name, such as Asia/Shanghai")
    return name


def _hours(node: Node) -> tuple[str, str]:
    words = node.words()
    if len(words) == 2 and all(_HOUR.fullmatch(word) for word in words) and words[0] < words[1]:
        return words[0], words[1]
    if isinstance(node.data, list):
        node.fault(f"{list(words)} are no working hours", 'write ["09:00", "18:00"], the earlier first')
    return Partner.hours


def _quiet(node: Node) -> tuple[str, str]:
    """When nobody is to be disturbed; an empty list: never. All day long is no answer: nobody could be asked."""
    words = node.words()
    if node.data == []:
        return "00:00", "00:00"
    if len(words) == 2 and all(_HOUR.fullmatch(word) for word in words):
        start, end = (word.replace("24:00", "00:00") for word in words)
        if start != end:
            return start, end
    if isinstance(node.data, list):
        node.fault(f"{list(words)} are no quiet hours", 'write ["21:00", "08:00"], or [] for none')
    return Partner.quiet
