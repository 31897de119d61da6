"""What a supplier may change about its workshop: days off, capacity, hours. Plain data, for a button to carry."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from nlu.workshop import Capacity, Closed, HoursSaid
from planner.domain.errors import NotAllowed
from planner.domain.offer_format import plain_quantity
from planner.domain.supplier import Partner, Trade
from planner.domain.supplier_record import days_data, limits_data, offer_data, with_offer

Change = Mapping[str, Any]


def closing(days: Closed) -> Change:
    """No work on these days."""
    return {"what": "closed", "first": days.first.isoformat(), "last": days.last.isoformat()}


def opening(first: date, last: date) -> Change:
    """Work again on days that were off."""
    return {"what": "open", "first": first.isoformat(), "last": last.isoformat()}


def capacity(wanted: Capacity, process: str) -> Change:
    """So many units of a process a day; on some days, or from now on."""
    days = {} if wanted.first is None or wanted.last is None else {"first": str(wanted.first), "last": str(wanted.last)}
    return {"what": "capacity", "process": process, "units": str(wanted.units), **days}


def hours(said: HoursSaid) -> Change:
    """Working hours, or the hours in which nobody is to be disturbed: local, "HH:MM"."""
    return {"what": "quiet" if said.quiet else "hours", "start": said.start, "end": said.end}


def days_of(change: Change) -> list[date]:
    """The days that a change is about; none where it is about every day."""
    if "first" not in change:
        return []
    first, last = date.fromisoformat(change["first"]), date.fromisoformat(change["last"])
    return [first + timedelta(n) for n in range((last - first).days + 1)]


def changed(
    record: Mapping[str, Any], partner: Partner, change: Change, trade: Trade, today: date
) -> Mapping[str, Any]:
    """The record after a change, when `partner` is the supplier as it is before. What lies behind is let go of.

    Raises NotAllowed where it is about a process that they no longer do.
    """
    days = days_of(change)
    match change["what"]:
        case "closed":
            return {**record, "closed": _ahead(partner.supplier.closed | set(days), today)}
        case "open":
            return {**record, "closed": _ahead(partner.supplier.closed - set(days), today)}
        case "prices":
            for offer in change["offers"]:
                record = with_offer(record, offer)
            return record
        case "hours" | "quiet":
            return {**record, change["what"]: [change["start"], change["end"]]}
    process, units = change["process"], plain_quantity(Decimal(change["units"]))
    offer = next((offer for offer in partner.supplier.offers if offer.process == process), None)
    if offer is None:
        raise NotAllowed("button_old")
    if not days:
        return with_offer(record, offer_data(replace(offer, daily_capacity=units), trade.catalogue))
    limits = {name: {d: n for d, n in by_day.items() if d >= today} for name, by_day in partner.limits.items()}
    limits[process] = {**limits.get(process, {}), **dict.fromkeys(days, units)}
    limits[process] = {d: n for d, n in limits[process].items() if n < offer.daily_capacity}
    return {**record, "limits": limits_data(limits)}


def breaks(partner: Partner, today: date) -> list[tuple[date, date]]:
    """The days off that are still to come, each row of them as its first and last."""
    spans = (text.partition("/") for text in _ahead(partner.supplier.closed, today))
    return [(date.fromisoformat(first), date.fromisoformat(last or first)) for first, _, last in spans]


def _ahead(days: Iterable[date], today: date) -> list[str]:
    return days_data(day for day in days if day >= today)
