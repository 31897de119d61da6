"""What the application needs of a database: one transaction, and the stores in it.

Every method runs inside the transaction it was reached through; nothing is visible to others before that commits.
Times are aware datetimes, come back as UTC, and are always passed in. JSON columns hold plain JSON values, and no NaN.
Text may be anything: characters that a database can't hold come back as U+FFFD.

A claim takes things for the length of a lease: they are handed out again when it ends, unless they were finished or
the lease was renewed. Commit a claim before the work begins, in a transaction that queues nothing: only then can others
see what is taken.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import date, datetime, timedelta
from typing import Protocol

# Each under its own name: they are part of the ports.
from storage.rows import Action as Action
from storage.rows import Artwork as Artwork
from storage.rows import AuditEvent as AuditEvent
from storage.rows import CatalogueProposal as CatalogueProposal
from storage.rows import CatalogueText as CatalogueText
from storage.rows import DemandBlock as DemandBlock
from storage.rows import DemandMark as DemandMark
from storage.rows import DemandSubscription as DemandSubscription
from storage.rows import FollowUp as FollowUp
from storage.rows import Invite as Invite
from storage.rows import JobRow as JobRow
from storage.rows import Json as Json
from storage.rows import Note as Note
from storage.rows import Observation as Observation
from storage.rows import OrderRow as OrderRow
from storage.rows import Outgoing as Outgoing
from storage.rows import PairScore as PairScore
from storage.rows import Person as Person
from storage.rows import PoolRow as PoolRow
from storage.rows import Score as Score
from storage.rows import SetUp as SetUp
from storage.rows import SupplierRecord as SupplierRecord
from storage.rows import Sweep as Sweep
from storage.rows import Teaching as Teaching
from storage.rows import UnknownWording as UnknownWording
from storage.rows import Update as Update


class Inbox(Protocol):
    """Updates as they came, each exactly once."""

    async def put(
        self, bot_id: int, update_id: int, chat_id: int | None, raw: str, now: datetime, kind: str = "message"
    ) -> bool:
        """Keep an update; False (and nothing changes) where (bot_id, update_id) is there already.

        `kind`: as Telegram names it (message, callback_query ...).
        """

    async def claim(self, now: datetime, lease: timedelta) -> Update | None:
        """Take the oldest update that nobody holds, is due, and has no older unfinished one of the same chat.

        Nothing of a chat is taken while another of it is held, either. An update without a chat waits for no other.
        """

    async def claim_many(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Update]:
        """Take up to `limit` as `claim` does, each of another chat, the oldest first."""

    async def renew(self, update: Update, now: datetime, lease: timedelta) -> bool:
        """Hold a claimed update for longer; False where it is finished, or was claimed again since."""

    async def done(self, bot_id: int, update_id: int, now: datetime) -> None:
        """It is dealt with. Raises StaleState where it was before (a lease ran out, another worker was faster): what
        this transaction did must not be done twice."""

    async def retry(self, bot_id: int, update_id: int, error: str, at: datetime) -> None:
        """It failed: hand it out again from `at` on. Nothing happens where it is finished already."""

    async def bury(self, bot_id: int, update_id: int, error: str, now: datetime) -> None:
        """It failed for good: keep it as a dead letter that holds nothing up."""

    async def waiting(self, chat_id: int) -> bool:
        """Is there an unfinished update of this chat?"""

    async def recent(self, chat_id: int, kind: str, since: datetime, before_update_id: int) -> int:
        """How many updates of a kind came from a chat at or after `since`, with numbers below `before_update_id`."""

    async def counts(self) -> dict[str, int]:
        """How many updates are `waiting`, `done`, `dead`."""


class Outbox(Protocol):
    """Messages to send, in order within a chat."""

    async def put(
        self, chat_id: int, payload: Json, now: datetime, slot: str | None = None, about: str | None = None
    ) -> int:
        """Queue a message; returns its id. One with a slot replaces the payload (and `about`) of an unsent, unclaimed
        one with the same slot, keeps its place, and returns its id."""

    async def waiting(self, chat_id: int, slot: str) -> Json | None:
        """The payload that `put` would replace: of the slot's unsent, unclaimed message, if there is one."""

    async def claim(self, now: datetime, limit: int, lease: timedelta) -> Sequence[Outgoing]:
        """Take due messages: of each chat at most its oldest unsent one, and none of a chat where one is being sent."""

    async def renew(self, message: Outgoing, now: datetime, lease: timedelta) -> bool:
        """Hold a claimed message for longer; False where it is finished, or was claimed again since."""

    async def sent(self, message: int, now: datetime) -> None:
        """Telegram has it."""

    async def retry(self, message: int, error: str, at: datetime) -> None:
        """Try again from `at` on; what is behind it in its chat waits too."""

    async def bury(self, message: int, error: str, now: datetime) -> None:
        """It can't be delivered: keep it as a dead letter that holds nothing up."""

    async def drop_chat(self, chat_id: int, now: datetime) -> int:
        """Bury all that is queued for a chat, claimed or not; returns how many."""

    async def counts(self) -> dict[str, int]:
        """How many messages are `waiting`, `sent`, `dead`."""


