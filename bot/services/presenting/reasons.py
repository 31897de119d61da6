"""Why options are as they are: what each day costs, what makes up the price, what keeps it from being sooner."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from bot.services.presenting.payload import Content
from bot.services.presenting.wish import in_order, reasons_data, swapped
from bot.services.pricing import price_of
from planner.domain.breakdown import Breakdown, Rejected
from planner.domain.lifecycle.placing import last_day
from planner.domain.order import Order, PricedOption
from planner.domain.pairs import Pair
from planner.domain.plan import Alternative, Plan, PricePoint, Quote, Run, Shipment, Unplanned
from planner.domain.problem import Problem
from planner.domain.supplier import Trade

#: More ways to a lower price than this are a lecture.
MOST_WAYS = 3
#: A setup below this part of the price is not worth a word.
WORTH_SAYING = 0.1


def price_curve(order: Order, trade: Trade, quote: Quote, service_percent: int) -> Content:
    """What it costs by day of arrival: only what a plan is known for."""
    wished = last_day(order.spec.deadline)
    points = [p for p in quote.curve if not p.bound and (wished is not None or not p.late)]
    if not points:
        return Content({"picture": None})
    in_time = [p for p in points if not p.late] or points
    cheapest = min(in_time, key=lambda p: p.cost)
    return Content(
        {
            "picture": {
                "currency": trade.catalogue.currency,
                "wished": wished.isoformat() if wished and any(p.late for p in points) else None,
                "points": [
                    {
                        "day": p.arrives.isoformat(),
                        "price": price_of(p.cost, service_percent),
                        "late": p.late,
                        "marks": [
                            *(["fastest"] if p is points[0] and not p.late else []),
                            *(["cheapest"] if p is cheapest else []),
                        ],
                    }
                    for p in points
                ],
            }
        }
    )


def why_price(
    order: Order,
    priced: PricedOption,
    problem: Problem,
    told: Breakdown,
    curve: Sequence[PricePoint],
    trade: Trade,
    locale: str,
    service_percent: int,
) -> Content:
    """What makes up the price of one option, the largest part of it, and what would lower it."""
    option = priced.option
    first = {step.step for o in problem.orders for step in o.steps if not step.after}
    alone = {step.step for o in problem.orders for step in o.steps} == first
    parts: list[dict[str, Any]] = []
    for run in sorted(option.plan.runs, key=lambda run: in_order(run, order, trade)):
        setup = min(_setup(run, trade), run.cost)
        material = not alone and all(lot.step in first for lot in run.lots)
        parts.append(
            {
                "process": trade.catalogue.process_name(run.process, locale),
                "supplier": trade.book.partners[run.supplier].name(locale),
                "cost": run.cost,
                "setup": setup,
                "material": run.cost - setup if material else 0,
                "work": 0 if material else run.cost - setup,
            }
        )
    freight, service = sum(s.cost for s in option.plan.shipments), priced.price - option.cost
    by_kind = {kind: sum(part[kind] for part in parts) for kind in ("setup", "material", "work")}
    return Content(
        {
            "number": order.id,
            "currency": trade.catalogue.currency,
            "price": priced.price,
            "labels": [label.value for label in option.labels],
            "parts": parts,
            "sums": {**by_kind, "freight": freight, "service": service},
            "largest": _largest(parts, freight, service, priced.price),
            "lower": list(_lower(priced, by_kind["setup"], told, curve, trade, locale, service_percent))[:MOST_WAYS],
        }
    )


def pairs(plan: Plan, known: Mapping[tuple[str, str], Pair], trade: Trade, locale: str) -> list[dict[str, Any]]:
    """Who in a plan hands over to whom, of those who finish well together."""
    makers = {run.id: run.supplier for run in plan.runs}
    meet = dict.fromkeys((makers.get(s.run), makers.get(s.to_run or "")) for s in plan.shipments)
    return [pair_data(pair, trade, locale) for who, pair in known.items() if who in meet]


def pair_data(pair: Pair, trade: Trade, locale: str) -> dict[str, Any]:
    """What two suppliers have shown together."""
    partners = trade.book.partners
    names = {"from": pair.sender, "to": pair.receiver}
    shown = {end: partners[name].name(locale) if name in partners else name for end, name in names.items()}
    return {**shown, "times": pair.times, "fine": pair.fine}


def _setup(run: Run, trade: Trade) -> int:
    partner = trade.book.partners.get(run.supplier)
    offers = partner.supplier.offers if partner else ()
    return next((offer.setup_cost for offer in offers if offer.process == run.process), 0)


def _largest(parts: Sequence[Mapping[str, Any]], freight: int, service: int, price: int) -> dict[str, Any]:
    """Its name (a process, or the kind of cost), and its share of the price."""
    known: list[tuple[int, str | None, str | None]] = [(part["cost"], part["process"], None) for part in parts]
    known += [(freight, None, "freight"), (service, None, "service")]
    cost, process, kind = max(known, key=lambda found: found[0])
    return {"process": process, "kind": kind, "share": cost / price if price else 0.0}


def _lower(
    priced: PricedOption,
    setup: int,
    told: Breakdown,
    curve: Sequence[PricePoint],
    trade: Trade,
    locale: str,
    service_percent: int,
) -> Iterator[dict[str, Any]]:
    option = priced.option
    later = [p for p in curve if not p.bound and p.arrives > option.arrives and p.cost < option.cost]
    if later:
        best = min(later, key=lambda p: p.cost)
        less = priced.price - price_of(best.cost, service_percent)
        yield {"what": "later", "day": best.arrives.isoformat(), "less": less}
    if setup >= WORTH_SAYING * priced.price:
        yield {"what": "more", "setup": setup}
    cheaper = [(part, other) for part in told.parts for other in part.rejected if (other.more or 0) < 0]
    for part, other in sorted(cheaper, key=lambda found: found[1].more or 0):
        yield {
            "what": "other",
            "process": trade.catalogue.process_name(part.process, locale),
            **_other(other, trade, locale),
        }


def _other(other: Rejected, trade: Trade, locale: str) -> dict[str, Any]:
    partner = trade.book.partners.get(other.supplier)
    return {
        "supplier": partner.name(locale) if partner else "?",
        "less": -(other.more or 0),
        "because": other.because.value,
        "days": other.days,
        "free": other.free.isoformat() if other.free else None,
    }


def why_not_sooner(
    order: Order, fastest: PricedOption, sooner: Quote, start: date, trade: Trade, locale: str
) -> Content:
    """The chain of steps that nothing can shorten, its longest link, and the constraint behind it. `sooner`: what the
    planner finds for the day before; `start`: the first day on which anybody can begin."""
    chain = list(_chain(fastest.option.plan, start, trade, locale))
    refused = sooner.refusal or Unplanned(str(order.id), ())
    return Content(
        {
            "number": order.id,
            "currency": trade.catalogue.currency,
            "arrives": fastest.option.arrives.isoformat(),
            "start": start.isoformat(),
            "days": (fastest.option.arrives - start).days + 1,
            "chain": chain,
            "longest": max(range(len(chain)), key=lambda i: chain[i]["days"], default=None),
            "possible": min(o.arrives for o in sooner.options).isoformat() if sooner.options else None,
            "reasons": reasons_data(order, trade, locale, refused),
            "ways": [swapped(way, trade, locale) for a in refused.alternatives if (way := _way(order, a))][:MOST_WAYS],
        }
    )


def _way(order: Order, alternative: Alternative) -> dict[str, Any]:
    """Another quantity, or other values: another day is no answer to "why not sooner"."""
    if alternative.quantity is not None and len(order.spec.items) == 1:
        return {"quantity": alternative.quantity}
    if alternative.swaps:
        return {"swaps": [[swap.attribute, swap.value, swap.instead] for swap in alternative.swaps]}
    return {}


def _chain(plan: Plan, start: date, trade: Trade, locale: str) -> Iterator[dict[str, Any]]:
    """The critical path: back from the last goods that arrive, always over what came last; then told forwards."""
    runs = {run.id: run for run in plan.runs}
    links: list[tuple[Run, Shipment]] = []
    last = max((s for s in plan.shipments if s.to_run is None), key=lambda s: s.arrive, default=None)
    while last is not None and last.run in runs and all(last.run != run.id for run, _ in links):
        links.append((runs[last.run], last))
        name = last.run
        last = max((s for s in plan.shipments if s.to_run == name), key=lambda s: s.arrive, default=None)
    free = start
    for run, shipment in reversed(links):
        begins = min(run.days)
        yield {
            "process": trade.catalogue.process_name(run.process, locale),
            "supplier": trade.book.partners[run.supplier].name(locale),
            "start": begins.isoformat(),
            "ready": run.ready.isoformat(),
            "days": (run.ready - begins).days + 1,
            "waits": max(0, (begins - free).days),
            "freight": (shipment.arrive - shipment.depart).days,
        }
        free = shipment.arrive
