"""What a supplier, or an admin, is told of demand: facts, made of published figures and of the supplier's own days."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from bot.services.demand.figures import Figures, Trend, Unmet
from bot.services.demand.publishing import HISTORY, KEPT
from bot.services.demand.rounding import about
from bot.services.office import Office
from bot.services.planning import Booked, booked_jobs, first_day
from planner.domain.catalogue import Catalogue
from planner.domain.demand import CITY, PROCESS, WORDING, Cell, Outcome
from planner.domain.forecast import Forecast
from planner.domain.signals import cells_for, could_get
from planner.domain.supplier import Partner, Trade
from storage.ports import Transaction

#: What fits under a picture.
SIGNALS, UNMET, FREE, FREE_DAYS = 3, 3, 3, 5
#: And into an admin's message.
PRODUCTS, VALUES, CITIES, WORDINGS = 6, 3, 4, 5
FRIDAY = 5
#: Figures that end longer ago are no news.
OF_LATE = timedelta(days=10)
#: Days of the past in a picture.
DRAWN = 56


@dataclass(frozen=True)
class Basis:
    """What a report is made from, as read in one transaction."""

    figures: Figures
    recent: Figures
    booked: Booked


async def basis_of(tx: Transaction, office: Office, trade: str) -> Basis:
    """Everything published of a trade, and what holds capacity."""
    today = office.today()
    blocks = await tx.demand.blocks(trade, today - HISTORY)
    recent = [block for block in blocks if block.last >= today - KEPT]
    booked = booked_jobs(await tx.orders.booked(trade, first_day(office)))
    return Basis(Figures(blocks), Figures(recent), booked)


def next_friday(today: date) -> date:
    """The Friday that is told of: two days off at least."""
    return today + timedelta(days=(FRIDAY - today.isoweekday() - 2) % 7 + 2)


async def supplier_facts(
    basis: Basis, office: Office, trade: Trade, partner: Partner, language: str
) -> dict[str, Any] | None:
    """What matters to a supplier's processes; None where there is nothing to tell."""
    catalogue, today = trade.catalogue, office.today()
    trends = _moved_most(basis.figures, cells_for(partner, catalogue), today)[:SIGNALS]
    unmet = [one for one in basis.recent.unmet(Outcome.UNMAKEABLE) if could_get(one.cell, partner, catalogue)]
    if not trends and not unmet:
        return None
    forecasts = [await _foretold(office, trend) for trend in trends]
    pairs = list(zip(trends, forecasts, strict=True))
    return {
        "trade": catalogue.names.get(language, (trade.id,))[0],
        "signals": [_signal(trend, found, catalogue, language, today) for trend, found in pairs],
        "free": free_days(partner, trade, basis.booked, office, language)[:FREE],
        "unmet": [_unmet(one, catalogue, language) for one in unmet[:UNMET]],
        "picture": _picture(*pairs[0], catalogue, language, today) if pairs else None,
    }


async def admin_facts(basis: Basis, office: Office, trade: Trade, language: str) -> dict[str, Any]:
    """All of a trade: products with their values and cities, and what was not made or not understood."""
    catalogue, today, figures = trade.catalogue, office.today(), basis.figures
    trends = _moved_most(figures, [Cell(product) for product in figures.products], today)
    trends.sort(key=lambda trend: -trend.week)
    shown = trends[:PRODUCTS]
    first = await _foretold(office, shown[0]) if shown else Forecast()
    products = []
    for trend in shown:
        product = trend.cell.product
        values = [Cell(product, name, v) for name in figures.attributes(product) for v in figures.values(product, name)]
        cities = [Cell(product, CITY, zone) for zone in figures.values(product, CITY)]
        in_cities = sorted(_moved_most(figures, cities, today), key=lambda one: -one.week)[:CITIES]
        products.append(
            {
                **_change(trend, catalogue, language),
                "values": [_change(one, catalogue, language) for one in _moved_most(figures, values, today)[:VALUES]],
                "cities": [
                    {**_change(one, catalogue, language), "what": trade.book.zone_name(one.cell.value, language)}
                    for one in in_cities
                ],
            }
        )
    unmet, unknown = (basis.recent.unmet(which) for which in (Outcome.UNMAKEABLE, Outcome.NOT_UNDERSTOOD))
    return {
        "trade": catalogue.names.get(language, (trade.id,))[0],
        "until": max((trend.history.last for trend in shown), default=today).isoformat(),
        "products": products,
        "forecast": _signal(shown[0], first, catalogue, language, today) if shown else None,
        "unmet": [_unmet(one, catalogue, language) for one in unmet[: PRODUCTS + VALUES]],
        "unknown": [{"said": one.cell.value, "orders": one.orders} for one in unknown if one.cell.attribute == WORDING][
            :WORDINGS
        ],
        "picture": _picture(shown[0], first, catalogue, language, today) if shown else None,
    }


