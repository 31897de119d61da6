"""Orders as files for admins: read page by page, kept part by part, sent when all is there, stopped at a tap."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from bot.services.access import Role, check_role
from bot.services.export_facts import exported
from bot.services.export_request import ExportRequest, request_of
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button, Content
from bot.services.privacy import NOBODY
from bot.services.transitions import finish, send
from planner.domain.lifecycle import Mode
from storage.ports import FollowUp, Transaction

#: The kinds of its follow-ups, which are about no order: the next page to read, and parts that nobody needs any more.
KIND, OVER = "export", "export_over"
KINDS = (KIND, OVER)
NO_ORDER = 0
#: So many orders at a time: some hundredths of a second of work.
PAGE = 100
#: Bytes that all parts together may have. No file that is made of them has more.
LARGEST = 10_000_000
#: How often somebody who waits is told how far it is.
TELL_EVERY = timedelta(seconds=2)
#: How long the parts stay, for a chat that can't be written to at once.
KEPT = timedelta(days=1)
#: The files of each format.
FILES: Mapping[str, tuple[str, ...]] = {"csv": ("orders", "jobs"), "json": ("json",)}


class Exports:
    """/export. Raises NotAllowed for anybody but admins.

    An export is one follow-up row, which holds how far it has come; each run keeps a part and sets the next row, in one
    transaction: whoever is killed in between, no order is left out, and none is in it twice.
    """

    def __init__(self, office: Office, page: int = PAGE, largest: int = LARGEST):
        self._office = office
        self._page = page
        self._largest = largest

    async def begin(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/export, /export json, /export 2026-10."""
        office, chat_id = self._office, sender.chat_id
        check_role(office, chat_id, Role.ADMIN)
        wanted = request_of(words, office.now(), office.timezone)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            if wanted is None:
                await notify(tx, office, chat_id, "export_how", month=office.today().isoformat()[:7])
            elif await self._going(tx, chat_id):
                await notify(tx, office, chat_id, "export_going")
            else:
                await self._begin(tx, chat_id, wanted)
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def _begin(self, tx: Transaction, chat_id: int, wanted: ExportRequest) -> None:
        office, now = self._office, self._office.now()
        # What is not there yet is not counted, and not read either.
        until = min(wanted.until, now)
        (counts,) = await tx.orders.created_counts([wanted.since, until])
        facts = {"format": wanted.format, "span": wanted.span}
        await tx.audit.add(None, now, f"admin:{chat_id}", "export", facts)
        total = sum(counts.values())
        if not total:
            await notify(tx, office, chat_id, "export_empty")
            return
        state = {
            **facts,
            "admin": chat_id,
            "language": await language_of(tx, chat_id, office),
            "since": wanted.since.isoformat(),
            "until": until.isoformat(),
            "after": None,
            "orders": 0,
            "jobs": 0,
            "total": total,
            "bytes": 0,
            "part": 0,
            "told": None,
        }
        name = office.new_id()
        if total > self._page:
            state["told"] = now.isoformat()
            await self._progress(tx, name, state, "going")
        await tx.follow_ups.put(KIND, NO_ORDER, name, now, state)

    async def stop(self, tx: Transaction, chat_id: int, name: str) -> None:
        """The button under the progress."""
        check_role(self._office, chat_id, Role.ADMIN)
        stopped = [f for f in await tx.follow_ups.pending(NO_ORDER) if f.kind == KIND and f.job == name]
        if await tx.follow_ups.cancel(NO_ORDER, [KIND], name) and stopped:
            await tx.exports.drop(name)
            await tx.audit.add(None, self._office.now(), f"admin:{chat_id}", "export_stopped", {})
            await self._progress(tx, name, stopped[0].payload, "stopped")

    async def run(self, due: FollowUp) -> None:
        """Read the next page, or clear up."""
        name, state = due.job or "", dict(due.payload)
        if due.kind == OVER or int(state["admin"]) not in self._office.admins:
            await self._drop(due, name)
            return
        lines = await self._next_page(state)
        office = self._office
        async with office.database.transaction() as tx:
            if not await tx.follow_ups.done(due.id):
                return
            if int(state["bytes"]) > self._largest:
                await tx.exports.drop(name)
                await self._progress(tx, name, state, "large")
                return
            await tx.exports.add(name, state["part"], lines)
            state["part"] += 1
            if state["after"] is None:
                await self._send(tx, name, state)
                return
            now = office.now()
            if state["told"] is None or now - datetime.fromisoformat(state["told"]) >= TELL_EVERY:
                state["told"] = now.isoformat()
                await self._progress(tx, name, state, "going")
            await tx.follow_ups.put(KIND, NO_ORDER, name, now, state)

    async def give_up(self, tx: Transaction, due: FollowUp) -> None:
        """It has failed again and again: whoever waits hears it."""
        if await tx.follow_ups.done(due.id) and due.kind == KIND:
            await tx.exports.drop(due.job or "")
            await self._progress(tx, due.job or "", due.payload, "failed")

    async def _next_page(self, state: dict[str, Any]) -> str:
        """The next page as lines; brings `state` up to date with it, `after` None where it is the last."""
        office = self._office
        since, until = (datetime.fromisoformat(state[key]) for key in ("since", "until"))
        after = (datetime.fromisoformat(state["after"][0]), int(state["after"][1])) if state["after"] else None
        async with office.database.transaction() as tx:
            rows = await tx.orders.created(since, until, self._page, after)
            known = {row.consumer for row in rows} - {NOBODY}
            first = {consumer: await tx.orders.first_of(consumer) or 0 for consumer in known}
        trades = {trade.id: trade for trade in office.trades}
        # Beside the event loop, and in no transaction: others go on meanwhile.
        page = await asyncio.to_thread(exported, rows, trades, first, state["language"], office.timezone)
        state["bytes"] += len(page.lines.encode())
        state["orders"] += page.orders
        state["jobs"] += page.jobs
        state["after"] = [rows[-1].created_at.isoformat(), rows[-1].id] if len(rows) == self._page else None
        return page.lines

    async def _send(self, tx: Transaction, name: str, state: dict[str, Any]) -> None:
        """All is there: a message a file, and a day later the parts go."""
        office, admin = self._office, int(state["admin"])
        if state["told"]:
            await self._progress(tx, name, state, "done")
        facts = {key: state[key] for key in ("orders", "jobs", "span")}
        for file in FILES[state["format"]]:
            await notify(tx, office, admin, "export_file", export=name, file=file, **facts)
        await tx.follow_ups.put(OVER, NO_ORDER, name, office.now() + KEPT, {"admin": admin})

    async def _drop(self, due: FollowUp, name: str) -> None:
        async with self._office.database.transaction() as tx:
            if await tx.follow_ups.done(due.id):
                await tx.exports.drop(name)

    async def _going(self, tx: Transaction, chat_id: int) -> bool:
        pending = await tx.follow_ups.pending(NO_ORDER)
        return any(f.kind == KIND and f.payload["admin"] == chat_id for f in pending)

    async def _progress(self, tx: Transaction, name: str, state: Mapping[str, Any], stands: str) -> None:
        """One message that is edited."""
        office, admin = self._office, int(state["admin"])
        facts = {
            "code": "export_progress",
            "stands": stands,
            **{key: state[key] for key in ("orders", "total", "span")},
        }
        buttons = [[Button("stop", "export_stop", {"name": name})]] if stands == "going" else ()
        language = await language_of(tx, admin, office)
        await send(
            tx, office, admin, "notice", language, Content(facts, buttons), mode=Mode.EDIT, slot=f"export:{name}"
        )
