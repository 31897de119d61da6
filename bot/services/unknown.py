"""What people say and nobody understands: counted, and shown to admins, who can teach it."""

from __future__ import annotations

from bot.services.access import Role, check_role
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.transitions import finish
from planner.domain.contact_data import masked
from planner.domain.spec import Intent, Reading
from planner.domain.teaching import folded
from storage.ports import Transaction

#: Wordings of one message.
PAGE = 15
#: What is longer is no name of anything.
LONGEST = 60


async def note_unknown(tx: Transaction, office: Office, trade: str, reading: Reading, known: tuple[str, ...]) -> None:
    """Count what is new in an order's words and was not understood. `known`: what was listed before. Contact data are
    hidden; what is no order is nobody's business."""
    if reading.intent not in (Intent.ORDER, Intent.AMEND):
        return
    product = next((item.product for item in reading.spec.items if item.product), None)
    for words in reading.unknown:
        said = masked(" ".join(words.split()))
        if words not in known and 0 < len(said) <= LONGEST:
            await tx.unknown_wordings.saw(trade, folded(said), said, product, reading.language, office.now())


class UnknownDesk:
    """/unknown. Raises NotAllowed for anybody but admins."""

    def __init__(self, office: Office):
        self._office = office

    async def show(self, sender: Sender, receipt: Receipt | None) -> None:
        """/unknown: what nobody understood, the most frequent first."""
        office = self._office
        async with office.database.transaction() as tx:
            check_role(office, sender.chat_id, Role.ADMIN)
            await person_of(tx, sender, office)
            await self.page(tx, sender.chat_id, 0)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def page(self, tx: Transaction, chat_id: int, skip: int) -> None:
        """Those behind the first `skip`, as a message of its own."""
        office = self._office
        check_role(office, chat_id, Role.ADMIN)
        found = await tx.unknown_wordings.most(PAGE + 1, skip)
        older = [[Button("older", "unknown_page", {"skip": skip + PAGE})]] if len(found) > PAGE else []
        language = await language_of(tx, chat_id, office)
        served = {trade.id: trade for trade in office.trades}
        shown = [
            {
                "said": one.said,
                "seen": one.seen,
                "last": one.last_seen.date().isoformat(),
                "product": served[one.trade].catalogue.product_name(one.product, language) if one.product else "",
            }
            for one in found[:PAGE]
            if one.trade in served
        ]
        await notify(tx, office, chat_id, "unknown", older, wordings=shown)
        await tx.audit.add(None, office.now(), f"admin:{chat_id}", "unknown_read", {})
