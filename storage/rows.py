"""What the stores keep and hand out: one shape a kind of row."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from math import isfinite
from typing import Any

Json = Mapping[str, Any]


@dataclass(frozen=True)
class Update:
    """A raw update from Telegram, stored before Telegram is told that it arrived. `attempts` counts claims so far."""

    bot_id: int
    update_id: int
    chat_id: int | None
    raw: str
    received_at: datetime
    attempts: int = 0


@dataclass(frozen=True)
class Outgoing:
    """A message to send. `slot`: the place in the chat that it edits, if any; `about`: what a reply to it is
    about (`job:12-1`); `attempts` counts claims so far."""

    id: int
    chat_id: int
    payload: Json
    slot: str | None
    about: str | None
    created_at: datetime
    attempts: int = 0


@dataclass(frozen=True)
class OrderRow:
    """An order: `state` is the whole aggregate, the rest is what it is looked up by. `version` counts saves."""

    id: int
    version: int
    trade: str
    consumer: int
    status: str
    state: Json
    created_at: datetime
    updated_at: datetime


@dataclass(frozen=True)
class JobRow:
    """One supplier's part in an order. `key` is unique ("12-3": the third job of order 12).

    `live`: it holds capacity. `first_day`, `last_day`: the working days of its run. `state`: the whole job.
    """

    key: str
    order_id: int
    supplier: str
    status: str
    live: bool
    first_day: date
    last_day: date
    state: Json


@dataclass(frozen=True)
class FollowUp:
    """Something to do at `due`: a reminder, a time-out, or work such as planning. `attempts` counts claims so far."""

    id: int
    kind: str
    order_id: int
    job: str | None
    due: datetime
    payload: Json = field(default_factory=dict)
    attempts: int = 0


@dataclass(frozen=True)
class Action:
    """What a button does. Only `chat_id` may press it, before `expires_at`; `version` is that of what it acts on."""

    id: str
    chat_id: int
    kind: str
    args: Json
    order_id: int | None
    version: int
    expires_at: datetime
    used_at: datetime | None = None


@dataclass(frozen=True)
class Person:
    """Somebody who talks to the bot. `language` None: not known yet. Not `reachable`: Telegram answered 403.

    `chosen`: they have said which language they want; else it is the one they write.
    """

    chat_id: int
    name: str
    language: str | None = None
    reachable: bool = True
    chosen: bool = False


@dataclass(frozen=True)
class AuditEvent:
    """Something that happened to an order, by whom (`consumer:7`, `supplier:x`, `admin:1`, `system`)."""

    id: int
    order_id: int | None
    at: datetime
    actor: str
    event: str
    data: Json


@dataclass(frozen=True)
class Observation:
    """What a supplier did in a job, seen once. `kind`: acceptance, punctuality or quality.

    `good`: 0 (as bad as can be) to 1; `weight`: how much it counts; `why`: a code that is shown in words; `facts`: what
    those words need. Raises ValueError where a number is outside its range.
    """

    supplier: str
    kind: str
    job: str
    good: float
    weight: float
    at: datetime
    why: str
    facts: Json = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not 0 <= self.good <= 1:
            raise ValueError(f"good is {self.good}: it must be from 0 to 1")
        if not (isfinite(self.weight) and self.weight >= 0):
            raise ValueError(f"weight is {self.weight}: it must be a number from 0 on")


@dataclass(frozen=True)
class Score:
    """A supplier's running score of one kind: the weights seen as good and as bad, as of `at`.

    Raises ValueError where one is no finite number.
    """

    supplier: str
    kind: str
    good: float
    bad: float
    at: datetime

    def __post_init__(self) -> None:
        if not (isfinite(self.good) and isfinite(self.bad)):
            raise ValueError(f"a score of {self.good} to {self.bad}: both must be finite numbers")


@dataclass(frozen=True)
class PairScore:
    """What a supplier has handed over to another: how often, how often all of it whole and on time, and the weights
    seen as good and as bad, as of `at`.

    Raises ValueError where a weight is no finite number.
    """

    sender: str
    receiver: str
    times: int
    fine: int
    good: float
    bad: float
    at: datetime

    def __post_init__(self) -> None:
        if not (isfinite(self.good) and isfinite(self.bad)):
            raise ValueError(f"a score of {self.good} to {self.bad}: both must be finite numbers")


@dataclass(frozen=True)
class Invite:
    """A way for whoever holds its token to speak for a supplier from then on. Only the token's hash is kept.

    `trade` "": a supplier that is in no book yet; `supplier` is then what it may be called, "" where nobody said.
    """

    token_hash: str
    supplier: str
    trade: str
    created_by: int
    created_at: datetime
    expires_at: datetime
    used_by: int | None = None
    used_at: datetime | None = None


@dataclass(frozen=True)
class SupplierRecord:
    """What a supplier has said about itself: keys of a supplier in a book of suppliers, over what its book says.

    `version` counts its changes, from 1; `actor`: whose the last one was, as in the audit trail.
    """

    trade: str
    supplier: str
    version: int
    record: Json
    actor: str
    changed_at: datetime


@dataclass(frozen=True)
class Artwork:
    """A file that somebody wants on what they order. `file_id`: Telegram's, for this bot alone; `kind`: "photo" or
    "document", as Telegram has it; `album`: what came with it in one go has the same."""

    file_id: str
    kind: str
    name: str
    album: str | None = None


@dataclass(frozen=True)
class PoolRow:
    """A pool. `version`: 1 where it is new; `token`: what a link to it carries; `state`: the aggregate."""

    id: int
    version: int
    trade: str
    product: str
    token: str
    status: str
    state: Json
    opened_at: datetime


@dataclass(frozen=True)
class SetUp:
    """A workshop that somebody is setting up in a chat. `version` counts its changes, from 1; `status`: whose turn it
    is; `state`: what was said so far."""

    chat_id: int
    version: int
    status: str
    state: Json
    updated_at: datetime


@dataclass(frozen=True)
class UnknownWording:
    """What people said and nobody understood. `wording`: as it is counted, case and spaces aside; `said`: as somebody
    wrote it; `product`: what they were ordering, if that was clear; `seen`: how often."""

    trade: str
    wording: str
    said: str
    product: str | None
    language: str
    seen: int
    last_seen: datetime


@dataclass(frozen=True)
class Teaching:
    """A wording that a trade was taught. `version` counts its changes, from 1; `target`: what it means, as
    `colour.navy`; None where it was forgotten again."""

    trade: str
    wording: str
    version: int
    said: str
    target: str | None
    actor: str
    taught_at: datetime


@dataclass(frozen=True)
class CatalogueText:
    """What is served of a trade instead of its file. `kind`: "catalogue" or "suppliers"; `version` counts its changes,
    from 1; `content`: YAML, None where the file counts again."""

    trade: str
    kind: str
    version: int
    content: str | None
    actor: str
    changed_at: datetime


@dataclass(frozen=True)
class CatalogueProposal:
    """A text that somebody has sent in and not yet said yes to."""

    token: str
    trade: str
    kind: str
    content: str
    proposed_at: datetime


@dataclass(frozen=True)
class Note:
    """A line in the thread of an order's makers. `author`: as in the audit trail; `job`: the number of their job;
    `to_job`: that of whom it is meant for (None: for all); `file_id`: Telegram's, of a picture or document."""

    id: int
    order_id: int
    at: datetime
    author: str
    job: int | None
    to_job: int | None
    text: str
    file_id: str | None = None


@dataclass(frozen=True)
class Sweep:
    """A page of people looked at: the chats among them that can be forgotten, and where to go on (None: at the end)."""

    chats: tuple[int, ...]
    after: int | None


@dataclass(frozen=True)
class DemandMark:
    """One wish in one cell of what is counted. `outcome`, `attribute`: as in `planner.domain.demand`; `day`: when it
    was asked for; `who`: stands for whoever asked, and leads to nobody."""

    order_id: int
    outcome: str
    product: str
    attribute: str
    value: str
    trade: str
    day: date
    pieces: int
    who: str


@dataclass(frozen=True)
class DemandBlock:
    """What was asked for in one cell from `first` to `last`, both included: enough people stand behind it for all to
    see. It never changes."""

    trade: str
    outcome: str
    product: str
    attribute: str
    first: date
    value: str
    last: date
    orders: int
    pieces: int


@dataclass(frozen=True)
class DemandSubscription:
    """How often a supplier wants to hear of demand. `rhythm`: "daily", "weekly" or "never"; `weekday`: ISO, 1 = Monday;
    `hour`: local."""

    trade: str
    supplier: str
    rhythm: str
    weekday: int
    hour: int
    last_sent: datetime | None = None
