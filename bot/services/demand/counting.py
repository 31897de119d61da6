"""Counting wishes: in the transaction in which one can be made, can't be made, is placed, or is not understood."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping

from bot.services.office import Office
from planner.domain.contact_data import masked
from planner.domain.demand import PLACED, STATE, Cell, Outcome, cells_of, unknown_cells, unmakeable_cells
from planner.domain.lifecycle.events import Event, OptionChosen, PoolJoined, QuoteFound, QuoteRefused, WishChanged
from planner.domain.order import Order, OrderStatus
from planner.domain.teaching import folded
from storage.ports import DemandMark, Transaction

#: Under this name a secret is kept, without which nobody can be told by what stands for them.
SECRET = "demand"  # noqa: S105 - a name
#: What is longer is no name of anything.
LONGEST = 60


async def count(tx: Transaction, office: Office, before: Order, after: Order, event: Event) -> None:
    """After an event: a wish counts once in each outcome, as it stands now, on the day on which it came to it."""
    trade = office.trades[after.trade]
    match event:
        case WishChanged() if after.unknown != before.unknown:
            await _count(tx, office, after, Outcome.NOT_UNDERSTOOD, unknown_cells(after.spec, _wordings(after)))
        case QuoteFound() if after.status is OrderStatus.QUOTED:
            await _count(tx, office, after, Outcome.ASKED, cells_of(after.spec, trade))
        case QuoteRefused() if before.planning and not after.planning:
            cells = unmakeable_cells(after.spec, event.refusal.reasons, trade)
            await _count(tx, office, after, Outcome.UNMAKEABLE, cells)
        case OptionChosen() if after.status is OrderStatus.PLACED:
            await tx.demand.move(after.id, Outcome.ASKED.value, STATE, PLACED)
        case PoolJoined() if after.status is OrderStatus.POOLED:
            await tx.demand.move(after.id, Outcome.ASKED.value, STATE, PLACED)


async def forget(tx: Transaction, office: Office, chat_id: int) -> None:
    """What somebody asked for stays counted; that it was them does not."""
    await tx.demand.unname(await _stand_in(tx, office, chat_id), office.new_id())


async def _count(tx: Transaction, office: Office, order: Order, outcome: Outcome, cells: Mapping[Cell, int]) -> None:
    today = office.today()
    who = await _stand_in(tx, office, order.consumer)
    marks = [
        DemandMark(
            order.id, outcome.value, cell.product, cell.attribute, cell.value, order.trade, today, min(n, MOST), who
        )
        for cell, n in sorted(cells.items())
    ]
    await tx.demand.replace(order.id, outcome.value, today, marks)


#: The largest number of pieces that a mark can hold.
MOST = 2**31 - 1


async def _stand_in(tx: Transaction, office: Office, chat_id: int) -> str:
    """What stands for somebody: always the same, and of no use to whoever has not got the secret."""
    secret = await tx.demand.secret(SECRET, office.new_id())
    return hmac.new(secret.encode(), str(chat_id).encode(), hashlib.sha256).hexdigest()[:32]


def _wordings(order: Order) -> tuple[str, ...]:
    said = (masked(" ".join(words.split())) for words in order.unknown)
    return tuple(dict.fromkeys(folded(words) for words in said if 0 < len(words) <= LONGEST))
