"""Pictures and documents that a consumer wants on what they order: kept with it, shown to those who need them."""

from __future__ import annotations

from dataclasses import replace

from bot.services.acknowledging import acknowledge
from bot.services.codec import order_of
from bot.services.drafting import Draft, Drafting
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.passing_on import pass_on, works_from_files
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.transitions import finish
from bot.services.wishes import with_files
from planner.domain.artwork import steps_with_files
from planner.domain.order import WITH_MAKERS, JobStatus, OrderStatus
from storage.ports import Artwork, OrderRow, Transaction

#: The most files of one order.
MOST = 10
_WITH_MAKERS = [status.value for status in (OrderStatus.POOLED, *WITH_MAKERS)]
#: Those who know their job, and have not finished it.
_AT_IT = (JobStatus.OFFERED, JobStatus.COUNTERED, JobStatus.ACCEPTED, JobStatus.STARTED)


class ArtworkDesk:
    """Takes files for the draft, else for what the makers have already."""

    def __init__(self, office: Office, drafting: Drafting):
        self._office = office
        self._drafting = drafting

    async def sent(self, sender: Sender, file: Artwork, receipt: Receipt | None) -> None:
        """A file that may be taken."""
        office = self._office
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            if draft := await self._drafting.of(tx, sender.chat_id):
                await self._for_draft(tx, sender, draft, file)
            elif placed := await tx.orders.newest_of(sender.chat_id, _WITH_MAKERS):
                await self._for_makers(tx, sender, placed, file, receipt)
            else:
                await notify(tx, office, sender.chat_id, "no_use_for_file")
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def _for_draft(self, tx: Transaction, sender: Sender, draft: Draft, file: Artwork) -> None:
        office, order = self._office, draft.order
        before = await tx.artwork.of(order.id)
        names = [*(known.name for known in before), file.name]
        spec = with_files(order.spec, names, office.trades[order.trade].catalogue)
        if spec is None:
            known = any(item.product for item in order.spec.items)
            await notify(tx, office, sender.chat_id, "no_files_on_this" if known else "no_use_for_file")
        elif len(before) >= MOST:
            await notify(tx, office, sender.chat_id, "files_enough", most=MOST)
        elif await tx.artwork.add(order.id, file, office.now()):
            # What comes next moves below an album once, not once a picture.
            first = file.album is None or all(known.album != file.album for known in before)
            await self._drafting.change(tx, draft.row, order, spec, typed=first)
        else:
            await notify(tx, office, sender.chat_id, "file_known", name=file.name)

    async def _for_makers(
        self, tx: Transaction, sender: Sender, placed: OrderRow, file: Artwork, receipt: Receipt | None
    ) -> None:
        """It comes late, but not too late for those who have not finished."""
        office, order = self._office, order_of(placed)
        trade = office.trades[order.trade]
        before = await tx.artwork.of(order.id)
        products = [trade.catalogue.products[item.product] for item in order.spec.items if item.product]
        if not any(steps_with_files(product, trade.catalogue) for product in products):
            await notify(tx, office, sender.chat_id, "no_use_for_file")
            return
        if len(before) >= MOST:
            await notify(tx, office, sender.chat_id, "files_enough", most=MOST)
            return
        need = [job for job in order.live_jobs if works_from_files(order, job, trade)]
        if need and all(job.status not in (*_AT_IT, JobStatus.PLANNED) for job in need):
            await notify(tx, office, sender.chat_id, "file_too_late", number=order.id)
            return
        # Its makers know the job under the number of the order that they make.
        asked = order if order.within is None else replace(order, id=order.within)
        told = [job for job in need if job.status in _AT_IT and await pass_on(tx, office, asked, job, [file])]
        # Whoever is asked later sees it with their offer.
        await tx.artwork.add(order.id, file, office.now())
        await tx.audit.add(order.id, office.now(), f"consumer:{order.consumer}", "file_sent", {"makers": len(told)})
        if file.album is not None and any(known.album == file.album for known in before):
            await acknowledge(tx, office, sender.chat_id, receipt)
            return
        language = await language_of(tx, sender.chat_id, office)
        makers = [trade.book.partners[job.supplier].name(language) for job in told]
        await notify(tx, office, sender.chat_id, "file_passed_on", number=order.id, makers=list(dict.fromkeys(makers)))