class Messages(Protocol):
    """Which message in a chat shows what."""

    async def record(
        self,
        chat_id: int,
        message_id: int,
        slot: str | None,
        about: str | None,
        now: datetime,
        picture: str | None = None,
    ) -> None:
        """A message was sent; the newest (by number) of a slot is the one that is edited from now on. `picture`: what
        is drawn in it, under any name that changes with what is drawn."""

    async def pictured(self, chat_id: int, message_id: int, picture: str) -> None:
        """A message that was recorded shows another picture now."""

    async def picture(self, chat_id: int, message_id: int) -> str | None:
        """What is drawn in a message; None where it is no picture, or not known."""

    async def slot(self, chat_id: int, slot: str) -> int | None:
        """The message that shows a slot."""

    async def about(self, chat_id: int, message_id: int) -> str | None:
        """What a message is about."""

    async def newest_about(self, chat_id: int, about: str) -> int | None:
        """The newest message about something, to reply to."""

    async def forget_slot(self, chat_id: int, slot: str) -> None:
        """The slot's message is gone (deleted, too old to edit): the next one is sent anew."""


class Orders(Protocol):
    """Orders and their jobs."""

    async def create(self, trade: str, consumer: int, status: str, state: Json, now: datetime) -> OrderRow:
        """A new order, version 1, with the next number."""

    async def get(self, order_id: int) -> OrderRow | None: ...

    async def save(self, order: OrderRow, jobs: Sequence[JobRow], now: datetime) -> OrderRow:
        """Store what changed, if the stored version is still `order.version`; returns it with the next version.

        `jobs` are all jobs of the order, new and old. Raises StaleState where somebody else saved first.
        """

    async def newest_of(self, consumer: int, statuses: Sequence[str]) -> OrderRow | None:
        """The consumer's newest order in one of these statuses."""

    async def of_consumer(self, consumer: int, limit: int, before: int | None = None) -> Sequence[OrderRow]:
        """The consumer's orders, newest first, with numbers below `before`."""

    async def page(self, limit: int, before: int | None = None) -> Sequence[OrderRow]:
        """All orders, newest first, with numbers below `before`."""

    async def created(
        self, since: datetime, until: datetime, limit: int, after: tuple[datetime, int] | None = None
    ) -> Sequence[OrderRow]:
        """Orders made from `since` to before `until`, the oldest first. `after`: when the last of the page before was
        made, and its number."""

    async def created_counts(self, borders: Sequence[datetime]) -> Sequence[dict[str, int]]:
        """By status, how many orders were made from each of these instants to before the next."""

    async def first_of(self, consumer: int) -> int | None:
        """The number of the consumer's first order."""

    async def job(self, key: str) -> JobRow | None: ...

    async def jobs_of_supplier(self, supplier: str, statuses: Sequence[str], limit: int = 50) -> Sequence[JobRow]:
        """A supplier's jobs in these statuses, oldest first."""

    async def booked(self, trade: str, since: date) -> Sequence[JobRow]:
        """The live jobs of a trade that still work on or after `since`: what holds capacity."""

    async def counts(self) -> dict[str, int]:
        """Orders by status."""

    async def job_counts(self) -> dict[str, int]:
        """Jobs by status."""


