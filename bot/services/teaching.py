"""/teach: an admin says what a wording means, and from then on it is read so."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from bot.services.access import Role, check_role
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.taught_readers import TaughtReaders, target_of, with_taught
from bot.services.transitions import finish
from nlu.normalise import fold
from planner.domain.errors import NotAllowed, StaleState
from planner.domain.supplier import Trade
from planner.domain.teaching import PRODUCT, Target, Taught, folded, meanings, meant, nearest, taught, teachable
from storage.ports import Teaching, Transaction

#: So many of the newest lessons are shown.
SHOWN = 40
_FORGET = re.compile(r'(?:forget|忘记|忘掉)\s+"?(?P<wording>[^"]+?)"?', re.IGNORECASE)
_TEACH = re.compile(
    r'"(?P<quoted>[^"]+)"\s*(?:=|:|->|means|is|是|指|就是|的意思是)?\s*(?P<to>.+)|(?P<bare>[^="]+?)\s*=\s*(?P<means>.+)'
)


class TeachDesk:
    """Raises NotAllowed for anybody but admins."""

    def __init__(self, office: Office, readers: TaughtReaders):
        self._office = office
        self._readers = readers

    async def teach(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/teach "nvy" = colour.navy asks whether that is right; /teach forget "nvy" lets go of it; /teach alone lists
        what was taught."""
        office = self._office
        check_role(office, sender.chat_id, Role.ADMIN)
        said = " ".join(fold(words).text.split())
        forget, lesson = _FORGET.fullmatch(said), _TEACH.fullmatch(said)
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            if forget:
                await self._forget(tx, sender.chat_id, forget["wording"])
            elif lesson:
                wording, to = lesson["quoted"] or lesson["bare"], lesson["to"] or lesson["means"]
                await self._preview(tx, sender.chat_id, wording.strip(), to.strip())
            else:
                await self._show(tx, sender.chat_id, unclear=bool(said))
            await finish(tx, receipt, office)
        office.signals.outbox()
        if forget:
            await self._readers.refresh()

    async def pressed(self, tx: Transaction, chat_id: int, kind: str, args: Mapping[str, Any]) -> None:
        """Yes or no to what was previewed. Whoever commits this has the readers refreshed."""
        office = self._office
        check_role(office, chat_id, Role.ADMIN)
        if kind == "teach_no":
            await notify(tx, office, chat_id, "teach_left")
            return
        wording, (attribute, _, value) = str(args["wording"]), str(args["target"]).partition(".")
        served = {one.id: one.catalogue for one in office.trades}
        for trade in args["trades"]:
            if trade not in served or taught(served[trade], [Taught(wording, Target(attribute, value))])[1]:
                raise NotAllowed("button_old")
            await self._store(tx, chat_id, trade, wording, f"{attribute}.{value}")
            await tx.unknown_wordings.drop(trade, folded(wording))
        await notify(tx, office, chat_id, "teach_done", wording=wording)

    async def _preview(self, tx: Transaction, chat_id: int, wording: str, to: str) -> None:
        """What it would mean from now on, and what it means so far; or what is wrong."""
        office = self._office
        language = await language_of(tx, chat_id, office)
        if not teachable(wording):
            await notify(tx, office, chat_id, "teach_no_name", wording=wording[:60])
            return
        found = [(trade, target) for trade in office.trades for target in meant(trade.catalogue, to)]
        if not found:
            near = list(dict.fromkeys(one for trade in office.trades for one in nearest(trade.catalogue, to)))
            await notify(tx, office, chat_id, "teach_unclear", to=to[:60], near=near)
            return
        near = list(dict.fromkeys(target.written for _, target in found))
        if len(near) > 1:
            await notify(tx, office, chat_id, "teach_which", to=to[:60], near=near)
            return
        (_, target), trades = found[0], {trade.id: trade for trade, _ in found}
        rows = await tx.teachings.all()
        means = _named(found[0][0], target, language)
        so_far = {name: meanings(trade.catalogue, wording) for name, trade in with_taught(trades, rows).items()}
        if all(target in now for now in so_far.values()):
            await notify(tx, office, chat_id, "teach_known", wording=wording, means=means)
            return
        args = {"trades": list(trades), "wording": wording, "target": target.written}
        buttons = [[Button("teach_yes", "teach_yes", args, style="success"), Button("teach_no", "teach_no")]]
        also = [_named(trades[name], one, language) for name, now in so_far.items() for one in now if one != target]
        facts: dict[str, Any] = {
            "wording": wording,
            "means": means,
            "trades": [trade.catalogue.names.get(language, (name,))[0] for name, trade in trades.items()],
            "also": list(dict.fromkeys(also)),
        }
        await notify(tx, office, chat_id, "teach_sure", buttons, **facts)

    async def _forget(self, tx: Transaction, chat_id: int, wording: str) -> None:
        office, found = self._office, False
        for trade in office.trades:
            row = await tx.teachings.get(trade.id, folded(wording))
            if row is not None and row.target is not None:
                await self._store(tx, chat_id, trade.id, row.said, None)
                found = True
        await notify(tx, office, chat_id, "teach_forgotten" if found else "teach_never", wording=wording[:60])

    async def _show(self, tx: Transaction, chat_id: int, *, unclear: bool) -> None:
        office = self._office
        language = await language_of(tx, chat_id, office)
        served = {trade.id: trade for trade in office.trades}
        lessons = [
            {"wording": row.said, "means": _named(served[row.trade], target_of(row), language)}
            for row in await tx.teachings.all()
            if row.target is not None and row.trade in served
        ]
        await notify(tx, office, chat_id, "teach", lessons=lessons[-SHOWN:], unclear=unclear)

    async def _store(self, tx: Transaction, chat_id: int, trade: str, wording: str, target: str | None) -> None:
        now, actor = self._office.now(), f"admin:{chat_id}"
        stored = await tx.teachings.get(trade, folded(wording))
        row = Teaching(trade, folded(wording), stored.version + 1 if stored else 1, wording, target, actor, now)
        try:
            await tx.teachings.put(row)
        except StaleState:
            raise NotAllowed("button_old") from None
        facts = {"trade": trade, "about": f"{wording} = {target}" if target else wording}
        await tx.audit.add(None, now, actor, "taught" if target else "untaught", facts)


def _named(trade: Trade, target: Target, language: str) -> str:
    """ "colour: navy", in the reader's language."""
    catalogue = trade.catalogue
    if target.attribute == PRODUCT:
        return catalogue.product_name(target.value, language)
    value = catalogue.value_name(target.attribute, target.value, language)
    return f"{catalogue.attribute_name(target.attribute, language)}: {value}"
