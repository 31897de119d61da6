"""A maker's list of work: what waits for an answer, what is to be done today, what comes."""

from __future__ import annotations

from datetime import date
from typing import Any, Literal

from bot.services.access import supplier_of
from bot.services.codec import order_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.offers import way
from bot.services.presenting.payload import Button, in_rows
from bot.services.transitions import finish
from planner.domain.order import LIVE, Job, JobStatus, Order, job_key, parse_job_key
from planner.domain.supplier import Trade
from storage.ports import Transaction

#: The most jobs that are listed, and that can be tapped.
SHOWN, TAPPED = 40, 8
Group = Literal["answer", "today", "working", "coming", "sent"]
#: What is tapped next, by where a job stands.
_TAP = {JobStatus.ACCEPTED: "started", JobStatus.STARTED: "ready", JobStatus.READY: "shipped"}


class Worklist:
    """/jobs."""

    def __init__(self, office: Office):
        self._office = office

    async def show(self, sender: Sender, receipt: Receipt | None) -> None:
        """The list, with a button for each job that is to be done today. Raises NotAllowed for others."""
        office = self._office
        trade, partner = supplier_of(office, sender.chat_id)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            language = await language_of(tx, sender.chat_id, office)
            jobs = await self._jobs(tx, trade, partner.id, language)
            taps = [job for job in jobs if job["tap"]][:TAPPED]
            buttons = [
                Button("tap", job["tap"], {"job": job["number"], "order": job["order"]}, style="success")
                for job in taps
            ]
            facts = [[job["key"], job["tap"]] for job in taps]
            await notify(tx, office, sender.chat_id, "jobs", in_rows(buttons, 2), jobs=jobs, taps=facts)
            await finish(tx, receipt, office)
        office.signals.outbox()

    async def _jobs(self, tx: Transaction, trade: Trade, supplier: str, language: str) -> list[dict[str, Any]]:
        """The jobs as facts, by group and date."""
        orders: dict[int, Order] = {}
        found: list[dict[str, Any]] = []
        for row in await tx.orders.jobs_of_supplier(supplier, [status.value for status in LIVE], limit=SHOWN):
            if row.order_id not in orders and (stored := await tx.orders.get(row.order_id)) is not None:
                orders[row.order_id] = order_of(stored)
            order = orders.get(row.order_id)
            job = order.job(parse_job_key(row.key)[1]) if order else None
            if order is None or job is None or order.trade != trade.id or job.status is JobStatus.PLANNED:
                continue
            found.append(self._line(order, job, trade, language))
        return sorted(found, key=lambda line: (line["start"], line["ready"], line["key"]))

    def _line(self, order: Order, job: Job, trade: Trade, language: str) -> dict[str, Any]:
        today = self._office.today()
        group = group_of(order, job, today)
        goes = way(order, job, trade, language)
        waits = job.status is JobStatus.ACCEPTED and order.waits_for_goods(job.number)
        return {
            "key": job_key(order.id, job.number),
            "order": order.id,
            "number": job.number,
            "process": goes["process"],
            "status": job.status.value,
            "group": group,
            "start": goes["start"],
            "ready": goes["ready"],
            "late": job.status in (JobStatus.ACCEPTED, JobStatus.STARTED) and job.run.ready < today,
            "price": job.run.cost,
            "currency": trade.catalogue.currency,
            "waits_for": [source["supplier"] for source in goes["inputs"]] if waits else [],
            "waits_for_others": job.status is JobStatus.ACCEPTED and job.go is None,
            "to": [target["supplier"] for target in goes["outputs"] if target["supplier"]],
            "tap": _TAP.get(job.status) if group == "today" else None,
        }


def group_of(order: Order, job: Job, today: date) -> Group:
    """Under which heading a live job stands."""
    match job.status:
        case JobStatus.OFFERED | JobStatus.COUNTERED:
            return "answer"
        case JobStatus.SHIPPED:
            return "sent"
        case JobStatus.READY:
            return "today"
        case JobStatus.STARTED:
            return "today" if job.run.ready <= today else "working"
    begins = job.go is not None and not order.waits_for_goods(job.number) and min(job.run.days) <= today
    return "today" if begins else "coming"