class FollowUps(Protocol):
    """What is to be done later."""

    async def put(self, kind: str, order_id: int, job: str | None, due: datetime, payload: Json) -> int: ...

    async def cancel(self, order_id: int, kinds: Sequence[str] | None = None, job: str | None = None) -> int:
        """Drop an order's pending follow-ups: all, or those of some kinds, or of one job; returns how many."""

    async def claim(
        self,
        now: datetime,
        limit: int,
        lease: timedelta,
        *,
        only: Collection[str] | None = None,
        but: Collection[str] = (),
    ) -> Sequence[FollowUp]:
        """Take due ones that nobody holds, the earliest first: of the kinds `only` (None: of all), none of `but`."""

    async def renew(self, follow_up: FollowUp, now: datetime, lease: timedelta) -> bool:
        """Hold a claimed one for longer; False where it is finished, or was claimed again since."""

    async def done(self, follow_up: int) -> bool:
        """It is dealt with; False where it was cancelled or done meanwhile."""

    async def retry(self, follow_up: int, error: str, at: datetime) -> None:
        """It failed: it is due again at `at`."""

    async def next_due(self) -> datetime | None:
        """When the next one can be taken: it is due, or where somebody holds it, its lease ends."""

    async def pending(self, order_id: int) -> Sequence[FollowUp]: ...


class Actions(Protocol):
    """What buttons do."""

    async def put(self, action: Action) -> None: ...

    async def get(self, action_id: str) -> Action | None: ...

    async def use(self, action_id: str, now: datetime) -> bool:
        """Mark it used; False where it was used before."""


class People(Protocol):
    """Who talks to the bot."""

    async def get(self, chat_id: int) -> Person | None: ...

    async def save(self, person: Person, now: datetime) -> None:
        """Insert or replace."""

    async def unreachable(self) -> frozenset[int]:
        """Chats that Telegram refuses."""

    async def page(self, limit: int, after: int | None = None) -> Sequence[Person]:
        """Everybody, by chat, above `after`."""

    async def count(self) -> int:
        """How many people there are, reachable or not."""


class Audit(Protocol):
    """What happened, in order; never changed."""

    async def add(self, order_id: int | None, at: datetime, actor: str, event: str, data: Json) -> None: ...

    async def of(self, order_id: int, limit: int = 100, before: int | None = None) -> Sequence[AuditEvent]:
        """An order's events, oldest first: the last `limit` of those with ids below `before`."""

    async def page(self, limit: int, before: int | None = None) -> Sequence[AuditEvent]:
        """All events, newest first, with ids below `before`."""


class Leases(Protocol):
    """At most one holder of a name at a time, across processes."""

    async def acquire(self, name: str, holder: str, now: datetime, ttl: timedelta) -> bool:
        """Take or renew; False where somebody else holds it."""

    async def release(self, name: str, holder: str) -> None: ...