def free_days(partner: Partner, trade: Trade, booked: Booked, office: Office, language: str) -> list[dict[str, Any]]:
    """What a supplier can still take on, by process and day, in the process's own unit."""
    first, catalogue = first_day(office), trade.catalogue
    found: list[dict[str, Any]] = []
    for offer in partner.supplier.offers:
        taken: dict[date, Decimal] = {}
        for _, job in booked:
            if (job.run.supplier, job.run.process) == (partner.id, offer.process):
                for day, quantity in job.run.days.items():
                    taken[day] = taken.get(day, Decimal(0)) + Decimal(quantity)
        days = [first + timedelta(days=n) for n in range(FREE_DAYS + 2)]
        free = [(day, Decimal(partner.capacity(offer, day)) - taken.get(day, Decimal(0))) for day in days]
        unit = next(
            (step.unit for p in catalogue.products.values() for step in p.routing if step.process == offer.process),
            None,
        )
        rows = [[day.isoformat(), str(int(left))] for day, left in free if left >= 1][:FREE_DAYS]
        process = catalogue.process_name(offer.process, language)
        found.append({"process": process, "unit": catalogue.unit_name(unit, language), "days": rows})
    return found


def name_of(cell: Cell, catalogue: Catalogue, language: str) -> str:
    """What a cell is called: the value, or the product."""
    if cell.attribute == PROCESS:
        return catalogue.process_name(cell.value, language)
    if cell.attribute:
        return catalogue.value_name(cell.attribute, cell.value, language)
    return catalogue.product_name(cell.product, language)


def _moved_most(figures: Figures, cells: Sequence[Cell], today: date) -> list[Trend]:
    """What is published of late of these cells, that which has changed most first."""
    found = [trend for cell in cells if (trend := figures.trend(cell)) is not None]
    late = [trend for trend in found if today - trend.history.last <= OF_LATE]
    return sorted(late, key=lambda trend: (-abs(trend.moved), -trend.week, trend.cell))


async def _foretold(office: Office, trend: Trend) -> Forecast:
    today = office.today()
    return await office.forecaster.forecast(trend.history, today, next_friday(today))


def _change(trend: Trend, catalogue: Catalogue, language: str) -> dict[str, Any]:
    return {
        "what": name_of(trend.cell, catalogue, language),
        "product": catalogue.product_name(trend.cell.product, language) if trend.cell.attribute else "",
        "week": round(trend.week),
        "usual": None if trend.usual is None else round(trend.usual),
        "change": trend.change,
    }


def _signal(trend: Trend, found: Forecast, catalogue: Catalogue, language: str, today: date) -> dict[str, Any]:
    """A change, and what is expected, rounded: a forecast is no count."""
    friday = next_friday(today)
    expected: Mapping[str, Any] | None = None
    if found.total is not None:
        usual = trend.usual_between(today, friday)
        record = found.record
        expected = {
            "low": about(found.total.low),
            "middle": about(found.total.expected),
            "high": about(found.total.high),
            "more": about(found.total.expected - usual) if usual else None,
            "off": record.error if record else None,
            "naive": record.naive if record else None,
            "within": record.within if record else None,
            "tries": record.tries if record else None,
        }
    return {
        **_change(trend, catalogue, language),
        "until": trend.history.last.isoformat(),
        "by": friday.isoformat(),
        "days": len(trend.history.values),
        "expected": expected,
    }


def _unmet(one: Unmet, catalogue: Catalogue, language: str) -> dict[str, Any]:
    return {
        "what": name_of(one.cell, catalogue, language),
        "product": catalogue.product_name(one.cell.product, language),
        "orders": one.orders,
        "pieces": one.pieces,
    }


def _picture(trend: Trend, found: Forecast, catalogue: Catalogue, language: str, today: date) -> dict[str, Any]:
    history = trend.history
    first = max(history.first, history.last - timedelta(days=DRAWN - 1))
    return {
        "what": name_of(trend.cell, catalogue, language),
        "product": catalogue.product_name(trend.cell.product, language) if trend.cell.attribute else "",
        "first": first.isoformat(),
        "values": [round(value, 1) for value in history.between(first, history.last)],
        "ahead": [[round(day.low, 1), round(day.expected, 1), round(day.high, 1)] for day in found.days],
        "today": today.isoformat(),
    }
