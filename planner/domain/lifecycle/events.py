"""What can happen to an order."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from planner.domain.order import Counter, Part, PoolOffer, PricedOption, Replan, Waiting
from planner.domain.plan import Run, Shipment, Unplanned
from planner.domain.problem import Quantity
from planner.domain.questions import Question
from planner.domain.spec import OrderSpec

#: What a supplier is asked about its work.
Check: TypeAlias = Literal["start", "ready", "overdue", "received"]


@dataclass(frozen=True)
class WishChanged:
    """The consumer said or chose something: what stands now. `typed`: in words, not by a button; `resumed`: after a
    while, so that all of it is shown anew."""

    spec: OrderSpec
    unknown: tuple[str, ...]
    question: Question | None
    language: str
    typed: bool = True
    resumed: bool = False


@dataclass(frozen=True)
class QuoteFound:
    """The planner found options for the wish as it was at `basis`."""

    basis: int
    options: tuple[PricedOption, ...]


@dataclass(frozen=True)
class QuoteRefused:
    """The planner found nothing for the wish as it was at `basis`, and says why."""

    basis: int
    refusal: Unplanned


@dataclass(frozen=True)
class PoolLooked:
    """What joining a pool would mean for the wish as it was at `basis`; None: nothing that is worth it."""

    basis: int
    offer: PoolOffer | None


@dataclass(frozen=True)
class PoolJoined:
    """The consumer joins a pool with the quote for `basis`."""

    basis: int
    waiting: Waiting


@dataclass(frozen=True)
class PoolMoved:
    """Others have joined or left the pool it is in, or it closes at another time."""

    waiting: Waiting


@dataclass(frozen=True)
class PoolLeft:
    """It is in no pool any more. `why`: "left" by its consumer, or "released": the pool can't make it in time."""

    why: str


@dataclass(frozen=True)
class MemberLeft:
    """One of several customers of this order calls theirs off; `order`: its number."""

    order: int


@dataclass(frozen=True)
class LeftOthers:
    """An order that is made together with others is called off; `owed`: what it has cost by now, minor units."""

    owed: int


@dataclass(frozen=True)
class OptionChosen:
    """The consumer chose an option of the quote for `basis`. `free`: is its capacity still there?"""

    basis: int
    index: int
    free: bool


@dataclass(frozen=True)
class OffersDue:
    """The makers of a placed order are to be asked."""


@dataclass(frozen=True)
class OrderCancelled:
    """The consumer calls it off; or we do (`by_us`), and then nothing is owed."""

    by_us: bool = False


@dataclass(frozen=True)
class JobAccepted:
    """A supplier takes a job as offered."""

    number: int


@dataclass(frozen=True)
class JobDeclined:
    """A supplier does not take a job, or gives back one that it has taken."""

    number: int
    reason: str = ""


@dataclass(frozen=True)
class JobCountered:
    """A supplier would take a job at other terms. `run`: the job as it would be at these terms, None where that can't
    be said (a price for a part alone); `free`: is its capacity there?"""

    number: int
    counter: Counter
    run: Run | None = None
    free: bool = False


@dataclass(frozen=True)
class JobNoted:
    """A supplier said something about a job that changes nothing by itself: it is passed on to the admins."""

    number: int
    text: str


@dataclass(frozen=True)
class ReminderDue:
    """An offered job is still unanswered."""

    number: int


@dataclass(frozen=True)
class RivalFound:
    """Another supplier could do an unanswered job: `shipments` name the other jobs, and `run` by its id."""

    number: int
    run: Run
    shipments: tuple[Shipment, ...]


@dataclass(frozen=True)
class JobExpired:
    """An offered job was not answered in time; or the supplier of a live job can't be reached."""

    number: int
    unreachable: bool = False


@dataclass(frozen=True)
class Replanned:
    """The planner found how to go on: the ways, the gentlest first.

    `steered`: nothing was wrong, but an admin asked for it; it only counts where all that was promised is kept.
    """

    ways: tuple[Replan, ...]
    steered: bool = False


@dataclass(frozen=True)
class ReplanFailed:
    """Nothing can make what was left open."""

    refusal: Unplanned


@dataclass(frozen=True)
class ProposalAgreed:
    """The consumer chooses one of the proposed ways. `free`: can it still be done like that?"""

    index: int
    free: bool


@dataclass(frozen=True)
class ProposalReminderDue:
    """The consumer has not chosen yet."""


@dataclass(frozen=True)
class ProposalExpired:
    """The consumer did not choose in time."""


@dataclass(frozen=True)
class JobStarted:
    """A supplier has begun."""

    number: int


@dataclass(frozen=True)
class JobReady:
    """A supplier has finished. `note`: its words for the next maker; `photo`: a Telegram file id."""

    number: int
    note: str = ""
    photo: str = ""


@dataclass(frozen=True)
class JobShipped:
    """The goods have left a supplier."""

    number: int
    note: str = ""
    photo: str = ""


@dataclass(frozen=True)
class JobDelayed:
    """A supplier that has taken a job will be ready on another day."""

    number: int
    ready: date
    reason: str = ""


@dataclass(frozen=True)
class GoodsArrived:
    """Goods of job `number` have reached job `to` (None: the customer). `good`: how much of them came whole, in the
    sending job's unit; None: all."""

    number: int
    to: int | None
    good: Quantity | None = None


@dataclass(frozen=True)
class PartOffered:
    """The maker of job `number` asks others whether they take over a part: for each the run, and what is left then.
    Shipments name the runs by their ids. Their capacity is there."""

    number: int
    asked: tuple[tuple[Run, Part], ...]


@dataclass(frozen=True)
class PartTakenBack:
    """The maker of job `number` keeps all of it after all."""

    number: int


@dataclass(frozen=True)
class PartAgreed:
    """The maker who passes a part on agrees to the terms that job `number` (the part's) was answered with.

    `free`: is its capacity there?
    """

    number: int
    free: bool


@dataclass(frozen=True)
class CheckDue:
    """A supplier should have news of its job by now (`received`: of what is on its way to it)."""

    number: int
    check: Check


@dataclass(frozen=True)
class DeliveryCheckDue:
    """The customer should have it by now."""


@dataclass(frozen=True)
class Rated:
    """The consumer says how good it is: 1 to 5 stars."""

    stars: int


@dataclass(frozen=True)
class CloseDue:
    """No rating came."""


Event: TypeAlias = (
    WishChanged
    | QuoteFound
    | QuoteRefused
    | PoolLooked
    | PoolJoined
    | PoolMoved
    | PoolLeft
    | MemberLeft
    | LeftOthers
    | OptionChosen
    | OffersDue
    | OrderCancelled
    | JobAccepted
    | JobDeclined
    | JobCountered
    | JobNoted
    | ReminderDue
    | RivalFound
    | JobExpired
    | Replanned
    | ReplanFailed
    | ProposalAgreed
    | ProposalReminderDue
    | ProposalExpired
    | JobStarted
    | JobReady
    | JobShipped
    | JobDelayed
    | GoodsArrived
    | PartOffered
    | PartTakenBack
    | PartAgreed
    | CheckDue
    | DeliveryCheckDue
    | Rated
    | CloseDue
)