class Records(Protocol):
    """What suppliers have done, and the running score that it makes."""

    async def add(self, observation: Observation) -> bool:
        """Keep an observation; False (and nothing changes) where the job has one of this kind already.

        Nobody else adds any of the supplier's until this transaction ends: read its score after this, then save it.
        """

    async def newest(self, supplier: str, limit: int) -> Sequence[Observation]:
        """A supplier's observations of every kind, newest first."""

    async def scores(self, suppliers: Sequence[str] | None = None) -> Sequence[Score]:
        """Every score of these suppliers (None: of all), by supplier and kind."""

    async def score(self, supplier: str, kind: str) -> Score | None: ...

    async def save_score(self, score: Score) -> None:
        """Insert or replace."""

    async def pairs(self) -> Sequence[PairScore]:
        """Every pair of suppliers of whom one has handed something over to the other, by sender and receiver."""

    async def pairs_of(self, supplier: str) -> Sequence[PairScore]:
        """Those in which a supplier is the sender, then those in which it is the receiver."""

    async def pair(self, sender: str, receiver: str, now: datetime) -> PairScore | None:
        """A pair's score, for whoever saves it next: nobody else reads it so until this transaction ends."""

    async def save_pair(self, pair: PairScore) -> None:
        """Insert or replace."""


class Invites(Protocol):
    """Invitations to speak for a supplier, each good for one person once."""

    async def put(self, invite: Invite) -> None: ...

    async def use(self, token_hash: str, by: int, now: datetime) -> Invite | None:
        """Use it up; None where it was used before, has expired, or was never given out. Of many at once one wins."""


class Connections(Protocol):
    """Which Telegram chat stands for which supplier."""

    async def put(self, trade: str, supplier: str, chat_id: int, now: datetime) -> None:
        """Insert or replace."""

    async def drop(self, trade: str, supplier: str) -> bool:
        """False where there was none."""

    async def all(self) -> Mapping[tuple[str, str], int]:
        """(trade, supplier) → chat."""


class Pauses(Protocol):
    """Suppliers who get no new jobs for now."""

    async def put(self, trade: str, supplier: str, actor: str, now: datetime) -> bool:
        """False (and nothing changes) where it is paused already."""

    async def drop(self, trade: str, supplier: str) -> bool:
        """False where it was not paused."""

    async def all(self) -> Mapping[tuple[str, str], datetime]:
        """(trade, supplier) → since when."""


class SupplierRecords(Protocol):
    """What suppliers say about themselves since their book was written."""

    async def get(self, trade: str, supplier: str) -> SupplierRecord | None: ...

    async def put(self, record: SupplierRecord) -> None:
        """Store version `record.version`, the one after what is stored (1 where nothing is). Raises StaleState where
        somebody else was faster."""

    async def all(self) -> Sequence[SupplierRecord]:
        """Every supplier's newest."""

    async def stamp(self) -> int:
        """A number that grows with every change that commits, whoever makes it; 0 where nothing is stored."""


class Artworks(Protocol):
    """The files that consumers want on what they order."""

    async def add(self, order_id: int, file: Artwork, now: datetime) -> bool:
        """False where the order has it already."""

    async def of(self, order_id: int) -> Sequence[Artwork]:
        """In the order in which they were sent."""

    async def drop(self, order_id: int) -> None:
        """All of an order's. Telegram keeps the files; nothing here leads to them any more."""


class SetUps(Protocol):
    """Workshops that are being set up, one a chat."""

    async def get(self, chat_id: int) -> SetUp | None: ...

    async def put(self, set_up: SetUp) -> None:
        """Store version `set_up.version`, the one after what is stored (1 where nothing is). Raises StaleState where
        somebody else was faster."""

    async def drop(self, set_up: SetUp) -> None:
        """It is over. Raises StaleState where the stored version is another, or there is none."""


class Pools(Protocol):
    """Orders that wait for each other."""

    async def create(self, pool: PoolRow) -> PoolRow:
        """Store a new one, whatever its number and version say; returned with those that it has got."""

    async def get(self, pool_id: int) -> PoolRow | None: ...

    async def by_token(self, token: str) -> PoolRow | None: ...

    async def open(self, trade: str, product: str) -> PoolRow | None:
        """The newest open one of a product."""

    async def all_open(self) -> Sequence[PoolRow]:
        """The oldest first."""

    async def page(self, limit: int, before: int | None = None) -> Sequence[PoolRow]:
        """All, newest first, with numbers below `before`."""

    async def save(self, pool: PoolRow) -> PoolRow:
        """Store it in the place of version `pool.version`; returned with the new version. Raises StaleState where
        somebody else was faster."""


