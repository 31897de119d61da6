"""A consumer's unfinished order: found, and changed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.services.codec import order_of
from bot.services.office import Office
from bot.services.transitions import Transitions
from nlu.standing import Standing
from planner.domain.artwork import bears_files
from planner.domain.lifecycle.events import WishChanged
from planner.domain.order import COMPOSING, Order
from planner.domain.questions import next_question
from planner.domain.spec import OrderSpec
from storage.ports import OrderRow, Transaction

_COMPOSING = [status.value for status in COMPOSING]


@dataclass(frozen=True)
class Draft:
    """The consumer's unfinished order, as read before a message is understood."""

    row: OrderRow
    order: Order

    @property
    def standing(self) -> Standing:
        asking = self.order.asking
        return Standing(self.order.spec, asking.place if asking else None, self.order.unknown)


class Drafting:
    """Finds and changes drafts, inside a transaction that the caller holds."""

    def __init__(self, office: Office, transitions: Transitions):
        self._office = office
        self._transitions = transitions

    async def of(self, tx: Transaction, chat_id: int) -> Draft | None:
        """The newest draft of a consumer."""
        row = await tx.orders.newest_of(chat_id, _COMPOSING)
        return Draft(row, order_of(row)) if row else None

    async def change(
        self,
        tx: Transaction,
        row: OrderRow,
        order: Order,
        spec: OrderSpec,
        *,
        unknown: tuple[str, ...] | None = None,
        language: str | None = None,
        typed: bool = True,
        resumed: bool = False,
    ) -> None:
        """The wish is this now. `typed`: said in a message, so that what comes next is shown below it; `resumed`: taken
        up again, so that the card is shown there too."""
        trade = self._office.trades[order.trade]
        event = WishChanged(
            spec=spec,
            unknown=order.unknown if unknown is None else unknown,
            question=next_question(spec, trade.catalogue, trade.book),
            language=language or order.language,
            typed=typed,
            resumed=resumed,
        )
        await self._transitions.apply(tx, row, event, f"consumer:{order.consumer}")
        if bears_files(order.spec, trade.catalogue) and not bears_files(spec, trade.catalogue):
            await tx.artwork.drop(order.id)
