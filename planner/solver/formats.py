"""The JSON forms of a planning problem and of a plan: reading the one, writing the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from planner.domain.errors import Fault, ProblemError
from planner.domain.problem import (
    EVERY_DAY,
    CommittedRun,
    Leg,
    Lot,
    Offer,
    Problem,
    ProblemOrder,
    ProblemStep,
    Quantity,
    Shipping,
    Supplier,
)
from planner.solver.fields import Fields, day, number, quantity, rate, repeated, shown
from planner.solver.plan_json import plan_to_json
from planner.solver.routing import find_cycle

__all__ = ["plan_to_json", "problem_from_json"]

LONGEST = 3650
"""Days that a lead time or a leg may take."""

_CURRENCY = re.compile(r"[A-Z]{3}", re.ASCII)


def problem_from_json(data: object, source: str) -> Problem:
    """Check a planning problem and turn it into the domain's terms; `source` names it in errors.

    Raises ProblemError with every fault of the document at once.
    """
    reader = _Reader()
    problem = reader.problem(data)
    if reader.faults:
        raise ProblemError(source, reader.faults)
    return problem


@dataclass
class _Reader:
    """What reading one document needs to know all along."""

    faults: list[Fault] = field(default_factory=list)
    currency: str = ""

    def problem(self, data: object) -> Problem:
        required = ("start", "currency", "suppliers", "shipping", "orders")
        top = Fields(data, "", self.faults, required, ("committed",))
        self.currency = top.text("currency")
        if self.currency and not _CURRENCY.fullmatch(self.currency):
            top.note("currency", f"is {shown(self.currency)}", "an ISO 4217 code such as CNY is needed")
        start = top.day("start", date.min)
        suppliers = [self.supplier(value, place) for value, place in top.items("suppliers")]
        orders = [self.order(value, place, start) for value, place in top.items("orders")]
        repeated([(s.id, f"suppliers[{i}].id") for i, s in enumerate(suppliers)], "supplier", self.faults)
        repeated([(o.id, f"orders[{i}].id") for i, o in enumerate(orders)], "order", self.faults)
        zones = {supplier.id: supplier.zone for supplier in suppliers}
        steps = {order.id: {step.step for step in order.steps} for order in orders}
        return Problem(
            start=start,
            currency=self.currency,
            suppliers=tuple(suppliers),
            shipping=self.shipping(top.values.get("shipping", {})),
            orders=tuple(orders),
            committed=tuple(self.committed(value, place, zones, steps) for value, place in top.items("committed")),
        )

    def supplier(self, value: object, place: str) -> Supplier:
        this = Fields(value, place, self.faults, ("id", "zone", "offers"), ("reliability", "workdays", "closed"))
        offers = [self.offer(member, at) for member, at in this.items("offers")]
        repeated(
            [(offer.process, f"{place}.offers[{i}].process") for i, offer in enumerate(offers)], "process", self.faults
        )
        workdays = EVERY_DAY
        if "workdays" in this.values:
            listed = [(number(member, at, self.faults), at) for member, at in this.items("workdays")]
            for weekday, at in listed:
                if weekday not in EVERY_DAY:
                    self.faults.append(Fault(at, f"is {weekday}", "1 (Monday) to 7 (Sunday) is needed"))
            workdays = frozenset(int(weekday) for weekday, _ in listed if weekday in EVERY_DAY)
        return Supplier(
            id=this.text("id"),
            zone=this.text("zone"),
            offers=tuple(offers),
            reliability=this.fraction("reliability", 1.0),
            workdays=workdays,
            closed=frozenset(this.days("closed")),
        )

    def offer(self, value: object, place: str) -> Offer:
        optional = ("accepts", "setup_cost", "min_quantity", "lead_days")
        this = Fields(value, place, self.faults, ("process", "unit_costs", "daily_capacity"), optional)
        tiers: list[tuple[Quantity, Decimal]] = []
        for i, (member, at) in enumerate(this.items("unit_costs")):
            if not isinstance(member, list | tuple) or len(member) != 2:
                self.faults.append(Fault(at, f"is {shown(member)}", 'a pair such as [100, "1.36"] is needed'))
                continue
            start = quantity(member[0], f"{at}[0]", self.faults)
            if i and tiers and start <= tiers[-1][0]:
                self.faults.append(Fault(at, f"starts at {start}", f"more than {tiers[-1][0]} is needed: tiers ascend"))
            tiers.append((start, rate(member[1], f"{at}[1]", self.faults, self.currency)))
        if "unit_costs" in this.values and not tiers:
            this.note("unit_costs", "has no price", 'at least one pair such as [1, "1.60"] is needed')
        accepts = {}
        for name, allowed, at in this.pairs("accepts"):
            inner = Fields({"values": allowed}, at, self.faults, ("values",))
            accepts[name] = inner.texts("values")
        return Offer(
            process=this.text("process"),
            unit_costs=tuple(tiers),
            accepts=accepts,
            setup_cost=this.money("setup_cost", self.currency),
            min_quantity=this.quantity("min_quantity"),
            daily_capacity=this.quantity("daily_capacity"),
            lead_days=this.whole("lead_days", LONGEST),
        )

    def shipping(self, value: object) -> Shipping:
        this = Fields(value, "shipping", self.faults, ("default",), ("legs",))
        legs = {}
        pairs = []
        for member, at in this.items("legs"):
            fields = Fields(member, at, self.faults, ("from", "to"), ("cost", "unit_cost", "days"))
            pair = (fields.text("from"), fields.text("to"))
            pairs.append((pair, at))
            legs[pair] = self.leg(fields)
        repeated(pairs, "leg", self.faults)
        default = Fields(
            this.values.get("default", {}), "shipping.default", self.faults, (), ("cost", "unit_cost", "days")
        )
        return Shipping(default=self.leg(default), legs=legs)

    def leg(self, this: Fields) -> Leg:
        return Leg(
            this.money("cost", self.currency), this.rate("unit_cost", self.currency), this.whole("days", LONGEST)
        )

    def order(self, value: object, place: str, start: date) -> ProblemOrder:
        this = Fields(value, place, self.faults, ("id", "due", "destination", "steps"), ("earliest", "budget"))
        steps = [self.step(member, at) for member, at in this.items("steps")]
        if "steps" in this.values and not steps:
            this.note("steps", "is empty", "at least one step is needed")
        repeated([(s.step, f"{place}.steps[{i}].step") for i, s in enumerate(steps)], "step", self.faults)
        names = {step.step for step in steps}
        for i, step in enumerate(steps):
            for k, before in enumerate(step.after):
                if before not in names:
                    at = f"{place}.steps[{i}].after[{k}]"
                    known = ", ".join(sorted(names - {step.step})) or "none"
                    self.faults.append(Fault(at, f"unknown step {shown(before)}", f"steps of this order: {known}"))
        if cycle := find_cycle({step.step: step.after for step in steps}):
            this.note("steps", f"wait for each other: {' → '.join(cycle)}", "take one of these arrows out")
        return ProblemOrder(
            id=this.text("id"),
            earliest=this.day("earliest", start),
            due=this.day("due", date.max),
            destination=this.text("destination"),
            steps=tuple(steps),
            budget=this.money("budget", self.currency) if this.has("budget") else None,
        )

    def step(self, value: object, place: str) -> ProblemStep:
        required = ("step", "process", "quantity")
        this = Fields(value, place, self.faults, required, ("after", "values", "variant"))
        return ProblemStep(
            step=this.text("step"),
            process=this.text("process"),
            quantity=this.quantity("quantity"),
            after=tuple(dict.fromkeys(this.texts("after"))),
            values=this.words("values"),
            variant=this.texts("variant"),
        )

    def committed(
        self, value: object, place: str, zones: Mapping[str, str], steps: Mapping[str, set[str]]
    ) -> CommittedRun:
        required = ("supplier", "process", "days", "lots", "ready")
        this = Fields(value, place, self.faults, required, ("variant",))
        supplier = this.text("supplier")
        if supplier and supplier not in zones:
            this.note("supplier", f"unknown supplier {shown(supplier)}", "the id of one of `suppliers` is needed")
        days: dict[date, Quantity] = {}
        for name, amount, at in this.pairs("days"):
            days[day(name, at, self.faults, date.min)] = quantity(amount, at, self.faults)
        if "days" in this.values and not days:
            this.note("days", "is empty", "at least one working day is needed")
        ready = this.day("ready", date.max)
        if days and ready < max(days):
            this.note("ready", f"is {ready}", f"its last working day, {max(days)}, or later is needed")
        return CommittedRun(
            supplier=supplier,
            process=this.text("process"),
            variant=this.words("variant"),
            days=days,
            lots=tuple(self.lot(member, at, steps) for member, at in this.items("lots")),
            ready=ready,
        )

    def lot(self, value: object, place: str, steps: Mapping[str, set[str]]) -> Lot:
        this = Fields(value, place, self.faults, ("order", "step", "quantity"))
        order, step = this.text("order"), this.text("step")
        if order in steps and step not in steps[order]:
            known = ", ".join(sorted(steps[order]))
            this.note("step", f"order {shown(order)} has no step {shown(step)}", f"its steps: {known}")
        return Lot(order, step, this.quantity("quantity"))
