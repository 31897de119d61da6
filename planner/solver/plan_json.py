"""A plan as plain JSON values."""

from __future__ import annotations

from planner.domain.money import from_minor
from planner.domain.plan import Alternative, Plan, Reason, Unplanned
from planner.domain.problem import Quantity


def plan_to_json(plan: Plan, currency: str) -> dict[str, object]:
    """A plan as plain JSON values; amounts are texts in `currency`, quantities numbers, dates ISO."""
    return {
        "status": plan.status,
        "cost": from_minor(plan.cost, currency),
        "bound": None if plan.bound is None else from_minor(plan.bound, currency),
        "gap": None if plan.gap is None else round(plan.gap, 6),
        "seconds": round(plan.seconds, 3),
        "runs": [
            {
                "id": run.id,
                "supplier": run.supplier,
                "process": run.process,
                "variant": dict(run.variant),
                "days": {day.isoformat(): _number(amount) for day, amount in sorted(run.days.items())},
                "ready": run.ready.isoformat(),
                "lots": [{"order": lot.order, "step": lot.step, "quantity": _number(lot.quantity)} for lot in run.lots],
                "cost": from_minor(run.cost, currency),
            }
            for run in plan.runs
        ],
        "shipments": [
            {
                "order": shipment.order,
                "step": shipment.step,
                "run": shipment.run,
                "to_step": shipment.to_step,
                "to_run": shipment.to_run,
                "quantity": _number(shipment.quantity),
                "depart": shipment.depart.isoformat(),
                "arrive": shipment.arrive.isoformat(),
                "cost": from_minor(shipment.cost, currency),
            }
            for shipment in plan.shipments
        ],
        "orders": [
            {"id": order.id, "arrives": order.arrives.isoformat(), "cost": from_minor(order.cost, currency)}
            for order in plan.orders
        ],
        "unplanned": [_unplanned(refusal, currency) for refusal in plan.unplanned],
    }


def _number(amount: Quantity) -> int | float:
    return int(amount) if amount == int(amount) else float(amount)


def _unplanned(refusal: Unplanned, currency: str) -> dict[str, object]:
    reasons = [_reason(reason) for reason in refusal.reasons]
    ways_out = [_alternative(alternative, currency) for alternative in refusal.alternatives]
    return {"order": refusal.order, "reasons": reasons, "alternatives": ways_out}


def _reason(reason: Reason) -> dict[str, object]:
    shape: dict[str, object] = {"code": reason.code.value, "detail": reason.detail}
    if reason.step is not None:
        shape["step"] = reason.step
    if reason.attribute is not None:
        shape |= {"attribute": reason.attribute, "value": reason.value, "offered": list(reason.offered)}
    return shape


def _alternative(alternative: Alternative, currency: str) -> dict[str, object]:
    shape: dict[str, object] = {}
    if alternative.due is not None:
        shape["due"] = alternative.due.isoformat()
    if alternative.cost is not None:
        shape["cost"] = from_minor(alternative.cost, currency)
    if alternative.quantity is not None:
        shape["quantity"] = alternative.quantity
    if alternative.swaps:
        shape["swaps"] = [
            {"attribute": swap.attribute, "value": swap.value, "instead": swap.instead} for swap in alternative.swaps
        ]
    return shape