class UnknownWordings(Protocol):
    """What people say and nobody understands."""

    async def saw(self, trade: str, wording: str, said: str, product: str | None, language: str, now: datetime) -> None:
        """Once more, or for the first time."""

    async def most(self, limit: int, skip: int = 0) -> Sequence[UnknownWording]:
        """The most frequent ones first."""

    async def drop(self, trade: str, wording: str) -> None:
        """It is understood by now."""


class Teachings(Protocol):
    """What the catalogues were taught since they were written."""

    async def get(self, trade: str, wording: str) -> Teaching | None: ...

    async def put(self, teaching: Teaching) -> None:
        """Store version `teaching.version`, the one after what is stored (1 where nothing is). Raises StaleState where
        somebody else was faster."""

    async def all(self) -> Sequence[Teaching]:
        """Also what was forgotten again."""

    async def stamp(self) -> int:
        """A number that grows with every change that commits, whoever makes it; 0 where nothing is stored."""


class Exports(Protocol):
    """What is being put together for somebody to take away, a part at a time."""

    async def add(self, name: str, part: int, content: str) -> None:
        """Keep a part of the export `name`; the first is 0."""

    async def part(self, name: str, part: int) -> str | None: ...

    async def drop(self, name: str) -> None:
        """All parts of an export."""


class CatalogueTexts(Protocol):
    """Catalogues and books of suppliers that are served instead of their files."""

    async def get(self, trade: str, kind: str) -> CatalogueText | None: ...

    async def put(self, text: CatalogueText) -> None:
        """Store version `text.version`, the one after what is stored (1 where nothing is). Raises StaleState where
        somebody else was faster."""

    async def all(self) -> Sequence[CatalogueText]:
        """Also those whose file counts again."""

    async def stamp(self) -> int:
        """A number that grows with every change that commits, whoever makes it; 0 where nothing is stored."""

    async def propose(self, proposal: CatalogueProposal) -> None: ...

    async def proposal(self, token: str) -> CatalogueProposal | None: ...

    async def drop_proposals(self, before: datetime) -> None:
        """Those that nobody has said yes or no to since."""


class Notes(Protocol):
    """What the makers of an order tell each other."""

    async def add(
        self,
        order_id: int,
        at: datetime,
        author: str,
        text: str,
        job: int | None = None,
        to_job: int | None = None,
        file_id: str | None = None,
    ) -> Note: ...

    async def of(self, order_id: int, limit: int, before: int | None = None) -> Sequence[Note]:
        """An order's notes, oldest first: the last `limit` of those with ids below `before`."""


class Demand(Protocol):
    """What is asked for: wishes that are not published yet, what is published, and who wants to hear of it.

    `outcome`, `product`, `attribute` and `value` name a cell (`planner.domain.demand`).
    """

    async def replace(self, order_id: int, outcome: str, today: date, marks: Sequence[DemandMark]) -> bool:
        """A wish counts as these from now on, instead of what it counted as today. False (and nothing changes) where
        it was counted on another day: what is over may be published."""

    async def move(self, order_id: int, outcome: str, attribute: str, value: str) -> None:
        """What an order counts as in one attribute is `value` now."""

    async def of(self, order_id: int, outcome: str) -> Sequence[DemandMark]:
        """What a wish counts as."""

    async def pending(self, trade: str, since: date, until: date) -> Sequence[DemandMark]:
        """A trade's marks from `since` to before `until` that are not settled."""

    async def settle(
        self, trade: str, outcome: str, product: str, attribute: str, until: date, value: str | None = None
    ) -> None:
        """Of one attribute's values (None: of all) the marks up to `until`, that day included, are published."""

    async def unname(self, who: str, instead: str) -> int:
        """From now on another name, which leads to nobody, stands behind somebody's marks; returns how many."""

    async def purge(self, before: date, limit: int = 500) -> int:
        """Delete up to `limit` marks of days before `before`; returns how many."""

    async def publish(self, blocks: Sequence[DemandBlock]) -> None:
        """Keep these for good; one that is there already stays as it is."""

    async def blocks(self, trade: str, since: date) -> Sequence[DemandBlock]:
        """What is published of a trade and ends on `since` or later, the earliest first."""

    async def secret(self, name: str, fresh: str) -> str:
        """What is kept under a name; `fresh` from now on where there was nothing."""

    async def subscription(self, trade: str, supplier: str) -> DemandSubscription | None: ...

    async def subscribe(self, subscription: DemandSubscription) -> None:
        """Insert or replace."""


