"""The two machines, written down: which event may bring an order, or a job, from which status to which.

`decide` holds every decision to these tables, and the diagrams in the docs are drawn from them.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TypeAlias

from planner.domain.order import JobStatus as J
from planner.domain.order import Order
from planner.domain.order import OrderStatus as O

#: (from, to) → the events that may do it. `from` None: it begins there.
OrderMoves: TypeAlias = Mapping[tuple[O, O], frozenset[str]]
JobMoves: TypeAlias = Mapping[tuple[J | None, J], frozenset[str]]

_PROGRESS = frozenset({"JobStarted", "JobReady", "JobShipped", "GoodsArrived"})
_LAST_YES = frozenset({"JobAccepted", "JobCountered", "Replanned", "ProposalAgreed"})
_LOST = frozenset({"JobDeclined", "JobExpired"})

ORDER_MOVES: OrderMoves = {
    (O.DRAFT, O.QUOTED): frozenset({"QuoteFound"}),
    (O.QUOTED, O.DRAFT): frozenset({"WishChanged", "OptionChosen"}),
    (O.QUOTED, O.PLACED): frozenset({"OptionChosen"}),
    (O.QUOTED, O.POOLED): frozenset({"PoolJoined"}),
    (O.POOLED, O.DRAFT): frozenset({"PoolLeft"}),
    (O.PLACED, O.CONFIRMING): frozenset({"OffersDue"}),
    (O.CONFIRMING, O.CONFIRMED): _LAST_YES,
    (O.CONFIRMING, O.IN_PRODUCTION): _LAST_YES,
    (O.CONFIRMED, O.CONFIRMING): _LOST | {"Replanned", "ProposalAgreed"},
    (O.CONFIRMED, O.IN_PRODUCTION): _PROGRESS,
    (O.IN_PRODUCTION, O.DELIVERED): frozenset(
        {"GoodsArrived", "DeliveryCheckDue", "Replanned", "ProposalAgreed", "MemberLeft", "JobReady"}
    ),
    (O.DELIVERED, O.CLOSED): frozenset({"Rated", "CloseDue"}),
    **{(status, O.CANCELLED): frozenset({"OrderCancelled"}) for status in (O.DRAFT, O.QUOTED, O.POOLED)},
    **{
        (status, O.CANCELLED): frozenset({"OrderCancelled", "ProposalExpired", "MemberLeft", "LeftOthers"})
        for status in (O.PLACED, O.CONFIRMING, O.CONFIRMED, O.IN_PRODUCTION)
    },
    **{(status, O.DRAFT): frozenset({"PoolLeft"}) for status in (O.PLACED, O.CONFIRMING, O.CONFIRMED, O.IN_PRODUCTION)},
    **{
        (status, O.FAILED): frozenset({"ReplanFailed"})
        for status in (O.PLACED, O.CONFIRMING, O.CONFIRMED, O.IN_PRODUCTION)
    },
}

_OUT = frozenset({"OrderCancelled", "ProposalExpired", "ReplanFailed", "MemberLeft", "LeftOthers"})
_HERE = frozenset({"GoodsArrived", "DeliveryCheckDue", "JobReady"})
_SETTLED = _HERE | {"Replanned", "ProposalAgreed", "MemberLeft"}
#: A request to take over a part is off once what it was built on has changed, or somebody else has the part.
_PART_OFF = frozenset({"PartTakenBack", "PartAgreed", "JobAccepted", "JobCountered", "JobDelayed"}) | _LOST | _PROGRESS

JOB_MOVES: JobMoves = {
    (None, J.PLANNED): frozenset({"OptionChosen"}),
    (None, J.OFFERED): frozenset({"Replanned", "ProposalAgreed", "RivalFound", "PartOffered"}),
    (J.PLANNED, J.OFFERED): frozenset({"OffersDue"}),
    (J.PLANNED, J.WITHDRAWN): _OUT | {"Replanned", "ProposalAgreed"},
    (J.PLANNED, J.EXPIRED): frozenset({"JobExpired"}),
    (J.OFFERED, J.ACCEPTED): frozenset({"JobAccepted", "JobCountered"}),
    (J.OFFERED, J.DECLINED): frozenset({"JobDeclined"}),
    (J.OFFERED, J.COUNTERED): frozenset({"JobCountered"}),
    (J.OFFERED, J.EXPIRED): frozenset({"JobExpired"}),
    (J.OFFERED, J.WITHDRAWN): _OUT | _SETTLED | _PART_OFF,
    (J.COUNTERED, J.ACCEPTED): frozenset({"Replanned", "ProposalAgreed", "PartAgreed"}),
    (J.COUNTERED, J.WITHDRAWN): _OUT | _SETTLED | _PART_OFF,
    (J.ACCEPTED, J.STARTED): frozenset({"JobStarted"}),
    (J.ACCEPTED, J.READY): frozenset({"JobReady"}),
    (J.ACCEPTED, J.SHIPPED): frozenset({"JobShipped", "GoodsArrived"}),
    (J.ACCEPTED, J.DECLINED): frozenset({"JobDeclined"}),
    (J.ACCEPTED, J.EXPIRED): frozenset({"JobExpired"}),
    (J.ACCEPTED, J.WITHDRAWN): _OUT | {"Replanned", "ProposalAgreed", "JobAccepted", "JobCountered", "PartAgreed"},
    (J.STARTED, J.READY): frozenset({"JobReady"}),
    (J.STARTED, J.SHIPPED): frozenset({"JobShipped", "GoodsArrived"}),
    (J.STARTED, J.DECLINED): frozenset({"JobDeclined"}),
    (J.STARTED, J.WITHDRAWN): frozenset({"OrderCancelled", "MemberLeft"}),
    (J.READY, J.SHIPPED): frozenset({"JobShipped", "GoodsArrived"}),
    (J.SHIPPED, J.RECEIVED): _SETTLED | {"JobReady"},
    **{(status, J.RECEIVED): _SETTLED | {"JobReady"} for status in (J.READY, J.ACCEPTED, J.STARTED)},
}


def check_moves(before: Order, after: Order, event: str) -> None:
    """Raises RuntimeError where a decision does what no table allows: a fault of the program, not of people."""
    if before.status is not after.status and event not in ORDER_MOVES.get((before.status, after.status), ()):
        raise RuntimeError(f"{event} must not bring an order from {before.status} to {after.status}")
    for job in after.jobs:
        was = before.job(job.number)
        steps = [was.status if was else None, *(status for status, _ in job.history[len(was.history) if was else 0 :])]
        if steps[-1] is not job.status:
            steps.append(job.status)
        for old, new in pairwise(steps):
            if old is not new and (new is None or event not in JOB_MOVES.get((old, new), ())):
                raise RuntimeError(f"{event} must not bring a job from {old} to {new}")
