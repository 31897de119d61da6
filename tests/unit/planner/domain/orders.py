"""Orders and plans for the tests of their life."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from planner.domain.lifecycle import Decision, Policy, decide
from planner.domain.lifecycle.events import Event, JobAccepted, OffersDue, OptionChosen, QuoteFound, WishChanged
from planner.domain.order import Order, PricedOption
from planner.domain.plan import Label, Option, Plan, PlannedOrder, Run, Shipment
from planner.domain.problem import Lot
from planner.domain.spec import Item, OrderSpec

NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
POLICY = Policy()
DAY = date(2026, 11, 24)
SPEC = OrderSpec(items=(Item("hoodie", 30),), destination="Hangzhou")


def run(run_id: str, supplier: str, process: str, step: str, start: date = DAY, cost: int = 1000) -> Run:
    return Run(run_id, supplier, process, {}, {start: 30}, start, (Lot("1", step, 30),), cost)


def ship(step: str, source: str, target: str | None, to_step: str | None = None, arrive: date = DAY) -> Shipment:
    return Shipment("1", step, source, to_step, target, 30, arrive, arrive, 50)


def plan_of(runs: tuple[Run, ...], shipments: tuple[Shipment, ...]) -> Plan:
    arrives = max(s.arrive for s in shipments if s.to_step is None)
    cost = sum(r.cost for r in runs) + sum(s.cost for s in shipments)
    return Plan("complete", cost, cost, 0.0, 0.0, runs, shipments, (PlannedOrder("1", arrives, cost),))


TWO_STEPS = plan_of(
    (run("r1", "mill", "knitting", "0.fabric"), run("r2", "shop", "sewing", "0.sew", DAY + timedelta(1))),
    (ship("0.fabric", "r1", "r2", "0.sew"), ship("0.sew", "r2", None, arrive=DAY + timedelta(3))),
)


def priced(plan: Plan = TWO_STEPS, price: int = 2400) -> PricedOption:
    return PricedOption(Option((Label.CHEAPEST,), plan, 0.9), price)


def draft(spec: OrderSpec = SPEC) -> Order:
    return Order(id=1, trade="apparel", consumer=7, language="en", spec=spec)


def then(order: Order, event: Event, now: datetime = NOW) -> Decision:
    return decide(order, event, now, POLICY)


def quoted() -> Order:
    wish = then(draft(), WishChanged(SPEC, (), None, "en")).order
    return then(wish, QuoteFound(wish.basis, (priced(),))).order


def chosen() -> Order:
    """Chosen, and nobody asked yet."""
    order = quoted()
    return then(order, OptionChosen(order.basis, 0, free=True)).order


def placed() -> Order:
    """Both makers are asked: job 1 knits, job 2 sews, and the customer gets it three days later."""
    return then(chosen(), OffersDue()).order


def confirmed() -> Order:
    """Both makers have said yes."""
    return then(then(placed(), JobAccepted(1)).order, JobAccepted(2)).order
