"""The files of an order, passed on to the makers who work from them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from bot.services.office import Office
from bot.services.people import language_of
from bot.services.presenting.offers import brief
from bot.services.presenting.payload import Content
from bot.services.sending import send
from planner.domain.artwork import steps_with_files
from planner.domain.order import Job, Order, item_of, job_key
from planner.domain.supplier import Trade
from storage.ports import Artwork, Transaction


def works_from_files(order: Order, job: Job, trade: Trade) -> bool:
    """Does the maker of a job need what the customer has sent?"""
    catalogue = trade.catalogue
    for lot in job.run.lots:
        index, _, step = lot.step.partition(".")
        product = catalogue.products.get(order.spec.items[int(index)].product or "")
        if product is not None and step in steps_with_files(product, catalogue):
            return True
    return False


async def pass_on(tx: Transaction, office: Office, order: Order, job: Job, files: Sequence[Artwork]) -> bool:
    """Queue the files for the maker of a job; pictures and documents apart, as Telegram wants albums. False where they
    can't be reached."""
    trade = office.trades[order.trade]
    partner = trade.book.partners.get(job.supplier)
    if partner is None or partner.telegram is None:
        return False
    language = await language_of(tx, partner.telegram, office)
    for kind, some in groupby(sorted(files, key=lambda file: file.kind), key=lambda file: file.kind):
        shown = [{"id": file.file_id, "name": file.name} for file in some]
        facts = brief(order, job, trade, language, kind=kind, files=shown)
        about = f"job:{job_key(order.id, job.number)}"
        await send(tx, office, partner.telegram, "artwork", language, Content(facts), order.id, about=about)
    return True


async def with_offer(tx: Transaction, office: Office, order: Order, number: int) -> None:
    """Whoever is offered a job sees what it is to be made from."""
    job = order.job(number)
    if job is not None and works_from_files(order, job, office.trades[order.trade]):
        await pass_on(tx, office, order, job, await files_for(tx, order, job))


async def files_for(tx: Transaction, order: Order, job: Job) -> Sequence[Artwork]:
    """What the customer has sent; of several customers, those whose goods the job makes."""
    if not order.members:
        return await tx.artwork.of(order.id)
    found: list[Artwork] = []
    for member in order.members:
        if not member.released and any(item_of(step) in member.items for step in job.steps):
            files = await tx.artwork.of(member.order)
            found += [replace(file, name=f"{member.order}: {file.name}") for file in files]
    return found