class Retention(Protocol):
    """Letting go of what is no longer needed, a batch a transaction: call again until nothing was left to do."""

    async def purge_updates(self, before: datetime, limit: int = 500) -> int:
        """Delete up to `limit` updates that were finished, and as many messages sent or given up, before `before`.

        Returns how many. Leave Telegram the day in which it may deliver an update again: it would be taken for new.
        """

    async def purge_wordings(self, before: datetime, limit: int = 500) -> int:
        """Delete up to `limit` wordings that nobody understood and nobody has said since `before`; returns how many."""

    async def purge_actions(self, before: datetime, limit: int = 500) -> int:
        """Delete up to `limit` buttons that expired before `before`; returns how many."""

    async def idle_contacts(self, before: datetime, limit: int, after: int | None = None) -> Sweep:
        """Look at the next `limit` people with chats above `after`, and say who of them can be forgotten.

        That is: who has no order under way and none that changed since `before` (an order that was never placed is not
        under way), wrote nothing since, speaks for no connected supplier, and is not forgotten already. Suppliers of
        the book and admins are not known here: leave them out.
        """

    async def forget(self, chat_id: int, now: datetime, limit: int = 500) -> int:
        """Clear a person's name and language, and delete what they sent, were sent, and were shown; returns how many
        rows that were, at most `limit` of a kind.

        What is still under way stays (the very update that asks for this, the answer to it) until it is done and
        purged. Orders, jobs and the audit trail stay: they are what is due to others.
        """


class Transaction(Protocol):
    """One transaction's stores."""

    @property
    def inbox(self) -> Inbox: ...
    @property
    def outbox(self) -> Outbox: ...
    @property
    def messages(self) -> Messages: ...
    @property
    def orders(self) -> Orders: ...
    @property
    def follow_ups(self) -> FollowUps: ...
    @property
    def actions(self) -> Actions: ...
    @property
    def people(self) -> People: ...
    @property
    def audit(self) -> Audit: ...
    @property
    def leases(self) -> Leases: ...
    @property
    def records(self) -> Records: ...
    @property
    def invites(self) -> Invites: ...
    @property
    def connections(self) -> Connections: ...
    @property
    def pauses(self) -> Pauses: ...
    @property
    def supplier_records(self) -> SupplierRecords: ...
    @property
    def artwork(self) -> Artworks: ...
    @property
    def set_ups(self) -> SetUps: ...
    @property
    def pools(self) -> Pools: ...
    @property
    def unknown_wordings(self) -> UnknownWordings: ...
    @property
    def teachings(self) -> Teachings: ...
    @property
    def exports(self) -> Exports: ...
    @property
    def catalogue_texts(self) -> CatalogueTexts: ...
    @property
    def notes(self) -> Notes: ...
    @property
    def demand(self) -> Demand: ...
    @property
    def retention(self) -> Retention: ...


class Database(Protocol):
    """A database that holds the current schema."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Commits when the block ends, rolls back when it raises. One task has one at a time.

        Raises StorageError where the database fails, and StaleState where this transaction and another wanted the same
        rows in different orders: nothing is stored then, and the whole transaction may be tried again.
        """

    async def close(self) -> None:
        """Waits for the transactions under way; later ones are refused."""
