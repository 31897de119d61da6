"""/catalogue: what is served, and the files behind it."""

from __future__ import annotations

from hashlib import sha256

from bot.services.access import Role, check_role
from bot.services.notices import notify
from bot.services.office import Office
from bot.services.people import Receipt, Sender, language_of, person_of
from bot.services.presenting.payload import Button
from bot.services.reloading import Reloader
from bot.services.trade_texts import KINDS
from bot.services.transitions import finish
from planner.domain.supplier import Trade
from storage.ports import Transaction

_BACK = ("back", "undo", "恢复", "还原")


class CatalogueDesk:
    """Raises NotAllowed for anybody but admins."""

    def __init__(self, office: Office, reloader: Reloader | None):
        self._office = office
        self._reloader = reloader

    async def show(self, sender: Sender, words: str, receipt: Receipt | None) -> None:
        """/catalogue: what is served; "/catalogue apparel" sends its files; "/catalogue back apparel" asks whether they
        shall count again."""
        office, said = self._office, words.strip()
        check_role(office, sender.chat_id, Role.ADMIN)
        first, _, rest = said.partition(" ")
        async with office.database.transaction() as tx:
            await person_of(tx, sender, office)
            if first.casefold() in _BACK:
                await self._ask_back(tx, sender.chat_id, rest.strip())
            elif said and (trade := self._named(said)) is not None:
                await self._send_files(tx, sender.chat_id, trade)
            else:
                await self._overview(tx, sender.chat_id, unclear=bool(said))
            await finish(tx, receipt, office)
        office.signals.outbox()

    def _named(self, words: str) -> Trade | None:
        wanted = words.casefold()
        for trade in self._office.trades:
            if wanted in {trade.id, *(name.casefold() for names in trade.catalogue.names.values() for name in names)}:
                return trade
        return None

    async def _overview(self, tx: Transaction, chat_id: int, *, unclear: bool) -> None:
        office = self._office
        language = await language_of(tx, chat_id, office)
        rows = {(row.trade, row.kind): row for row in await tx.catalogue_texts.all() if row.content is not None}
        trades = []
        for trade in office.trades:
            catalogue = trade.catalogue
            mine = [rows[trade.id, kind] for kind in KINDS if (trade.id, kind) in rows]
            trades.append(
                {
                    "id": trade.id,
                    "name": catalogue.names.get(language, (trade.id,))[0],
                    "products": [catalogue.product_name(product, language) for product in catalogue.products],
                    "attributes": len(catalogue.attributes),
                    "processes": len(catalogue.processes),
                    "suppliers": len(trade.book.partners),
                    "mark": sha256(repr(office.trades.listed(trade.id)).encode()).hexdigest()[:8],
                    "since": max(row.changed_at for row in mine).isoformat() if mine else None,
                }
            )
        await notify(tx, office, chat_id, "catalogue", trades=trades, unclear=unclear)
        await tx.audit.add(None, office.now(), f"admin:{chat_id}", "catalogue_read", {})

    async def _send_files(self, tx: Transaction, chat_id: int, trade: Trade) -> None:
        if self._reloader is None:
            await notify(tx, self._office, chat_id, "catalogue_fixed")
            return
        stored = {row.kind: row.content for row in await tx.catalogue_texts.all() if row.trade == trade.id}
        texts = self._reloader.files()
        names = {"catalogue": f"{trade.id}.yaml", "suppliers": f"{trade.id}.suppliers.yaml"}
        documents = [[names[kind], stored.get(kind) or texts[trade.id, kind]] for kind in KINDS]
        await notify(tx, self._office, chat_id, "catalogue_files", trade=trade.id, documents=documents)

    async def _ask_back(self, tx: Transaction, chat_id: int, words: str) -> None:
        trade = self._named(words)
        rows = [row for row in await tx.catalogue_texts.all() if row.content is not None]
        if trade is None or all(row.trade != trade.id for row in rows):
            await notify(tx, self._office, chat_id, "catalogue_no_way_back")
            return
        args = {"token": self._office.new_id(), "do": "back", "of": trade.id}
        await notify(
            tx,
            self._office,
            chat_id,
            "catalogue_back",
            [[Button("use_it", "catalogue", args, style="success")]],
            trade=trade.id,
        )
