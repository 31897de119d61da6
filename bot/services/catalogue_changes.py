"""Other catalogues and books while the bot runs: an admin sends a file, it is checked and compared, and then served."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Final

from bot.services.access import Role, check_role
from bot.services.files import MEGABYTE, FileRules, SentFile, refusal_of
from bot.services.notices import notice, notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button, Content
from bot.services.reloading import Reloader
from bot.services.sending import send
from bot.services.trade_texts import KINDS
from bot.services.transitions import finish
from bot.services.yaml_text import read_yaml
from planner.domain.errors import DataError, SettingsError, StaleState
from planner.domain.lifecycle import Mode
from planner.domain.supplier import Trade
from planner.domain.trade_changes import Difference, differences
from storage.ports import CatalogueProposal, CatalogueText, FollowUp, Transaction

#: Follow-ups of this kind check what was sent in, or serve it.
KIND = "catalogue"
NO_ORDER = 0
#: How long a proposal waits for a yes.
VALID = timedelta(days=1)
#: So many differences and faults are listed.
LISTED = 25
_YAML = ("application/x-yaml", "application/yaml", "text/yaml", "text/x-yaml", "text/plain")
MIMES: Final[Mapping[str, tuple[str, ...]]] = {"yaml": _YAML, "yml": _YAML}


class CatalogueChanges:
    """Raises NotAllowed for anybody but admins. What takes time is a follow-up, which edits the one message that says
    how it goes: a process that is killed loses none of it."""

    def __init__(self, office: Office, reloader: Reloader | None, rules: FileRules):
        self._office = office
        self._reloader = reloader
        self._rules = FileRules(frozenset(MIMES), rules.largest)

    def refusal(self, file: SentFile) -> str | None:
        """Why a file can't be taken, as the name of a notice."""
        return refusal_of(file, self._rules, MIMES)

    async def refused(self, sender: Sender, code: str, receipt: Receipt | None) -> None:
        """Say what can be sent instead."""
        kinds, megabytes = sorted(self._rules.kinds), f"{self._rules.largest / MEGABYTE:g}"
        await notice(self._office, sender, code, receipt, kinds=kinds, megabytes=megabytes, kind="")

    async def received(self, sender: Sender, file: SentFile, content: bytes, receipt: Receipt | None) -> None:
        """A catalogue or a book of suppliers: kept until somebody has said yes or no to it."""
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        trade, kind, faults = await asyncio.to_thread(self._told_apart, content, file.shown_name)
        token, now = office.new_id(), office.now()
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            if self._reloader is None:
                await notify(tx, office, sender.chat_id, "catalogue_fixed")
            elif faults:
                await notify(tx, office, sender.chat_id, "catalogue_faults", faults=faults, more=0)
            else:
                await tx.catalogue_texts.drop_proposals(now - VALID)
                text = content.decode("utf-8-sig")
                await tx.catalogue_texts.propose(CatalogueProposal(token, trade, kind, text, now))
                await self._work(tx, sender.chat_id, token, "check")
            await finish(tx, receipt, office)
        office.signals.outbox()
        office.signals.follow_ups()

    async def pressed(self, tx: Transaction, chat_id: int, args: Mapping[str, Any]) -> None:
        """Use it, or leave it."""
        check_role(self._office, chat_id, Role.ADMIN)
        token = str(args["token"])
        if args["do"] == "leave":
            await self._say(tx, chat_id, token, {"code": "catalogue_left"})
        else:
            await self._work(tx, chat_id, token, str(args["do"]), str(args.get("of", "")))

    async def run(self, due: FollowUp) -> None:
        """Check, or serve, what was sent in."""
        token, chat_id, do = due.job or "", int(due.payload["admin"]), str(due.payload["do"])
        async with self._office.database.transaction() as tx:
            changes = await self._changes(tx, token, str(due.payload.get("of", "")), chat_id)
        if not changes or self._reloader is None or chat_id not in self._office.admins:
            await self._over(due, chat_id, token, {"code": "catalogue_old"})
            return
        try:
            if do == "check":
                await self._over(due, chat_id, token, *await self._compared(self._reloader, changes[0], token, chat_id))
                return
            for change in changes:
                await self._reloader.reload(change)
            await self._over(due, chat_id, token, {"code": "catalogue_used", "trade": changes[0].trade}, noted=do)
        except (DataError, SettingsError) as problem:
            faults = [str(fault) for fault in getattr(problem, "faults", ())] or [str(problem)]
            shown = {"code": "catalogue_faults", "faults": faults[:LISTED], "more": max(0, len(faults) - LISTED)}
            await self._over(due, chat_id, token, shown)
        except StaleState:
            await self._over(due, chat_id, token, {"code": "catalogue_old"})

    async def give_up(self, tx: Transaction, due: FollowUp) -> None:
        """It has failed again and again: whoever waits hears it."""
        if await tx.follow_ups.done(due.id):
            await self._say(tx, int(due.payload["admin"]), due.job or "", {"code": "catalogue_failed"})

    def _told_apart(self, content: bytes, name: str) -> tuple[str, str, list[str]]:
        """Of which trade, which kind, and what is wrong with it at first sight."""
        try:
            data = read_yaml(content, name).data
        except DataError as problem:
            return "", "", [str(fault) for fault in problem.faults]
        if not isinstance(data, dict) or "catalogue" not in data:
            return "", "", [f"{name}: the key `catalogue` is missing: write which trade it is"]
        trade = str(data["catalogue"])
        if trade not in {one.id for one in self._office.trades}:
            served = ", ".join(one.id for one in self._office.trades)
            return "", "", [f"{name}: {trade!r} is not served. Served are {served}; new trades need a restart"]
        return trade, "suppliers" if data.keys() & {"suppliers", "zones", "shipping"} else "catalogue", []

    async def _changes(self, tx: Transaction, token: str, of: str, chat_id: int) -> list[CatalogueText]:
        """What is to be served: what was sent in under `token`, or the files of the trade `of` again."""
        now, actor = self._office.now(), f"admin:{chat_id}"
        if of:
            rows = [await tx.catalogue_texts.get(of, kind) for kind in KINDS]
            return [
                CatalogueText(row.trade, row.kind, row.version + 1, None, actor, now)
                for row in rows
                if row is not None and row.content is not None
            ]
        found = await tx.catalogue_texts.proposal(token)
        if found is None or found.proposed_at < now - VALID:
            return []
        stored = await tx.catalogue_texts.get(found.trade, found.kind)
        version = stored.version + 1 if stored else 1
        return [CatalogueText(found.trade, found.kind, version, found.content, actor, now)]

    async def _compared(
        self, reloader: Reloader, change: CatalogueText, token: str, chat_id: int
    ) -> tuple[dict[str, Any], list[list[Button]]]:
        """What would be different, with buttons to use it or leave it. Raises what is wrong with it."""
        office = self._office
        new = (await reloader.tried(change))[change.trade]
        old = office.trades.listed(change.trade)
        async with office.database.transaction() as tx:
            language = await language_of(tx, chat_id, office)
        found = differences(old, new)
        facts = {
            "code": "catalogue_compared",
            "trade": change.trade,
            "kind": change.kind,
            "changes": [_named_difference(one, old, new, language) for one in found[:LISTED]],
            "more": max(0, len(found) - LISTED),
        }
        buttons = [
            Button("use_it", "catalogue", {"token": token, "do": "use"}, style="success"),
            Button("leave_it", "catalogue", {"token": token, "do": "leave"}),
        ]
        return facts, [buttons] if found else []

    async def _work(self, tx: Transaction, chat_id: int, token: str, do: str, of: str = "") -> None:
        payload = {"admin": chat_id, "do": do, "of": of}
        await tx.follow_ups.put(KIND, NO_ORDER, token, self._office.now(), payload)
        await self._say(tx, chat_id, token, {"code": "catalogue_working", "do": do})

    async def _say(
        self,
        tx: Transaction,
        chat_id: int,
        token: str,
        data: Mapping[str, Any],
        buttons: list[list[Button]] | None = None,
    ) -> None:
        """In the one message that says how it goes."""
        language = await language_of(tx, chat_id, self._office)
        slot = f"catalogue:{token}"
        await send(tx, self._office, chat_id, "notice", language, Content(data, buttons or ()), None, Mode.EDIT, slot)

    async def _over(
        self,
        due: FollowUp,
        chat_id: int,
        token: str,
        data: Mapping[str, Any],
        buttons: list[list[Button]] | None = None,
        noted: str = "",
    ) -> None:
        async with self._office.database.transaction() as tx:
            if await tx.follow_ups.done(due.id):
                await self._say(tx, chat_id, token, data, buttons)
                if noted:
                    facts = {"about": data["trade"], "how": noted}
                    await tx.audit.add(None, self._office.now(), f"admin:{chat_id}", "catalogue_used", facts)


def _named_difference(one: Difference, old: Trade, new: Trade, language: str) -> dict[str, str]:
    """With the names that a reader knows."""
    trade = old if one.sign == "removed" else new
    catalogue, book = trade.catalogue, trade.book
    names = {
        "product": lambda: catalogue.product_name(one.id, language),
        "attribute": lambda: catalogue.attribute_name(one.id, language),
        "value": lambda: (
            f"{catalogue.attribute_name(one.of, language)}: {catalogue.value_name(one.of, one.id, language)}"
        ),
        "process": lambda: catalogue.process_name(one.id, language),
        "zone": lambda: book.zone_name(one.id, language),
        "supplier": lambda: book.partners[one.id].name(language),
    }
    name = names[one.what]() if one.what in names else one.id
    return {"sign": one.sign, "what": one.what, "name": name}
