"""What every use case needs: the database, the clock, the trades, a reader, a planner, and how patient we are."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from bot.services.at_work import AtWork, unseen
from bot.services.trade_texts import TradeTexts
from nlu.trades import TradesReader
from planner.domain.breakdown import Breakdown
from planner.domain.errors import SupplierBookError
from planner.domain.forecast import Forecast, History
from planner.domain.hours import of_partner
from planner.domain.lifecycle import Policy
from planner.domain.plan import Plan, Quote
from planner.domain.pooling import PooledPlan
from planner.domain.problem import Problem
from planner.domain.supplier import Partner, Trade
from planner.domain.supplier_record import with_records
from storage.ports import Database


class Clock(Protocol):
    """Tells the time; the sandbox's can be moved."""

    def now(self) -> datetime:
        """The time now, aware, in UTC."""


class Planner(Protocol):
    """Plans somewhere else than on the event loop."""

    async def quote(self, problem: Problem) -> Quote:
        """Options for a problem with one order, or why there are none."""

    async def explain(self, problem: Problem, plan: Plan) -> Breakdown:
        """Who else could do each step of a plan for a problem with one order, and why they don't."""

    async def pool(
        self, problem: Problem, limits: Mapping[str, int], *, seconds: float, fair: bool = True
    ) -> PooledPlan:
        """Several orders together, and what each bears of the cost; none where it took too long.

        `limits`: the most that an order may bear, minor units; `fair`: see to it that no group pays more than it would
        by itself, which takes longer.
        """


class Forecaster(Protocol):
    """Foretells somewhere else than on the event loop."""

    async def forecast(self, history: History, first: date, last: date) -> Forecast:
        """The days after a history, and the sum from `first` to `last`; an empty one where that can't be said."""


class NoForecaster:
    """Says nothing about the coming days."""

    async def forecast(self, history: History, first: date, last: date) -> Forecast:
        return Forecast()


class Trades:
    """The trades this bot serves, and their suppliers: as the books say, as they have said themselves since, and with
    the chats that were connected since. `stamp`: of the records that are served."""

    def __init__(self, trades: Mapping[str, Trade]):
        self.version = 0
        self.stamp = 0
        self._listed = dict(trades)
        self._records: Mapping[str, Mapping[str, Mapping[str, Any]]] = {}
        self._connections: dict[tuple[str, str], int] = {}
        self._set()

    def replace(self, trades: Mapping[str, Trade]) -> None:
        """Serve these from now on; connections stay. `version` counts how often that happened."""
        self._listed = dict(trades)
        self._set()
        self.version += 1

    def record(self, records: Mapping[str, Mapping[str, Mapping[str, Any]]], stamp: int) -> Sequence[SupplierBookError]:
        """From now on what suppliers say of themselves counts: trade → supplier → record. Returns what is wrong with
        those that can't be served; the book's word counts there."""
        self._records, self.stamp = records, stamp
        problems = self._set()
        self.version += 1
        return problems

    def listed(self, trade: str) -> Trade:
        """The trade as its files have it."""
        return self._listed[trade]

    def as_said(self, trade: Trade) -> Trade:
        """A trade, as it would be served: with what its suppliers have said about themselves."""
        return with_records(trade, self._records.get(trade.id, {}))[0]

    def connect(self, connections: Mapping[tuple[str, str], int]) -> None:
        """From now on these chats stand for these (trade, supplier), whatever the books say."""
        if connections != self._connections:
            self._connections = dict(connections)
            self._set()

    def listed_chat(self, trade: str, supplier: str) -> int | None:
        """The chat that the book itself names."""
        partner = self._listed[trade].book.partners.get(supplier)
        return partner.telegram if partner else None

    def _set(self) -> Sequence[SupplierBookError]:
        found = {name: with_records(trade, self._records.get(name, {})) for name, trade in self._listed.items()}
        self._trades = {name: self._connected(trade) for name, (trade, _) in found.items()}
        self._by_chat = {
            partner.telegram: (trade, partner)
            for trade in self._trades.values()
            for partner in trade.book.partners.values()
            if partner.telegram is not None
        }
        return [problem for _, problems in found.values() for problem in problems]

    def _connected(self, trade: Trade) -> Trade:
        """The trade with the chats that its suppliers have now."""
        partners = trade.book.partners
        # A chat stands for one supplier: whoever was connected with it takes it from whom a book gives it to.
        taken = set(self._connections.values())
        chats = {
            name: self._connections.get((trade.id, name), None if partner.telegram in taken else partner.telegram)
            for name, partner in partners.items()
        }
        if all(chats[name] == partner.telegram for name, partner in partners.items()):
            return trade
        connected = {name: replace(partner, telegram=chats[name]) for name, partner in partners.items()}
        return replace(trade, book=replace(trade.book, partners=connected))

    def __getitem__(self, trade: str) -> Trade:
        return self._trades[trade]

    def __iter__(self) -> Iterator[Trade]:
        return iter(self._trades.values())

    @property
    def supplier_chats(self) -> frozenset[int]:
        """The chats of all suppliers that can be reached."""
        return frozenset(self._by_chat)

    def partner_of_chat(self, chat_id: int) -> tuple[Trade, Partner] | None:
        """The supplier who writes from this chat, and their trade."""
        return self._by_chat.get(chat_id)


@dataclass(frozen=True)
class Signals:
    """Called after a commit, so that nobody has to wait for the next tick. Losing one only costs that second."""

    outbox: Callable[[], None] = lambda: None
    follow_ups: Callable[[], None] = lambda: None


def _no_reader(trades: Mapping[str, Trade]) -> TradesReader:
    raise RuntimeError("this office can't make readers: give it `make_reader`")


@dataclass(frozen=True)
class Office:
    """The shared dependencies of the use cases. `service_percent`: our share on top of what suppliers and freight cost,
    from which dearer re-plans are paid before a consumer is ever asked for more. `round_the_clock`: people can be
    spoken to at any hour. `make_reader`: one that `reader` can take over from, of other catalogues; call it in a
    thread. `texts`: what the trades come from; None where they can't be changed while this runs. `forecaster`:
    foretells demand; without one only what was is told."""

    database: Database
    clock: Clock
    trades: Trades
    reader: TradesReader
    planner: Planner
    new_id: Callable[[], str]
    admins: frozenset[int] = frozenset()
    policy: Policy = field(default_factory=Policy)
    service_percent: int = 6
    timezone: ZoneInfo = field(default_factory=lambda: ZoneInfo("Asia/Shanghai"))
    signals: Signals = field(default_factory=Signals)
    at_work: AtWork = unseen
    round_the_clock: bool = False
    make_reader: Callable[[Mapping[str, Trade]], TradesReader] = _no_reader
    texts: TradeTexts | None = None
    forecaster: Forecaster = field(default_factory=NoForecaster)
    _policies: dict[str, tuple[int, Policy]] = field(default_factory=dict, init=False, repr=False, compare=False)

    def policy_for(self, trade: str) -> Policy:
        """How patient we are in a trade, and when its suppliers can be spoken to."""
        if self.round_the_clock:
            return self.policy
        known = self._policies.get(trade)
        if known is None or known[0] != self.trades.version:
            hours = {partner.id: of_partner(partner) for partner in self.trades[trade].book.partners.values()}
            known = self._policies[trade] = (self.trades.version, replace(self.policy, hours=hours))
        return known[1]

    def now(self) -> datetime:
        return self.clock.now()

    def today(self) -> date:
        """The calendar day where the business is."""
        return self.now().astimezone(self.timezone).date()

    def local_now(self) -> datetime:
        """The time where the business is: what "by Friday" is counted from."""
        return self.now().astimezone(self.timezone)
